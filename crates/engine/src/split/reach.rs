//! Which roots need which modules.

use fixedbitset::FixedBitSet;
use oxc_index::IndexVec;

use super::{Dependencies, Root, Split, names};
use crate::{graph::ModuleGraph, link::Links, module::ModuleId};

/// Whether a chunk that is loaded by `import()` may count on what its loaders have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sharing {
    Loaded,
    Never,
}

pub struct Reach {
    /// By module: the roots that need it and do not have it already.
    pub roots: IndexVec<ModuleId, FixedBitSet>,
    /// By root: the set that holds only that root.
    pub own: Vec<FixedBitSet>,
    /// By root: the modules that are there before it is loaded.
    pub available: Vec<FixedBitSet>,
    /// By root: all that it needs, there or not.
    reached: Vec<FixedBitSet>,
    /// By root: something that it needs awaits at its top level.
    awaits: Vec<bool>,
    /// By root: some entry leads to it.
    loaded: Vec<bool>,
    /// By root: the other roots that lead to an `import()` of it.
    loaders: Vec<Vec<usize>>,
    sharing: Sharing,
}

impl Reach {
    /// The roots that need a module, whether they have it already or not.
    pub fn users(&self, id: ModuleId) -> impl Iterator<Item = usize> + '_ {
        let reached = self.reached.iter().enumerate();
        reached.filter(move |(_, reached)| reached.contains(id.index())).map(|(index, _)| index)
    }

    /// Of the roots that need a thing, those that do not have it when they are loaded.
    pub fn without_repeats(&self, split: &Split<'_>, roots: &FixedBitSet) -> FixedBitSet {
        if self.sharing == Sharing::Never {
            return roots.clone();
        }
        // All that are loaded later may have it, until one of the ways there shows otherwise.
        let mut has: Vec<bool> = split
            .roots
            .iter()
            .zip(&self.loaded)
            .map(|(root, loaded)| *loaded && root.name.is_none())
            .collect();
        loop {
            let mut changed = false;
            for (index, root) in split.roots.iter().enumerate() {
                let gives = |from: usize, has: &[bool]| {
                    !self.awaits[from] && (roots.contains(from) || has[from])
                };
                let before = root.depends_on.iter().any(|from| gives(*from, &has));
                let now = before
                    || (root.name.is_none()
                        && has[index]
                        && self.loaders[index].iter().all(|from| gives(*from, &has)));
                changed |= now != has[index];
                has[index] = now;
            }
            if !changed {
                break;
            }
        }
        let mut rest = roots.clone();
        for (index, has) in has.into_iter().enumerate() {
            rest.set(index, roots.contains(index) && !has);
        }
        rest
    }
}

pub fn reach(
    graph: &ModuleGraph,
    links: &Links,
    dependencies: &Dependencies,
    roots: &[Root],
    sharing: Sharing,
) -> Reach {
    let modules = graph.modules.len();
    let mut reached: Vec<FixedBitSet> =
        roots.iter().map(|root| closure(dependencies, root.module, modules)).collect();
    for group in names::groups(roots) {
        let mut all = FixedBitSet::with_capacity(modules);
        for index in &group {
            all.union_with(&reached[*index]);
        }
        for index in group {
            reached[index].clone_from(&all);
        }
    }
    let available = available(graph, roots, &reached, modules, sharing);
    let mut by_module: IndexVec<ModuleId, FixedBitSet> =
        graph.modules.iter().map(|_| FixedBitSet::with_capacity(roots.len())).collect();
    for (index, reached) in reached.iter().enumerate() {
        for module in reached.ones() {
            let id = ModuleId::from_usize(module);
            if links.live[id].included && !available[index].contains(module) {
                by_module[id].insert(index);
            }
        }
    }
    let own = (0..roots.len())
        .map(|index| {
            let mut set = FixedBitSet::with_capacity(roots.len());
            set.insert(index);
            set
        })
        .collect();
    let (awaits, loaded) = (awaits(graph, &reached), loaded(roots, &reached));
    let loaders = roots
        .iter()
        .enumerate()
        .map(|(index, root)| {
            let leads = |from: &usize| {
                *from != index
                    && root.loaders.iter().any(|loader| reached[*from].contains(loader.index()))
            };
            (0..roots.len()).filter(leads).collect()
        })
        .collect();
    Reach { roots: by_module, own, available, reached, awaits, loaded, loaders, sharing }
}

fn closure(dependencies: &Dependencies, root: ModuleId, modules: usize) -> FixedBitSet {
    let mut reached = FixedBitSet::with_capacity(modules);
    let mut work = vec![root];
    while let Some(id) = work.pop() {
        if reached.put(id.index()) {
            continue;
        }
        work.extend(dependencies[id].iter().map(|dependency| dependency.module));
    }
    reached
}

/// By root: whether something that it needs awaits at its top level.
fn awaits(graph: &ModuleGraph, reached: &[FixedBitSet]) -> Vec<bool> {
    reached
        .iter()
        .map(|reached| {
            reached.ones().any(|module| {
                graph.modules[ModuleId::from_usize(module)].facts().uses.top_level_await
            })
        })
        .collect()
}

/// By root: whether it can be loaded at all, from a static entry on.
fn loaded(roots: &[Root], reached: &[FixedBitSet]) -> Vec<bool> {
    let mut loaded: Vec<bool> = roots.iter().map(|root| root.name.is_some()).collect();
    let mut work: Vec<usize> = (0..roots.len()).filter(|index| loaded[*index]).collect();
    while let Some(from) = work.pop() {
        for (index, root) in roots.iter().enumerate() {
            if !loaded[index] && root.loaders.iter().any(|id| reached[from].contains(id.index())) {
                loaded[index] = true;
                work.push(index);
            }
        }
    }
    loaded
}

/// What every loader of a root has, whichever way it was reached. A root that awaits at
/// its top level is still running while it waits for what it loads, so it gives nothing.
fn available(
    graph: &ModuleGraph,
    roots: &[Root],
    reached: &[FixedBitSet],
    modules: usize,
    sharing: Sharing,
) -> Vec<FixedBitSet> {
    let nothing = FixedBitSet::with_capacity(modules);
    let mut everything = nothing.clone();
    everything.insert_range(..);
    let mut available: Vec<FixedBitSet> = roots
        .iter()
        .map(|root| {
            let is_static = root.name.is_some() || sharing == Sharing::Never;
            if is_static { nothing.clone() } else { everything.clone() }
        })
        .collect();
    if sharing == Sharing::Never {
        return available;
    }
    let awaits = awaits(graph, reached);
    loop {
        let mut changed = false;
        for (index, root) in roots.iter().enumerate() {
            let mut have = if root.name.is_some() { nothing.clone() } else { everything.clone() };
            for before in root.depends_on.iter().filter(|before| !awaits[**before]) {
                have.union_with(&reached[*before]);
                have.union_with(&available[*before]);
            }
            if root.name.is_some() {
                // What loads an entry too is none of its business: its script may come first.
                changed |= have != available[index];
                available[index] = have;
                continue;
            }
            for loader in &root.loaders {
                for (from, reached) in reached.iter().enumerate() {
                    if !reached.contains(loader.index()) || from == index {
                        continue;
                    }
                    if awaits[from] {
                        have.clear();
                    } else {
                        let mut there = reached.clone();
                        there.union_with(&available[from]);
                        have.intersect_with(&there);
                    }
                }
            }
            if have != available[index] {
                available[index] = have;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    // A root that nobody loads who is loaded himself has nothing.
    for (index, loaded) in loaded(roots, reached).into_iter().enumerate() {
        if !loaded {
            available[index].clear();
        }
    }
    available
}
