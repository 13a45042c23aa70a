//! Loops whose bindings are captured: what happens in one turn becomes a function, so that
//! every turn has bindings of its own.
//!
//! ```js
//! for (let i = 0; i < 3; i++) { if (i === 1) break; use(() => i); }
//!
//! var _loop = function (i) { if (i === 1) return 1; use(function () { return i; }); };
//! for (var i = 0; i < 3; i++) if (_loop(i)) break;
//! ```
//!
//! A `for (;;)` copies its bindings from turn to turn (ECMAScript,
//! CreatePerIterationEnvironment): what the body writes is written back for the update.
//! Where functions in the test or the update capture them, both move into the body.

use oxc::{
    allocator::{ArenaBox, ArenaVec, TakeIn},
    ast::ast::*,
    ast_visit::VisitJsMut,
    semantic::SymbolId,
    span::{GetSpan, Span},
};
use oxc_ecmascript::BoundNames;

use super::{Labels, jumps::Jumps};
use crate::{
    bindings::{CAPTURED, LoopFacts, WRITTEN_IN_BODY},
    driver::Driver,
    frames::{Frame, FrameKind},
    generators::Kind,
};

/// What becomes a function.
#[derive(Clone, Copy)]
pub struct Turn<'t, 'a> {
    pub span: Span,
    pub facts: LoopFacts,
    pub parameters: &'t [&'a str],
    /// Variables outside, and the parameters that they get their values from at the end.
    pub write_back: &'t [(&'a str, &'a str)],
    /// Of the loop itself.
    pub labels: &'t Labels<'a>,
    /// Else the body of a `with`.
    pub is_loop: bool,
}

/// The function, declared.
pub struct TurnFunction<'a> {
    span: Span,
    name: &'a str,
    facts: LoopFacts,
    /// It gives a machine for the one around it.
    is_machine: bool,
    jumps: Jumps<'a>,
}

/// A captured variable of the head of a `for (;;)`.
struct Copied<'a> {
    symbol: SymbolId,
    /// Its new name, as it was before.
    renamed: Option<&'a str>,
    /// Its name in the function.
    inner: &'a str,
    outer: &'a str,
}

impl<'a> Driver<'a, '_> {
    /// A loop without bindings in its head; `body` has not been visited.
    pub(super) fn body_with_turns(
        &mut self,
        body: Statement<'a>,
        facts: LoopFacts,
        labels: &Labels<'a>,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) -> Statement<'a> {
        let span = body.span();
        self.begin_turn();
        let mut inside = self.make.vec();
        self.append_body(body, &mut inside);
        let turn = Turn { span, facts, parameters: &[], write_back: &[], labels, is_loop: true };
        let turn = self.end_turn(turn, inside, out);
        let mut calls = self.make.vec();
        self.call_turn(&turn, [], &mut calls);
        self.one_statement(span, calls)
    }

    /// `with (object) {…}` around suspensions: what is inside becomes a function, which sees
    /// the object.
    pub fn with_statement(
        &mut self,
        mut with: ArenaBox<'a, WithStatement<'a>>,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        let span = with.span;
        self.visit_expression(&mut with.object);
        self.begin_turn();
        let body = with.body.take_in(&self.builder());
        let mut inside = self.make.vec();
        self.append_body(body, &mut inside);
        let facts = LoopFacts { yields: true, ..LoopFacts::default() };
        let labels = &Labels::new();
        let turn = Turn { span, facts, parameters: &[], write_back: &[], labels, is_loop: false };
        let mut function = self.make.vec();
        let turn = self.end_turn(turn, inside, &mut function);
        with.body = self.make.block(span, function);
        out.push(Statement::WithStatement(with));
        self.call_turn(&turn, [], out);
    }

    pub(super) fn for_with_turns(
        &mut self,
        mut for_: ArenaBox<'a, ForStatement<'a>>,
        facts: LoopFacts,
        labels: &Labels<'a>,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        let builder = self.builder();
        let span = for_.body.span();
        let mut copied = Vec::new();
        if facts.captures_head
            && let Some(ForStatementInit::VariableDeclaration(declaration)) = &for_.init
        {
            declaration.bound_names(&mut |id| {
                if let Some(symbol) = id.symbol_id.get()
                    && self.bindings.facts(symbol) & CAPTURED != 0
                {
                    copied.push(self.copied_binding(symbol, facts));
                }
            });
        }
        // What the first part of the head says is seen by its functions and by nobody else.
        let mut init_span = Span::empty(for_.span.start);
        if let Some(init) = &for_.init {
            init_span = init.span();
        }
        if facts.captured_in_init {
            self.visit_init(&mut for_.init);
            let init = for_.init.take();
            if let Some(ForStatementInit::VariableDeclaration(declaration)) = init {
                out.push(Statement::VariableDeclaration(declaration));
            }
            let mut declarators = self.make.vec();
            for copy in &copied {
                let value = self.make.name(init_span, copy.inner);
                declarators.push(self.make.declarator(init_span, copy.outer, Some(value)));
            }
            for_.init = Some(self.init(init_span, declarators));
        }
        for copy in &copied {
            if copy.inner != copy.outer {
                self.bindings.rename_from_here(copy.symbol, Some(copy.outer));
            }
        }
        if !facts.captured_in_init {
            self.visit_init(&mut for_.init);
        }
        if !facts.captured_in_test {
            if let Some(test) = &mut for_.test {
                self.visit_expression(test);
            }
            if let Some(update) = &mut for_.update {
                self.unused_expression(update);
            }
        }
        for copy in &copied {
            self.bindings.rename_from_here(copy.symbol, copy.renamed);
        }
        self.begin_turn();
        let mut inside = self.make.vec();
        if facts.captured_in_test {
            self.move_head(&mut for_, &mut inside);
        }
        let body = for_.body.take_in(&builder);
        self.append_body(body, &mut inside);
        let parameters: Vec<&str> = copied.iter().map(|copy| copy.inner).collect();
        let write_back: Vec<(&str, &str)> = copied
            .iter()
            .filter(|copy| self.is_written_back(copy.symbol, facts))
            .map(|copy| (copy.outer, copy.inner))
            .collect();
        let turn = Turn {
            span,
            facts,
            parameters: &parameters,
            write_back: &write_back,
            labels,
            is_loop: true,
        };
        let turn = self.end_turn(turn, inside, out);
        let make = self.make;
        let arguments = copied.iter().map(|copy| make.name(init_span, copy.outer));
        let mut calls = self.make.vec();
        self.call_turn(&turn, arguments, &mut calls);
        for_.body = self.one_statement(span, calls);
        out.push(self.labeled(labels, Statement::ForStatement(for_)));
    }

    fn copied_binding(&mut self, symbol: SymbolId, facts: LoopFacts) -> Copied<'a> {
        let renamed = self.bindings.new_name(symbol);
        let inner = renamed.unwrap_or_else(|| self.make.text(self.scoping.symbol_name(symbol)));
        let differs = facts.captured_in_init || self.is_written_back(symbol, facts);
        let outer = if differs { self.names.unique(inner) } else { inner };
        Copied { symbol, renamed, inner, outer }
    }

    fn is_written_back(&self, symbol: SymbolId, facts: LoopFacts) -> bool {
        if facts.captured_in_init || facts.captured_in_test {
            self.scoping.symbol_is_mutated(symbol)
        } else {
            self.bindings.facts(symbol) & WRITTEN_IN_BODY != 0
        }
    }

    fn init(
        &self,
        span: Span,
        declarators: ArenaVec<'a, VariableDeclarator<'a>>,
    ) -> ForStatementInit<'a> {
        let kind = VariableDeclarationKind::Var;
        ForStatementInit::new_variable_declaration(span, kind, declarators, false, &self.builder())
    }

    /// `for (…; test; update) {…}` →
    /// `for (…, _first = true;;) { if (_first) _first = false; else update; if (!test) break; … }`
    fn move_head(&mut self, for_: &mut ForStatement<'a>, inside: &mut ArenaVec<'a, Statement<'a>>) {
        let make = self.make;
        let builder = self.builder();
        if let Some(mut update) = for_.update.take() {
            let span = update.span();
            self.unused_expression(&mut update);
            let first = self.names.unique("first");
            if let Some(ForStatementInit::VariableDeclaration(declaration)) = &mut for_.init {
                let yes = make.boolean(span, true);
                declaration.declarations.push(make.declarator(span, first, Some(yes)));
            }
            let no = make.assign_name(span, first, make.boolean(span, false));
            let update = make.expression_statement(span, update);
            inside.push(make.if_(
                span,
                make.name(span, first),
                make.expression_statement(span, no),
                Some(update),
            ));
        }
        if let Some(mut test) = for_.test.take() {
            let span = test.span();
            self.visit_expression(&mut test);
            let not = UnaryOperator::LogicalNot;
            let failed = Expression::new_unary_expression(span, not, test, &builder);
            let leave = Statement::new_break_statement(span, None, &builder);
            inside.push(make.if_(span, failed, leave, None));
        }
    }

    /// What is visited until [`Self::end_turn`] will be inside of the function.
    pub(super) fn begin_turn(&mut self) {
        let strict = self.is_strict();
        self.frames.push(Frame::new(FrameKind::LoopBody, strict));
    }

    /// `var _loop = function (parameters) { statements };`
    pub(super) fn end_turn(
        &mut self,
        turn: Turn<'_, 'a>,
        mut statements: ArenaVec<'a, Statement<'a>>,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) -> TurnFunction<'a> {
        let make = self.make;
        let Turn { span, facts, parameters, write_back, labels, is_loop } = turn;
        let builder = self.builder();
        let end = Span::empty(span.end);
        let after = (!write_back.is_empty()).then(|| self.names.unique("continue"));
        let suspends = self.suspending_kind();
        let awaits_returns = suspends == Some(Kind::AsyncGenerator);
        let mut jumps = Jumps::new(make, labels, after, awaits_returns, &self.machines.results);
        if !is_loop {
            jumps = jumps.outside_of_loop();
        }
        jumps.rewrite(&mut statements);
        if let Some(label) = after {
            if jumps.continues() {
                let label = LabelIdentifier::new(span, label, &builder);
                let block = make.block(span, statements);
                statements =
                    make.vec_of([Statement::new_labeled_statement(span, label, block, &builder)]);
            }
            let mut values = make.vec();
            for (outer, inner) in write_back {
                values.push(make.assign_name(end, outer, make.name(end, inner)));
            }
            statements.push(make.expression_statement(end, make.sequence(end, values)));
        }
        let kind = FunctionType::FunctionExpression;
        let mut function = make.function_node(span, kind, None, parameters, statements);
        let name = self.names.unique("loop");
        let suspends =
            suspends.filter(|_| facts.yields || facts.awaits || awaits_returns && jumps.returns());
        if let Some(kind) = suspends {
            self.loop_machine(&mut function, kind, name);
        } else {
            function.generator = facts.yields;
            function.r#async = facts.awaits;
        }
        let frame = self.frames.pop().expect("pushed at the beginning");
        if let Some(body) = &mut function.body {
            let head = make.vec();
            self.finish_body(&frame, head, &mut body.statements);
        }
        let value = Expression::FunctionExpression(function);
        out.push(make.var_one(Span::empty(span.start), name, Some(value)));
        TurnFunction { span, name, facts, is_machine: suspends.is_some(), jumps }
    }

    /// `_loop(arguments);`, and the jumps that the function asks for.
    pub(super) fn call_turn(
        &mut self,
        turn: &TurnFunction<'a>,
        arguments: impl IntoIterator<Item = Expression<'a>>,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        let make = self.make;
        let builder = self.builder();
        let span = Span::empty(turn.span.start);
        let mut call = make.call(span, make.name(span, turn.name), arguments);
        if turn.facts.yields || turn.is_machine {
            call = Expression::new_yield_expression(span, true, Some(call), &builder);
        }
        if turn.facts.awaits && !turn.is_machine {
            call = Expression::new_await_expression(span, call, &builder);
        }
        let mut jumps = turn.jumps.all();
        let Some((code, jump)) = jumps.next() else {
            let returns = turn.jumps.returns();
            if !returns {
                out.push(make.expression_statement(span, call));
                return;
            }
            let result = self.temporary("ret");
            self.is_part_result(result);
            let test = make.assign_name(span, result, call);
            out.push(make.if_(span, test, self.return_from(span, result), None));
            return;
        };
        let second = jumps.next();
        if second.is_none() && !turn.jumps.returns() {
            out.push(make.if_(span, call, jump, None));
            return;
        }
        let result = self.temporary("ret");
        self.is_part_result(result);
        let assigned = make.assign_name(span, result, call);
        out.push(make.expression_statement(span, assigned));
        for (code, jump) in [(code, jump)].into_iter().chain(second).chain(jumps) {
            let equal = BinaryOperator::StrictEquality;
            let code = make.number(span, f64::from(code));
            let test = make.binary(span, make.name(span, result), equal, code);
            out.push(make.if_(span, test, jump, None));
        }
        if turn.jumps.returns() {
            let test = make.name(span, result);
            out.push(make.if_(span, test, self.return_from(span, result), None));
        }
    }

    /// `return _ret.v;`
    fn return_from(&self, span: Span, result: &'a str) -> Statement<'a> {
        let value = self.make.member(span, self.make.name(span, result), "v");
        self.make.return_(span, Some(value))
    }
}
