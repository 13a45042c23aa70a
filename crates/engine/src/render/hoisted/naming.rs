//! How the code of a chunk mentions things: bindings, name spaces, helpers.

use std::sync::atomic::Ordering;

use oxc::{semantic::SymbolId, str::CompactStr};
use rustc_hash::FxHashMap;

use super::{Helper, Replacement, View};
use crate::{
    graph::ExternalId,
    link::{Binding, CommonJsName, Dynamic},
    module::{ImportedName, ModuleId},
    split::Item,
};

impl View<'_> {
    /// How this chunk mentions an item: its name, or `chunk.name`.
    pub(super) fn item(&self, item: Item) -> CompactStr {
        let owner = self.context.chunks.owner(self.context.graph, item);
        if let Some(name) = self.names.items.get(&item) {
            return name.clone();
        }
        let (Some(owner), false) = (owner, owner == Some(self.chunk_id)) else {
            return CompactStr::from("undefined");
        };
        match self.names.chunks.get(&owner) {
            Some(chunk) => format!("{chunk}.{}", self.context.export_alias(owner, item)).into(),
            None => CompactStr::from("undefined"),
        }
    }

    /// Whether a binding of a module that has code in this chunk is declared in it.
    pub(super) fn is_here(&self, id: ModuleId, symbol: SymbolId) -> bool {
        let context = self.context;
        !context.chunks.parts.contains_key(&id)
            || context.chunks.owner(context.graph, Item::Symbol(id, symbol.into()))
                == Some(self.chunk_id)
    }

    pub(super) fn import(&self, id: ModuleId) -> CompactStr {
        self.names.imports.get(&id).cloned().unwrap_or_else(|| "undefined".into())
    }

    /// The name of a helper, which the chunk then carries.
    pub(super) fn helper(&self, helper: Helper) -> CompactStr {
        self.helpers.fetch_or(helper.bit(), Ordering::Relaxed);
        self.helper_name(helper)
    }

    pub(super) fn helper_name(&self, helper: Helper) -> CompactStr {
        self.names.helpers.get(&helper).cloned().unwrap_or_else(|| helper.name().into())
    }

    /// `object.name` where `object` may itself be `chunk.name`.
    pub(super) fn binding(&self, from: Option<ModuleId>, binding: &Binding) -> Replacement {
        match binding {
            Binding::Symbol(id, symbol) if Some(*id) == from && self.is_here(*id, *symbol) => {
                Replacement::Own(*symbol)
            }
            Binding::Symbol(id, symbol) if self.context.wrap(*id).is_lazy() => {
                let name = self.export_name(*id, *symbol);
                Replacement::Member(self.item(Item::Namespace(*id)), name)
            }
            Binding::Symbol(id, symbol) => named(self.item(Item::Symbol(*id, (*symbol).into()))),
            Binding::Key(id, symbol, key) => {
                Replacement::Member(self.item(Item::Symbol(*id, (*symbol).into())), key.clone())
            }
            Binding::Namespace(id) => named(self.item(Item::Namespace(*id))),
            Binding::Member(id, name) => {
                Replacement::Member(self.item(Item::Namespace(*id)), name.clone())
            }
            Binding::CommonJs(id, name) => {
                let import = self.import(*id);
                match name {
                    CommonJsName::Name(name) => Replacement::Member(import, name.clone()),
                    CommonJsName::Default => {
                        Replacement::Call(self.helper(Helper::Default), import)
                    }
                    CommonJsName::Whole => Replacement::Name(import),
                    CommonJsName::Namespace { strict: true } => {
                        Replacement::CallStrict(self.helper(Helper::Namespace), import)
                    }
                    CommonJsName::Namespace { strict: false } => {
                        Replacement::Call(self.helper(Helper::Namespace), import)
                    }
                }
            }
            Binding::External(id, name) => self.external(*id, name),
            Binding::Missing => Replacement::Undefined,
            Binding::Constant(value) => Replacement::Constant(value.clone()),
        }
    }

    pub(super) fn external(&self, id: ExternalId, name: &ImportedName) -> Replacement {
        let variable = self.names.externals.get(&id).cloned().unwrap_or_else(|| "undefined".into());
        let is_namespace = self.context.external_is_namespace(id);
        match name {
            ImportedName::Namespace => Replacement::Name(variable),
            ImportedName::Name(name) if name == "default" && !is_namespace => {
                Replacement::Call(self.helper(Helper::Default), variable)
            }
            ImportedName::Name(name) => Replacement::Member(variable, name.clone()),
        }
    }

    /// The name of an own binding of a lazy module: as it is written.
    pub(super) fn own_name(&self, id: ModuleId, symbol: SymbolId) -> CompactStr {
        if let Some(name) = self.names.items.get(&Item::Symbol(id, symbol.into())) {
            return name.clone();
        }
        let module = &self.context.graph.modules[id];
        let name = module.module.scoping.symbol_name(symbol);
        if name == crate::scan::normalize::DEFAULT_BINDING {
            super::super::names::default_name(&module.name)
        } else {
            name.into()
        }
    }

    pub(super) fn export_name(&self, id: ModuleId, symbol: SymbolId) -> CompactStr {
        let found = self.context.links.exports[id]
            .names
            .iter()
            .find(|(_, binding)| *binding == Binding::Symbol(id, symbol));
        found.map_or_else(|| "default".into(), |(name, _)| name.clone())
    }

    /// The getters of a name space object, `{ a: () => a }`.
    fn getters(&self, id: ModuleId, renames: &FxHashMap<SymbolId, CompactStr>) -> String {
        let context = self.context;
        let mut getters = String::from("{");
        for (name, binding) in &context.links.exports[id].names {
            let is_own = matches!(binding, Binding::Symbol(owner, _) if *owner == id);
            if !is_own && !context.links.live[id].sees(name) {
                continue;
            }
            if let Binding::Symbol(owner, symbol) = binding
                && !context.symbol_is_live(*owner, *symbol)
            {
                continue;
            }
            let value = match binding {
                Binding::Symbol(owner, symbol) if *owner == id => renames
                    .get(symbol)
                    .cloned()
                    .unwrap_or_else(|| self.own_name(id, *symbol))
                    .to_string(),
                binding => super::super::expression_text(&self.binding(Some(id), binding)),
            };
            if getters.len() > 1 {
                getters.push(',');
            }
            getters.push_str(&self.context.getter(name, &value));
        }
        getters.push_str(" }");
        getters
    }

    /// `__export(target, { … })` for the name space of a module.
    pub(super) fn export_call(
        &self,
        id: ModuleId,
        target: &str,
        renames: &FxHashMap<SymbolId, CompactStr>,
    ) -> String {
        let getters = self.getters(id, renames);
        let export = self.helper(Helper::Export);
        let open = !self.context.links.exports[id].dynamic.is_empty();
        let flag = match (self.context.is_required(id), open) {
            (true, false) => ", 1",
            (true, true) => ", 1, 1",
            (false, true) => ", 0, 1",
            (false, false) => "",
        };
        format!("{export}({target}, {getters}{flag})")
    }

    /// Statements that add what is known at run time only to the name space of a module.
    pub(super) fn reexports(&self, id: ModuleId) -> String {
        let name = self.item(Item::Namespace(id));
        let mut text = String::new();
        for source in self.dynamic_sources(id) {
            text.push_str(&format!("{}({name}, {source});\n", self.helper(Helper::Reexport)));
        }
        text
    }

    /// What becomes a name space object. It has no prototype by the specification; what
    /// CommonJS code gets from `require` has one, since such code calls its methods.
    pub(super) fn empty_object(&self, id: ModuleId) -> &'static str {
        if self.context.is_required(id) { "{}" } else { "{ __proto__: null }" }
    }

    fn dynamic_sources(&self, id: ModuleId) -> Vec<CompactStr> {
        let exports = &self.context.links.exports[id];
        exports
            .dynamic
            .iter()
            .map(|dynamic| match dynamic {
                Dynamic::CommonJs(target) => {
                    format!("{}()", self.item(Item::Wrapper(*target))).into()
                }
                Dynamic::External(external) => self
                    .names
                    .externals
                    .get(external)
                    .cloned()
                    .unwrap_or_else(|| "undefined".into()),
            })
            .collect()
    }
}

/// `a` or `chunk.a` as an expression.
pub(super) fn named(text: CompactStr) -> Replacement {
    match text.split_once('.') {
        Some((object, property)) => Replacement::Member(object.into(), property.into()),
        None => Replacement::Name(text),
    }
}
