//! `optimization.split_chunks`: files by what they hold, and as many as are worth it.
//!
//! The steps, each from groups to groups: cache groups take modules out; small groups go
//! where they are loaded anyway; too many requests make fewer groups; large groups are
//! divided. A file may then hold modules that a root which loads it does not need:
//! [`super::order::unneeded`] finds those that must not run by themselves.

use fixedbitset::FixedBitSet;
use oxc_index::IndexVec;
use regex::Regex;
use rustc_hash::FxHashMap;

use super::{
    Split,
    groups::{Group, GroupId, Groups, is_selected},
    reach::Reach,
    timeless,
};
use crate::{
    diagnostic::Diagnostic,
    link::Wrap,
    module::{ModuleFormat, ModuleId},
    options::{CacheGroup, ModuleType, SplitChunks},
};

/// The patterns of all cache groups, in their order.
pub fn patterns(options: &SplitChunks, diagnostics: &mut Vec<Diagnostic>) -> Vec<Vec<Regex>> {
    let mut compile = |group: &CacheGroup, pattern: &String| match Regex::new(pattern) {
        Ok(regex) => Some(regex),
        Err(error) => {
            let message =
                format!("the pattern `{pattern}` of the cache group `{}` is not valid", group.key);
            let mut diagnostic = Diagnostic::error("invalid-pattern", message);
            for line in error.to_string().lines() {
                diagnostic = diagnostic.note(line.trim_end().to_owned());
            }
            diagnostics.push(diagnostic);
            None
        }
    };
    let groups = options.cache_groups.iter();
    groups
        .map(|group| group.test.iter().filter_map(|pattern| compile(group, pattern)).collect())
        .collect()
}

/// Changes exact groups as `options` ask; `None` where there is nothing to change.
pub fn refine(
    split: &Split<'_>,
    reach: &Reach,
    options: &SplitChunks,
    patterns: &[Vec<Regex>],
    exact: &Groups,
) -> Option<Groups> {
    let mut refine = Refine {
        split,
        reach,
        options,
        groups: exact.clone(),
        sizes: split.graph.modules.indices().map(|id| size(split, id)).collect(),
        changed: false,
    };
    for (group, patterns) in options.cache_groups.iter().zip(patterns) {
        refine.cache_group(group, patterns);
    }
    refine.merge_small();
    refine.limit_requests();
    refine.divide();
    refine.changed.then_some(refine.groups)
}

/// Bytes of source of what is live in a module.
fn size(split: &Split<'_>, id: ModuleId) -> u64 {
    use oxc::span::GetSpan;
    let live = &split.links.live[id];
    let module = &split.graph.modules[id].module;
    if !live.included {
        return 0;
    }
    if let Some(style) = &split.graph.modules[id].style {
        return style.size();
    }
    if module.facts.format != ModuleFormat::Esm {
        return module.ast.source().len() as u64;
    }
    let body = &module.ast.program().body;
    live.iter().map(|statement| u64::from(body[statement.index()].span().size())).sum()
}

struct Refine<'r> {
    split: &'r Split<'r>,
    reach: &'r Reach,
    options: &'r SplitChunks,
    groups: Groups,
    sizes: IndexVec<ModuleId, u64>,
    changed: bool,
}

impl Refine<'_> {
    fn members(&self) -> IndexVec<GroupId, Vec<ModuleId>> {
        self.groups.members(self.split.orders.execution)
    }

    fn total(&self, modules: &[ModuleId]) -> u64 {
        modules.iter().map(|id| self.sizes[*id]).sum()
    }

    // --- Cache groups ----------------------------------------------------------------

    fn cache_group(&mut self, group: &CacheGroup, patterns: &[Regex]) {
        let taken = self.groups.files.len();
        let members = self.members();
        // By their file to be: all of one name, else those of the same users.
        let mut files: Vec<(FixedBitSet, Vec<ModuleId>)> = Vec::new();
        let mut by_roots: FxHashMap<FixedBitSet, usize> = FxHashMap::default();
        for id in self.split.orders.execution {
            let Some(current) = self.groups.of[*id] else { continue };
            let roots = &self.reach.roots[*id];
            if self.groups.files[current].max_size.is_some()
                || roots.count_ones(..) < group.min_chunks
                || !is_selected(group.chunks, self.split.roots, roots)
                || !self.matches(*id, group, patterns)
            {
                continue;
            }
            let key = if group.name.is_some() { FixedBitSet::new() } else { roots.clone() };
            let file = *by_roots.entry(key).or_insert_with(|| {
                files.push((FixedBitSet::with_capacity(self.split.roots.len()), Vec::new()));
                files.len() - 1
            });
            files[file].0.union_with(roots);
            files[file].1.push(*id);
        }
        for (roots, modules) in files {
            let is_there = group.reuse_existing_chunk && group.name.is_none() && {
                let current = self.groups.of[modules[0]];
                current.is_some_and(|current| {
                    members[current] == modules && self.groups.files[current].entry.is_none()
                })
            };
            let too_small = self.total(&modules) < group.min_size;
            if is_there || (!group.enforce && (too_small || self.is_one_too_many(&roots))) {
                continue;
            }
            self.changed = true;
            let id = self.groups.files.push(Group {
                entry: None,
                roots,
                name: Some(group.name.clone().unwrap_or_else(|| group.key.clone())),
                max_size: Some(group.max_size),
            });
            for module in modules {
                self.groups.of[module] = Some(id);
                self.groups.parts.remove(&module);
            }
        }
        if self.groups.files.len() > taken {
            self.forget_unused();
        }
    }

    fn matches(&self, id: ModuleId, group: &CacheGroup, patterns: &[Regex]) -> bool {
        let module = &self.split.graph.modules[id];
        let kind = match group.kind {
            None => true,
            Some(ModuleType::Json) => module.facts().format == ModuleFormat::Json,
            Some(ModuleType::JavaScript) => module.facts().format != ModuleFormat::Json,
            Some(ModuleType::StrictModule) => {
                module.facts().format == ModuleFormat::Esm && module.strict_interop
            }
        };
        // webpack's patterns expect a separator before the first folder.
        let path = format!("/{}", module.name);
        kind && (group.test.is_empty()
            || patterns.iter().any(|test| test.is_match(&path) || test.is_match(&path[1..])))
    }

    /// The files that a root loads at once.
    fn requests(&self, members: &IndexVec<GroupId, Vec<ModuleId>>, root: usize) -> usize {
        let groups = self.groups.files.iter_enumerated();
        groups.filter(|(id, group)| is_loaded(group, &members[*id], root)).count()
    }

    fn bound(&self, root: usize) -> usize {
        if self.split.roots[root].name.is_some() {
            self.options.max_initial_requests
        } else {
            self.options.max_async_requests
        }
    }

    fn is_one_too_many(&self, roots: &FixedBitSet) -> bool {
        let members = self.members();
        roots.ones().any(|root| self.requests(&members, root) >= self.bound(root))
    }

    /// A root that has no module left in a group does not load it.
    fn forget_unused(&mut self) {
        let members = self.members();
        for (id, group) in self.groups.files.iter_mut_enumerated() {
            if group.name.is_some() {
                continue;
            }
            let mut roots = FixedBitSet::with_capacity(self.split.roots.len());
            for module in &members[id] {
                roots.union_with(&self.reach.roots[*module]);
                if self.groups.parts.contains_key(module) {
                    roots.union_with(&group.roots);
                }
            }
            if let Some(entry) = group.entry {
                let own = self.split.roots.iter().enumerate();
                roots.extend(
                    own.filter(|(index, root)| {
                        root.name.is_some() && root.module == entry && group.roots[*index]
                    })
                    .map(|(index, _)| index),
                );
            }
            group.roots.intersect_with(&roots);
        }
    }

    // --- Small groups ----------------------------------------------------------------

    /// A group that is not worth a request goes into a file that all who need it load
    /// anyway, or have loaded before. Nobody is given more than `min_size` bytes in all
    /// that he does not need, and nothing is wrapped for it.
    fn merge_small(&mut self) {
        let members = self.members();
        let mut small: Vec<(u64, GroupId)> = self
            .groups
            .files
            .iter_enumerated()
            .filter(|(id, group)| {
                group.name.is_none()
                    && self.may_move(group, &members[*id])
                    && is_selected(self.options.chunks, self.split.roots, &group.roots)
            })
            .map(|(id, group)| (self.total(&members[id]), id, group.roots.count_ones(..)))
            .filter(|(size, _, users)| {
                *size < self.options.min_size || *users < self.options.min_chunks
            })
            .map(|(size, id, _)| (size, id))
            .collect();
        small.sort_unstable();
        let mut unneeded = vec![0; self.split.roots.len()];
        for (size, id) in small {
            let members = self.members();
            if !members[id].iter().all(|module| self.runs_at_any_time(*module)) {
                continue;
            }
            let roots = self.groups.files[id].roots.clone();
            let best = self
                .groups
                .files
                .iter_enumerated()
                .filter(|(other, group)| {
                    *other != id
                        && group.name.is_none()
                        && self.has_all(&roots, group, &members[*other])
                        && self.has_dependencies(&members[id], id, *other)
                })
                .map(|(other, group)| {
                    let mut more = group.roots.clone();
                    more.difference_with(&roots);
                    (more.count_ones(..), other, more)
                })
                .filter(|(_, _, more)| {
                    more.ones().all(|root| unneeded[root] + size <= self.options.min_size)
                })
                .min_by_key(|(count, other, _)| (*count, *other));
            if let Some((_, other, more)) = best {
                for root in more.ones() {
                    unneeded[root] += size;
                }
                self.merge(id, other);
            }
        }
    }

    /// A group that nobody asked for by name: no entry's file, no target of `import()`.
    fn may_move(&self, group: &Group, members: &[ModuleId]) -> bool {
        group.entry.is_none()
            && !members.is_empty()
            // A style sheet counts as soon as it is loaded, whenever its module runs.
            && !members.iter().any(|id| self.split.graph.modules[*id].style.is_some())
            && !self.split.roots.iter().any(|root| members.contains(&root.module))
    }

    /// Who has it has the file.
    fn first_whole(&self, members: &[ModuleId]) -> Option<ModuleId> {
        members.iter().copied().find(|id| !self.groups.parts.contains_key(id))
    }

    /// Whether each of `roots` loads a group, or has it when it is loaded.
    fn has_all(&self, roots: &FixedBitSet, group: &Group, members: &[ModuleId]) -> bool {
        let first = self.first_whole(members).map(ModuleId::index);
        roots.ones().all(|root| {
            is_loaded(group, members, root)
                || first.is_some_and(|first| self.reach.available[root].contains(first))
        })
    }

    /// Whether who loads `other` has all that `modules` import, so that nothing more is
    /// loaded because of them.
    fn has_dependencies(&self, modules: &[ModuleId], own: GroupId, other: GroupId) -> bool {
        let roots = &self.groups.files[other].roots;
        modules.iter().flat_map(|id| &self.split.dependencies[*id]).all(|dependency| {
            let target = dependency.module;
            let Some(group) = self.groups.of[target] else { return true };
            group == own
                || group == other
                || roots.ones().all(|root| {
                    self.groups.files[group].roots.contains(root)
                        || self.reach.available[root].contains(target.index())
                })
        })
    }

    /// Wrapped, or such that nobody can tell when it ran.
    fn runs_at_any_time(&self, id: ModuleId) -> bool {
        self.split.on_demand
            || self.split.links.wraps[id] != Wrap::Hoisted
            || timeless::is_timeless(
                &self.split.graph.modules[id].module,
                &self.split.links.live[id],
            )
    }

    fn merge(&mut self, id: GroupId, into: GroupId) {
        self.changed = true;
        for group in &mut self.groups.of {
            if *group == Some(id) {
                *group = Some(into);
            }
        }
        for parts in self.groups.parts.values_mut() {
            for group in parts.of.iter_mut().filter(|group| **group == Some(id)) {
                *group = Some(into);
            }
        }
        let roots = std::mem::take(&mut self.groups.files[id].roots);
        // Who has the other file already need not load it again.
        if self.groups.files[into].entry.is_none() {
            let members = self.members();
            let first = self.first_whole(&members[into]);
            let loads = roots.ones().filter(|root| {
                first.is_none_or(|first| !self.reach.available[*root].contains(first.index()))
            });
            let loads: Vec<usize> = loads.collect();
            self.groups.files[into].roots.extend(loads);
        }
    }

    // --- Requests --------------------------------------------------------------------

    /// Where a root would load more files than it may, the smallest of them are joined with
    /// the one that costs the others least.
    fn limit_requests(&mut self) {
        let mut members = self.members();
        for root in 0..self.split.roots.len() {
            loop {
                if self.requests(&members, root) <= self.bound(root).max(1) {
                    break;
                }
                let mut loaded: Vec<(u64, GroupId)> = self
                    .groups
                    .files
                    .iter_enumerated()
                    .filter(|(id, group)| {
                        is_loaded(group, &members[*id], root) && self.may_move(group, &members[*id])
                    })
                    .map(|(id, _)| (self.total(&members[id]), id))
                    .collect();
                loaded.sort_unstable();
                let Some((_, smallest)) = loaded.first().copied() else { break };
                let roots = self.groups.files[smallest].roots.clone();
                let cost = |id: GroupId, size: u64| {
                    let others = &self.groups.files[id].roots;
                    let more = others.difference(&roots).count() as u64;
                    more * self.total(&members[smallest])
                        + roots.difference(others).count() as u64 * size
                };
                // The file of the root itself, where nobody else needs what is moved.
                let own = self.groups.files.iter_enumerated().find(|(id, group)| {
                    group.roots == roots && *id != smallest && !members[*id].is_empty()
                });
                let into = own.map(|(id, _)| id).or_else(|| {
                    let rest = loaded[1..].iter();
                    rest.map(|(size, id)| (cost(*id, *size), *id)).min().map(|(_, id)| id)
                });
                let Some(into) = into else { break };
                self.merge(smallest, into);
                members = self.members();
            }
        }
    }

    // --- Large groups ----------------------------------------------------------------

    /// Cuts groups that are too large, in the order in which their modules run and where no
    /// cycle is cut.
    fn divide(&mut self) {
        let members = self.members();
        for (id, modules) in members.into_iter_enumerated() {
            let group = &self.groups.files[id];
            let selected = is_selected(self.options.chunks, self.split.roots, &group.roots);
            let max = group.max_size.unwrap_or(if selected { self.options.max_size } else { 0 });
            if max == 0 || self.total(&modules) <= max {
                continue;
            }
            let parts = self.parts(&modules, max);
            // What runs last keeps the place: an entry, the target of an `import()`.
            for part in parts.iter().rev().skip(1) {
                self.changed = true;
                let group = &self.groups.files[id];
                let part_group = Group { entry: None, ..group.clone() };
                let new = self.groups.files.push(part_group);
                for module in part {
                    if self.groups.of[*module] == Some(id) {
                        self.groups.of[*module] = Some(new);
                    }
                    if let Some(parts) = self.groups.parts.get_mut(module) {
                        for group in parts.of.iter_mut().filter(|group| **group == Some(id)) {
                            *group = Some(new);
                        }
                    }
                }
            }
        }
    }

    fn parts(&self, modules: &[ModuleId], max: u64) -> Vec<Vec<ModuleId>> {
        let places: FxHashMap<ModuleId, usize> =
            modules.iter().enumerate().map(|(place, id)| (*id, place)).collect();
        let mut parts: Vec<Vec<ModuleId>> = vec![Vec::new()];
        let (mut size, mut bound) = (0, 0);
        for (place, id) in modules.iter().enumerate() {
            let is_clean = bound < place;
            let grown = size + self.sizes[*id];
            if is_clean && size > 0 && grown > max && size >= self.options.min_size.min(max) {
                parts.push(Vec::new());
                size = 0;
            }
            size += self.sizes[*id];
            if let Some(part) = parts.last_mut() {
                part.push(*id);
            }
            let needs = self.split.dependencies[*id].iter();
            let last = needs.filter_map(|need| places.get(&need.module)).max();
            bound = bound.max(last.copied().unwrap_or(0));
        }
        parts
    }
}

fn is_loaded(group: &Group, members: &[ModuleId], root: usize) -> bool {
    group.roots.contains(root) && (group.entry.is_some() || !members.is_empty())
}
