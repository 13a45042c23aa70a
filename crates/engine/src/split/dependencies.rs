//! What each module needs to have run, in the order in which it asks.

use oxc_index::IndexVec;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    graph::ModuleGraph,
    link::{Binding, Dynamic, Links},
    module::{ModuleId, RecordId, RecordKind},
};

pub type Dependencies = IndexVec<ModuleId, Vec<Dependency>>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dependency {
    pub module: ModuleId,
    /// It runs before the importer; otherwise (`require`) it runs when it is asked for.
    pub eager: bool,
}

/// The dependencies of all included modules, imports first. A module that is left out
/// because nothing of it is used is replaced by what is used through it.
pub fn collect(graph: &ModuleGraph, links: &Links) -> Dependencies {
    graph
        .modules
        .indices()
        .map(|id| if links.live[id].included { of_module(graph, links, id) } else { Vec::new() })
        .collect()
}

fn of_module(graph: &ModuleGraph, links: &Links, id: ModuleId) -> Vec<Dependency> {
    let module = &graph.modules[id];
    let facts = module.facts();
    let mut found = Found { id, links, list: Vec::new(), seen: FxHashSet::default() };
    let through = used_through(graph, links, id);
    let mut lazy = Vec::new();
    for (record, edge) in facts.records.iter_enumerated().zip(&module.edges) {
        let ((record, facts), Some(target)) = (record, edge.module()) else { continue };
        match facts.kind {
            RecordKind::Import => {
                found.add(target, true);
                for target in through.get(&record).into_iter().flatten() {
                    found.add(*target, true);
                }
            }
            RecordKind::Require | RecordKind::RequireResolve => lazy.push(target),
            RecordKind::DynamicImport | RecordKind::Worker(_) | RecordKind::Url => {}
        }
    }
    let is_entry = graph.entries.iter().any(|entry| entry.module == id);
    if links.live[id].namespace || is_entry {
        let names = &links.exports[id].names;
        for (_, binding) in names.iter().filter(|(name, _)| is_entry || links.live[id].sees(name)) {
            if let Some(target) = module_of(binding) {
                found.add(target, true);
            }
        }
        for dynamic in &links.exports[id].dynamic {
            if let Dynamic::CommonJs(target) = dynamic {
                found.add(*target, true);
            }
        }
    }
    for target in lazy {
        found.add(target, false);
    }
    found.list
}

struct Found<'l> {
    id: ModuleId,
    links: &'l Links,
    list: Vec<Dependency>,
    seen: FxHashSet<ModuleId>,
}

impl Found<'_> {
    fn add(&mut self, module: ModuleId, eager: bool) {
        if module != self.id && self.links.live[module].included && self.seen.insert(module) {
            self.list.push(Dependency { module, eager });
        }
    }
}

/// By request: where the names imported by it really live.
fn used_through(
    graph: &ModuleGraph,
    links: &Links,
    id: ModuleId,
) -> FxHashMap<RecordId, Vec<ModuleId>> {
    let facts = graph.modules[id].facts();
    let mut through: FxHashMap<RecordId, Vec<ModuleId>> = FxHashMap::default();
    for statement in links.live[id].iter() {
        for (symbol, binding) in links.mentions(graph, id, statement) {
            let record = facts.imports[&symbol].record;
            through.entry(record).or_default().extend(module_of(binding));
        }
    }
    for modules in through.values_mut() {
        modules.sort_unstable();
        modules.dedup();
    }
    through
}

/// The module that must have run for a binding to have its value.
pub fn module_of(binding: &Binding) -> Option<ModuleId> {
    match binding {
        Binding::Symbol(id, _)
        | Binding::Key(id, ..)
        | Binding::Namespace(id)
        | Binding::CommonJs(id, _)
        | Binding::Member(id, _) => Some(*id),
        Binding::External(..) | Binding::Missing | Binding::Constant(_) => None,
    }
}
