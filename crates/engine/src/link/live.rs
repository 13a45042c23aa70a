//! What must be in the bundle: a walk over statements from the entries.
//!
//! A statement is live when it has effects and its module runs, or when something live
//! needs what it declares. Without tree shaking every statement of every module is live.

use oxc::semantic::SymbolId;
use oxc_index::IndexVec;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Binding, Dynamic, Exports, Wrap, member_binding};
use crate::{
    graph::{Edge, ModuleGraph},
    module::{ImportedName, ModuleFormat, ModuleId, RecordKind, StatementId},
    options::Options,
};

/// What of one module is in the bundle.
#[derive(Debug, Default, Clone)]
pub struct Live {
    /// The module runs, or something of it is used.
    pub included: bool,
    pub statements: IndexVec<StatementId, bool>,
    /// Somebody needs the name space as an object.
    pub namespace: bool,
    /// The bindings that others mention: modules, the name space, who uses an entry.
    pub given: FxHashSet<SymbolId>,
}

impl Live {
    /// The live statements in source order.
    pub fn iter(&self) -> impl Iterator<Item = StatementId> + '_ {
        self.statements.iter_enumerated().filter(|(_, live)| **live).map(|(id, _)| id)
    }
}

/// Marks everything that the entries need.
pub fn mark(
    graph: &ModuleGraph,
    exports: &IndexVec<ModuleId, Exports>,
    imports: &IndexVec<ModuleId, FxHashMap<SymbolId, Binding>>,
    wraps: &IndexVec<ModuleId, Wrap>,
    options: &Options,
) -> IndexVec<ModuleId, Live> {
    let live = graph
        .modules
        .iter()
        .map(|module| Live {
            statements: IndexVec::from_vec(vec![false; module.facts().statements.len()]),
            ..Live::default()
        })
        .collect();
    let shake = options.tree_shaking;
    let mut marker = Marker {
        graph,
        exports,
        imports,
        wraps,
        shake,
        live,
        statements: Vec::new(),
        modules: Vec::new(),
    };
    for entry in &graph.entries {
        marker.include(entry.module);
        marker.use_exports(entry.module);
    }
    marker.run();
    marker.live
}

struct Marker<'m> {
    graph: &'m ModuleGraph,
    exports: &'m IndexVec<ModuleId, Exports>,
    imports: &'m IndexVec<ModuleId, FxHashMap<SymbolId, Binding>>,
    wraps: &'m IndexVec<ModuleId, Wrap>,
    shake: bool,
    live: IndexVec<ModuleId, Live>,
    /// Statements marked live whose needs are not yet followed.
    statements: Vec<(ModuleId, StatementId)>,
    modules: Vec<ModuleId>,
}

impl Marker<'_> {
    fn run(&mut self) {
        loop {
            if let Some((module, statement)) = self.statements.pop() {
                self.follow(module, statement);
            } else if let Some(module) = self.modules.pop() {
                self.enter(module);
            } else {
                return;
            }
        }
    }

    fn include(&mut self, id: ModuleId) {
        if !self.live[id].included {
            self.live[id].included = true;
            self.modules.push(id);
        }
    }

    /// The first time that a module is included.
    fn enter(&mut self, id: ModuleId) {
        let module = &self.graph.modules[id];
        let all =
            !self.shake || self.wraps[id] == Wrap::CommonJs || module.facts().uses.direct_eval;
        for (statement, facts) in module.facts().statements.iter_enumerated() {
            if all || facts.side_effects {
                self.mark(id, statement);
            }
        }
        for (record, edge) in module.facts().records.iter().zip(&module.edges) {
            if let (RecordKind::Import, Edge::Module(target)) = (record.kind, edge)
                && (!self.shake || !self.graph.modules[*target].side_effect_free)
            {
                self.include(*target);
            }
        }
        if !self.shake {
            self.use_exports(id);
        }
    }

    fn mark(&mut self, id: ModuleId, statement: StatementId) {
        let live = &mut self.live[id].statements[statement];
        if !*live {
            *live = true;
            self.statements.push((id, statement));
        }
    }

    fn follow(&mut self, id: ModuleId, statement: StatementId) {
        let module = &self.graph.modules[id];
        let facts = &module.facts().statements[statement];
        for symbol in &facts.needs {
            self.use_symbol(id, *symbol);
        }
        // A `var` may be declared again elsewhere, and a function be assigned to.
        for symbol in &facts.declares {
            self.use_symbol(id, *symbol);
        }
        let (exports, imports) = (self.exports, &self.imports[id]);
        for binding in
            facts.members.iter().filter_map(|member| member_binding(exports, imports, member))
        {
            self.use_binding(binding);
        }
        for record in &facts.records {
            let kind = module.facts().records[*record].kind;
            if let (true, Edge::Module(target)) =
                (kind != RecordKind::Import, module.edges[*record])
            {
                self.include(target);
                if self.graph.modules[target].facts().format == ModuleFormat::Json
                    && kind != RecordKind::DynamicImport
                {
                    self.use_exports(target);
                } else {
                    self.use_binding(&Binding::Namespace(target));
                }
            }
        }
    }

    fn use_symbol(&mut self, id: ModuleId, symbol: SymbolId) {
        if let Some(binding) = self.imports[id].get(&symbol) {
            self.use_binding(&binding.clone());
            return;
        }
        let graph = self.graph;
        for statement in graph.modules[id].facts().declarations.get(&symbol).into_iter().flatten() {
            self.mark(id, *statement);
        }
    }

    fn use_binding(&mut self, binding: &Binding) {
        match binding {
            Binding::Symbol(id, symbol) | Binding::Key(id, symbol, _) => {
                self.include(*id);
                self.live[*id].given.insert(*symbol);
                self.use_symbol(*id, *symbol);
            }
            Binding::Namespace(id) | Binding::Member(id, _) => {
                self.include(*id);
                let has_names = self.graph.modules[*id].facts().format != ModuleFormat::CommonJs;
                if has_names && !self.live[*id].namespace {
                    self.live[*id].namespace = true;
                    self.use_exports(*id);
                }
            }
            Binding::CommonJs(id, _) => self.include(*id),
            Binding::External(_, ImportedName::Namespace | ImportedName::Name(_))
            | Binding::Missing => {}
        }
    }

    fn use_exports(&mut self, id: ModuleId) {
        let exports = self.exports;
        for (_, binding) in &exports[id].names {
            self.use_binding(binding);
        }
        for dynamic in &exports[id].dynamic {
            if let Dynamic::CommonJs(target) = dynamic {
                self.include(*target);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn live_statements_come_in_source_order() {
        let statements = IndexVec::from_vec(vec![true, false, true]);
        let live = Live { included: true, statements, ..Live::default() };
        let found: Vec<usize> = live.iter().map(StatementId::index).collect();
        assert_eq!(found, [0, 2]);
    }
}
