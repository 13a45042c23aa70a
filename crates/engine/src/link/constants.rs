//! Constants that stand in the place of what is imported.

use oxc::semantic::SymbolId;
use oxc_index::IndexVec;
use rustc_hash::FxHashMap;

use super::{
    Binding, Exports,
    members::Member,
    objects::{Objects, constant_objects},
};
use crate::{
    constants::Constants,
    graph::ModuleGraph,
    module::{Constant, ConstantSource, ModuleId, Path},
    options::Options,
};

/// Longer texts are written once and mentioned.
const SHORT: usize = 8;

/// Puts constants in the place of bindings.
pub struct Inliner<'g> {
    graph: &'g ModuleGraph,
    enabled: bool,
    pub constants: Constants<'g>,
    uses: FxHashMap<(ModuleId, SymbolId), usize>,
    objects: Objects,
}

impl<'g> Inliner<'g> {
    pub fn new(graph: &'g ModuleGraph, options: &Options) -> Self {
        Self {
            graph,
            enabled: options.tree_shaking,
            constants: Constants::new(graph),
            uses: FxHashMap::default(),
            objects: Objects::default(),
        }
    }

    /// Puts constants in the place of import bindings.
    pub fn inline(&mut self, imports: &mut IndexVec<ModuleId, FxHashMap<SymbolId, Binding>>) {
        let graph = self.graph;
        if !self.enabled {
            return;
        }
        let mut found: Vec<(ModuleId, SymbolId, ModuleId, SymbolId)> = Vec::new();
        for (reader, bindings) in imports.iter_enumerated() {
            let before = found.len();
            for (import, binding) in bindings {
                if let Binding::Symbol(owner, symbol) = binding
                    && graph.modules[*owner].facts().constants.contains_key(symbol)
                {
                    let scoping = &graph.modules[reader].module.scoping;
                    let count = scoping.get_resolved_reference_ids(*import).len();
                    *self.uses.entry((*owner, *symbol)).or_default() += count;
                    found.push((reader, *import, *owner, *symbol));
                }
            }
            found[before..].sort_unstable();
        }
        let mut values = Vec::new();
        for (reader, import, owner, symbol) in found {
            if let Some(value) = self.constants.value(owner, symbol)
                && self.is_worth(&value, owner, symbol)
                && self.constants.is_there(reader, owner)
            {
                values.push((reader, import, value));
            }
        }
        for (reader, import, value) in values {
            imports[reader].insert(import, Binding::Constant(value));
        }
    }

    /// Notes of which objects the properties are constants.
    pub fn look_into_objects(
        &mut self,
        exports: &IndexVec<ModuleId, Exports>,
        imports: &IndexVec<ModuleId, FxHashMap<SymbolId, Binding>>,
    ) {
        if self.enabled {
            self.objects = constant_objects(self.graph, exports, imports);
        }
    }

    /// The same for `ns.name`, and for the members of enums and objects.
    pub fn of_member(&mut self, reader: ModuleId, member: &mut Member, path: &Path) {
        let Binding::Symbol(owner, symbol) = &member.binding else { return };
        let (owner, symbol) = (*owner, *symbol);
        if !self.enabled {
            return;
        }
        let facts = self.graph.modules[owner].facts();
        let members = facts.enums.get(&symbol).or_else(|| self.objects.get(&(owner, symbol)));
        let (depth, value) = if let Some(members) = members {
            let name = path.names.get(member.depth);
            let Some((_, value)) = members.iter().find(|(known, _)| Some(known) == name) else {
                return;
            };
            (member.depth + 1, value.clone())
        } else if let Some(ConstantSource::Value(value)) = facts.constants.get(&symbol) {
            if !self.is_worth(value, owner, symbol) {
                return;
            }
            (member.depth, value.clone())
        } else {
            return;
        };
        if depth > 0 && self.constants.is_there(reader, owner) {
            *member = Member { depth, binding: Binding::Constant(value) };
        }
    }

    fn is_worth(&self, value: &Constant, owner: ModuleId, symbol: SymbolId) -> bool {
        match value {
            Constant::Text(text) => {
                text.len() <= SHORT || self.uses.get(&(owner, symbol)).is_none_or(|uses| *uses < 2)
            }
            _ => true,
        }
    }
}

/// Whether it may stand wherever it is mentioned.
pub fn is_short(value: &Constant) -> bool {
    !matches!(value, Constant::Text(text) if text.len() > SHORT)
}
