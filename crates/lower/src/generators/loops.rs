//! Loops that suspend.

use oxc::{
    ast::ast::*,
    span::{GetSpan, Span},
};

use super::{
    find::ends_abruptly,
    machine::{Control, Label, Machine, Nesting},
};

/// `while` or `for`, what comes before it done.
pub struct Loop<'a> {
    pub span: Span,
    pub names: Vec<&'a str>,
    pub test: Option<Expression<'a>>,
    pub update: Option<Expression<'a>>,
    pub body: Statement<'a>,
}

impl<'a> Machine<'a, '_, '_> {
    /// `while` and `for`.
    pub fn loop_(&mut self, loop_: Loop<'a>, next: Label) {
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

    pub fn do_while(&mut self, do_: DoWhileStatement<'a>, names: Vec<&'a str>, next: Label) {
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
    pub fn for_in(&mut self, for_: ForInStatement<'a>, names: Vec<&'a str>, next: Label) {
        let ForInStatement { span, left, right, body, .. } = for_;
        let target = match left {
            ForStatementLeft::VariableDeclaration(declaration) => {
                let declaration = declaration.unbox();
                let declarator = declaration.declarations.into_iter().next().expect("one");
                let (name, name_span) = Self::name_of(&declarator);
                self.declare(name);
                if let Some(init) = declarator.init {
                    let init = self.expression(init);
                    let statement = self.set(name_span, name, init);
                    self.push(statement);
                }
                self.name_target(name_span, name)
            }
            left => left.into_assignment_target(),
        };
        let right_span = right.span();
        let object = self.expression(right);
        let keys = self.hold();
        let iterate = self.driver.call_helper("keysIn", right_span, [object]);
        let statement = self.set(right_span, keys, iterate);
        self.push(statement);
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
