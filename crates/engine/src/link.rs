//! The second stage: what every name means, how every module is wrapped, what is live.
//!
//! `link` writes into side tables keyed by [`ModuleId`]; the graph itself stays as it is.

mod exports;
mod live;
mod wrap;

use oxc::{semantic::SymbolId, str::CompactStr};
use oxc_index::IndexVec;
use rustc_hash::FxHashMap;

use crate::{
    diagnostic::Diagnostic,
    graph::{ExternalId, ModuleGraph},
    module::{ImportedName, MemberUse, ModuleId},
    options::Options,
};
pub use live::Live;
pub use wrap::{Wrap, close_over_imports, resolved_by_id};

/// What the second stage knows beyond the graph.
pub struct Links {
    pub exports: IndexVec<ModuleId, Exports>,
    /// What the import bindings of each module stand for.
    pub imports: IndexVec<ModuleId, FxHashMap<SymbolId, Binding>>,
    pub wraps: IndexVec<ModuleId, Wrap>,
    pub live: IndexVec<ModuleId, Live>,
}

impl Links {
    #[must_use]
    pub fn symbol_is_live(&self, graph: &ModuleGraph, id: ModuleId, symbol: SymbolId) -> bool {
        let statements = &self.live[id].statements;
        let declarations = graph.modules[id].facts().declarations.get(&symbol);
        declarations
            .is_some_and(|declarations| declarations.iter().any(|statement| statements[*statement]))
    }
}

/// All names that a module gives, ambiguous ones left out.
#[derive(Debug, Default)]
pub struct Exports {
    /// Sorted by name in code units, as a module name space object has them.
    pub names: Vec<(CompactStr, Binding)>,
    /// `export *` from modules whose names are known at run time only.
    pub dynamic: Vec<Dynamic>,
}

impl Exports {
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Binding> {
        let index = self.names.binary_search_by(|(known, _)| known.as_str().cmp(name)).ok()?;
        Some(&self.names[index].1)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dynamic {
    CommonJs(ModuleId),
    External(ExternalId),
}

/// What a name stands for, once all re-exports are followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Binding {
    /// A top-level binding of an ES module.
    Symbol(ModuleId, SymbolId),
    /// A key of the value of a JSON module.
    Key(ModuleId, SymbolId, CompactStr),
    /// The name space object of an ES or JSON module.
    Namespace(ModuleId),
    CommonJs(ModuleId, CommonJsName),
    External(ExternalId, ImportedName),
    /// Looked up in the name space object at run time: through several `export *` of
    /// modules whose names are not known before.
    Member(ModuleId, CompactStr),
    /// Reported as missing; reads as `undefined`.
    Missing,
}

/// How an ES module sees `module.exports`, by webpack's rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CommonJsName {
    /// `module.exports.name`
    Name(CompactStr),
    /// `module.exports.default` if `__esModule` is set, else `module.exports`.
    Default,
    /// `module.exports` itself: `default` for a strict importer.
    Whole,
    /// A name space object whose `default` is `module.exports`; `module.exports` itself
    /// where `__esModule` is set and the importer is not strict.
    Namespace { strict: bool },
}

/// What `ns.name` stands for: the export, or the name space that is asked for it at run time.
pub(crate) fn member_binding<'l>(
    exports: &'l IndexVec<ModuleId, Exports>,
    imports: &'l FxHashMap<SymbolId, Binding>,
    member: &MemberUse,
) -> Option<&'l Binding> {
    let binding = imports.get(&member.symbol)?;
    match binding {
        Binding::Namespace(target) => Some(exports[*target].get(&member.name).unwrap_or(binding)),
        binding => Some(binding),
    }
}

/// Links the whole graph.
#[must_use]
pub fn link(graph: &ModuleGraph, options: &Options) -> (Links, Vec<Diagnostic>) {
    let (exports, imports, mut diagnostics) = exports::resolve(graph);
    let wraps = wrap::decide(graph, options, &mut diagnostics);
    let live = live::mark(graph, &exports, &imports, &wraps, options);
    (Links { exports, imports, wraps, live }, diagnostics)
}
