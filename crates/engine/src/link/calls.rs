//! Calls that are nothing but their arguments: of functions without effects, whose value is
//! not used, and of functions that always give the same.

use oxc::semantic::SymbolId;
use oxc_index::IndexVec;
use rustc_hash::FxHashMap;

use super::{Binding, constants::is_short};
use crate::{
    constants::Constants,
    graph::ModuleGraph,
    module::{Call, Constant, ConstantSource, ModuleId, StatementFacts, StatementId},
};

/// What is known of a function that a module imports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownFunction {
    /// What it always gives.
    pub returns: Option<Constant>,
}

impl KnownFunction {
    /// The call is not there in the end.
    #[must_use]
    pub fn replaces(&self, call: Call) -> bool {
        call.unused || (call.plain && self.returns.is_some())
    }
}

/// Calls call calls, but judging them ends somewhere.
const MAX_DEPTH: usize = 200;

type Imports = IndexVec<ModuleId, FxHashMap<SymbolId, Binding>>;

/// By module: the functions without effects that it imports.
pub type KnownFunctions = IndexVec<ModuleId, FxHashMap<SymbolId, KnownFunction>>;

pub struct Functions<'f, 'g> {
    graph: &'g ModuleGraph,
    imports: &'f Imports,
    constants: &'f mut Constants<'g>,
    known: FxHashMap<(ModuleId, SymbolId), bool>,
}

impl<'f, 'g> Functions<'f, 'g> {
    pub fn new(
        graph: &'g ModuleGraph,
        imports: &'f Imports,
        constants: &'f mut Constants<'g>,
    ) -> Self {
        Self { graph, imports, constants, known: FxHashMap::default() }
    }

    /// The functions without effects that modules call.
    pub fn known(&mut self) -> KnownFunctions {
        let graph = self.graph;
        let of_module = |(id, module): (ModuleId, &crate::graph::GraphModule)| {
            let mut known = FxHashMap::default();
            for statement in &module.facts().statements {
                for Call { symbol, .. } in &statement.calls {
                    if !known.contains_key(symbol) && self.is_pure(id, *symbol, 0) {
                        known.insert(*symbol, KnownFunction { returns: self.returns(id, *symbol) });
                    }
                }
            }
            known
        };
        graph.modules.iter_enumerated().map(of_module).collect()
    }

    /// The statements whose effects are only those of functions that have none.
    pub fn without_effects(&mut self) -> IndexVec<ModuleId, Vec<bool>> {
        let graph = self.graph;
        let is_pure = |this: &mut Self, id: ModuleId, facts: &StatementFacts| {
            !facts.pure_if.is_empty()
                && facts.pure_if.iter().all(|symbol| this.is_pure(id, *symbol, 0))
        };
        graph
            .modules
            .iter_enumerated()
            .map(|(id, module)| {
                let facts = module.facts();
                let derived = facts.constants.iter().filter_map(|(symbol, source)| match source {
                    ConstantSource::Derived(statement) => Some((*symbol, *statement)),
                    ConstantSource::Value(_) => None,
                });
                // What is made of constants is one, and making it had no effect.
                let derived: Vec<StatementId> = derived
                    .filter(|(symbol, _)| self.constants.value(id, *symbol).is_some())
                    .map(|(_, statement)| statement)
                    .collect();
                let statements = &facts.statements;
                if derived.is_empty() && statements.iter().all(|facts| facts.pure_if.is_empty()) {
                    return Vec::new();
                }
                let mut pure: Vec<bool> =
                    statements.iter().map(|facts| is_pure(self, id, facts)).collect();
                for statement in derived {
                    pure[statement.index()] = true;
                }
                pure
            })
            .collect()
    }

    fn returns(&self, id: ModuleId, symbol: SymbolId) -> Option<Constant> {
        let Some(Binding::Symbol(owner, symbol)) = self.imports[id].get(&symbol) else {
            return None;
        };
        let function = self.graph.modules[*owner].facts().functions.get(symbol)?;
        function.returns.clone().filter(is_short)
    }

    /// Whether a call of what `symbol` names in `id` has no effects.
    fn is_pure(&mut self, id: ModuleId, symbol: SymbolId, depth: usize) -> bool {
        let (owner, symbol) = match self.imports[id].get(&symbol) {
            None => (id, symbol),
            Some(Binding::Symbol(owner, symbol)) if self.constants.is_there(id, *owner) => {
                (*owner, *symbol)
            }
            Some(_) => return false,
        };
        let graph = self.graph;
        let Some(function) = graph.modules[owner].facts().functions.get(&symbol) else {
            return false;
        };
        if let Some(known) = self.known.get(&(owner, symbol)) {
            return *known;
        }
        // One that calls itself may never return.
        self.known.insert((owner, symbol), false);
        let is_pure = depth < MAX_DEPTH
            && function.pure_if.iter().all(|callee| self.is_pure(owner, *callee, depth + 1));
        self.known.insert((owner, symbol), is_pure);
        is_pure
    }
}
