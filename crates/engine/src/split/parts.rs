//! Splitting by export: statements of one module in several chunks.
//!
//! A module that several roots reach is taken apart into units: a statement, with those that
//! must be where it is. Units that are timeless go to the roots that need them; what has
//! effects, or depends on when it runs, stays together in the chunk of the module. A unit
//! mentions only what is needed wherever it is needed, so no circles come of it.

use fixedbitset::FixedBitSet;
use indexmap::IndexMap;
use oxc_index::IndexVec;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Split,
    reach::Reach,
    timeless::{self, Timing},
};
use crate::{
    graph::Edge,
    link::{Binding, Wrap},
    module::{ModuleFormat, ModuleId, StatementId},
};

/// The modules that are taken apart.
#[derive(Debug, Clone, Default)]
pub struct Parts {
    pub modules: FxHashMap<ModuleId, Units>,
}

/// One module in units.
#[derive(Debug, Clone)]
pub struct Units {
    /// By statement; `None` for what makes no code.
    pub unit_of: IndexVec<StatementId, Option<usize>>,
    /// By unit: the roots whose files hold it.
    pub roots: Vec<FixedBitSet>,
    /// The unit that stays in the chunk of the module.
    pub home: Option<usize>,
}

/// Takes modules apart, except for those `whole`. Nobody gets a further small file by it:
/// units that would make one stay in their module's.
pub fn find(split: &Split<'_>, reach: &Reach, min_size: u64, whole: &FxHashSet<ModuleId>) -> Parts {
    let mut candidates: FxHashMap<ModuleId, Candidate> = split
        .orders
        .execution
        .iter()
        .filter(|id| !whole.contains(id) && may_be_apart(split, reach, **id))
        .filter_map(|id| Some((*id, Candidate::new(split, *id)?)))
        .collect();
    if candidates.is_empty() {
        return Parts::default();
    }
    loop {
        let needed = needed(split, reach, &candidates);
        if keep_unknown(&mut candidates, &needed) {
            continue;
        }
        let parts = settle(split, reach, &candidates, &needed);
        let small = small(split, reach, &parts, min_size);
        if small.is_empty() {
            return parts;
        }
        for (id, unit) in small {
            if let Some(candidate) = candidates.get_mut(&id) {
                candidate.stay(unit);
            }
        }
    }
}

/// The cheap questions first.
fn may_be_apart(split: &Split<'_>, reach: &Reach, id: ModuleId) -> bool {
    let module = &split.graph.modules[id];
    let facts = module.facts();
    let live = &split.links.live[id];
    let uses = &facts.uses;
    split.links.wraps[id] == Wrap::Hoisted
        && reach.users(id).nth(1).is_some()
        && facts.format == ModuleFormat::Esm
        && live.included
        && !live.namespace
        && !(uses.direct_eval
            || uses.top_level_await
            || uses.import_meta
            || uses.urls
            || uses.require_value
            || uses.commonjs)
        && !module.edges.iter().any(|edge| matches!(edge, Edge::External(_) | Edge::Asset(_)))
        && module.style.is_none()
        && !split.roots.iter().any(|root| root.module == id)
        && live.iter().any(|statement| !facts.statements[statement].declares.is_empty())
}

struct Candidate {
    unit_of: IndexVec<StatementId, Option<usize>>,
    units: usize,
    home: Option<usize>,
}

impl Candidate {
    /// `None` for a module that stays in one piece.
    fn new(split: &Split<'_>, id: ModuleId) -> Option<Self> {
        let module = &*split.graph.modules[id].module;
        let facts = &module.facts;
        let mut unit_of: IndexVec<StatementId, Option<usize>> =
            facts.statements.iter().map(|_| None).collect();
        let mut units = 0;
        let mut home = None;
        let mut timeless = false;
        for statement in split.links.live[id].iter() {
            match timeless::timing(module, statement) {
                Timing::Nothing => continue,
                Timing::Fixed if home.is_some() => unit_of[statement] = home,
                timing => {
                    unit_of[statement] = Some(units);
                    if timing == Timing::Fixed {
                        home = Some(units);
                    }
                    units += 1;
                }
            }
            timeless |= unit_of[statement] != home;
        }
        if !timeless {
            return None;
        }
        let mut candidate = Self { unit_of, units, home };
        // What changes a variable is where the variable is.
        for (statement, symbols) in timeless::writes(module) {
            for symbol in symbols {
                candidate.join(facts.declarations[&symbol].iter().copied().chain([statement]));
            }
        }
        for declarations in facts.declarations.values().filter(|all| all.len() > 1) {
            candidate.join(declarations.iter().copied());
        }
        Some(candidate)
    }

    fn join(&mut self, statements: impl Iterator<Item = StatementId>) {
        let units: Vec<usize> = statements.filter_map(|id| self.unit_of[id]).collect();
        let home = units.iter().copied().find(|unit| Some(*unit) == self.home);
        let Some(first) = home.or_else(|| units.iter().copied().min()) else { return };
        for unit in &mut self.unit_of {
            if unit.is_some_and(|unit| units.contains(&unit)) {
                *unit = Some(first);
            }
        }
    }

    fn stay(&mut self, unit: usize) {
        let home = *self.home.get_or_insert(unit);
        for known in &mut self.unit_of {
            if *known == Some(unit) {
                *known = Some(home);
            }
        }
    }
}

/// A unit that nobody is seen to need must be needed in some other way. Says whether there
/// was one.
fn keep_unknown(candidates: &mut FxHashMap<ModuleId, Candidate>, needed: &Needed) -> bool {
    let mut any = false;
    for (id, candidate) in candidates {
        for (unit, roots) in needed[id].iter().enumerate() {
            let is_there = candidate.unit_of.contains(&Some(unit));
            if is_there && candidate.home != Some(unit) && roots.is_clear() {
                candidate.stay(unit);
                any = true;
            }
        }
    }
    any
}

type Needed = FxHashMap<ModuleId, Vec<FixedBitSet>>;

/// By unit: all roots that need it, whether they have it already or not.
fn needed(split: &Split<'_>, reach: &Reach, candidates: &FxHashMap<ModuleId, Candidate>) -> Needed {
    let mut spread = Spread {
        split,
        candidates,
        needed: candidates
            .iter()
            .map(|(id, candidate)| {
                (*id, vec![FixedBitSet::with_capacity(split.roots.len()); candidate.units])
            })
            .collect(),
        work: Vec::new(),
    };
    for id in split.orders.execution {
        let mut users = FixedBitSet::with_capacity(split.roots.len());
        users.extend(reach.users(*id));
        if let Some(candidate) = candidates.get(id) {
            if let Some(home) = candidate.home {
                spread.add(*id, home, &users);
            }
            continue;
        }
        for statement in split.links.live[*id].iter() {
            spread.statement(*id, statement, &users);
        }
        let is_entry = split.roots.iter().any(|root| root.module == *id);
        if is_entry || split.links.live[*id].namespace || split.links.wraps[*id].is_lazy() {
            for (_, binding) in &split.links.exports[*id].names {
                spread.binding(binding, &users);
            }
        }
    }
    spread.run();
    spread.needed
}

struct Spread<'s> {
    split: &'s Split<'s>,
    candidates: &'s FxHashMap<ModuleId, Candidate>,
    needed: Needed,
    /// Units whose roots have grown.
    work: Vec<(ModuleId, usize)>,
}

impl Spread<'_> {
    fn run(&mut self) {
        while let Some((id, unit)) = self.work.pop() {
            let roots = self.needed[&id][unit].clone();
            let candidates = self.candidates;
            for (statement, _) in
                candidates[&id].unit_of.iter_enumerated().filter(|(_, known)| **known == Some(unit))
            {
                self.statement(id, statement, &roots);
            }
        }
    }

    fn add(&mut self, id: ModuleId, unit: usize, roots: &FixedBitSet) {
        let Some(units) = self.needed.get_mut(&id) else { return };
        if !roots.is_subset(&units[unit]) {
            units[unit].union_with(roots);
            self.work.push((id, unit));
        }
    }

    fn statement(&mut self, id: ModuleId, statement: StatementId, roots: &FixedBitSet) {
        let links = self.split.links;
        let graph = self.split.graph;
        for (_, binding) in links.mentions(graph, id, statement) {
            self.binding(binding, roots);
        }
        for symbol in links.own_mentions(graph, id, statement) {
            self.binding(&Binding::Symbol(id, symbol), roots);
        }
    }

    fn binding(&mut self, binding: &Binding, roots: &FixedBitSet) {
        let Binding::Symbol(id, symbol) = binding else { return };
        let candidates = self.candidates;
        let Some(candidate) = candidates.get(id) else { return };
        let declarations = &self.split.graph.modules[*id].facts().declarations;
        for statement in declarations.get(symbol).into_iter().flatten() {
            if let Some(unit) = candidate.unit_of[*statement] {
                self.add(*id, unit, roots);
            }
        }
    }
}

/// Leaves out the roots that have a unit when they are loaded.
fn settle(
    split: &Split<'_>,
    reach: &Reach,
    candidates: &FxHashMap<ModuleId, Candidate>,
    needed: &Needed,
) -> Parts {
    let mut settled: FxHashMap<&FixedBitSet, FixedBitSet> = FxHashMap::default();
    let mut modules = FxHashMap::default();
    for id in split.orders.execution {
        let Some(candidate) = candidates.get(id) else { continue };
        let roots = needed[id]
            .iter()
            .map(|roots| {
                settled.entry(roots).or_insert_with(|| reach.without_repeats(split, roots)).clone()
            })
            .collect();
        let (unit_of, home) = (candidate.unit_of.clone(), candidate.home);
        modules.insert(*id, Units { unit_of, roots, home });
    }
    Parts { modules }
}

/// Units that would be in a file more that is too small.
fn small(split: &Split<'_>, reach: &Reach, parts: &Parts, min_size: u64) -> Vec<(ModuleId, usize)> {
    use oxc::span::GetSpan;
    // Files that are there anyway.
    let mut present: FxHashSet<&FixedBitSet> = reach.own.iter().collect();
    for id in split.orders.execution {
        if parts.modules.get(id).is_none_or(|units| units.home.is_some()) {
            present.insert(&reach.roots[*id]);
        }
    }
    let mut further: IndexMap<&FixedBitSet, Further> = IndexMap::default();
    for id in split.orders.execution {
        let Some(units) = parts.modules.get(id) else { continue };
        let body = &split.graph.modules[*id].module.ast.program().body;
        for (statement, unit) in units.unit_of.iter_enumerated() {
            let Some(unit) = *unit else { continue };
            let roots = &units.roots[unit];
            if roots.is_clear() || Some(unit) == units.home || present.contains(roots) {
                continue;
            }
            let further = further.entry(roots).or_default();
            further.size += u64::from(body[statement.index()].span().size());
            if !further.units.contains(&(*id, unit)) {
                further.units.push((*id, unit));
            }
            further.gone.push(&reach.roots[*id]);
        }
    }
    // One file may come in place of that which the modules would have had.
    let mut small = Vec::new();
    let mut replaced: FxHashSet<&FixedBitSet> = FxHashSet::default();
    for (roots, further) in further {
        let mut gone = further.gone.iter().filter(|gone| !present.contains(**gone));
        let in_place = gone.any(|gone| roots.is_subset(gone) && replaced.insert(gone));
        if further.size < min_size && !in_place {
            small.extend(further.units);
        }
    }
    small
}

#[derive(Default)]
struct Further<'f> {
    size: u64,
    units: Vec<(ModuleId, usize)>,
    /// The files that the modules would have had.
    gone: Vec<&'f FixedBitSet>,
}
