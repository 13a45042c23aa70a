//! Modules that mainly pass on others, and say that they have no effects.
//!
//! ```js
//! export { default as Add } from "./Add.js";      and thousands more
//! ```
//! Of these only what somebody asks for is looked for and read. Requests of names come in from
//! all threads; what is read in the end is the same whoever is first, since names are only
//! ever added.

use std::sync::Arc;

use oxc::str::CompactStr;
use rayon::Scope;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Found, ScannedEdge, Scanner, Slot};
use crate::module::{
    ExportTarget, Facts, ImportedName, Module, ModuleFormat, RecordId, RecordKind,
};

/// What an importer may use of a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    All,
    Names(Vec<CompactStr>),
}

impl Wanted {
    /// By request of a module: what it may use of the answer.
    pub fn of_records(facts: &Facts) -> Vec<Self> {
        let mut wanted: Vec<Self> = facts
            .records
            .iter()
            .map(|record| match record.kind {
                RecordKind::Import => Self::Names(Vec::new()),
                _ => Self::All,
            })
            .collect();
        for import in facts.imports.values() {
            wanted[import.record.index()].add(&import.name);
        }
        for export in &facts.exports {
            if let ExportTarget::From(record, name) = &export.target {
                wanted[record.index()].add(name);
            }
        }
        for star in &facts.stars {
            wanted[star.index()] = Self::All;
        }
        wanted
    }

    fn add(&mut self, name: &ImportedName) {
        match (&mut *self, name) {
            (Self::All, _) => {}
            (Self::Names(names), ImportedName::Name(name)) => names.push(name.clone()),
            (Self::Names(_), ImportedName::Namespace) => *self = Self::All,
        }
    }
}

/// What is asked of one module, and what was done about it.
#[derive(Default)]
pub struct Barrel {
    all: bool,
    names: FxHashSet<CompactStr>,
    /// Once it is read, if it is one that waits to be asked.
    read: Option<(Arc<Found>, Arc<Module>)>,
    /// With what was asked through them.
    edges: FxHashMap<RecordId, ScannedEdge>,
}

/// Requests to follow, each with what is wanted of the answer.
pub type ToLoad = Vec<(RecordId, Wanted)>;

impl Barrel {
    /// Notes what is wanted; gives the names that are new.
    pub fn add(&mut self, wanted: &Wanted) -> Vec<CompactStr> {
        match wanted {
            Wanted::All => {
                self.all = true;
                Vec::new()
            }
            Wanted::Names(names) => {
                names.iter().filter(|name| self.names.insert((*name).clone())).cloned().collect()
            }
        }
    }

    /// The module is there: what was asked before can be followed.
    pub fn read(&mut self, found: &Arc<Found>, module: &Arc<Module>) -> ToLoad {
        self.read = Some((Arc::clone(found), Arc::clone(module)));
        let mut names: Vec<CompactStr> = self.names.iter().cloned().collect();
        names.sort_unstable();
        self.follow(&module.facts, &names)
    }

    /// What must be loaded for `names`.
    fn follow(&mut self, facts: &Facts, names: &[CompactStr]) -> ToLoad {
        let mut load = ToLoad::new();
        let mut own = self.all;
        for name in names {
            own |= !passed_on(facts, name, &mut load);
        }
        if own {
            // It runs, so all that it imports does.
            self.all = true;
            load = facts.records.indices().zip(Wanted::of_records(facts)).collect();
        }
        load
    }

    pub fn into_edges(self) -> FxHashMap<RecordId, ScannedEdge> {
        self.edges
    }
}

/// Where a name comes from, if it is not of the module itself.
fn passed_on(facts: &Facts, name: &CompactStr, load: &mut ToLoad) -> bool {
    let of = |imported: &ImportedName| match imported {
        ImportedName::Name(name) => Wanted::Names(vec![name.clone()]),
        ImportedName::Namespace => Wanted::All,
    };
    let Some(export) = facts.exports.iter().find(|export| export.name == *name) else {
        if name != "default" {
            let wanted = Wanted::Names(vec![name.clone()]);
            load.extend(facts.stars.iter().map(|star| (*star, wanted.clone())));
        }
        return true;
    };
    match &export.target {
        ExportTarget::From(record, imported) => load.push((*record, of(imported))),
        ExportTarget::Local(symbol) => match facts.imports.get(symbol) {
            Some(import) => load.push((import.record, of(&import.name))),
            None => return false,
        },
        ExportTarget::Key(..) => return false,
    }
    true
}

impl<'s> Scanner<'s> {
    /// A module of which only parts may be needed.
    pub(super) fn is_barrel(&self, found: &Found, module: &Module) -> bool {
        let facts = &module.facts;
        self.options.tree_shaking
            && found.side_effect_free
            && facts.format == ModuleFormat::Esm
            && module.polyfills.is_empty()
            && !facts.uses.commonjs
            && !facts.uses.top_level_await
            && (!facts.stars.is_empty()
                || facts.exports.iter().any(|export| match &export.target {
                    ExportTarget::From(..) => true,
                    ExportTarget::Local(symbol) => facts.imports.contains_key(symbol),
                    ExportTarget::Key(..) => false,
                }))
    }

    /// Somebody asks for more of a module.
    pub(super) fn want<'t: 's>(&'t self, slot: &Arc<Slot>, wanted: &Wanted, scope: &Scope<'t>) {
        let mut barrel = slot.barrel.lock().expect("no thread panics while it holds it");
        if barrel.all {
            return;
        }
        let names = barrel.add(wanted);
        let Some((found, module)) = barrel.read.clone() else { return };
        if names.is_empty() && !barrel.all {
            return;
        }
        let load = barrel.follow(&module.facts, &names);
        drop(barrel);
        if !load.is_empty() {
            let slot = Arc::clone(slot);
            // As a job of its own: barrels lead to barrels.
            scope.spawn(move |scope| self.load_records(&slot, &found, &module, &load, scope));
        }
    }

    pub(super) fn load_records<'t: 's>(
        &'t self,
        slot: &Slot,
        found: &Found,
        module: &Module,
        load: &ToLoad,
        scope: &Scope<'t>,
    ) {
        for (record, wanted) in load {
            if self.host.stopped() {
                return;
            }
            let edge = self.edge(found, module, &module.facts.records[*record], wanted, scope);
            let mut barrel = slot.barrel.lock().expect("no thread panics while it holds it");
            barrel.edges.insert(*record, edge);
        }
    }
}
