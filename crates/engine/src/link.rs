//! The second stage: what every name means, how every module is wrapped, what is live.
//!
//! `link` writes into side tables keyed by [`ModuleId`]; the graph itself stays as it is.

mod calls;
mod constants;
mod exports;
mod json;
mod live;
mod members;
mod objects;
pub mod public_path;
mod wrap;

use oxc::{semantic::SymbolId, str::CompactStr};
use oxc_index::IndexVec;
use rustc_hash::FxHashMap;

use crate::{
    diagnostic::Diagnostic,
    graph::{ExternalId, ModuleGraph},
    module::{Call, Constant, ImportedName, MemberId, ModuleId, StatementFacts, StatementId},
    options::Options,
};
pub use calls::KnownFunction;
pub use json::{Keys, prune};
pub use live::Live;
pub use members::Member;
pub use wrap::{Wrap, close_over_imports, resolved_by_id};

/// What the second stage knows beyond the graph.
pub struct Links {
    pub exports: IndexVec<ModuleId, Exports>,
    /// What the import bindings of each module stand for.
    pub imports: IndexVec<ModuleId, FxHashMap<SymbolId, Binding>>,
    /// What the properties that they read of imports stand for.
    pub members: IndexVec<ModuleId, IndexVec<MemberId, Option<Member>>>,
    /// The functions without effects that they call.
    pub functions: calls::KnownFunctions,
    /// The `require`s that give constants.
    pub requested: live::RequestedConstants,
    pub wraps: IndexVec<ModuleId, Wrap>,
    pub live: IndexVec<ModuleId, Live>,
    /// Modules that others may look at before they have run; all, where nobody asks.
    pub in_cycles: IndexVec<ModuleId, bool>,
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
    /// A binding whose value is known and stands in its place.
    Constant(Constant),
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

/// Links the whole graph.
#[must_use]
pub fn link(graph: &ModuleGraph, options: &Options) -> (Links, Vec<Diagnostic>) {
    let (exports, mut imports, mut diagnostics) = exports::resolve(graph);
    let mut inliner = constants::Inliner::new(graph, options);
    inliner.inline(&mut imports);
    inliner.look_into_objects(&exports, &imports);
    let mut members = members::resolve(graph, &exports, &imports, &mut inliner);
    let (functions, pure) = if options.tree_shaking {
        let mut functions = calls::Functions::new(graph, &imports, &mut inliner.constants);
        (functions.known(), functions.without_effects())
    } else {
        let nothing = graph.modules.iter();
        (
            nothing.clone().map(|_| FxHashMap::default()).collect(),
            nothing.map(|_| Vec::new()).collect(),
        )
    };
    let wraps = wrap::decide(graph, options, &mut diagnostics);
    public_path::check(graph, options, &mut diagnostics);
    let given =
        live::Given { exports: &exports, functions: &functions, pure: &pure, wraps: &wraps };
    let (live, requested) = live::mark(graph, &given, &mut imports, &mut members, options);
    let in_cycles = if options.minify {
        crate::constants::in_cycles(graph)
    } else {
        graph.modules.iter().map(|_| true).collect()
    };
    let links = Links { exports, imports, members, functions, requested, wraps, live, in_cycles };
    (links, diagnostics)
}

impl Links {
    /// What a statement of a module mentions of others, in the order in which it does, each
    /// with the symbol that imports it.
    pub fn mentions<'l>(
        &'l self,
        graph: &'l ModuleGraph,
        id: ModuleId,
        statement: StatementId,
    ) -> impl Iterator<Item = (SymbolId, &'l Binding)> + 'l {
        let facts = graph.modules[id].facts();
        let statement = &facts.statements[statement];
        let imported = move |symbol: SymbolId| Some((symbol, self.imports[id].get(&symbol)?));
        let needs = statement.needs.iter().filter_map(move |symbol| imported(*symbol));
        let members = statement.members.iter().filter_map(move |member| {
            let binding = &self.members[id][*member].as_ref()?.binding;
            Some((facts.members[*member].symbol, binding))
        });
        needs.chain(members).chain(self.called(id, statement).filter_map(imported))
    }

    /// What a statement of a module mentions of its own top level.
    pub fn own_mentions<'l>(
        &'l self,
        graph: &'l ModuleGraph,
        id: ModuleId,
        statement: StatementId,
    ) -> impl Iterator<Item = SymbolId> + 'l {
        let statement = &graph.modules[id].facts().statements[statement];
        let needs = statement.needs.iter().copied().chain(self.called(id, statement));
        needs.filter(move |symbol| !self.imports[id].contains_key(symbol))
    }

    /// The functions that a statement calls, those left out whose calls are gone in the end.
    fn called<'l>(
        &'l self,
        id: ModuleId,
        statement: &'l StatementFacts,
    ) -> impl Iterator<Item = SymbolId> + 'l {
        let is_there = move |call: &&Call| {
            let known = self.functions[id].get(&call.symbol);
            known.is_none_or(|function| !function.replaces(**call))
        };
        statement.calls.iter().filter(is_there).map(|call| call.symbol)
    }

    /// The names that a module's name space object has: those that somebody may look at.
    pub fn visible(&self, id: ModuleId) -> impl Iterator<Item = &(CompactStr, Binding)> {
        let live = &self.live[id];
        self.exports[id].names.iter().filter(|(name, _)| live.sees(name))
    }
}
