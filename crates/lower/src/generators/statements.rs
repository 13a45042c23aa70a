//! Statements that suspend are taken apart; all others stay as they are.

use oxc::{
    allocator::{ArenaBox, ArenaVec, TakeIn},
    ast::ast::*,
    span::{GetSpan, Span},
};

use super::{
    find::{Suspends, ends_abruptly},
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

    /// What can stay does so in a `switch` that sends the others on.
    fn switch(&mut self, switch: SwitchStatement<'a>, names: Vec<&'a str>, next: Label) {
        let SwitchStatement { span, discriminant, cases, .. } = switch;
        let mut discriminant = self.expression(discriminant);
        let labels: Vec<Label> = cases.iter().map(|_| self.label()).collect();
        let stays = self.clauses_that_stay(&cases);
        let suspending =
            cases.iter().rposition(|case| case.test.as_ref().is_some_and(Suspends::in_expression));
        let rest = suspending.map_or(0, |last| last + 1);
        let default = cases.iter().position(|case| case.test.is_none());
        if rest > 0 {
            discriminant = self.repeatable(discriminant);
        }
        self.controls.push(Control::Target {
            names,
            breaks: Some(next),
            continues: None,
            plain: true,
        });
        let mut clauses = self.make.vec();
        let mut bodies = Vec::new();
        for (index, case) in cases.into_iter().enumerate() {
            let SwitchCase { span, test, consequent, .. } = case;
            if index < rest {
                // Test after test, as far as they suspend.
                if let Some(test) = test {
                    let test = self.expression(test);
                    let value = self.again(&discriminant);
                    let operator = BinaryOperator::StrictEquality;
                    let equal = self.make.binary(span, value, operator, test);
                    self.jump_if(span, equal, labels[index]);
                }
                bodies.push((index, consequent));
                continue;
            }
            let mut statements = Vec::new();
            if stays[index] {
                self.nesting = Nesting::Switch;
                self.inline_case(consequent, next, &mut statements);
                self.nesting = Nesting::Case;
            } else {
                if !consequent.is_empty() {
                    let number = self.number(labels[index]);
                    self.jump(span, number, Nesting::Switch, &mut statements);
                }
                bodies.push((index, consequent));
            }
            clauses.push(self.clause(span, test, statements));
        }
        if let Some(default) = default.filter(|&default| default < rest) {
            let mut statements = Vec::new();
            let number = self.number(labels[default]);
            self.jump(span, number, Nesting::Switch, &mut statements);
            clauses.push(self.clause(span, None, statements));
        }
        if !clauses.is_empty() {
            let builder = self.make.builder();
            self.push(Statement::new_switch_statement(span, discriminant, clauses, &builder));
        }
        self.go_to(span, next);
        for (index, consequent) in bodies {
            self.mark(labels[index]);
            let after = labels.get(index + 1).copied().unwrap_or(next);
            self.statements(consequent, after);
        }
        self.controls.pop();
    }

    fn clause(
        &self,
        span: Span,
        test: Option<Expression<'a>>,
        statements: Vec<Statement<'a>>,
    ) -> SwitchCase<'a> {
        let mut list = self.make.vec();
        list.extend(statements);
        SwitchCase::new(span, test, list, &self.make.builder())
    }

    /// Clauses can stay where what suspends is the last thing before the `switch` is left,
    /// and where those that they fall into stay too.
    fn clauses_that_stay(&self, cases: &[SwitchCase<'a>]) -> Vec<bool> {
        let mut stays = vec![false; cases.len()];
        let mut following = true;
        let mut is_last = true;
        for (index, case) in cases.iter().enumerate().rev() {
            let falls = !case.consequent.last().is_some_and(ends_abruptly);
            stays[index] = if falls && !is_last {
                following && !Suspends::in_statements(self.awaits_returns, &case.consequent)
            } else {
                self.can_stay_in_case(&case.consequent)
            };
            following = stays[index];
            is_last = false;
        }
        // Who stays must not be fallen into by one that does not.
        for index in 1..cases.len() {
            let falls = !cases[index - 1].consequent.last().is_some_and(ends_abruptly);
            if falls && !stays[index - 1] && stays[index] {
                stays[index] = false;
            }
        }
        stays
    }

    /// Whether the end of a clause leaves the `switch`, and what suspends is the last thing
    /// before.
    fn can_stay_in_case(&self, consequent: &[Statement<'a>]) -> bool {
        let Some((last, others)) = consequent.split_last() else { return true };
        if let Statement::BlockStatement(block) = last
            && others.is_empty()
        {
            return self.can_stay_in_case(&block.body);
        }
        if matches!(last, Statement::BreakStatement(break_) if break_.label.is_none()) {
            let Some((last, others)) = others.split_last() else { return true };
            return !Suspends::in_statements(self.awaits_returns, others) && self.can_inline(last);
        }
        !Suspends::in_statements(self.awaits_returns, others) && self.can_inline(last)
    }

    fn inline_case(
        &mut self,
        consequent: ArenaVec<'a, Statement<'a>>,
        next: Label,
        out: &mut Vec<Statement<'a>>,
    ) {
        for statement in consequent {
            match statement {
                Statement::BlockStatement(block)
                    if Suspends::in_statements(self.awaits_returns, &block.body) =>
                {
                    self.inline_case(block.unbox().body, next, out);
                }
                Statement::BreakStatement(break_) if break_.label.is_none() => {
                    if !out.last().is_some_and(ends_abruptly) {
                        out.push(Statement::BreakStatement(break_));
                    }
                }
                statement => {
                    let statement = self.inline(statement, next);
                    out.push(statement);
                }
            }
        }
    }

    // Loops

    /// `while` and `for`.
    fn loop_(&mut self, loop_: Loop<'a>, next: Label) {
        let Loop { span, names, test, update, body } = loop_;
        let start = self.here();
        let test = test.filter(|test| !is_true(test));
        let test = test.map(|test| self.expression(test));
        let continues = if update.is_some() { self.label() } else { start };
        let inlines = test.is_some() && self.can_inline(&body);
        let control =
            Control::Target { names, breaks: Some(next), continues: Some(continues), plain: true };
        if !inlines {
            if let Some(test) = test {
                let test = self.not(span, test);
                self.jump_if(span, test, next);
            }
            self.controls.push(control);
            self.statement(body, continues);
            self.controls.pop();
            if let Some(update) = update {
                self.mark(continues);
                self.discard_here(update);
            }
            self.go_to(span, start);
            return;
        }
        // `if (test) { body; go to the start }`
        self.controls.push(control);
        let mut list = Vec::new();
        match self.inline(body, continues) {
            Statement::BlockStatement(block) => list.extend(block.unbox().body),
            statement => list.push(statement),
        }
        self.controls.pop();
        if !list.last().is_some_and(ends_abruptly) {
            let number = self.number(continues);
            self.jump(span, number, Nesting::Case, &mut list);
        }
        let block = self.block(span, list);
        self.push(self.make.if_(span, test.expect("checked"), block, None));
        if let Some(update) = update {
            let cases = std::mem::take(&mut self.cases);
            let reachable = self.reachable;
            let number = self.number(continues);
            self.case(number);
            self.discard_here(update);
            self.go_to(span, start);
            let mut update = std::mem::replace(&mut self.cases, cases);
            self.deferred.append(&mut update);
            self.reachable = reachable;
        }
    }

    fn do_while(&mut self, do_: DoWhileStatement<'a>, names: Vec<&'a str>, next: Label) {
        let DoWhileStatement { span, body, test, .. } = do_;
        let start = self.here();
        let continues = self.label();
        self.controls.push(Control::Target {
            names,
            breaks: Some(next),
            continues: Some(continues),
            plain: true,
        });
        self.statement(body, continues);
        self.controls.pop();
        self.mark(continues);
        if self.reachable {
            let test = self.expression(test);
            self.jump_if(span, test, start);
        }
    }

    /// `for (key in object)` → `keys = _keysIn(object); while ((key = keys()) != null)`
    fn for_in(&mut self, for_: ForInStatement<'a>, names: Vec<&'a str>, next: Label) {
        let ForInStatement { span, left, right, body, .. } = for_;
        let target = match left {
            ForStatementLeft::VariableDeclaration(declaration) => {
                let declaration = declaration.unbox();
                let declarator = declaration.declarations.into_iter().next().expect("one");
                let (name, name_span) = Self::name_of(&declarator);
                self.declare(name);
                if let Some(init) = declarator.init {
                    let init = self.expression(init);
                    let set = self.set(name_span, name, init);
                    self.push(set);
                }
                self.name_target(name_span, name)
            }
            left => left.into_assignment_target(),
        };
        let right_span = right.span();
        let object = self.expression(right);
        let keys = self.hold();
        let iterate = self.driver.call_helper("keysIn", right_span, [object]);
        let set = self.set(right_span, keys, iterate);
        self.push(set);
        let start = self.here();
        let call = self.make.call(right_span, self.make.name(right_span, keys), []);
        let key = self.make.assign_name(right_span, self.names.sent, call);
        let null = self.make.null(right_span);
        let done = self.make.binary(right_span, key, BinaryOperator::Equality, null);
        self.jump_if(span, done, next);
        let sent = self.sent(right_span);
        self.assign_to(right_span, target, sent);
        self.controls.push(Control::Target {
            names,
            breaks: Some(next),
            continues: Some(start),
            plain: true,
        });
        self.statement(body, start);
        self.controls.pop();
        self.go_to(span, start);
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
            let (name, _) = Self::name_of(&declarator);
            self.declare(name);
            let span = declarator.span;
            if let Some(init) = declarator.init {
                let held = self.held();
                let value = self.expression(init);
                let set = self.set(span, name, value);
                self.push(set);
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

/// `while` or `for`, what comes before it done.
struct Loop<'a> {
    span: Span,
    names: Vec<&'a str>,
    test: Option<Expression<'a>>,
    update: Option<Expression<'a>>,
    body: Statement<'a>,
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

fn is_true(test: &Expression<'_>) -> bool {
    match test {
        Expression::BooleanLiteral(literal) => literal.value,
        Expression::NumericLiteral(literal) => literal.value != 0.0,
        Expression::UnaryExpression(unary) => {
            unary.operator == UnaryOperator::LogicalNot && is_false(&unary.argument)
        }
        _ => false,
    }
}

fn is_false(test: &Expression<'_>) -> bool {
    match test {
        Expression::BooleanLiteral(literal) => !literal.value,
        Expression::NumericLiteral(literal) => literal.value == 0.0,
        _ => false,
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
