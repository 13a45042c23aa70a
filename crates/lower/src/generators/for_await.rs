//! `for await`: the iterator is closed where something but its own end leaves the loop.

use oxc::{ast::ast::*, span::GetSpan};

use super::machine::{Control, Label, Machine};

impl<'a> Machine<'a, '_, '_> {
    /// ```js
    /// for await (value of values) use(value);
    ///
    /// // steps = _forAwait(values);
    /// // case 1: return state.n = 2, steps.n();
    /// // case 2: if (steps.d(sent)) { label = 4; break; }
    /// //   value = sent.value; completion = -1; state.h = 3;
    /// //   use(value); state.h = 0; label = 1; break;
    /// // case 3: return _closeAsync(state, steps, completion, sent);
    /// // case 4: …
    /// ```
    pub fn for_await(&mut self, for_: ForOfStatement<'a>, names: Vec<&'a str>, next: Label) {
        let ForOfStatement { span, left, right, body, .. } = for_;
        let right_span = right.span();
        let left_span = left.span();
        let iterable = self.expression(right);
        let steps = self.hold();
        let completion = self.hold();
        let iterate = self.driver.call_helper("forAwait", right_span, [iterable]);
        let statement = self.set(right_span, steps, iterate);
        self.push(statement);
        let start = self.here();
        let resume = self.label();
        let number = self.number(resume);
        let step = self.make.member(right_span, self.make.name(right_span, steps), "n");
        let step = self.make.call(right_span, step, []);
        let statement = self.suspension(right_span, number, false, Some(step));
        self.push(statement);
        self.mark(resume);
        let done = self.make.member(right_span, self.make.name(right_span, steps), "d");
        let sent = self.sent(right_span);
        let done = self.make.call(right_span, done, [sent]);
        self.jump_if(right_span, done, next);

        let sent = self.sent(left_span);
        let value = self.make.member(left_span, sent, "value");
        // Only a variable of its own is certain to take the value.
        let (target, value) = match left {
            ForStatementLeft::VariableDeclaration(declaration) => {
                let declarator = declaration.unbox().declarations.into_iter().next();
                let declarator = declarator.expect("one");
                let (name, name_span) = Self::name_of(&declarator);
                self.declare(name);
                let target = self.name_target(name_span, name);
                (None, self.make.assign(left_span, target, value))
            }
            left => {
                let value = self.make.assign_name(left_span, self.names.sent, value);
                (Some(left.into_assignment_target()), value)
            }
        };
        self.push_expression(left_span, value);

        let depth = self.controls.len();
        let (outer_handler, outer_finally) = (self.handler(depth), self.finally(depth));
        let entry = self.new_number();
        let id = self.new_region();
        let continues = self.label();
        let minus = self.minus_one(span);
        let unknown = self.set(span, completion, minus);
        self.push(unknown);
        self.set_regions(span, entry, entry);
        self.controls.push(Control::Target {
            names: names.clone(),
            breaks: Some(next),
            continues: None,
            plain: true,
        });
        self.controls.push(Control::Finally { entry, completion, jumps: false, id });
        self.controls.push(Control::Target {
            names,
            breaks: None,
            continues: Some(continues),
            plain: false,
        });
        if let Some(target) = target {
            let sent = self.sent(left_span);
            self.assign_to(left_span, target, sent);
        }
        self.statement(body, continues);
        self.mark(continues);
        self.controls.pop();
        let Some(Control::Finally { jumps, .. }) = self.controls.pop() else { unreachable!() };
        self.controls.pop();
        if self.reachable {
            self.set_regions(span, outer_handler, outer_finally);
            self.go_to(span, start);
        }

        self.case(entry);
        self.set_regions(span, outer_handler, outer_finally);
        let state = self.make.name(span, self.names.state);
        let steps = self.make.name(span, steps);
        let how = self.make.name(span, completion);
        let sent = self.sent(span);
        let close = self.driver.call_helper("closeAsync", span, [state, steps, how, sent]);
        if !jumps {
            self.push(self.make.return_(span, Some(close)));
            return;
        }
        let resume = self.label();
        let number = self.number(resume);
        let statement = self.suspension(span, number, false, Some(close));
        self.push(statement);
        self.mark(resume);
        let how = self.make.name(span, completion);
        self.jump_to_value(span, how);
    }
}
