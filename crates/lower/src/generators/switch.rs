//! `switch` around suspensions.

use oxc::{allocator::ArenaVec, ast::ast::*, span::Span};

use super::{
    find::{Suspends, ends_abruptly},
    machine::{Control, Label, Machine, Nesting},
};

impl<'a> Machine<'a, '_, '_> {
    /// What can stay does so in a `switch` that sends the others on.
    pub fn switch(&mut self, switch: SwitchStatement<'a>, names: Vec<&'a str>, next: Label) {
        let SwitchStatement { span, discriminant, cases, .. } = switch;
        let mut discriminant = self.expression(discriminant);
        let labels: Vec<Label> = cases.iter().map(|_| self.label()).collect();
        let suspending =
            cases.iter().rposition(|case| case.test.as_ref().is_some_and(Suspends::in_expression));
        let rest = suspending.map_or(0, |last| last + 1);
        let stays = self.clauses_that_stay(&cases, rest);
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

    /// Clauses from `first` on can stay where what suspends is the last thing before the
    /// `switch` is left, and where none falls into them that does not stay.
    fn clauses_that_stay(&self, cases: &[SwitchCase<'a>], first: usize) -> Vec<bool> {
        let mut stays = vec![false; cases.len()];
        let mut enters = false;
        for (index, case) in cases.iter().enumerate() {
            let falls = !case.consequent.last().is_some_and(ends_abruptly);
            stays[index] = index >= first
                && !enters
                && if falls && index + 1 < cases.len() {
                    !Suspends::in_statements(self.awaits_returns, &case.consequent)
                } else {
                    self.can_stay_in_case(&case.consequent)
                };
            enters = falls && !stays[index];
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
}
