//! `for-of` over the iterator protocol.
//!
//! ```js
//! for (const x of list) use(x);
//!
//! var _iterator = _forOf(list);
//! try {
//!     while (_iterator.n()) { var x = _iterator.v; use(x); }
//! } catch (_error) { _iterator.e(_error); } finally { _iterator.f(); }
//! ```

use oxc::{
    allocator::{ArenaBox, ArenaVec, TakeIn},
    ast::ast::*,
    ast_visit::VisitJsMut,
    span::{GetSpan, Span},
};

use super::Labels;
use crate::driver::Driver;

impl<'a> Driver<'a, '_> {
    /// `for await (const [a] of list) {…}` → `for await (var _value of list) { var a = …; … }`;
    /// state machines do the rest.
    fn for_await_statement(
        &mut self,
        mut for_: ArenaBox<'a, ForOfStatement<'a>>,
        labels: &Labels<'a>,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        let builder = self.builder();
        self.visit_expression(&mut for_.right);
        let facts = self.loop_facts(for_.node_id.get());
        let span = for_.left.span();
        let mut left = for_.left.take_in(&builder);
        if facts.is_none() && self.keeps_left(&mut left, out) {
            for_.left = left;
            self.visit_statement(&mut for_.body);
        } else {
            let name = self.names.unique("value");
            let value = self.make.name(span, name);
            let body = for_.body.take_in(&builder);
            for_.body = self.each_body(left, value, body, facts, labels, out);
            let declarator = self.make.declarator(span, name, None);
            for_.left = ForStatementLeft::new_variable_declaration(
                span,
                VariableDeclarationKind::Var,
                self.make.vec_of([declarator]),
                false,
                &builder,
            );
        }
        out.push(self.labeled(labels, Statement::ForOfStatement(for_)));
    }

    pub(super) fn for_of_statement(
        &mut self,
        mut for_: ArenaBox<'a, ForOfStatement<'a>>,
        labels: &Labels<'a>,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        let make = self.make;
        let builder = self.builder();
        if for_.r#await && (self.features.for_of || self.features.destructuring) {
            self.for_await_statement(for_, labels, out);
            return;
        }
        if !self.features.for_of {
            self.visit_for_statement_left(&mut for_.left);
            self.visit_expression(&mut for_.right);
            self.visit_statement(&mut for_.body);
            out.push(self.labeled(labels, Statement::ForOfStatement(for_)));
            return;
        }
        self.visit_expression(&mut for_.right);
        let facts = self.loop_facts(for_.node_id.get());
        let span = for_.span;
        let (left_span, right_span) = (for_.left.span(), for_.right.span());
        let left = for_.left.take_in(&builder);
        let right = for_.right.take_in(&builder);
        let body = for_.body.take_in(&builder);
        if self.assumptions.iterable_is_array && !self.assumptions.array_like_is_iterable {
            let list = self.names.unique("list");
            let index = self.names.unique("i");
            let value = make.computed_member(
                left_span,
                make.name(left_span, list),
                make.name(left_span, index),
            );
            let body = self.each_body(left, value, body, facts, labels, out);
            let declarators = make.vec_of([
                make.declarator(right_span, list, Some(right)),
                make.declarator(right_span, index, Some(make.number(right_span, 0.0))),
            ]);
            let kind = VariableDeclarationKind::Var;
            let init = ForStatementInit::new_variable_declaration(
                right_span,
                kind,
                declarators,
                false,
                &builder,
            );
            let length = make.member(right_span, make.name(right_span, list), "length");
            let less = BinaryOperator::LessThan;
            let test = make.binary(right_span, make.name(right_span, index), less, length);
            let update = Expression::new_update_expression(
                right_span,
                UpdateOperator::Increment,
                false,
                SimpleAssignmentTarget::new_assignment_target_identifier(
                    right_span, index, &builder,
                ),
                &builder,
            );
            let loop_ = Statement::new_for_statement(
                span,
                Some(init),
                Some(test),
                Some(update),
                body,
                &builder,
            );
            out.push(self.labeled(labels, loop_));
            return;
        }
        let iterator = self.names.unique("iterator");
        let value = make.member(left_span, make.name(left_span, iterator), "v");
        let body = self.each_body(left, value, body, facts, labels, out);
        let mut arguments = make.vec_of([right]);
        if self.assumptions.array_like_is_iterable {
            arguments.push(make.number(right_span, 1.0));
        }
        let start = self.call_helper("forOf", right_span, arguments);
        out.push(make.var_one(right_span, iterator, Some(start)));
        let call = |span: Span, method: &'static str, argument: Option<Expression<'a>>| {
            make.call(span, make.member(span, make.name(span, iterator), method), argument)
        };
        let test = call(right_span, "n", None);
        let loop_ = Statement::new_while_statement(span, test, body, &builder);
        let loop_ = self.labeled(labels, loop_);
        if self.assumptions.skip_iterator_closing {
            out.push(loop_);
            return;
        }
        let end = Span::empty(span.end);
        let error = self.names.unique("error");
        let parameter = CatchParameter::new(end, make.binding_pattern(end, error), None, &builder);
        let failed = call(end, "e", Some(make.name(end, error)));
        let handler = BlockStatement::boxed(
            end,
            make.vec_of([make.expression_statement(end, failed)]),
            &builder,
        );
        let handler = CatchClause::boxed(end, Some(parameter), handler, &builder);
        let finished = make.expression_statement(end, call(end, "f", None));
        let finalizer = BlockStatement::boxed(end, make.vec_of([finished]), &builder);
        let block = BlockStatement::boxed(span, make.vec_of([loop_]), &builder);
        out.push(Statement::new_try_statement(
            span,
            block,
            Some(handler),
            Some(finalizer),
            &builder,
        ));
    }
}
