//! The third stage: which module goes to which chunk, and in what order things run there.
//!
//! A module belongs to the chunk of all entries (static ones and targets of `import()`)
//! that reach it and do not have it already. Order is checked against the specification
//! for every entry; where hoisting would change it, modules become lazy.

mod dependencies;
mod items;
mod names;
mod order;
mod reach;

use std::collections::BTreeSet;

use fixedbitset::FixedBitSet;
use oxc::semantic::SymbolId;
use oxc_index::{IndexVec, define_index_type};
use rustc_hash::FxHashMap;

use crate::{
    graph::{AssetId, Edge, ModuleGraph},
    link::{Links, Wrap, close_over_imports},
    module::{ModuleId, RecordKind, WorkerKind},
};
pub use dependencies::{Dependencies, Dependency};
pub use items::owner as item_owner;

define_index_type! {
    /// An output file with code.
    pub struct ChunkId = u32;
}

/// What the third stage gives.
pub struct ChunkGraph {
    pub chunks: IndexVec<ChunkId, Chunk>,
    /// `None` for modules that are left out.
    pub chunk_of: IndexVec<ModuleId, Option<ChunkId>>,
    /// As `Links` has them, with those that order makes lazy.
    pub wraps: IndexVec<ModuleId, Wrap>,
    pub dependencies: Dependencies,
    /// Those that live code names, in the order of the graph.
    pub assets: Vec<AssetId>,
}

pub struct Chunk {
    pub name: String,
    /// The static entry that this file runs.
    pub entry: Option<ModuleId>,
    /// The entry is one that other code starts as a worker: nobody reads its exports.
    pub worker: Option<WorkerKind>,
    /// Loaded by `import()`.
    pub dynamic: bool,
    /// In the order in which they would run.
    pub modules: Vec<ModuleId>,
    pub sequence: Vec<Step>,
    /// Chunks that must have run before, in order.
    pub imports: Vec<ChunkId>,
    /// Chunks that its code may load later.
    pub dynamic_imports: BTreeSet<ChunkId>,
    /// What its code mentions of other chunks.
    pub needs: BTreeSet<Item>,
    /// What other chunks mention of it.
    pub provides: BTreeSet<Item>,
}

impl Chunk {
    /// The entry whose exports are those of the file.
    #[must_use]
    pub fn public_entry(&self) -> Option<ModuleId> {
        self.entry.filter(|_| self.worker.is_none())
    }
}

/// One thing that happens at the top level of a chunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The statements of a hoisted module.
    Body(ModuleId),
    /// The wrapper of a CommonJS or lazy module, or a JSON value; nothing runs.
    Define(ModuleId),
    /// A wrapped module runs, because a hoisted one imports it.
    Trigger(ModuleId),
}

/// A thing with a name at the top level of a chunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    Symbol(ModuleId, SymbolKey),
    /// The name space object.
    Namespace(ModuleId),
    /// `require_x` or `init_x`.
    Wrapper(ModuleId),
}

/// A [`SymbolId`] with an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SymbolKey(u32);

impl From<SymbolId> for SymbolKey {
    fn from(symbol: SymbolId) -> Self {
        Self(u32::try_from(symbol.index()).unwrap_or(u32::MAX))
    }
}

impl From<SymbolKey> for SymbolId {
    fn from(key: SymbolKey) -> Self {
        Self::from_usize(key.0 as usize)
    }
}

/// A static entry or the target of an `import()`.
#[derive(Debug, Clone)]
struct Root {
    module: ModuleId,
    /// Of a static entry; workers are named later.
    name: Option<String>,
    worker: Option<WorkerKind>,
    /// Modules with an `import()` of it.
    loaders: Vec<ModuleId>,
}

/// Where modules go that an entry shares with others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hosting {
    /// Into the file of the entry, where that is one of those that need them.
    Entries,
    /// Into a file of their own, always.
    Nobody,
}

/// Two orders of all modules: dependencies first, and as they are met.
#[derive(Clone, Copy)]
struct Orders<'o> {
    execution: &'o [ModuleId],
    discovery: &'o [ModuleId],
}

/// Assigns every included module to a chunk.
#[must_use]
pub fn split(graph: &ModuleGraph, links: &Links) -> ChunkGraph {
    let dependencies = dependencies::collect(graph, links);
    let roots = roots(graph, links);
    let order = order::execution_order(graph, &dependencies, &roots);
    let mut reach = reach::reach(graph, links, &dependencies, &roots, reach::Sharing::Loaded);
    let discovery = order::discovery_order(graph, &dependencies, &roots);
    let orders = Orders { execution: &order, discovery: &discovery };
    let mut hosting = Hosting::Entries;
    let mut chunk_graph = assemble(graph, links, &dependencies, &roots, orders, &reach, hosting);
    if order::imports_are_cyclic(&chunk_graph.chunks) {
        reach = reach::reach(graph, links, &dependencies, &roots, reach::Sharing::Never);
        chunk_graph = assemble(graph, links, &dependencies, &roots, orders, &reach, hosting);
    }
    let wrong =
        order::misplaced(graph, links, &dependencies, &roots, &reach, &chunk_graph).is_some();
    if wrong || order::imports_are_cyclic(&chunk_graph.chunks) {
        // Loading the file of an entry runs it, which may be too early for who needs only
        // a part of it.
        hosting = Hosting::Nobody;
        chunk_graph = assemble(graph, links, &dependencies, &roots, orders, &reach, hosting);
    }
    // Hoisted code is grouped by chunk; where the groups would run in another order than
    // the specification gives, their modules become lazy, which cannot go wrong.
    while let Some(wrong) =
        order::misplaced(graph, links, &dependencies, &roots, &reach, &chunk_graph)
        && !wrong.is_empty()
    {
        for id in wrong {
            let awaits = graph.modules[id].facts().uses.top_level_await;
            chunk_graph.wraps[id] = Wrap::Lazy { awaits };
        }
        close_over_imports(graph, &mut chunk_graph.wraps);
        order::sequence(&dependencies, &discovery, &mut chunk_graph);
    }
    chunk_graph.dependencies = dependencies;
    chunk_graph.assets = assets(graph, links);
    items::collect(graph, links, &mut chunk_graph);
    names::assign(graph, &roots, &mut chunk_graph);
    chunk_graph
}

fn roots(graph: &ModuleGraph, links: &Links) -> Vec<Root> {
    let mut roots: Vec<Root> = Vec::new();
    let mut by_module: FxHashMap<ModuleId, usize> = FxHashMap::default();
    for entry in &graph.entries {
        by_module.entry(entry.module).or_insert(roots.len());
        roots.push(Root {
            module: entry.module,
            name: Some(entry.name.clone()),
            worker: None,
            loaders: Vec::new(),
        });
    }
    if !graph.workers.is_empty() {
        for (_, kind, target) in requests(graph, links) {
            let RecordKind::Worker(kind) = kind else { continue };
            by_module.entry(target).or_insert_with(|| {
                let name = Some(String::new());
                roots.push(Root { module: target, name, worker: Some(kind), loaders: Vec::new() });
                roots.len() - 1
            });
        }
    }
    for (id, kind, target) in requests(graph, links) {
        if kind != RecordKind::DynamicImport {
            continue;
        }
        let index = *by_module.entry(target).or_insert_with(|| {
            roots.push(Root { module: target, name: None, worker: None, loaders: Vec::new() });
            roots.len() - 1
        });
        if !roots[index].loaders.contains(&id) {
            roots[index].loaders.push(id);
        }
    }
    roots
}

/// The requests in live statements that lead to modules.
fn requests<'g>(
    graph: &'g ModuleGraph,
    links: &'g Links,
) -> impl Iterator<Item = (ModuleId, RecordKind, ModuleId)> + 'g {
    graph.modules.iter_enumerated().flat_map(move |(id, module)| {
        let records = links.live[id]
            .iter()
            .flat_map(|statement| &module.facts().statements[statement].records);
        records.filter_map(move |record| {
            let target = module.edges[*record].module()?;
            Some((id, module.facts().records[*record].kind, target))
        })
    })
}

fn assets(graph: &ModuleGraph, links: &Links) -> Vec<AssetId> {
    let mut found = BTreeSet::new();
    if graph.assets.is_empty() {
        return Vec::new();
    }
    for (id, module) in graph.modules.iter_enumerated() {
        for statement in links.live[id].iter() {
            for record in &module.facts().statements[statement].records {
                if let Edge::Asset(asset) = module.edges[*record] {
                    found.insert(asset);
                }
            }
        }
    }
    found.into_iter().collect()
}

/// Groups modules by the roots that need them and lays out each group.
fn assemble(
    graph: &ModuleGraph,
    links: &Links,
    dependencies: &Dependencies,
    roots: &[Root],
    orders: Orders<'_>,
    reach: &reach::Reach,
    hosting: Hosting,
) -> ChunkGraph {
    let mut chunks: IndexVec<ChunkId, Chunk> = IndexVec::new();
    let mut by_roots: FxHashMap<&FixedBitSet, ChunkId> = FxHashMap::default();
    let mut chunk_of: IndexVec<ModuleId, Option<ChunkId>> =
        graph.modules.iter().map(|_| None).collect();
    for (index, root) in roots.iter().enumerate() {
        if root.name.is_none() {
            continue;
        }
        let id = chunks.push(Chunk { worker: root.worker, ..empty_chunk(Some(root.module)) });
        // The file of an entry holds what is needed together with the entry, even where
        // others import it. Of entries in one cycle only the first can.
        let group = &reach.roots[root.module];
        let hosts = hosting == Hosting::Entries && !by_roots.contains_key(group);
        let key = if hosts { group } else { &reach.own[index] };
        by_roots.entry(key).or_insert(id);
    }
    for id in orders.execution {
        let chunk =
            *by_roots.entry(&reach.roots[*id]).or_insert_with(|| chunks.push(empty_chunk(None)));
        chunk_of[*id] = Some(chunk);
        chunks[chunk].modules.push(*id);
    }
    for root in roots {
        if let (false, Some(chunk)) = (root.loaders.is_empty(), chunk_of[root.module]) {
            chunks[chunk].dynamic = true;
        }
    }
    let mut chunk_graph = ChunkGraph {
        chunks,
        chunk_of,
        wraps: links.wraps.iter().copied().collect(),
        dependencies: Dependencies::default(),
        assets: Vec::new(),
    };
    order::sequence(dependencies, orders.discovery, &mut chunk_graph);
    chunk_graph
}

fn empty_chunk(entry: Option<ModuleId>) -> Chunk {
    Chunk {
        name: String::new(),
        entry,
        worker: None,
        dynamic: false,
        modules: Vec::new(),
        sequence: Vec::new(),
        imports: Vec::new(),
        dynamic_imports: BTreeSet::new(),
        needs: BTreeSet::new(),
        provides: BTreeSet::new(),
    }
}
