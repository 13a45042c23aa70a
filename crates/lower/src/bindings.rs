//! What becomes of block-scoped bindings, found before the walk.
//!
//! They turn into `var`s of their function. Where two would meet, or a name that means
//! something outside would be captured, one of them gets a new name ([`rename`]). One look
//! through the tree ([`survey`]) finds which loops need a function for each turn, and what
//! may be read before it is there ([`dead_zone`]).

mod block_functions;
mod dead_zone;
mod rename;
mod scopes;
mod survey;

pub use survey::declared_function;

use oxc::{
    ast::ast::*,
    semantic::{NodeId, ReferenceId, ScopeId, Scoping, SymbolFlags, SymbolId},
};
use oxc_index::IndexVec;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Assumptions, Features, Needs, names::Names};

/// What the walk has to know of one symbol, as bits. Most have none.
pub type Facts = u16;
/// It has a new name.
pub const RENAMED: Facts = 1;
/// It is read or written by a function inside of its own.
pub const CAPTURED: Facts = 1 << 1;
/// `let x;` has to write `undefined`: the variable may hold something already.
pub const RESET: Facts = 1 << 2;
/// Some references to it are in [`Bindings::checks`].
pub const CHECKED: Facts = 1 << 3;
/// Its variable holds a mark until it is initialised.
pub const MARKED: Facts = 1 << 4;
/// It is declared in the head of a `for (;;)`.
pub const IN_HEAD: Facts = 1 << 5;
/// Of [`IN_HEAD`]: the body of the loop writes it.
pub const WRITTEN_IN_BODY: Facts = 1 << 6;
/// Some references to it have a name of their own, in [`Bindings::reference_names`].
pub const SPLIT: Facts = 1 << 7;
/// The function around has no such variable after all.
pub const UNDECLARED: Facts = 1 << 8;
/// A parameter that keeps what the caller gave it, so that it has no place for a mark.
pub const KEPT: Facts = 1 << 9;
/// A constant that is a string, number or symbol as it is declared.
pub const PRIMITIVE: Facts = 1 << 10;

/// How a reference finds a binding that may not be initialised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// It never is.
    Throw,
    /// It is to be looked at.
    Mark,
}

/// What a loop whose bindings are captured needs.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts")]
pub struct LoopFacts {
    /// What its head declares is captured; else something in its body.
    pub captures_head: bool,
    /// Functions in the first part of the head of a `for (;;)` use what it declares.
    pub captured_in_init: bool,
    /// Functions in the test or the update do.
    pub captured_in_test: bool,
    /// What becomes a function has a `yield`.
    pub yields: bool,
    /// What becomes a function has an `await`, which only a module can have now.
    pub awaits: bool,
}

/// A function declaration in a block of sloppy code.
#[derive(Debug, Clone, Copy)]
pub struct BlockFunction<'a> {
    /// The name of its binding in the block, where that is not the one of the function.
    pub inner: Option<&'a str>,
    /// Its value is given to the variable of the function where the declaration stands.
    pub outer: Option<&'a str>,
}

/// Facts about the bindings of one module.
#[derive(Default)]
pub struct Bindings<'a> {
    /// Empty where the module has nothing that is block-scoped.
    facts: IndexVec<SymbolId, Facts>,
    renamed: FxHashMap<SymbolId, &'a str>,
    reference_names: FxHashMap<ReferenceId, &'a str>,
    /// The loops that need a function for each turn.
    pub loops: FxHashMap<NodeId, LoopFacts>,
    checks: FxHashMap<ReferenceId, Check>,
    /// What holds a mark at the beginning of a scope.
    pub marks: FxHashMap<ScopeId, Vec<SymbolId>>,
    /// The same among the parameters of a function.
    pub parameter_marks: FxHashMap<ScopeId, Vec<SymbolId>>,
    /// Assignments to the name of a class inside of it.
    constant_writes: FxHashSet<ReferenceId>,
    /// By the scope of the function.
    pub block_functions: FxHashMap<ScopeId, BlockFunction<'a>>,
}

impl<'a> Bindings<'a> {
    pub fn new(
        program: &Program<'a>,
        scoping: &Scoping,
        names: &mut Names<'a, '_>,
        features: &Features,
        assumptions: &Assumptions,
        needs: Needs,
    ) -> Self {
        let mut bindings = Self::default();
        let moves_code = features.arrow_functions || features.parameters || features.for_of;
        if (features.block_scoping || features.classes || moves_code) && needs.any() {
            bindings.facts = IndexVec::from_vec(vec![0; scoping.symbols_len()]);
            let scopes = scopes::Scopes::new(scoping);
            let is_module = program.source_type.is_module();
            rename::rename(&mut bindings, scoping, &scopes, names, features, is_module);
            survey::survey(&mut bindings, program, scoping, &scopes, names, features, assumptions);
        }
        bindings
    }

    pub fn facts(&self, symbol: SymbolId) -> Facts {
        self.facts.get(symbol).copied().unwrap_or(0)
    }

    /// The new name of `symbol`, where it has one.
    pub fn new_name(&self, symbol: SymbolId) -> Option<&'a str> {
        if self.facts(symbol) & RENAMED == 0 {
            return None;
        }
        self.renamed.get(&symbol).copied()
    }

    /// The new name of `symbol` in `reference`.
    pub fn reference_name(&self, reference: ReferenceId, symbol: SymbolId) -> Option<&'a str> {
        let facts = self.facts(symbol);
        if facts & SPLIT != 0
            && let Some(name) = self.reference_names.get(&reference)
        {
            return Some(name);
        }
        if facts & RENAMED == 0 { None } else { self.renamed.get(&symbol).copied() }
    }

    /// Gives `symbol` another name from here on; `None` is its own.
    pub fn rename_from_here(&mut self, symbol: SymbolId, name: Option<&'a str>) {
        match name {
            Some(name) => self.rename(symbol, name),
            None => self.facts[symbol] &= !RENAMED,
        }
    }

    pub fn check(&self, reference: ReferenceId, symbol: SymbolId) -> Option<Check> {
        if self.facts(symbol) & CHECKED == 0 {
            return None;
        }
        self.checks.get(&reference).copied()
    }

    /// Whether writing to `symbol` by `reference` is an error.
    pub fn is_constant(
        &self,
        scoping: &Scoping,
        features: &Features,
        reference: ReferenceId,
        symbol: SymbolId,
    ) -> bool {
        let flags = scoping.symbol_flags(symbol);
        (features.block_scoping && flags.contains(SymbolFlags::ConstVariable))
            || (flags.contains(SymbolFlags::Class) && self.constant_writes.contains(&reference))
    }

    pub fn rename(&mut self, symbol: SymbolId, name: &'a str) {
        self.renamed.insert(symbol, name);
        while self.facts.len() <= symbol.index() {
            self.facts.push(0);
        }
        self.facts[symbol] |= RENAMED;
    }
}
