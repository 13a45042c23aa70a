//! In what order things run, by the specification and in the chunks.

use fixedbitset::FixedBitSet;
use oxc_index::IndexVec;

use super::{Chunk, ChunkGraph, ChunkId, Dependencies, Root, Split, Step, reach::Reach, timeless};
use crate::{
    graph::ModuleGraph,
    link::{Links, Wrap},
    module::{ModuleFormat, ModuleId},
};

/// All modules that the roots reach: depth first, dependencies before what needs them.
pub fn execution_order(
    graph: &ModuleGraph,
    dependencies: &Dependencies,
    roots: &[Root],
) -> Vec<ModuleId> {
    let mut visited = FixedBitSet::with_capacity(graph.modules.len());
    let mut order = Vec::new();
    for root in roots {
        walk(dependencies, root.module, &mut visited, Follow::All, &mut order);
    }
    order
}

/// All modules that the roots reach, in the order in which they are met. In a cycle the
/// first that is met is the one whose imports run before it.
pub fn discovery_order(
    graph: &ModuleGraph,
    dependencies: &Dependencies,
    roots: &[Root],
) -> Vec<ModuleId> {
    let mut visited = FixedBitSet::with_capacity(graph.modules.len());
    let mut order = Vec::new();
    for root in roots {
        let mut stack = vec![root.module];
        while let Some(id) = stack.pop() {
            if !visited.put(id.index()) {
                order.push(id);
                stack.extend(dependencies[id].iter().rev().map(|dependency| dependency.module));
            }
        }
    }
    order
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Follow {
    All,
    Eager,
}

fn walk(
    dependencies: &Dependencies,
    root: ModuleId,
    visited: &mut FixedBitSet,
    follow: Follow,
    order: &mut Vec<ModuleId>,
) {
    let mut stack = vec![(root, 0)];
    if visited.put(root.index()) {
        return;
    }
    while let Some((id, next)) = stack.last_mut() {
        let Some(dependency) = dependencies[*id].get(*next) else {
            order.push(*id);
            stack.pop();
            continue;
        };
        *next += 1;
        if (follow == Follow::All || dependency.eager) && !visited.put(dependency.module.index()) {
            stack.push((dependency.module, 0));
        }
    }
}

/// Lays out every chunk, and the order in which it needs others.
pub fn sequence(dependencies: &Dependencies, discovery: &[ModuleId], chunk_graph: &mut ChunkGraph) {
    let mut starts: IndexVec<ChunkId, Vec<ModuleId>> =
        chunk_graph.chunks.iter().map(|_| Vec::new()).collect();
    for id in discovery {
        let Some(home) = chunk_graph.chunk_of[*id] else { continue };
        match chunk_graph.parts.get(id) {
            Some(parts) => {
                for chunk in parts.chunk_of.iter().flatten().chain([&home]) {
                    if starts[*chunk].last() != Some(id) {
                        starts[*chunk].push(*id);
                    }
                }
            }
            None => starts[home].push(*id),
        }
    }
    for chunk_id in chunk_graph.chunks.indices() {
        let (steps, imports) = lay_out(dependencies, chunk_graph, chunk_id, &starts[chunk_id]);
        let chunk = &mut chunk_graph.chunks[chunk_id];
        chunk.sequence = steps;
        chunk.imports = imports;
    }
}

enum Work {
    Visit(ModuleId),
    Step(Step),
}

fn lay_out(
    dependencies: &Dependencies,
    chunk_graph: &ChunkGraph,
    chunk_id: ChunkId,
    starts: &[ModuleId],
) -> (Vec<Step>, Vec<ChunkId>) {
    let chunk = &chunk_graph.chunks[chunk_id];
    let wraps = &chunk_graph.wraps;
    let here = |id: ModuleId| chunk_graph.chunk_of[id] == Some(chunk_id);
    // What can be anywhere is passed through: what it imports counts as imported in its place.
    let is_passed = |id: ModuleId| chunk_graph.parts.get(&id).is_some_and(|it| !it.has_home);
    let has_code = |id: ModuleId| match chunk_graph.parts.get(&id) {
        Some(parts) => parts.chunk_of.contains(&Some(chunk_id)) || (parts.has_home && here(id)),
        None => here(id),
    };
    // Parts are there before all else: nobody can tell, and who mentions one need not import
    // its module from this chunk.
    let mut parts = Vec::new();
    let mut steps = Vec::new();
    let mut imports: Vec<ChunkId> = Vec::new();
    let mut visited = FixedBitSet::with_capacity(wraps.len());
    let mut triggered = FixedBitSet::with_capacity(wraps.len());
    let mut stack: Vec<Work> = Vec::new();
    imports.extend(&chunk.depends_on);
    // A root in another chunk is reached as any dependency is.
    if let Some(entry) = chunk.entry {
        if wraps[entry].is_wrapped() {
            stack.push(Work::Step(Step::Trigger(entry)));
        }
        if !here(entry) {
            let other = chunk_graph.chunk_of[entry];
            imports.extend(other.filter(|other| !imports.contains(other)));
        }
    }
    stack.extend(starts.iter().rev().map(|id| Work::Visit(*id)));
    while let Some(work) = stack.pop() {
        let id = match work {
            Work::Step(Step::Trigger(id)) if triggered.put(id.index()) => continue,
            Work::Step(step) => {
                steps.push(step);
                continue;
            }
            Work::Visit(id) if visited.put(id.index()) => continue,
            Work::Visit(id) => id,
        };
        let hoisted = wraps[id] == Wrap::Hoisted;
        let is_home = here(id) && !is_passed(id);
        if is_home {
            stack.push(Work::Step(if hoisted { Step::Body(id) } else { Step::Define(id) }));
        } else if has_code(id) {
            parts.push(Step::Body(id));
        }
        if !here(id) && !is_passed(id) {
            // A part: the rest runs elsewhere, with all that it imports.
            let home = chunk_graph.chunk_of[id];
            imports.extend(home.filter(|home| !imports.contains(home)));
            continue;
        }
        let mut asked = Vec::new();
        for dependency in &dependencies[id] {
            let target = dependency.module;
            if has_code(target) || is_passed(target) {
                asked.push(Work::Visit(target));
            } else if let Some(other) = chunk_graph.chunk_of[target]
                && !imports.contains(&other)
            {
                imports.push(other);
            }
            if hoisted && dependency.eager && wraps[target].is_wrapped() {
                asked.push(Work::Step(Step::Trigger(target)));
            }
        }
        stack.extend(asked.into_iter().rev());
    }
    parts.extend(steps);
    (parts, imports)
}

/// Whether some chunks need each other before they run.
pub fn imports_are_cyclic(chunks: &IndexVec<ChunkId, Chunk>) -> bool {
    let mut waiting: IndexVec<ChunkId, usize> =
        chunks.iter().map(|chunk| chunk.imports.len()).collect();
    let mut ready: Vec<ChunkId> =
        waiting.iter_enumerated().filter(|(_, count)| **count == 0).map(|(id, _)| id).collect();
    let mut done = 0;
    while let Some(id) = ready.pop() {
        done += 1;
        for (other, chunk) in chunks.iter_enumerated() {
            if chunk.imports.contains(&id) {
                waiting[other] -= 1;
                if waiting[other] == 0 {
                    ready.push(other);
                }
            }
        }
    }
    done < chunks.len()
}

/// Hoisted modules that would run where nobody asked for them: in a chunk that a root loads
/// without needing them, or in one of a circle of chunks. Those whose time nobody can tell
/// are none of them.
pub fn unneeded(split: &Split<'_>, reach: &Reach, chunk_graph: &ChunkGraph) -> Vec<ModuleId> {
    let mut found = FixedBitSet::with_capacity(split.graph.modules.len());
    let mut circular = FixedBitSet::with_capacity(chunk_graph.chunks.len());
    for chunk in cyclic_chunks(&chunk_graph.chunks) {
        circular.insert(chunk.index());
        for id in &chunk_graph.chunks[chunk].modules {
            found.insert(id.index());
        }
    }
    for (index, root) in split.roots.iter().enumerate() {
        let Some(start) = start_of(root, chunk_graph) else { continue };
        let mut needed = reach.available[index].clone();
        walk(split.dependencies, root.module, &mut needed, Follow::All, &mut Vec::new());
        for chunk in evaluation_order(&chunk_graph.chunks, start) {
            for id in &chunk_graph.chunks[chunk].modules {
                // Parts are such that they may be anywhere.
                let is_whole = chunk_graph.chunk_of[*id] == Some(chunk);
                if is_whole && !needed.contains(id.index()) {
                    found.insert(id.index());
                }
            }
        }
    }
    let may_run = |id: ModuleId| {
        let module = &split.graph.modules[id].module;
        let in_circle =
            chunk_graph.chunk_of[id].is_some_and(|chunk| circular.contains(chunk.index()));
        chunk_graph.wraps[id] != Wrap::Hoisted
            || (!in_circle && timeless::is_timeless(module, &split.links.live[id]))
    };
    found.ones().map(ModuleId::from_usize).filter(|id| !may_run(*id)).collect()
}

/// The chunks that need themselves before they run.
fn cyclic_chunks(chunks: &IndexVec<ChunkId, Chunk>) -> Vec<ChunkId> {
    if !imports_are_cyclic(chunks) {
        return Vec::new();
    }
    chunks
        .indices()
        .filter(|id| {
            let imports = chunks[*id].imports.iter();
            imports.into_iter().any(|import| evaluation_order(chunks, *import).contains(id))
        })
        .collect()
}

/// Modules to make lazy, if the chunks of some root run in another order than the
/// specification gives; `None` when all is well, and nothing in the list when no module is
/// left that could be lazy.
pub fn misplaced(
    graph: &ModuleGraph,
    links: &Links,
    dependencies: &Dependencies,
    roots: &[Root],
    reach: &Reach,
    chunk_graph: &ChunkGraph,
) -> Option<Vec<ModuleId>> {
    if chunk_graph.chunks.len() < 2 {
        return None;
    }
    let mut mismatch = None;
    for (index, root) in roots.iter().enumerate() {
        let available = &reach.available[index];
        let mut expected = Vec::new();
        let mut visited = available.clone();
        walk(dependencies, root.module, &mut visited, Follow::Eager, &mut expected);
        let found = simulate(dependencies, roots, index, available, chunk_graph);
        let matters = |id: &ModuleId| has_effects(graph, links, *id);
        expected.retain(matters);
        if found.iter().filter(|id| matters(id)).eq(&expected) {
            continue;
        }
        // What has no effects of its own may ask for what has.
        let asks = |id: ModuleId| {
            let mut needs = dependencies[id].iter();
            needs.any(|need| need.eager && chunk_graph.wraps[need.module].is_wrapped())
        };
        let own = chunk_graph.chunk_of[root.module];
        let wrong: Vec<ModuleId> = found
            .into_iter()
            .filter(|id| chunk_graph.wraps[*id] == Wrap::Hoisted && (matters(id) || asks(*id)))
            .filter(|id| chunk_graph.chunk_of[*id] != own || is_shared(chunk_graph, *id))
            .collect();
        if !wrong.is_empty() {
            return Some(wrong);
        }
        mismatch = Some(wrong);
    }
    mismatch
}

fn is_shared(chunk_graph: &ChunkGraph, id: ModuleId) -> bool {
    chunk_graph.chunk_of[id].is_some_and(|chunk| chunk_graph.chunks[chunk].entry.is_none())
}

/// The chunk that is loaded for a root.
fn start_of(root: &Root, chunk_graph: &ChunkGraph) -> Option<ChunkId> {
    if root.name.is_none() {
        return chunk_graph.chunk_of[root.module];
    }
    let mut chunks = chunk_graph.chunks.iter_enumerated();
    chunks.find(|(_, chunk)| chunk.entry == Some(root.module)).map(|(id, _)| id)
}

/// The order in which modules run when a root is loaded.
fn simulate(
    dependencies: &Dependencies,
    roots: &[Root],
    index: usize,
    available: &FixedBitSet,
    chunk_graph: &ChunkGraph,
) -> Vec<ModuleId> {
    let root = &roots[index];
    let start = start_of(root, chunk_graph);
    let mut run = Vec::new();
    let mut done = available.clone();
    let Some(start) = start else { return run };
    for chunk in evaluation_order(&chunk_graph.chunks, start) {
        for step in &chunk_graph.chunks[chunk].sequence {
            match step {
                Step::Body(id) => {
                    let is_home = chunk_graph.chunk_of[*id] == Some(chunk);
                    if is_home && !done.put(id.index()) {
                        run.push(*id);
                    }
                }
                Step::Trigger(id) => {
                    walk_lazy(dependencies, &chunk_graph.wraps, *id, &mut done, &mut run);
                }
                Step::Define(_) => {}
            }
        }
    }
    if chunk_graph.wraps[root.module].is_wrapped() {
        walk_lazy(dependencies, &chunk_graph.wraps, root.module, &mut done, &mut run);
    }
    run
}

/// What a call of a wrapper runs: a lazy module its imports first, a CommonJS module itself.
fn walk_lazy(
    dependencies: &Dependencies,
    wraps: &IndexVec<ModuleId, Wrap>,
    id: ModuleId,
    done: &mut FixedBitSet,
    run: &mut Vec<ModuleId>,
) {
    if wraps[id].is_lazy() {
        walk(dependencies, id, done, Follow::Eager, run);
    } else if !done.put(id.index()) {
        run.push(id);
    }
}

/// Chunks in the order in which they run when one is loaded.
pub fn evaluation_order(chunks: &IndexVec<ChunkId, Chunk>, start: ChunkId) -> Vec<ChunkId> {
    let mut visited = FixedBitSet::with_capacity(chunks.len());
    let mut order = Vec::new();
    let mut stack = vec![(start, 0)];
    visited.insert(start.index());
    while let Some((id, next)) = stack.last_mut() {
        let Some(import) = chunks[*id].imports.get(*next) else {
            order.push(*id);
            stack.pop();
            continue;
        };
        *next += 1;
        if !visited.put(import.index()) {
            stack.push((*import, 0));
        }
    }
    order
}

fn has_effects(graph: &ModuleGraph, links: &Links, id: ModuleId) -> bool {
    let facts = graph.modules[id].facts();
    match facts.format {
        ModuleFormat::CommonJs => true,
        ModuleFormat::Json => false,
        ModuleFormat::Esm => {
            links.live[id].iter().any(|statement| facts.statements[statement].side_effects)
        }
    }
}
