//! Functions that suspend (generators, `async`) become state machines.
//!
//! ```js
//! async function load(url) {        function load(url) {
//!   var file = await fetch(url);      var file;
//!   return await file.text();         return _asyncFunction(function (state, label, sent) {
//! }                                     switch (label) {
//!                                         case 0: return state.n = 1, fetch(url);
//!                                         case 1: file = sent;
//!                                           return state.n = 2, file.text();
//!                                         case 2: return sent;
//!                                       }
//!                                     });
//!                                   }
//! ```
//!
//! [`machine`] says how a machine works. It is written in one go over the statements; what
//! does not suspend stays in one piece.

mod assignments;
mod expressions;
mod find;
mod for_await;
mod keep;
mod locals;
mod loops;
mod machine;
mod marks;
mod regions;
mod rename;
mod statements;
mod switch;

use oxc::{
    allocator::{ArenaVec, TakeIn},
    ast::ast::*,
    ast_visit::{VisitJs, VisitJsMut},
    semantic::{ScopeId, SymbolFlags, SymbolId},
    span::Span,
};

use rustc_hash::FxHashMap;

use super::{
    driver::Driver,
    frames::{Frame, FrameKind},
};
use find::UsesThis;
pub use find::{Captures, Suspends};
use machine::Machine;
use rename::Rename;

/// What drives a machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Generator,
    Async,
    AsyncGenerator,
}

impl Kind {
    /// `return value` awaits the value.
    pub fn awaits_returns(self) -> bool {
        self == Self::AsyncGenerator
    }

    pub fn of(generator: bool, is_async: bool) -> Option<Self> {
        match (generator, is_async) {
            (false, false) => None,
            (true, false) => Some(Self::Generator),
            (false, true) => Some(Self::Async),
            (true, true) => Some(Self::AsyncGenerator),
        }
    }
}

/// The names inside of machines; the same in all of a module.
#[derive(Debug, Clone, Copy)]
pub struct MachineNames<'a> {
    pub state: &'a str,
    pub label: &'a str,
    pub sent: &'a str,
    /// The label of the loop around the `switch`.
    pub machine: &'a str,
}

/// What the machines of a module share.
#[derive(Debug, Default)]
pub struct Machines<'a> {
    names: Option<MachineNames<'a>>,
    /// Variables that hold values over suspensions.
    held: Vec<&'a str>,
    /// Functions that give a machine for a part of the function around.
    parts: Vec<&'a str>,
    /// Functions with names of their own, by those: what others see as their names.
    pub shown_names: FxHashMap<&'a str, &'a str>,
    /// Variables with what a part returns; async generators have awaited it there.
    pub results: Vec<&'a str>,
}

impl<'a> Driver<'a, '_> {
    pub fn function_expression(&mut self, expression: &mut Expression<'a>) {
        let Expression::FunctionExpression(function) = expression else { return };
        let span = function.span;
        let marks =
            self.features.generators && !self.assumptions.plain_generators && function.generator;
        let is_async = function.r#async;
        self.function(function, None);
        if marks {
            let function = expression.take_in(&self.builder());
            *expression = self.mark(span, function, is_async);
        }
    }

    /// A function that suspends; its parameters are lowered, its body too but for the
    /// suspensions. `head` comes before the body.
    pub fn generator_body(
        &mut self,
        function: &mut Function<'a>,
        head: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        let Some(kind) = Kind::of(function.generator, function.r#async) else { return };
        let name = self.name_for_itself(function);
        let scope = function.scope_id.get();
        function.generator = false;
        function.r#async = false;
        if let Some(body) = &mut function.body {
            self.machine_body(kind, name, scope, body, head);
        }
    }

    /// `body` becomes `return _generator(function (state, label, sent) { … })`.
    pub fn machine_body(
        &mut self,
        kind: Kind,
        name: Option<&'a str>,
        scope: Option<ScopeId>,
        body: &mut FunctionBody<'a>,
        head: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        let builder = self.builder();
        let span = body.span;
        let mut statements = body.statements.take_in(&builder);
        if kind == Kind::Async && !head.is_empty() {
            // What goes wrong with the parameters rejects the promise.
            let mut all = head.take_in(&builder);
            self.alias_arguments(&mut all);
            all.extend(statements);
            statements = all;
        }
        let mut uses_this = UsesThis::default();
        for statement in &statements {
            uses_this.visit_statement(statement);
        }
        let (mut out, machine) = self.machine(kind, scope, false, span, statements);
        let this = uses_this.found.then(|| self.make.this(span));
        let call = if kind == Kind::Async {
            let arguments = [Some(machine), this];
            self.call_helper("asyncFunction", span, arguments.into_iter().flatten())
        } else {
            let helper = if kind == Kind::Generator { "generator" } else { "asyncGenerator" };
            // With its `this` a function tells calls with `new`.
            let this = this.or_else(|| name.map(|_| self.make.this(span)));
            let name = name.map(|name| self.make.name(span, name));
            let name = name.or_else(|| this.is_some().then(|| self.make.number(span, 0.0)));
            let arguments = [Some(machine), name, this];
            self.call_helper(helper, span, arguments.into_iter().flatten())
        };
        out.push(self.make.return_(span, Some(call)));
        body.statements = out;
    }

    /// How the function around suspends, if it is lowered.
    pub fn suspending_kind(&self) -> Option<Kind> {
        let frames = self.frames.iter().rev();
        let mut frames = frames.skip_while(|frame| matches!(frame.kind, FrameKind::LoopBody));
        frames.next().and_then(|frame| frame.suspends)
    }

    /// The body of a loop as a function that is called with `yield*` (in `async` functions
    /// too): it returns its machine, and whoever drives the function around drives it.
    ///
    /// `name` is the name under which it is called: `yield* name(…)`; `function` is lowered
    /// but for its suspensions.
    pub fn loop_machine(&mut self, function: &mut Function<'a>, kind: Kind, name: &'a str) {
        let scope = function.scope_id.get();
        function.generator = false;
        function.r#async = false;
        self.machines.parts.push(name);
        if let Some(body) = &mut function.body {
            let span = body.span;
            let statements = body.statements.take_in(&self.builder());
            let (mut out, machine) = self.machine(kind, scope, true, span, statements);
            out.push(self.make.return_(span, Some(machine)));
            body.statements = out;
        }
    }

    /// `return result.v` returns what a part has returned.
    pub fn is_part_result(&mut self, name: &'a str) {
        self.machines.results.push(name);
    }

    /// Whether `value` is what a part has returned.
    pub fn has_been_awaited(&self, value: &Expression<'a>) -> bool {
        matches!(value, Expression::StaticMemberExpression(member)
            if matches!(&member.object, Expression::Identifier(name)
                if self.machines.results.contains(&name.name.as_str())))
    }

    /// `yield* part` where `part` is a call of what [`Self::loop_machine`] made.
    pub fn is_part(&self, argument: &Expression<'a>) -> bool {
        matches!(argument, Expression::CallExpression(call)
            if matches!(&call.callee, Expression::Identifier(name)
                if self.machines.parts.contains(&name.name.as_str())))
    }

    /// The variables and functions of the statements, and `function (state, label, sent) { … }`.
    fn machine(
        &mut self,
        kind: Kind,
        scope: Option<ScopeId>,
        is_part: bool,
        span: Span,
        mut statements: ArenaVec<'a, Statement<'a>>,
    ) -> (ArenaVec<'a, Statement<'a>>, Expression<'a>) {
        let make = self.make;
        let mut out = make.vec();
        if !is_part && !Suspends::in_statements(kind.awaits_returns(), &statements) {
            // It is called once, and keeps its own variables.
            return (out, make.function(span, None, &[], statements));
        }
        let mut declarators = make.vec();
        let mut machine = Machine::new(self, kind, scope, is_part);
        machine.take_constants(&mut statements, &mut declarators);
        let end = machine.label();
        machine.end = end;
        machine.statements(statements, end);
        let body = machine.finish(span, &declarators);
        let names = machine.names;
        let used = machine.parameters();
        declarators.extend(
            machine
                .variables
                .iter()
                .map(|name| make.declarator(Span::empty(span.start), name, None)),
        );
        let functions = machine.functions.take_in(&make.builder());
        if !declarators.is_empty() {
            out.push(make.var(Span::empty(span.start), declarators));
        }
        out.extend(functions);
        let parameters = [names.state, names.label, names.sent];
        let function = make.function(span, None, &parameters[..used], body);
        (out, function)
    }

    /// The frame for the body of a function that suspends.
    pub fn push_suspending(&mut self, kind: Kind) {
        let mut frame = Frame::new(FrameKind::GeneratorBody, self.is_strict());
        frame.suspends = Some(kind);
        self.frames.push(frame);
    }

    /// `arguments` in statements about the parameters that move into the machine: those of
    /// the function itself, also where it was an arrow function.
    fn alias_arguments(&mut self, statements: &mut ArenaVec<'a, Statement<'a>>) {
        let mut rename = Rename::new("arguments", "arguments");
        for statement in &mut *statements {
            rename.visit_statement(statement);
        }
        if !rename.found {
            return;
        }
        let name = match self.frame().arguments_name {
            Some(name) => name,
            None => self.names.unique("arguments"),
        };
        self.frame().arguments_name = Some(name);
        let mut rename = Rename::new("arguments", name);
        for statement in statements {
            rename.visit_statement(statement);
        }
    }

    /// The name under which a generator function finds itself, and so its `prototype`.
    fn name_for_itself(&self, function: &Function<'a>) -> Option<&'a str> {
        if self.assumptions.plain_generators || !function.generator {
            return None;
        }
        let id = function.id.as_ref()?;
        if let Some(symbol) = id.symbol_id.get()
            && function.r#type == FunctionType::FunctionDeclaration
            && (self.scoping.symbol_is_mutated(symbol)
                || !self.scoping.symbol_redeclarations(symbol).is_empty())
        {
            return None;
        }
        (!find::Declares::in_function(id.name.as_str(), function)).then(|| id.name.as_str())
    }

    pub fn machine_names(&mut self) -> MachineNames<'a> {
        if let Some(names) = self.machines.names {
            return names;
        }
        let names = MachineNames {
            state: self.names.unique("state"),
            label: self.names.unique("label"),
            sent: self.names.unique("sent"),
            machine: self.names.unique("machine"),
        };
        self.machines.names = Some(names);
        names
    }

    pub fn held_name(&mut self, index: usize) -> &'a str {
        while self.machines.held.len() <= index {
            let name = self.names.unique("kept");
            self.machines.held.push(name);
        }
        self.machines.held[index]
    }

    pub fn is_held_name(&self, name: &str) -> bool {
        self.machines.held.contains(&name)
    }

    /// Whether a variable cannot get another value while the function of `scope` is
    /// suspended: nothing writes to it, or only that function itself.
    pub fn is_stable_name(&self, name: &IdentifierReference<'a>, scope: Option<ScopeId>) -> bool {
        if self.frames.iter().any(|frame| frame.this_name == Some(name.name.as_str()))
            || self.is_helper(name.name.as_str())
        {
            return true;
        }
        let Some(reference) = name.reference_id.get() else { return false };
        let Some(symbol) = self.scoping.get_reference(reference).symbol_id() else {
            return name.name == "undefined";
        };
        self.is_stable_symbol(symbol, scope)
    }

    fn is_stable_symbol(&self, symbol: SymbolId, scope: Option<ScopeId>) -> bool {
        let scoping = self.scoping;
        let flags = scoping.symbol_flags(symbol);
        let declared_in = scoping.symbol_scope_id(symbol);
        if !scoping.symbol_redeclarations(symbol).is_empty()
            || scoping.scope_flags(declared_in).contains_direct_eval()
            || flags.contains(SymbolFlags::Import)
        {
            return false;
        }
        let is_own = scope.is_some() && self.function_of(declared_in) == scope;
        if !scoping.symbol_is_mutated(symbol) {
            return is_own
                || flags.intersects(
                    SymbolFlags::BlockScopedVariable
                        | SymbolFlags::ConstVariable
                        | SymbolFlags::Class
                        | SymbolFlags::Function
                        | SymbolFlags::CatchVariable,
                );
        }
        is_own
            && (self.is_strict()
                || self.frames.last().is_none_or(|frame| frame.arguments_name.is_none()))
            && scoping.get_resolved_references(symbol).all(|reference| {
                !reference.is_write() || self.function_of(reference.scope_id()) == scope
            })
    }

    fn function_of(&self, scope: ScopeId) -> Option<ScopeId> {
        self.scoping.scope_ancestors(scope).find(|&scope| {
            let flags = self.scoping.scope_flags(scope);
            flags.is_function() || flags.is_class_static_block()
        })
    }
}
