//! Style sheets of chunks: who has one, and whether their order can be as the code says.
//!
//! A chunk's sheet has those of its modules in the order in which these would run. Who
//! imports the same two in different orders cannot have both, and is told so.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{ChunkGraph, ChunkId, Root, evaluation_order};
use crate::{
    diagnostic::{Diagnostic, Location},
    graph::ModuleGraph,
    module::{ModuleId, RecordKind},
};

impl ChunkGraph {
    /// The place of a chunk's style sheet in the plan of names: behind scripts and assets.
    #[must_use]
    pub fn style_index(&self, id: ChunkId) -> Option<usize> {
        let place = self.styles.binary_search(&id).ok()?;
        Some(self.chunks.len() + self.assets.len() + place)
    }

    /// The style sheets that a chunk needs, those of other chunks first; `known` are there.
    #[must_use]
    pub fn styles_of(&self, id: ChunkId, known: &[ChunkId]) -> Vec<ChunkId> {
        if self.styles.is_empty() {
            return Vec::new();
        }
        let order = evaluation_order(&self.chunks, id);
        let has_new = |id: &ChunkId| self.style_index(*id).is_some() && !known.contains(id);
        order.into_iter().filter(has_new).collect()
    }
}

/// The chunks that have something for a style sheet.
pub fn collect(graph: &ModuleGraph, chunk_graph: &ChunkGraph) -> Vec<ChunkId> {
    let has_style = |id: &ModuleId| graph.modules[*id].style.is_some();
    let chunks = chunk_graph.chunks.iter_enumerated();
    let with = chunks.filter(|(_, chunk)| chunk.modules.iter().any(has_style));
    with.map(|(id, _)| id).collect()
}

/// Not more of them than anybody reads.
const MOST_CONFLICTS: usize = 20;

/// A warning for each two sheets whose order in a file is not that of somebody's imports.
pub fn conflicts(graph: &ModuleGraph, roots: &[Root], chunk_graph: &ChunkGraph) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if chunk_graph.styles.is_empty() {
        return found;
    }
    let mut place: FxHashMap<ModuleId, (ChunkId, usize)> = FxHashMap::default();
    for id in &chunk_graph.styles {
        for (at, module) in chunk_graph.chunks[*id].modules.iter().enumerate() {
            if graph.modules[*module].style.is_some() {
                place.insert(*module, (*id, at));
            }
        }
    }
    let mut reported: FxHashSet<(ModuleId, ModuleId)> = FxHashSet::default();
    for root in roots {
        let Some(chunk) = chunk_graph.chunk_of[root.module] else { continue };
        let order = evaluation_order(&chunk_graph.chunks, chunk);
        // What is there before it is loaded comes first, whatever it imports.
        let loaded: Vec<FxHashSet<ChunkId>> = root
            .loaders
            .iter()
            .filter_map(|loader| chunk_graph.chunk_of[*loader])
            .map(|loader| evaluation_order(&chunk_graph.chunks, loader).into_iter().collect())
            .collect();
        let is_loaded =
            |id: &ChunkId| root.name.is_none() && loaded.iter().any(|chunks| chunks.contains(id));
        let mut wanted: Vec<(ModuleId, (usize, usize))> = Vec::new();
        for module in wanted_order(graph, chunk_graph, root.module) {
            let Some((chunk, at)) = place.get(&module) else { continue };
            if is_loaded(chunk) {
                continue;
            }
            let rank = order.iter().position(|id| id == chunk).unwrap_or(usize::MAX);
            wanted.push((module, (rank, *at)));
        }
        // Each that comes too late, with the first that should come behind it.
        for (index, (late, late_at)) in wanted.iter().enumerate() {
            let early = wanted[index + 1..].iter().find(|(_, at)| at < late_at);
            let Some((early, _)) = early else { continue };
            if !reported.insert((*late, *early)) {
                continue;
            }
            if found.len() < MOST_CONFLICTS {
                found.push(conflict(graph, roots, chunk_graph, root, (*late, *early)));
            }
            break;
        }
    }
    found
}

fn conflict(
    graph: &ModuleGraph,
    roots: &[Root],
    chunk_graph: &ChunkGraph,
    root: &Root,
    (first, second): (ModuleId, ModuleId),
) -> Diagnostic {
    let name = |id: ModuleId| graph.modules[id].name.as_str();
    let chunk = chunk_graph.chunk_of[first].map(|id| chunk_graph.chunks[id].name.as_str());
    let message = format!(
        "the order of two style sheets cannot be right for all: `{}` and `{}` in the chunk `{}`",
        name(second),
        name(first),
        chunk.unwrap_or_default()
    );
    let mut diagnostic = Diagnostic::warning("style-order", message);
    if let Some(location) = import_of(graph, chunk_graph, root.module, first) {
        diagnostic = diagnostic.at(location).label("imported first, but comes second");
    }
    let says = |root: ModuleId, first: ModuleId, second: ModuleId| {
        let of = |id| {
            let importer = importer(graph, chunk_graph, root, id);
            let by = importer.map_or_else(String::new, |id| format!(" (in {})", name(id)));
            format!("{}{by}", name(id))
        };
        format!("{}: {}, then {}", name(root), of(first), of(second))
    };
    diagnostic = diagnostic.note(says(root.module, first, second));
    let other = roots.iter().map(|root| root.module).find(|other| {
        let order = wanted_order(graph, chunk_graph, *other);
        let at = |id| order.iter().position(|module| *module == id);
        matches!((at(second), at(first)), (Some(second), Some(first)) if second < first)
    });
    if let Some(other) = other {
        diagnostic = diagnostic.note(says(other, second, first));
    }
    diagnostic.hint("import them in the same order everywhere, or let one import the other")
}

/// The modules that a root needs in the order in which they would run for it alone.
fn wanted_order(graph: &ModuleGraph, chunk_graph: &ChunkGraph, root: ModuleId) -> Vec<ModuleId> {
    let mut order = Vec::new();
    walk(graph, chunk_graph, root, |_, id| {
        order.push(id);
        false
    });
    order
}

/// The module that brings `wanted` first.
fn importer(
    graph: &ModuleGraph,
    chunk_graph: &ChunkGraph,
    root: ModuleId,
    wanted: ModuleId,
) -> Option<ModuleId> {
    let mut found = None;
    walk(graph, chunk_graph, root, |parent, id| {
        if id == wanted {
            found = parent;
        }
        id == wanted
    });
    found
}

fn import_of(
    graph: &ModuleGraph,
    chunk_graph: &ChunkGraph,
    root: ModuleId,
    wanted: ModuleId,
) -> Option<Location> {
    let id = importer(graph, chunk_graph, root, wanted)?;
    let module = &graph.modules[id];
    module.path.as_ref()?;
    let requests = module.facts().records.iter().zip(&module.edges);
    let (record, _) = requests.into_iter().find(|(_, edge)| edge.module() == Some(wanted))?;
    if module.style.is_some() {
        return None;
    }
    let (start, end) = (record.request_span.start as usize, record.request_span.end as usize);
    Some(Location::new(&module.name, module.module.ast.source(), start, end))
}

/// Depth first, dependencies before those who need them; `visit` gets who brought a module,
/// and ends the walk by `true`.
fn walk(
    graph: &ModuleGraph,
    chunk_graph: &ChunkGraph,
    root: ModuleId,
    mut visit: impl FnMut(Option<ModuleId>, ModuleId) -> bool,
) {
    let mut seen: FxHashSet<ModuleId> = FxHashSet::from_iter([root]);
    let mut open: Vec<(Option<ModuleId>, ModuleId, usize)> = vec![(None, root, 0)];
    while let Some((parent, id, next)) = open.last_mut() {
        let module = &graph.modules[*id];
        let records = &module.facts().records;
        let at = *next;
        *next += 1;
        let Some((record, edge)) = records.iter().zip(&module.edges).nth(at) else {
            if visit(*parent, *id) {
                return;
            }
            open.pop();
            continue;
        };
        let kinds = [RecordKind::Import, RecordKind::Require, RecordKind::EagerImport];
        if let Some(target) = edge.module()
            && kinds.contains(&record.kind)
            && chunk_graph.chunk_of[target].is_some()
            && seen.insert(target)
        {
            let id = *id;
            open.push((Some(id), target, 0));
        }
    }
}
