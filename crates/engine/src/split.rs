//! The third stage: which module goes to which chunk, and in what order things run there.
//!
//! A module belongs to the chunk of all entries (static ones and targets of `import()`)
//! that reach it and do not have it already. Order is checked against the specification
//! for every entry; where hoisting would change it, modules become lazy.

mod dependencies;
mod groups;
mod items;
mod names;
mod order;
mod parts;
mod reach;
mod refine;
mod runtime;
mod styles;
mod timeless;

use std::{borrow::Cow, collections::BTreeSet};

use oxc::semantic::SymbolId;
use oxc_index::{IndexVec, define_index_type};
use regex::Regex;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    diagnostic::Diagnostic,
    graph::{AssetId, Edge, ModuleGraph},
    link::{Links, Live, Wrap, close_over_imports},
    module::{ImportRecord, ModuleId, RecordKind, StatementId, WorkerKind},
    options::{Mode, Options},
};
pub use dependencies::{Dependencies, Dependency};
use groups::Groups;
pub use items::owner as item_owner;
pub use order::evaluation_order;
use reach::{Reach, Sharing};

define_index_type! {
    /// An output file with code.
    pub struct ChunkId = u32;
}

/// What the third stage gives.
pub struct ChunkGraph {
    pub chunks: IndexVec<ChunkId, Chunk>,
    /// `None` for modules that are left out.
    pub chunk_of: IndexVec<ModuleId, Option<ChunkId>>,
    /// Modules with statements in several chunks, or such that need not be where they are
    /// imported.
    pub parts: FxHashMap<ModuleId, Parts>,
    /// As `Links` has them, with those that order makes lazy.
    pub wraps: IndexVec<ModuleId, Wrap>,
    pub dependencies: Dependencies,
    /// Those that live code names, in the order of the graph.
    pub assets: Vec<AssetId>,
    /// The chunks that have a style sheet, in their order.
    pub styles: Vec<ChunkId>,
}

/// Where the statements of a module are that is split by export.
pub struct Parts {
    /// `None` for what makes no code.
    pub chunk_of: IndexVec<StatementId, Option<ChunkId>>,
    /// Something must be in the module's own chunk. Otherwise nothing of it runs in a way
    /// that could be noticed, and who imports it needs just what he mentions.
    pub has_home: bool,
}

impl ChunkGraph {
    /// The chunk that declares an item.
    #[must_use]
    pub fn owner(&self, graph: &ModuleGraph, item: Item) -> Option<ChunkId> {
        let id = items::owner(item);
        let home = self.chunk_of[id];
        let (Some(parts), Item::Symbol(_, symbol)) = (self.parts.get(&id), item) else {
            return home;
        };
        let declarations = graph.modules[id].facts().declarations.get(&symbol.into());
        let mut statements = declarations.into_iter().flatten();
        statements.find_map(|statement| parts.chunk_of[*statement]).or(home)
    }

    /// The chunks with code of a module.
    #[must_use]
    pub fn all_of(&self, id: ModuleId) -> BTreeSet<ChunkId> {
        match self.parts.get(&id) {
            Some(parts) => {
                let home = self.chunk_of[id].filter(|_| parts.has_home);
                parts.chunk_of.iter().flatten().copied().chain(home).collect()
            }
            None => self.chunk_of[id].into_iter().collect(),
        }
    }

    /// Whether a statement, if it is live, stands in a chunk.
    #[must_use]
    pub fn has(&self, chunk: ChunkId, id: ModuleId, statement: StatementId) -> bool {
        match self.parts.get(&id) {
            Some(parts) => parts.chunk_of[statement] == Some(chunk),
            None => self.chunk_of[id] == Some(chunk),
        }
    }

    /// What of a module is live in a chunk.
    #[must_use]
    pub fn live<'l>(&self, links: &'l Links, chunk: ChunkId, id: ModuleId) -> Cow<'l, Live> {
        let live = &links.live[id];
        let Some(parts) = self.parts.get(&id) else { return Cow::Borrowed(live) };
        let mut here = live.clone();
        for (statement, live) in here.statements.iter_mut_enumerated() {
            *live &= parts.chunk_of[statement] == Some(chunk);
        }
        Cow::Owned(here)
    }
}

pub struct Chunk {
    pub name: String,
    /// The static entry that this file runs.
    pub entry: Option<ModuleId>,
    /// The entry is one that other code starts as a worker: nobody reads its exports.
    pub worker: Option<WorkerKind>,
    /// Loaded by `import()`.
    pub dynamic: bool,
    /// It holds nothing but the loader.
    pub is_runtime: bool,
    /// The file with the loader, where that is not a part of this one.
    pub runtime: Option<ChunkId>,
    /// Files of entries that are loaded before this one.
    pub depends_on: Vec<ChunkId>,
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
    /// What comments call its chunk: those of one name are one chunk.
    chunk_name: Option<String>,
    /// Static entries that are loaded before it, by their place.
    depends_on: Vec<usize>,
}

impl Root {
    /// The target of an `import()`.
    fn lazy(module: ModuleId) -> Self {
        Self {
            module,
            name: None,
            worker: None,
            loaders: Vec::new(),
            depends_on: Vec::new(),
            chunk_name: None,
        }
    }
}

/// Where modules go that an entry shares with others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hosting {
    /// Into the file of the entry, where that is one of those that need them.
    Entries,
    /// Into a file of their own, always.
    Nobody,
    /// And so does what only one entry needs: its own file just starts it.
    Apart,
}

/// Two orders of all modules: dependencies first, and as they are met.
#[derive(Clone, Copy)]
struct Orders<'o> {
    execution: &'o [ModuleId],
    discovery: &'o [ModuleId],
}

/// After so many modules that had to be put together again, the others are left whole too.
const MOST_RETURNS: usize = 1000;

/// What the steps of this stage share.
struct Split<'s> {
    graph: &'s ModuleGraph,
    links: &'s Links,
    dependencies: &'s Dependencies,
    roots: &'s [Root],
    orders: Orders<'s>,
    /// Every module runs when it is asked for, wherever it is: in development.
    on_demand: bool,
}

/// Assigns every included module to a chunk.
#[must_use]
pub fn split(
    graph: &ModuleGraph,
    links: &Links,
    options: &Options,
) -> (ChunkGraph, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let dependencies = dependencies::collect(graph, links);
    let roots = roots(graph, links, options);
    let execution = order::execution_order(graph, &dependencies, &roots);
    let discovery = order::discovery_order(graph, &dependencies, &roots);
    let split = Split {
        graph,
        links,
        dependencies: &dependencies,
        roots: &roots,
        orders: Orders { execution: &execution, discovery: &discovery },
        on_demand: options.mode == Mode::Development,
    };
    let patterns = options
        .split_chunks
        .as_ref()
        .map(|asked| refine::patterns(asked, &mut diagnostics))
        .unwrap_or_default();
    // Modules that turn out to be lazy stay whole; each time, at least one more does.
    let mut whole = FxHashSet::default();
    let mut chunk_graph = loop {
        match split.attempt(options, &patterns, &whole) {
            Ok(chunk_graph) => break chunk_graph,
            Err(modules) => whole.extend(modules),
        }
    };
    items::collect(graph, links, &dependencies, &mut chunk_graph);
    chunk_graph.dependencies = dependencies;
    chunk_graph.assets = assets(graph, links);
    names::assign(graph, &roots, &mut chunk_graph);
    runtime::add(options, &mut chunk_graph);
    chunk_graph.styles = styles::collect(graph, &chunk_graph);
    diagnostics.extend(styles::conflicts(graph, &roots, &chunk_graph));
    (chunk_graph, diagnostics)
}

/// Modules that must stay in one piece.
type Whole = FxHashSet<ModuleId>;

impl Split<'_> {
    /// Divides everything, or says which modules cannot be taken apart.
    fn attempt(
        &self,
        options: &Options,
        patterns: &[Vec<Regex>],
        whole: &Whole,
    ) -> Result<ChunkGraph, Vec<ModuleId>> {
        let asked = options.split_chunks.as_ref();
        let may_part = options.tree_shaking && !self.on_demand && self.roots.len() > 1;
        let find_parts = |reach: &Reach| {
            if may_part && whole.len() < MOST_RETURNS {
                parts::find(self, reach, asked.map_or(0, |asked| asked.min_size), whole)
            } else {
                parts::Parts::default()
            }
        };
        let (mut chunk_graph, reach, mut exact) = self.share(find_parts)?;
        if let Some(asked) = asked
            && (exact.files.len() > 1 || !patterns.is_empty() || asked.max_size > 0)
        {
            let mut refined = refine::refine(self, &reach, asked, patterns, &exact);
            let mut found = refined.as_ref().map(|groups| self.assemble(groups));
            if found.as_ref().is_some_and(|found| order::imports_are_cyclic(&found.chunks)) {
                apart(exact.parts.keys())?;
                // In a circle nothing runs by itself, so no entry may be in it.
                exact = Groups::exact(self, &reach, Hosting::Apart, &parts::Parts::default());
                refined = refine::refine(self, &reach, asked, patterns, &exact);
                found = refined.as_ref().map(|groups| self.assemble(groups));
            }
            if let Some(found) = found {
                chunk_graph = found;
                self.postpone(&reach, &mut chunk_graph)?;
            }
        }
        self.keep_order(&reach, &mut chunk_graph)?;
        Ok(chunk_graph)
    }

    /// Groups modules by who needs them, as exactly as order allows.
    fn share(
        &self,
        find_parts: impl Fn(&Reach) -> parts::Parts,
    ) -> Result<(ChunkGraph, Reach, Groups), Vec<ModuleId>> {
        let Split { graph, links, dependencies, roots, .. } = self;
        let reached = |sharing| reach::reach(graph, links, dependencies, roots, sharing);
        let mut reach = reached(Sharing::Loaded);
        let mut parts = find_parts(&reach);
        let mut groups = Groups::exact(self, &reach, Hosting::Entries, &parts);
        let mut chunk_graph = self.assemble(&groups);
        if order::imports_are_cyclic(&chunk_graph.chunks) {
            reach = reached(Sharing::Never);
            parts = find_parts(&reach);
            groups = Groups::exact(self, &reach, Hosting::Entries, &parts);
            chunk_graph = self.assemble(&groups);
        }
        let wrong =
            order::misplaced(graph, links, dependencies, roots, &reach, &chunk_graph).is_some();
        if wrong || order::imports_are_cyclic(&chunk_graph.chunks) {
            // Loading the file of an entry runs it, which may be too early for who needs only
            // a part of it.
            groups = Groups::exact(self, &reach, Hosting::Nobody, &parts);
            chunk_graph = self.assemble(&groups);
            if order::imports_are_cyclic(&chunk_graph.chunks) {
                apart(groups.parts.keys())?;
            }
        }
        Ok((chunk_graph, reach, groups))
    }

    /// Makes chunks of groups and lays out each.
    fn assemble(&self, groups: &Groups) -> ChunkGraph {
        let mut chunks: IndexVec<ChunkId, Chunk> = IndexVec::new();
        let members = groups.members(self.orders.execution);
        let mut ids: IndexVec<groups::GroupId, Option<ChunkId>> =
            groups.files.iter().map(|_| None).collect();
        for ((group_id, group), modules) in groups.files.iter_enumerated().zip(members) {
            if group.entry.is_none() && modules.is_empty() {
                continue;
            }
            let id = chunks.push(empty_chunk(group.entry));
            chunks[id].name = group.name.clone().unwrap_or_default();
            ids[group_id] = Some(id);
            chunks[id].modules = modules;
        }
        let chunk_of: IndexVec<ModuleId, Option<ChunkId>> =
            groups.of.iter().map(|group| group.and_then(|group| ids[group])).collect();
        let parts = groups.parts.iter().map(|(id, parts)| {
            let chunks = parts.of.iter().map(|group| group.and_then(|group| ids[group]));
            (*id, Parts { chunk_of: chunks.collect(), has_home: parts.has_home })
        });
        let parts = parts.collect();
        // The files of static entries come first, in their order.
        for (chunk, root) in chunks.iter_mut().zip(self.roots) {
            chunk.worker = root.worker;
            chunk.depends_on = root.depends_on.iter().map(|at| ChunkId::from_usize(*at)).collect();
        }
        for root in self.roots {
            if let (false, Some(chunk)) = (root.loaders.is_empty(), chunk_of[root.module]) {
                chunks[chunk].dynamic = true;
            }
        }
        let mut chunk_graph = ChunkGraph {
            chunks,
            chunk_of,
            parts,
            wraps: self.links.wraps.iter().copied().collect(),
            dependencies: Dependencies::default(),
            assets: Vec::new(),
            styles: Vec::new(),
        };
        self.sequence(&mut chunk_graph);
        chunk_graph
    }

    fn sequence(&self, chunk_graph: &mut ChunkGraph) {
        order::sequence(self.dependencies, self.orders.discovery, chunk_graph);
        if !chunk_graph.parts.is_empty() {
            // Who mentions a part has its file, which the requests of modules do not say.
            items::collect(self.graph, self.links, self.dependencies, chunk_graph);
        }
    }

    /// Makes lazy what is in a file that somebody loads who does not need it, and what is in
    /// files that need each other in a circle.
    fn postpone(&self, reach: &Reach, chunk_graph: &mut ChunkGraph) -> Result<(), Vec<ModuleId>> {
        if self.on_demand {
            return Ok(());
        }
        loop {
            let early = order::unneeded(self, reach, chunk_graph);
            if early.is_empty() {
                return Ok(());
            }
            self.make_lazy(early, chunk_graph)?;
        }
    }

    /// Hoisted code is grouped by chunk; where the groups would run in another order than
    /// the specification gives, their modules become lazy, which cannot go wrong.
    fn keep_order(&self, reach: &Reach, chunk_graph: &mut ChunkGraph) -> Result<(), Vec<ModuleId>> {
        let Split { graph, links, dependencies, roots, .. } = self;
        while let Some(wrong) =
            order::misplaced(graph, links, dependencies, roots, reach, chunk_graph)
        {
            if wrong.is_empty() {
                return apart(chunk_graph.parts.keys());
            }
            self.make_lazy(wrong, chunk_graph)?;
        }
        Ok(())
    }

    /// Fails with those among them that are taken apart: what is lazy is in one piece.
    fn make_lazy(
        &self,
        modules: Vec<ModuleId>,
        chunk_graph: &mut ChunkGraph,
    ) -> Result<(), Vec<ModuleId>> {
        for id in modules {
            let awaits = self.graph.modules[id].facts().uses.top_level_await;
            chunk_graph.wraps[id] = Wrap::Lazy { awaits };
        }
        close_over_imports(self.graph, &mut chunk_graph.wraps);
        let parts = chunk_graph.parts.keys();
        apart(parts.filter(|id| chunk_graph.wraps[**id] != Wrap::Hoisted))?;
        self.sequence(chunk_graph);
        Ok(())
    }
}

/// Nothing, or all that has been taken apart.
fn apart<'p>(parts: impl Iterator<Item = &'p ModuleId>) -> Result<(), Vec<ModuleId>> {
    let mut apart: Vec<ModuleId> = parts.copied().collect();
    apart.sort_unstable();
    if apart.is_empty() { Ok(()) } else { Err(apart) }
}

fn roots(graph: &ModuleGraph, links: &Links, options: &Options) -> Vec<Root> {
    let mut roots: Vec<Root> = Vec::new();
    let mut by_module: FxHashMap<ModuleId, usize> = FxHashMap::default();
    let place = |name: &String| graph.entries.iter().position(|entry| entry.name == *name);
    for entry in &graph.entries {
        by_module.entry(entry.module).or_insert(roots.len());
        let said = options.entries.iter().find(|said| said.name == entry.name);
        roots.push(Root {
            module: entry.module,
            name: Some(entry.name.clone()),
            worker: None,
            loaders: Vec::new(),
            chunk_name: None,
            depends_on: said
                .map(|said| said.depend_on.iter().filter_map(place).collect())
                .unwrap_or_default(),
        });
    }
    if !graph.workers.is_empty() {
        for (_, record, target) in requests(graph, links) {
            let RecordKind::Worker(kind) = record.kind else { continue };
            by_module.entry(target).or_insert_with(|| {
                let name = Some(String::new());
                roots.push(Root { name, worker: Some(kind), ..Root::lazy(target) });
                roots.len() - 1
            });
        }
    }
    for (id, record, target) in requests(graph, links) {
        if record.kind != RecordKind::DynamicImport {
            continue;
        }
        let index = *by_module.entry(target).or_insert_with(|| {
            roots.push(Root::lazy(target));
            roots.len() - 1
        });
        if roots[index].chunk_name.is_none()
            && let Some(magic) = &record.magic
        {
            roots[index].chunk_name.clone_from(&magic.chunk_name);
        }
        if !roots[index].loaders.contains(&id) {
            roots[index].loaders.push(id);
        }
    }
    names::join(&mut roots);
    roots
}

/// The requests in live statements that lead to modules.
fn requests<'g>(
    graph: &'g ModuleGraph,
    links: &'g Links,
) -> impl Iterator<Item = (ModuleId, &'g ImportRecord, ModuleId)> + 'g {
    graph.modules.iter_enumerated().flat_map(move |(id, module)| {
        let records = links.live[id]
            .iter()
            .flat_map(|statement| &module.facts().statements[statement].records);
        records.filter_map(move |record| {
            let target = module.edges[*record].module()?;
            Some((id, &module.facts().records[*record], target))
        })
    })
}

fn assets(graph: &ModuleGraph, links: &Links) -> Vec<AssetId> {
    let mut found = BTreeSet::new();
    if graph.assets.is_empty() {
        return Vec::new();
    }
    for (id, module) in graph.modules.iter_enumerated() {
        if let Some(style) = module.style.as_ref().filter(|_| links.live[id].included) {
            let named = style.assets().filter_map(|asset| graph.style_assets.get(&asset.path));
            found.extend(named);
        }
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

fn empty_chunk(entry: Option<ModuleId>) -> Chunk {
    Chunk {
        name: String::new(),
        entry,
        worker: None,
        dynamic: false,
        is_runtime: false,
        runtime: None,
        depends_on: Vec::new(),
        modules: Vec::new(),
        sequence: Vec::new(),
        imports: Vec::new(),
        dynamic_imports: BTreeSet::new(),
        needs: BTreeSet::new(),
        provides: BTreeSet::new(),
    }
}
