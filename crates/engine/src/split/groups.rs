//! Which modules share a file: first by who needs them, then by what was asked for.

use fixedbitset::FixedBitSet;
use oxc_index::{IndexVec, define_index_type};
use rustc_hash::FxHashMap;

use super::{Hosting, Root, Split, parts::Parts, reach::Reach};
use crate::module::{ModuleId, StatementId};

define_index_type! {
    /// A file to be.
    pub struct GroupId = u32;
}

#[derive(Debug, Clone, Default)]
pub struct Group {
    /// Whose file it is.
    pub entry: Option<ModuleId>,
    /// The roots that load it: they need some of its modules, or it is theirs.
    pub roots: FixedBitSet,
    /// What its file is to be called.
    pub name: Option<String>,
    /// Bytes of source above which it is divided, where a cache group says so.
    pub max_size: Option<u64>,
}

#[derive(Debug, Clone)]
pub struct Groups {
    pub files: IndexVec<GroupId, Group>,
    pub of: IndexVec<ModuleId, Option<GroupId>>,
    /// By statement, for modules that are taken apart.
    pub parts: FxHashMap<ModuleId, PartGroups>,
}

#[derive(Debug, Clone)]
pub struct PartGroups {
    pub of: IndexVec<StatementId, Option<GroupId>>,
    /// Something of the module must be in its own group.
    pub has_home: bool,
}

impl Groups {
    /// Every module with exactly those that the same roots need.
    pub fn exact(split: &Split<'_>, reach: &Reach, hosting: Hosting, parts: &Parts) -> Self {
        let mut groups: IndexVec<GroupId, Group> = IndexVec::new();
        let mut by_roots: FxHashMap<&FixedBitSet, GroupId> = FxHashMap::default();
        for (index, root) in split.roots.iter().enumerate() {
            if root.name.is_none() {
                continue;
            }
            let own = &reach.own[index];
            let id = groups.push(Group {
                entry: Some(root.module),
                roots: own.clone(),
                ..Group::default()
            });
            if hosting == Hosting::Apart {
                continue;
            }
            // The file of an entry holds what is needed together with the entry, even where
            // others import it. Of entries in one cycle only the first can.
            let needed = &reach.roots[root.module];
            let hosts = hosting == Hosting::Entries && !by_roots.contains_key(needed);
            let key = if hosts { needed } else { own };
            groups[id].roots.union_with(key);
            by_roots.entry(key).or_insert(id);
        }
        let mut of: IndexVec<ModuleId, Option<GroupId>> =
            split.graph.modules.iter().map(|_| None).collect();
        let mut group_of = |roots| {
            *by_roots.entry(roots).or_insert_with(|| {
                groups.push(Group { roots: FixedBitSet::clone(roots), ..Group::default() })
            })
        };
        let mut part_groups = FxHashMap::default();
        for id in split.orders.execution {
            let Some(units) = parts.modules.get(id) else {
                of[*id] = Some(group_of(&reach.roots[*id]));
                continue;
            };
            let mut home = units.home.map(|_| group_of(&reach.roots[*id]));
            let statements = units.unit_of.iter().map(|unit| {
                let unit = (*unit)?;
                let group = match home {
                    Some(group) if units.home == Some(unit) => group,
                    _ => group_of(&units.roots[unit]),
                };
                Some(group)
            });
            let statements: IndexVec<StatementId, Option<GroupId>> = statements.collect();
            home = home.or_else(|| statements.iter().flatten().next().copied());
            of[*id] = Some(home.unwrap_or_else(|| group_of(&reach.roots[*id])));
            let has_home = units.home.is_some();
            part_groups.insert(*id, PartGroups { of: statements, has_home });
        }
        Self { files: groups, of, parts: part_groups }
    }

    /// The groups with code of a module.
    pub fn all_of(&self, id: ModuleId) -> Vec<GroupId> {
        let Some(parts) = self.parts.get(&id) else { return self.of[id].into_iter().collect() };
        let mut all: Vec<GroupId> = parts.of.iter().flatten().copied().collect();
        all.extend(self.of[id].filter(|_| parts.has_home));
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The modules of every group, in the order in which they run.
    pub fn members(&self, execution: &[ModuleId]) -> IndexVec<GroupId, Vec<ModuleId>> {
        let mut members: IndexVec<GroupId, Vec<ModuleId>> =
            self.files.iter().map(|_| Vec::new()).collect();
        for id in execution {
            for group in self.all_of(*id) {
                members[group].push(*id);
            }
        }
        members
    }
}

/// Whether all, some or none of a set of roots are entries.
pub fn is_selected(
    selection: crate::options::Selection,
    roots: &[Root],
    set: &FixedBitSet,
) -> bool {
    use crate::options::Selection;
    let initial = || set.ones().any(|index| roots[index].name.is_some());
    match selection {
        Selection::All => true,
        Selection::Initial => initial(),
        Selection::Async => !initial(),
    }
}
