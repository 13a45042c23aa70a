//! Expressions that suspend: what is evaluated before is written as statements, what is left
//! over is an expression for the statement after the last suspension.

use oxc::{
    allocator::TakeIn,
    ast::ast::*,
    span::{GetSpan, Span},
};

use super::{
    Kind,
    find::{Suspends, Writes},
    machine::{Label, Machine},
};

impl<'a> Machine<'a, '_, '_> {
    /// What is left of `expression` once its suspensions are behind. It has to be evaluated
    /// by the statement that is written next: nothing else may come between.
    pub fn expression(&mut self, mut expression: Expression<'a>) -> Expression<'a> {
        if !Suspends::in_expression(&expression) {
            return expression;
        }
        let span = expression.span();
        match &mut expression {
            Expression::YieldExpression(_) | Expression::AwaitExpression(_) => {
                return self.suspend(expression);
            }
            Expression::SequenceExpression(_)
            | Expression::LogicalExpression(_)
            | Expression::ConditionalExpression(_)
            | Expression::AssignmentExpression(_)
            | Expression::CallExpression(_) => {}
            Expression::V8IntrinsicExpression(_) => {
                let after = self.label();
                self.elements(expression, after);
                self.mark(after);
                return self.make.void_0(span);
            }
            Expression::ParenthesizedExpression(inner) => {
                let builder = self.make.builder();
                let inner = inner.expression.take_in(&builder);
                return self.expression(inner);
            }
            Expression::UnaryExpression(unary) => {
                self.operands(&mut [&mut unary.argument]);
                return expression;
            }
            Expression::BinaryExpression(binary) => {
                let BinaryExpression { left, right, .. } = &mut **binary;
                self.operands(&mut [left, right]);
                return expression;
            }
            Expression::StaticMemberExpression(member) => {
                self.operands(&mut [&mut member.object]);
                return expression;
            }
            Expression::ComputedMemberExpression(member) => {
                self.member_operands(member);
                return expression;
            }
            Expression::UpdateExpression(update) => {
                match &mut update.argument {
                    SimpleAssignmentTarget::StaticMemberExpression(member) => {
                        self.operands(&mut [&mut member.object]);
                    }
                    SimpleAssignmentTarget::ComputedMemberExpression(member) => {
                        self.member_operands(member);
                    }
                    _ => {}
                }
                return expression;
            }
            Expression::NewExpression(new) => {
                let NewExpression { callee, arguments, .. } = &mut **new;
                let mut operands = vec![callee];
                operands.extend(arguments.iter_mut().filter_map(Argument::as_expression_mut));
                self.operands(&mut operands);
                return expression;
            }
            Expression::ArrayExpression(array) => {
                let elements = array.elements.iter_mut();
                let mut operands: Vec<_> =
                    elements.filter_map(ArrayExpressionElement::as_expression_mut).collect();
                self.operands(&mut operands);
                return expression;
            }
            Expression::ObjectExpression(object) => {
                let mut operands = Vec::new();
                for property in &mut object.properties {
                    match property {
                        ObjectPropertyKind::ObjectProperty(property) => {
                            let property = &mut **property;
                            if property.computed {
                                operands.extend(property.key.as_expression_mut());
                            }
                            operands.push(&mut property.value);
                        }
                        ObjectPropertyKind::SpreadProperty(spread) => {
                            operands.push(&mut spread.argument);
                        }
                    }
                }
                self.operands(&mut operands);
                return expression;
            }
            Expression::ImportExpression(import) => {
                let ImportExpression { source, options, .. } = &mut **import;
                let mut operands = vec![source];
                operands.extend(options);
                self.operands(&mut operands);
                return expression;
            }
            _ => {
                self.driver.cannot("unsupported-syntax", "`yield` cannot be lowered here", span);
                return expression;
            }
        }
        match expression {
            Expression::SequenceExpression(sequence) => {
                let mut list = sequence.unbox().expressions;
                let value = list.pop().expect("not empty");
                for head in list {
                    self.discard_here(head);
                }
                self.expression(value)
            }
            Expression::LogicalExpression(logical) => self.logical(logical.unbox()),
            Expression::ConditionalExpression(conditional) => self.conditional(conditional.unbox()),
            Expression::AssignmentExpression(assignment) => self.assignment(assignment.unbox()),
            Expression::CallExpression(call) => self.call(call.unbox()),
            other => other,
        }
    }

    /// Operands in the order of evaluation, each replaced by what is left of it.
    pub fn operands(&mut self, operands: &mut [&mut Expression<'a>]) {
        let builder = self.make.builder();
        let Some(last) = operands.iter().rposition(|operand| Suspends::in_expression(operand))
        else {
            return;
        };
        for index in 0..=last {
            let operand = operands[index].take_in(&builder);
            let operand = self.expression(operand);
            let keeps = index == last || self.is_stable(&operand, &operands[index + 1..=last]);
            *operands[index] = if keeps { operand } else { self.keep_value(operand) };
        }
    }

    pub fn member_operands(&mut self, member: &mut ComputedMemberExpression<'a>) {
        let ComputedMemberExpression { object, expression, .. } = member;
        self.operands(&mut [object, expression]);
    }

    /// `kept = value`; the variable.
    pub fn keep_value(&mut self, value: Expression<'a>) -> Expression<'a> {
        let span = value.span();
        let name = self.hold();
        let statement = self.set(span, name, value);
        self.push(statement);
        self.make.name(span, name)
    }

    /// `value` as something that can be evaluated again at any time.
    pub fn repeatable(&mut self, value: Expression<'a>) -> Expression<'a> {
        if self.is_own(&value) || matches!(value, Expression::ThisExpression(_)) {
            return value;
        }
        self.keep_value(value)
    }

    pub fn repeatable_before(
        &mut self,
        value: Expression<'a>,
        later: &[&mut Expression<'a>],
    ) -> Expression<'a> {
        let is_name = matches!(
            value,
            Expression::Identifier(_)
                | Expression::ThisExpression(_)
                | Expression::StringLiteral(_)
                | Expression::NumericLiteral(_)
        );
        if is_name && self.is_stable(&value, later) { value } else { self.keep_value(value) }
    }

    /// A variable that was made here to hold a value.
    fn is_own(&self, value: &Expression<'a>) -> bool {
        matches!(value, Expression::Identifier(name)
            if name.reference_id.get().is_none() && self.driver.is_held_name(name.name.as_str()))
    }

    /// Whether `value` gives the same after `later` has been evaluated, and does nothing.
    pub fn is_stable(&self, value: &Expression<'a>, later: &[&mut Expression<'a>]) -> bool {
        match value {
            Expression::NumericLiteral(_)
            | Expression::StringLiteral(_)
            | Expression::BooleanLiteral(_)
            | Expression::NullLiteral(_)
            | Expression::BigIntLiteral(_)
            | Expression::RegExpLiteral(_)
            | Expression::ThisExpression(_)
            | Expression::FunctionExpression(_)
            | Expression::ArrowFunctionExpression(_) => true,
            Expression::Identifier(name) => {
                self.is_own(value)
                    || self.driver.is_stable_name(name, self.scope)
                        && !later
                            .iter()
                            .any(|value| Writes::in_expression(name.name.as_str(), value))
            }
            Expression::UnaryExpression(unary) => {
                matches!(
                    unary.operator,
                    UnaryOperator::Void
                        | UnaryOperator::UnaryNegation
                        | UnaryOperator::LogicalNot
                        | UnaryOperator::Typeof
                ) && unary.argument.is_literal()
            }
            Expression::ArrayExpression(array) => array.elements.iter().all(|element| {
                element.as_expression().is_none_or(|element| self.is_stable(element, later))
            }),
            Expression::ObjectExpression(object) => {
                object.properties.iter().all(|property| match property {
                    ObjectPropertyKind::ObjectProperty(property) => {
                        !property.computed && self.is_stable(&property.value, later)
                    }
                    ObjectPropertyKind::SpreadProperty(_) => false,
                })
            }
            _ => false,
        }
    }

    // Suspensions

    /// `yield value`, `await value`: what is left is the value that is sent.
    fn suspend(&mut self, expression: Expression<'a>) -> Expression<'a> {
        let span = expression.span();
        let expression = self.suspension_of(expression);
        let resume = self.label();
        let number = self.number(resume);
        let statement = self.suspend_value(expression, number);
        self.push(statement);
        self.mark(resume);
        self.sent(span)
    }

    /// The suspension itself, its argument evaluated as far as it suspends.
    fn suspension_of(&mut self, mut expression: Expression<'a>) -> Expression<'a> {
        match &mut expression {
            Expression::YieldExpression(yield_) => {
                if let Some(argument) = &mut yield_.argument {
                    self.operands(&mut [argument]);
                }
            }
            Expression::AwaitExpression(await_) => self.operands(&mut [&mut await_.argument]),
            _ => {}
        }
        expression
    }

    /// The statement of a suspension whose argument does not suspend itself.
    pub fn suspend_value(&mut self, expression: Expression<'a>, number: u32) -> Statement<'a> {
        match expression {
            Expression::AwaitExpression(await_) => {
                let AwaitExpression { span, argument, .. } = await_.unbox();
                self.suspension(span, number, false, Some(argument))
            }
            Expression::YieldExpression(yield_) => {
                let YieldExpression { span, delegate, argument, .. } = yield_.unbox();
                if !delegate {
                    let negative = self.kind == Kind::AsyncGenerator;
                    return self.suspension(span, number, negative, argument);
                }
                let argument = argument.expect("`yield*` has one");
                let helper = if self.driver.is_part(&argument) {
                    "callMachine"
                } else if self.kind == Kind::AsyncGenerator {
                    "asyncDelegate"
                } else {
                    "delegate"
                };
                let state = self.make.name(span, self.names.state);
                let call = self.driver.call_helper(helper, span, [state, argument]);
                self.suspension(span, number, false, Some(call))
            }
            other => unreachable!("a suspension: {:?}", other.span()),
        }
    }

    /// `return state.n = number, value;`
    pub fn suspension(
        &mut self,
        span: Span,
        number: u32,
        negative: bool,
        value: Option<Expression<'a>>,
    ) -> Statement<'a> {
        let resume = self.resume_at(span, number, negative);
        let value = value.unwrap_or_else(|| self.make.void_0(span));
        let sequence = self.make.sequence(span, self.make.vec_of([resume, value]));
        self.make.return_(span, Some(sequence))
    }

    // Values that nobody looks at

    pub fn discard_here(&mut self, expression: Expression<'a>) {
        let held = self.held();
        let after = self.label();
        self.discard(expression, after);
        self.mark(after);
        self.release(held);
    }

    /// Evaluates `expression` for its effects; `next` comes behind.
    pub fn discard(&mut self, expression: Expression<'a>, next: Label) {
        let span = expression.span();
        if !Suspends::in_expression(&expression) {
            self.push_expression(span, expression);
            return;
        }
        match expression {
            Expression::YieldExpression(_) | Expression::AwaitExpression(_) => {
                let expression = self.suspension_of(expression);
                let number = self.number(next);
                let statement = self.suspend_value(expression, number);
                self.push(statement);
            }
            Expression::SequenceExpression(sequence) => {
                let mut list = sequence.unbox().expressions;
                let value = list.pop().expect("not empty");
                for head in list {
                    self.discard_here(head);
                }
                self.discard(value, next);
            }
            Expression::LogicalExpression(logical) => {
                let LogicalExpression { left, operator, right, .. } = logical.unbox();
                let left = self.expression(left);
                let test = self.test_of(span, operator, left);
                let right_span = right.span();
                let right = self.make.expression_statement(right_span, right);
                self.statement(self.make.if_(span, test, right, None), next);
            }
            Expression::ConditionalExpression(conditional) => {
                let ConditionalExpression { test, consequent, alternate, .. } = conditional.unbox();
                let consequent = self.make.expression_statement(consequent.span(), consequent);
                let alternate = self.make.expression_statement(alternate.span(), alternate);
                self.statement(self.make.if_(span, test, consequent, Some(alternate)), next);
            }
            Expression::V8IntrinsicExpression(_) => self.elements(expression, next),
            other => {
                let value = self.expression(other);
                if !self.is_sent(&value) {
                    self.push_expression(span, value);
                }
            }
        }
    }

    /// What an array pattern does between the steps of an iterator, which is closed whatever
    /// happens: `%elements(next, work)`.
    fn elements(&mut self, mark: Expression<'a>, next: Label) {
        let Expression::V8IntrinsicExpression(mark) = mark else { return };
        let mut arguments = mark.unbox().arguments.into_iter().map(Argument::into_expression);
        let (Some(Expression::Identifier(name)), Some(work)) = (arguments.next(), arguments.next())
        else {
            return;
        };
        let statement = self.driver.try_elements(name.name.as_str(), work);
        self.statement(statement, next);
    }

    // Operators

    /// Evaluates `value` into the variable of the value that was sent.
    fn evaluate_into_sent(&mut self, value: Expression<'a>) {
        let span = value.span();
        let value = self.expression(value);
        if !self.is_sent(&value) {
            let statement = self.set(span, self.names.sent, value);
            self.push(statement);
        }
    }

    /// `a && (yield b)`: `if (sent = a) return state.n = 1, b; case 1:` and `sent` is the value.
    fn logical(&mut self, logical: LogicalExpression<'a>) -> Expression<'a> {
        let LogicalExpression { span, left, operator, right, .. } = logical;
        let left = self.expression(left);
        let left = if self.is_sent(&left) || !Suspends::in_expression(&right) {
            left
        } else {
            self.make.assign_name(span, self.names.sent, left)
        };
        if !Suspends::in_expression(&right) {
            let builder = self.make.builder();
            return Expression::new_logical_expression(span, left, operator, right, &builder);
        }
        let test = self.test_of(span, operator, left);
        let end = self.label();
        if super::statements::is_plain_suspension(&right) {
            let number = self.number(end);
            let suspension = self.suspend_value(right, number);
            self.push(self.make.if_(span, test, suspension, None));
        } else {
            let test = self.not(span, test);
            self.jump_if(span, test, end);
            self.evaluate_into_sent(right);
        }
        self.mark(end);
        self.sent(span)
    }

    fn conditional(&mut self, conditional: ConditionalExpression<'a>) -> Expression<'a> {
        let ConditionalExpression { span, test, consequent, alternate, .. } = conditional;
        let mut test = self.expression(test);
        let (mut first, mut second) = (consequent, alternate);
        if !Suspends::in_expression(&first) && !Suspends::in_expression(&second) {
            let builder = self.make.builder();
            return Expression::new_conditional_expression(span, test, first, second, &builder);
        }
        let end = self.label();
        // One that does nothing but suspend comes first, then one that does not suspend.
        let plain = super::statements::is_plain_suspension;
        if !plain(&first)
            && (plain(&second)
                || Suspends::in_expression(&first) && !Suspends::in_expression(&second))
        {
            test = self.not(span, test);
            std::mem::swap(&mut first, &mut second);
        }
        if plain(&first) {
            let number = self.number(end);
            let suspension = self.suspend_value(first, number);
            self.push(self.make.if_(span, test, suspension, None));
        } else if Suspends::in_expression(&first) {
            let other = self.label();
            let test = self.not(span, test);
            self.jump_if(span, test, other);
            self.evaluate_into_sent(first);
            self.go_to(span, end);
            self.mark(other);
        } else {
            let first_span = first.span();
            let mut list = vec![self.set(first_span, self.names.sent, first)];
            let number = self.number(end);
            self.jump(span, number, super::machine::Nesting::Case, &mut list);
            let block = self.block(span, list);
            self.push(self.make.if_(span, test, block, None));
        }
        self.evaluate_into_sent(second);
        self.mark(end);
        self.sent(span)
    }

    // Calls

    fn call(&mut self, call: CallExpression<'a>) -> Expression<'a> {
        let CallExpression { span, mut callee, mut arguments, pure, .. } = call;
        let builder = self.make.builder();
        let mut later: Vec<_> =
            arguments.iter_mut().filter_map(Argument::as_expression_mut).collect();
        if !later.iter().any(|argument| Suspends::in_expression(argument)) {
            // `(yield a).b()`
            callee = self.callee(callee);
        } else if let Expression::StaticMemberExpression(_)
        | Expression::ComputedMemberExpression(_) = &callee
        {
            // `method = object.method; … method.call(object, …)`
            let callee_span = callee.span();
            let object = match &mut callee {
                Expression::StaticMemberExpression(member) => {
                    let object = member.object.take_in(&builder);
                    let object = self.expression(object);
                    member.object = self.repeatable_before(object, &later);
                    self.again(&member.object)
                }
                Expression::ComputedMemberExpression(member) => {
                    let object = member.object.take_in(&builder);
                    let object = self.expression(object);
                    let object = if Suspends::in_expression(&member.expression) {
                        self.repeatable(object)
                    } else {
                        self.repeatable_before(object, &later)
                    };
                    member.object = object;
                    let key = member.expression.take_in(&builder);
                    member.expression = self.expression(key);
                    self.again(&member.object)
                }
                _ => unreachable!(),
            };
            let method = self.keep_value(callee);
            self.operands(&mut later);
            let mut list = vec![object];
            for argument in arguments {
                list.push(argument.into_expression());
            }
            let function = self.make.member(callee_span, method, "call");
            return self.make.call(span, function, list);
        } else {
            let is_eval = matches!(&callee, Expression::Identifier(name) if name.name == "eval");
            callee = self.expression(callee);
            if !is_eval && !self.is_stable(&callee, &later) {
                callee = self.keep_value(callee);
            }
            self.operands(&mut later);
        }
        let mut expression =
            Expression::new_call_expression(span, callee, None, arguments, false, &builder);
        if let Expression::CallExpression(call) = &mut expression {
            call.pure = pure;
        }
        expression
    }

    /// What is called, its `this` with it; the arguments do not suspend.
    fn callee(&mut self, mut callee: Expression<'a>) -> Expression<'a> {
        match &mut callee {
            Expression::StaticMemberExpression(member) => {
                self.operands(&mut [&mut member.object]);
                callee
            }
            Expression::ComputedMemberExpression(member) => {
                self.member_operands(member);
                callee
            }
            _ => {
                let span = callee.span();
                let value = self.expression(callee);
                match value {
                    // `(yield, object.method)()` is called without an object.
                    Expression::StaticMemberExpression(_)
                    | Expression::ComputedMemberExpression(_) => {
                        let zero = self.make.number(span, 0.0);
                        self.make.sequence(span, self.make.vec_of([zero, value]))
                    }
                    value => value,
                }
            }
        }
    }
}
