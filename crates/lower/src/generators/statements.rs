//! Statements that suspend are taken apart; all others stay as they are.

use oxc::{
    allocator::{ArenaBox, ArenaVec, TakeIn},
    ast::ast::*,
    span::{GetSpan, Span},
};

use super::{
    find::{Suspends, ends_abruptly},
    loops::Loop,
    machine::{Control, Goal, Label, Machine, Nesting},
};

impl<'a> Machine<'a, '_, '_> {
    /// Statements in a row. `next` is what comes behind: a place where those go on that
    /// have nothing left to do, which is otherwise reached by falling through.
    pub fn statements(&mut self, statements: ArenaVec<'a, Statement<'a>>, next: Label) {
        let count = statements.len();
        for (index, statement) in statements.into_iter().enumerate() {
            if index + 1 == count {
                self.statement(statement, next);
            } else {
                let after = self.label();
                self.statement(statement, after);
                self.mark(after);
            }
        }
    }

    pub fn statement(&mut self, statement: Statement<'a>, next: Label) {
        if !Suspends::in_statement(self.awaits_returns, &statement) {
            self.keep_statement(statement);
            return;
        }
        let held = self.held();
        self.suspending(statement, next, Vec::new());
        self.release(held);
    }

    /// A statement that suspends, behind labels of these names.
    fn suspending(&mut self, statement: Statement<'a>, next: Label, names: Vec<&'a str>) {
        if self.can_inline(&statement) && names.is_empty() {
            let statement = self.inline(statement, next);
            self.push(statement);
            return;
        }
        let is_loop = matches!(
            statement,
            Statement::ForStatement(_)
                | Statement::WhileStatement(_)
                | Statement::DoWhileStatement(_)
                | Statement::ForInStatement(_)
                | Statement::ForOfStatement(_)
                | Statement::LabeledStatement(_)
                | Statement::SwitchStatement(_)
        );
        if !names.is_empty() && !is_loop {
            self.controls.push(Control::Target {
                names,
                breaks: Some(next),
                continues: None,
                plain: false,
            });
            self.suspending(statement, next, Vec::new());
            self.controls.pop();
            return;
        }
        match statement {
            Statement::ExpressionStatement(statement) => {
                let ExpressionStatement { expression, .. } = statement.unbox();
                self.discard(expression, next);
            }
            Statement::VariableDeclaration(declaration) => self.variables(declaration),
            Statement::BlockStatement(block) => self.statements(block.unbox().body, next),
            Statement::IfStatement(if_) => self.if_statement(if_.unbox(), next),
            Statement::LabeledStatement(labeled) => {
                let LabeledStatement { label, body, .. } = labeled.unbox();
                let mut names = names;
                names.push(label.name.as_str());
                self.suspending(body, next, names);
            }
            Statement::WhileStatement(while_) => {
                let WhileStatement { span, test, body, .. } = while_.unbox();
                self.loop_(Loop { span, names, test: Some(test), update: None, body }, next);
            }
            Statement::ForStatement(for_) => {
                let ForStatement { span, init, test, update, body, .. } = for_.unbox();
                match init {
                    Some(ForStatementInit::VariableDeclaration(declaration)) => {
                        self.variables(declaration);
                    }
                    Some(init) => self.discard_here(init.into_expression()),
                    None => {}
                }
                self.loop_(Loop { span, names, test, update, body }, next);
            }
            Statement::DoWhileStatement(do_) => self.do_while(do_.unbox(), names, next),
            Statement::ForInStatement(for_) => self.for_in(for_.unbox(), names, next),
            Statement::ForOfStatement(for_) => self.for_await(for_.unbox(), names, next),
            Statement::SwitchStatement(switch) => self.switch(switch.unbox(), names, next),
            Statement::ReturnStatement(return_) => self.return_statement(return_.unbox()),
            Statement::ThrowStatement(throw) => {
                let ThrowStatement { span, argument, .. } = throw.unbox();
                let argument = self.expression(argument);
                let builder = self.make.builder();
                self.push(Statement::new_throw_statement(span, argument, &builder));
            }
            Statement::TryStatement(try_) => self.try_statement(try_.unbox(), next),
            Statement::WithStatement(with) => {
                self.driver.cannot(
                    "unsupported-syntax",
                    "`with` around `yield` cannot be lowered",
                    with.span,
                );
            }
            other => self.push(other),
        }
    }

    // Statements whose only suspension is the last thing they do

    /// Whether `statement` can stay in one piece: whatever suspends in it has nothing to do
    /// afterwards but to go on behind it (or to return what is sent).
    pub fn can_inline(&self, statement: &Statement<'a>) -> bool {
        if !Suspends::in_statement(self.awaits_returns, statement) {
            return true;
        }
        match statement {
            Statement::ExpressionStatement(statement) => can_inline_value(&statement.expression),
            Statement::ReturnStatement(return_) => match &return_.argument {
                Some(value) if self.awaits_returns => !Suspends::in_expression(value),
                Some(value) => is_plain_suspension(value),
                None => true,
            },
            Statement::BlockStatement(block) => {
                let Some((last, others)) = block.body.split_last() else { return true };
                !Suspends::in_statements(self.awaits_returns, others) && self.can_inline(last)
            }
            Statement::IfStatement(if_) => {
                !Suspends::in_expression(&if_.test)
                    && self.can_inline(&if_.consequent)
                    && if_.alternate.as_ref().is_none_or(|alternate| self.can_inline(alternate))
            }
            _ => false,
        }
    }

    /// A statement that [`Self::can_inline`]; suspensions go on at `next`.
    pub fn inline(&mut self, statement: Statement<'a>, next: Label) -> Statement<'a> {
        if !Suspends::in_statement(self.awaits_returns, &statement) {
            return self.kept(statement);
        }
        match statement {
            Statement::ExpressionStatement(statement) => {
                self.inline_value(statement.unbox().expression, next)
            }
            Statement::ReturnStatement(return_) => {
                let ReturnStatement { span, argument, .. } = return_.unbox();
                let argument = argument.expect("suspends");
                if self.driver.has_been_awaited(&argument) {
                    let mut statements = Vec::new();
                    self.return_value(span, Some(argument), self.nesting, &mut statements);
                    return self.block(span, statements);
                }
                let number = self.resume_to_return(span);
                if self.awaits_returns {
                    return self.suspension(span, number, false, Some(argument));
                }
                self.suspend_value(argument, number)
            }
            Statement::BlockStatement(block) => {
                let BlockStatement { span, body, .. } = block.unbox();
                let mut list = self.make.vec();
                for statement in body {
                    list.push(self.inline(statement, next));
                }
                self.make.block(span, list)
            }
            Statement::IfStatement(if_) => {
                let IfStatement { span, test, consequent, alternate, .. } = if_.unbox();
                let consequent = self.inline(consequent, next);
                let alternate = alternate.map(|alternate| self.inline(alternate, next));
                self.make.if_(span, test, consequent, alternate)
            }
            other => other,
        }
    }

    /// `a && (yield b)` → `if (a) return state.n = 1, b;`
    fn inline_value(&mut self, expression: Expression<'a>, next: Label) -> Statement<'a> {
        let span = expression.span();
        match expression {
            Expression::LogicalExpression(logical) => {
                let LogicalExpression { left, operator, right, .. } = logical.unbox();
                let test = self.test_of(span, operator, left);
                let right = self.inline_value(right, next);
                self.make.if_(span, test, right, None)
            }
            Expression::ConditionalExpression(conditional) => {
                let ConditionalExpression { test, consequent, alternate, .. } = conditional.unbox();
                let consequent = self.inline_value(consequent, next);
                let alternate = self.inline_value(alternate, next);
                self.make.if_(span, test, consequent, Some(alternate))
            }
            value if is_plain_suspension(&value) => {
                let number = self.number(next);
                self.suspend_value(value, number)
            }
            value => self.make.expression_statement(span, value),
        }
    }

    /// What is true where the right side of `operator` is evaluated.
    pub fn test_of(
        &self,
        span: Span,
        operator: LogicalOperator,
        left: Expression<'a>,
    ) -> Expression<'a> {
        match operator {
            LogicalOperator::And => left,
            LogicalOperator::Or => self.not(span, left),
            LogicalOperator::Coalesce => {
                let null = self.make.null(span);
                self.make.binary(span, left, BinaryOperator::Equality, null)
            }
        }
    }

    // Branches

    fn if_statement(&mut self, if_: IfStatement<'a>, next: Label) {
        let IfStatement { span, test, consequent, alternate, .. } = if_;
        let test = self.expression(test);
        let inlines_consequent = self.can_inline(&consequent);
        if !inlines_consequent
            && alternate.as_ref().is_none_or(|alternate| self.can_inline(alternate))
        {
            let test = self.not(span, test);
            self.one_sided(span, test, alternate, next);
            self.statement(consequent, next);
            return;
        }
        if inlines_consequent {
            match alternate {
                Some(alternate) if !self.can_inline(&alternate) => {
                    self.one_sided(span, test, Some(consequent), next);
                    self.statement(alternate, next);
                }
                alternate => {
                    let consequent = self.inline(consequent, next);
                    let alternate = alternate.map(|alternate| self.inline(alternate, next));
                    self.push(self.make.if_(span, test, consequent, alternate));
                }
            }
            return;
        }
        let other = self.label();
        let test = self.not(span, test);
        self.jump_if(span, test, other);
        self.statement(consequent, next);
        self.go_to(span, next);
        self.mark(other);
        if let Some(alternate) = alternate {
            self.statement(alternate, next);
        }
    }

    /// `if (test) { statement; go to next }`
    fn one_sided(
        &mut self,
        span: Span,
        test: Expression<'a>,
        statement: Option<Statement<'a>>,
        next: Label,
    ) {
        let mut list = Vec::new();
        if let Some(statement) = statement {
            match self.inline(statement, next) {
                Statement::BlockStatement(block) => list.extend(block.unbox().body),
                statement => list.push(statement),
            }
        }
        if !list.last().is_some_and(ends_abruptly) {
            let depth = self.controls.len();
            self.leave(span, depth, Goal::Label(depth, next), Nesting::Case, &mut list);
        }
        let block = self.block(span, list);
        self.push(self.make.if_(span, test, block, None));
    }

    // Variables and the end

    /// Variables at the start whose values need nothing but themselves get them outside of
    /// the machine: `var count = 0`.
    pub fn take_constants(
        &mut self,
        statements: &mut ArenaVec<'a, Statement<'a>>,
        out: &mut ArenaVec<'a, VariableDeclarator<'a>>,
    ) {
        let is_constant = |statement: &Statement<'a>| {
            matches!(statement, Statement::FunctionDeclaration(_))
                || matches!(statement, Statement::VariableDeclaration(declaration)
                if declaration.declarations.iter().all(|declarator| {
                    declarator.init.as_ref().is_none_or(is_constant)
                }))
        };
        let count = statements.iter().take_while(|statement| is_constant(statement)).count();
        if count == 0 {
            return;
        }
        let mut rest = self.make.vec();
        for (index, statement) in statements.take_in(&self.make.builder()).into_iter().enumerate() {
            match statement {
                Statement::VariableDeclaration(declaration) if index < count => {
                    for declarator in declaration.unbox().declarations {
                        let (name, _) = Self::name_of(&declarator);
                        // The later of two values counts.
                        if self.is_declared(name) {
                            if declarator.init.is_some() {
                                let span = declarator.span;
                                let list = self.make.vec_of([declarator]);
                                rest.push(self.make.var(span, list));
                            }
                        } else {
                            self.know(name);
                            out.push(declarator);
                        }
                    }
                }
                statement => rest.push(statement),
            }
        }
        *statements = rest;
    }

    /// `var a = 1, b = yield` → assignments.
    pub fn variables(&mut self, declaration: ArenaBox<'a, VariableDeclaration<'a>>) {
        for declarator in declaration.unbox().declarations {
            if let Some(Expression::V8IntrinsicExpression(_)) = &declarator.init {
                self.discard_here(declarator.init.expect("it has one"));
                continue;
            }
            let (name, _) = Self::name_of(&declarator);
            self.declare(name);
            let span = declarator.span;
            if let Some(init) = declarator.init {
                let held = self.held();
                let value = self.expression(init);
                let statement = self.set(span, name, value);
                self.push(statement);
                self.release(held);
            }
        }
    }

    pub fn name_of(declarator: &VariableDeclarator<'a>) -> (&'a str, Span) {
        match &declarator.id {
            BindingPattern::BindingIdentifier(id) => (id.name.as_str(), id.span),
            pattern => unreachable!("patterns are lowered: {:?}", pattern.span()),
        }
    }

    pub fn name_target(&self, span: Span, name: &'a str) -> AssignmentTarget<'a> {
        AssignmentTarget::from(SimpleAssignmentTarget::new_assignment_target_identifier(
            span,
            name,
            &self.make.builder(),
        ))
    }

    fn return_statement(&mut self, return_: ReturnStatement<'a>) {
        let ReturnStatement { span, argument, .. } = return_;
        let argument = argument.expect("suspends");
        let value = self.expression(argument);
        if self.awaits_returns && !self.driver.has_been_awaited(&value) {
            let number = self.resume_to_return(span);
            let statement = self.suspension(span, number, false, Some(value));
            self.push(statement);
            return;
        }
        let mut statements = Vec::new();
        self.return_value(span, Some(value), Nesting::Case, &mut statements);
        for statement in statements {
            self.push(statement);
        }
    }

    /// The statements that return `value`, through every `finally`.
    pub fn return_value(
        &mut self,
        span: Span,
        value: Option<Expression<'a>>,
        nesting: Nesting,
        out: &mut Vec<Statement<'a>>,
    ) {
        let depth = self.controls.len();
        if !self.is_in_finally(depth) {
            out.push(self.make.return_(span, value));
            return;
        }
        let value = value.unwrap_or_else(|| self.make.void_0(span));
        if !self.is_sent(&value) {
            out.push(self.set(span, self.names.sent, value));
        }
        self.leave(span, depth, Goal::Return, nesting, out);
    }
}

/// A value that is the same whenever it is evaluated.
fn is_constant(value: &Expression<'_>) -> bool {
    match value {
        Expression::ThisExpression(_) => false,
        Expression::UnaryExpression(unary) => {
            matches!(
                unary.operator,
                UnaryOperator::Void | UnaryOperator::UnaryNegation | UnaryOperator::LogicalNot
            ) && unary.argument.is_literal()
        }
        Expression::ArrayExpression(array) => array.elements.is_empty(),
        Expression::ObjectExpression(object) => object.properties.is_empty(),
        Expression::FunctionExpression(function) => !function.generator,
        value => value.is_literal(),
    }
}

/// `yield value`, `await value`, where `value` does not suspend.
pub fn is_plain_suspension(expression: &Expression<'_>) -> bool {
    match expression {
        Expression::YieldExpression(yield_) => {
            yield_.argument.as_ref().is_none_or(|value| !Suspends::in_expression(value))
        }
        Expression::AwaitExpression(await_) => !Suspends::in_expression(&await_.argument),
        _ => false,
    }
}

fn can_inline_value(expression: &Expression<'_>) -> bool {
    match expression {
        _ if is_plain_suspension(expression) => true,
        Expression::LogicalExpression(logical) => {
            !Suspends::in_expression(&logical.left) && can_inline_value(&logical.right)
        }
        Expression::ConditionalExpression(conditional) => {
            !Suspends::in_expression(&conditional.test)
                && can_inline_value(&conditional.consequent)
                && can_inline_value(&conditional.alternate)
        }
        expression => !Suspends::in_expression(expression),
    }
}
