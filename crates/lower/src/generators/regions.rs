//! `try`, `catch` and `finally` around suspensions.

use oxc::{allocator::ArenaVec, ast::ast::*, ast_visit::VisitJsMut, span::Span};

use super::{
    find::{Captures, Suspends},
    machine::{Case, Control, HANDLER, Label, Machine},
    rename::Rename,
};

impl<'a> Machine<'a, '_, '_> {
    pub fn try_statement(&mut self, try_: TryStatement<'a>, next: Label) {
        let TryStatement { span, block, handler, finalizer, .. } = try_;
        let Some(finalizer) = finalizer else {
            let handler = handler.expect("a catch or a finally").unbox();
            self.try_catch(span, block.unbox().body, handler, next);
            return;
        };
        let finalizer = finalizer.unbox();
        let completion = self.hold();
        let depth = self.controls.len();
        let (outer_handler, outer_finally) = (self.handler(depth), self.finally(depth));
        let entry = self.new_number();
        let id = self.new_region();
        let minus = self.minus_one(span);
        let unknown = self.set(span, completion, minus);
        self.push(unknown);
        if handler.is_none() {
            self.set_regions(span, entry, entry);
        } else if self.kind != super::Kind::Async {
            let statement = self.set_state(span, super::machine::FINALLY, entry);
            self.push(statement);
        }
        self.controls.push(Control::Finally { entry, completion, jumps: false, id });
        let end = self.label();
        match handler {
            Some(handler) => self.try_catch(span, block.unbox().body, handler.unbox(), end),
            None => self.statements(block.unbox().body, end),
        }
        self.mark(end);
        let finalizer_span = Span::empty(finalizer.span.start);
        let goes_on = self.reachable;
        let zero = self.make.number(finalizer_span, 0.0);
        let on = self.set(finalizer_span, completion, zero);
        self.push(on);
        let Some(Control::Finally { jumps, .. }) = self.controls.pop() else { unreachable!() };
        self.case_after_jump(entry);
        self.set_regions(finalizer_span, outer_handler, outer_finally);
        let suspends = Suspends::in_statements(self.awaits_returns, &finalizer.body);
        let kept = suspends.then(|| self.hold());
        if let Some(kept) = kept {
            let sent = self.sent(finalizer_span);
            let keep = self.set(finalizer_span, kept, sent);
            self.push(keep);
        }
        let end = self.label();
        self.statements(finalizer.body, end);
        self.mark(end);
        let end_span = Span::empty(finalizer.span.end);
        self.complete(end_span, completion, kept, goes_on, jumps);
    }

    /// The end of a `finally`: on with what led to it.
    fn complete(
        &mut self,
        span: Span,
        completion: &'a str,
        kept: Option<&'a str>,
        goes_on: bool,
        jumps: bool,
    ) {
        if !self.reachable {
            return;
        }
        let test = self.make.name(span, completion);
        if !jumps {
            // `if (completion) throw sent;`
            let value = match kept {
                Some(kept) => self.make.name(span, kept),
                None => self.sent(span),
            };
            let throw = Statement::new_throw_statement(span, value, &self.make.builder());
            let statement = if goes_on { self.make.if_(span, test, throw, None) } else { throw };
            self.push(statement);
            return;
        }
        // `if (completion) { label = completion; break; }`
        self.rethrows = true;
        if let Some(kept) = kept {
            let value = self.make.name(span, kept);
            let back = self.set(span, self.names.sent, value);
            self.push(back);
        }
        let target = self.make.name(span, completion);
        if goes_on {
            let jump = self.set(span, self.names.label, target);
            let break_ = Statement::new_break_statement(span, None, &self.make.builder());
            let block = self.block(span, vec![jump, break_]);
            self.push(self.make.if_(span, test, block, None));
        } else {
            self.jump_to_value(span, target);
        }
    }

    fn try_catch(
        &mut self,
        span: Span,
        block: ArenaVec<'a, Statement<'a>>,
        handler: CatchClause<'a>,
        next: Label,
    ) {
        let depth = self.controls.len();
        let outer = self.handler(depth);
        let entry = self.new_number();
        let statement = self.set_state(span, HANDLER, entry);
        self.push(statement);
        self.controls.push(Control::Catch { entry });
        let end = self.label();
        self.statements(block, end);
        self.mark(end);
        self.controls.pop();
        let end_span = Span::empty(handler.span.start);
        if self.reachable {
            let statement = self.set_state(end_span, HANDLER, outer);
            self.push(statement);
        }
        let goes_on = self.reachable;
        let cases = std::mem::take(&mut self.cases);
        self.case(entry);
        self.catch(handler, outer, next);
        let caught_goes_on = self.reachable;
        let catch = std::mem::replace(&mut self.cases, cases);
        self.reachable = goes_on;
        if goes_on && !caught_goes_on {
            self.deferred.extend(catch);
            return;
        }
        let is_empty = matches!(&catch[..], [Case { statements, .. }] if statements.is_empty());
        if !is_empty {
            self.go_to(end_span, next);
        }
        self.cases.extend(catch);
        self.reachable = caught_goes_on;
    }

    fn catch(&mut self, handler: CatchClause<'a>, outer: u32, next: Label) {
        let CatchClause { span, param, body, .. } = handler;
        let mut body = body.unbox().body;
        let start = Span::empty(span.start);
        if outer != 0 {
            let statement = self.set_state(start, HANDLER, outer);
            self.push(statement);
        }
        let held = self.held();
        if let Some(parameter) = param {
            let BindingPattern::BindingIdentifier(id) = &parameter.pattern else {
                unreachable!("patterns are lowered")
            };
            let (name, name_span) = (id.name.as_str(), id.span);
            let suspends = Suspends::in_statements(self.awaits_returns, &body);
            let captured = Captures::in_statements(name, &body);
            if captured && !suspends {
                // The functions inside need a binding of their own for each turn.
                let statement = self.catch_again(span, parameter, body);
                self.keep_statement(statement);
                self.release(held);
                return;
            }
            let new_name = if !suspends {
                // Nothing else is sent meanwhile.
                self.sent(name_span);
                self.names.sent
            } else if captured {
                let new_name = self.driver.names.unique(name);
                self.declare(new_name);
                new_name
            } else {
                self.hold()
            };
            if suspends {
                let sent = self.sent(name_span);
                let statement = self.set(name_span, new_name, sent);
                self.push(statement);
            }
            let mut rename = Rename::new(name, new_name);
            for statement in &mut body {
                rename.visit_statement(statement);
            }
            if rename.declared {
                self.declare(name);
            }
        }
        self.statements(body, next);
        self.release(held);
    }

    /// `try { throw sent; } catch (error) { … }`
    fn catch_again(
        &mut self,
        span: Span,
        parameter: CatchParameter<'a>,
        body: ArenaVec<'a, Statement<'a>>,
    ) -> Statement<'a> {
        let builder = self.make.builder();
        let start = Span::empty(span.start);
        let sent = self.sent(start);
        let throw = Statement::new_throw_statement(start, sent, &builder);
        let block = BlockStatement::boxed(start, self.make.vec_of([throw]), &builder);
        let body = BlockStatement::boxed(span, body, &builder);
        let handler = CatchClause::boxed(span, Some(parameter), body, &builder);
        Statement::new_try_statement(span, block, Some(handler), None, &builder)
    }
}
