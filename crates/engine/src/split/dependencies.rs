//! What each module needs to have run, in the order in which it asks.

use fixedbitset::FixedBitSet;
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
    let mut imported = Imported { graph, links, known: FxHashMap::default() };
    graph
        .modules
        .indices()
        .map(|id| {
            if links.live[id].included {
                of_module(graph, links, id, &mut imported)
            } else {
                Vec::new()
            }
        })
        .collect()
}

/// What modules import, and what that imports in turn, without what is left out.
struct Imported<'l> {
    graph: &'l ModuleGraph,
    links: &'l Links,
    known: FxHashMap<ModuleId, FixedBitSet>,
}

impl Imported<'_> {
    fn reaches(&mut self, from: ModuleId, to: ModuleId) -> bool {
        let (graph, links) = (self.graph, self.links);
        let reached = self.known.entry(from).or_insert_with(|| {
            let mut reached = FixedBitSet::with_capacity(graph.modules.len());
            let mut work = vec![from];
            while let Some(id) = work.pop() {
                if !links.live[id].included || reached.put(id.index()) {
                    continue;
                }
                let module = &graph.modules[id];
                let requests = module.facts().records.iter().zip(&module.edges);
                work.extend(
                    requests
                        .filter(|(record, _)| record.kind == RecordKind::Import)
                        .filter_map(|(_, edge)| edge.module()),
                );
            }
            reached
        });
        reached.contains(to.index())
    }
}

fn of_module(
    graph: &ModuleGraph,
    links: &Links,
    id: ModuleId,
    imported: &mut Imported<'_>,
) -> Vec<Dependency> {
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
                // In a cycle, who passes something on may have it later than who asks for it.
                for origin in through.get(&record).into_iter().flatten() {
                    if *origin != target && !imported.reaches(target, *origin) {
                        found.add(*origin, true);
                    }
                }
            }
            RecordKind::Require | RecordKind::RequireResolve | RecordKind::EagerImport => {
                lazy.push(target);
            }
            RecordKind::DynamicImport
            | RecordKind::WeakImport
            | RecordKind::WeakRequire
            | RecordKind::WeakResolve
            | RecordKind::IsIncluded
            | RecordKind::Worker(_)
            | RecordKind::Url
            | RecordKind::Asset => {}
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
