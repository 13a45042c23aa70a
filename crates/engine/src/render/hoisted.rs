//! The production rendering: scope-hoisted chunks.
//!
//! ```js
//! import …                                  other chunks and externals (esm)
//! var __commonJS = …                        helpers that are used
//! var data = { … };                         JSON values
//! var a_exports = __export({}, { … });      name space objects
//! var require_b = __commonJS(…);            wrapped modules: nothing runs yet
//! const x = 1; …                            hoisted modules, in order, with
//! var import_b = require_b();               wrapped ones run where they are imported
//! export { … }
//! ```
//! In the formats that are no ES modules everything but the CommonJS modules is strict.

use std::sync::atomic::{AtomicU32, Ordering};

use oxc::{semantic::SymbolId, str::CompactStr};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Piece, RenderContext,
    names::{ChunkNames, declared},
    print::{Printed, Wrapper, WrapperFunction},
    rewrite::{Replacement, Replacements},
    runtime::{HELPERS, Helper},
};
use crate::{
    graph::{Edge, ExternalId},
    link::{Binding, CommonJsName, Dynamic, Wrap},
    module::{ImportedName, MemberUse, ModuleId, RecordKind},
    options::Format,
    split::{Chunk, ChunkId, Item, Step, item_owner},
};

/// What a module that may await calls when it has run to its end.
const FINISHED: &str = "finished$";

/// The parts of a chunk's code, in order.
#[derive(Default)]
pub struct Body {
    /// Wrapped modules and values; CommonJS among them may be sloppy.
    pub definitions: Vec<Piece>,
    /// Hoisted modules and triggers: strict.
    pub sequence: Vec<Piece>,
    pub helpers: Vec<Helper>,
    /// Some definition must not become strict.
    pub sloppy: bool,
    /// The sequence awaits.
    pub awaits: bool,
    pub legal: Vec<String>,
    /// Of the entry.
    pub public: Vec<PublicExport>,
    /// What other chunks mention, with the name it has here.
    pub provides: Vec<(Item, CompactStr)>,
}

/// How the public exports of an entry are written, and what they need.
pub struct PublicExport {
    pub name: CompactStr,
    pub binding: Binding,
    /// The expression in this chunk.
    pub value: String,
    /// `value` is the name of a top-level binding.
    pub is_name: bool,
}

/// Renders the modules of a chunk; format wrappers come around it.
pub fn body(context: &RenderContext<'_>, chunk_id: ChunkId) -> Body {
    let view = View {
        context,
        chunk_id,
        chunk: &context.chunks.chunks[chunk_id],
        names: &context.names[chunk_id],
        helpers: AtomicU32::new(0),
    };
    let printed: FxHashMap<ModuleId, Printed> =
        view.chunk.modules.par_iter().map(|id| (*id, view.module(*id))).collect();
    let public = view.chunk.entry.map(|entry| view.public_exports(entry)).unwrap_or_default();
    let provides = view.chunk.provides.iter().map(|item| (*item, view.item(*item))).collect();
    let mut body = view.assemble(printed);
    body.public = public;
    body.provides = provides;
    body
}

struct View<'v> {
    context: &'v RenderContext<'v>,
    chunk_id: ChunkId,
    chunk: &'v Chunk,
    names: &'v ChunkNames,
    /// The helpers used so far, a bit each.
    helpers: AtomicU32,
}

impl View<'_> {
    fn assemble(&self, mut printed: FxHashMap<ModuleId, Printed>) -> Body {
        let mut body = Body::default();
        let context = self.context;
        let minify = context.options.minify;
        for id in &self.chunk.modules {
            if self.has_namespace(*id) {
                let text = self.namespace(*id);
                // A lazy module fills its name space itself, when it runs.
                let text = if context.wrap(*id).is_lazy() {
                    format!(
                        "var {} = {};\n",
                        self.item(Item::Namespace(*id)),
                        self.empty_object(*id)
                    )
                } else {
                    text
                };
                let hoisted = context.wrap(*id) == Wrap::Hoisted;
                let name = self.item(Item::Namespace(*id));
                if hoisted {
                    // The object is there for all, its getters see the strict part.
                    body.definitions.push(Piece::text(
                        format!("var {name} = {};\n", self.empty_object(*id)),
                        minify,
                    ));
                    body.sequence.push(Piece::text(text, minify));
                } else {
                    body.definitions.push(Piece::text(text, minify));
                }
            }
        }
        let imports = self.imports_of_hoisted();
        let mut imported: FxHashSet<ModuleId> = FxHashSet::default();
        let mut late: Vec<Piece> = Vec::new();
        for step in &self.chunk.sequence {
            match step {
                Step::Define(id) => {
                    let Some(printed) = printed.remove(id) else { continue };
                    body.sloppy |= context.wrap(*id) == Wrap::CommonJs
                        && !context.graph.modules[*id].facts().strict;
                    body.legal.extend(printed.legal.iter().cloned());
                    body.definitions.push(self.comment(*id));
                    body.definitions.push(Piece::module(printed));
                }
                Step::Body(id) => {
                    let Some(printed) = printed.remove(id) else { continue };
                    body.awaits |= context.graph.modules[*id].facts().uses.top_level_await;
                    body.legal.extend(printed.legal.iter().cloned());
                    late.push(self.comment(*id));
                    late.push(Piece::module(printed));
                }
                Step::Trigger(id) => {
                    body.awaits |= context.wrap(*id) == (Wrap::Lazy { awaits: true });
                    let wrapper = self.item(Item::Wrapper(*id));
                    let text = match context.wrap(*id) {
                        Wrap::Lazy { awaits: true } => format!("await {wrapper}();\n"),
                        Wrap::CommonJs if self.chunk.entry == Some(*id) || imports.contains(id) => {
                            imported.insert(*id);
                            format!("var {} = {wrapper}();\n", self.import(*id))
                        }
                        _ => format!("{wrapper}();\n"),
                    };
                    late.push(Piece::text(text, minify));
                }
            }
        }
        // Reached through a module of another chunk, which has run already.
        for id in imports {
            if imported.insert(id) {
                let text =
                    format!("var {} = {}();\n", self.import(id), self.item(Item::Wrapper(id)));
                body.sequence.push(Piece::text(text, minify));
            }
        }
        body.sequence.extend(late);
        let used = self.helpers.load(Ordering::Relaxed);
        body.helpers = HELPERS.into_iter().filter(|helper| used & helper.bit() != 0).collect();
        body
    }

    fn public_exports(&self, entry: ModuleId) -> Vec<PublicExport> {
        let context = self.context;
        let exports = &context.links.exports[entry];
        exports
            .names
            .iter()
            .map(|(name, binding)| {
                let replacement = match binding {
                    _ if context.wrap(entry).is_lazy() => {
                        Replacement::Member(self.item(Item::Namespace(entry)), name.clone())
                    }
                    binding => self.binding(None, binding),
                };
                PublicExport {
                    name: name.clone(),
                    binding: binding.clone(),
                    value: super::expression_text(&replacement),
                    is_name: matches!(replacement, Replacement::Name(_)),
                }
            })
            .collect()
    }

    fn comment(&self, id: ModuleId) -> Piece {
        if self.context.options.minify {
            return Piece::text(String::new(), true);
        }
        let name = self.context.graph.modules[id].name.replace(['\n', '\r'], " ");
        Piece::text(format!("// {name}\n"), false)
    }

    fn has_namespace(&self, id: ModuleId) -> bool {
        self.context.links.live[id].namespace || self.context.wrap(id).is_lazy()
    }

    /// CommonJS modules whose `module.exports` hoisted code of this chunk reads.
    fn imports_of_hoisted(&self) -> Vec<ModuleId> {
        let mut found = Vec::new();
        for id in &self.chunk.modules {
            if self.context.wrap(*id) == Wrap::Hoisted {
                let links = self.context.links;
                let mut used: Vec<ModuleId> =
                    self.used_bindings(*id).into_iter().filter_map(common_js).collect();
                if self.has_namespace(*id) {
                    used.extend(
                        links.exports[*id]
                            .names
                            .iter()
                            .filter_map(|(_, binding)| common_js(binding)),
                    );
                    used.extend(dynamic_common_js(&links.exports[*id].dynamic));
                }
                for id in used {
                    if !found.contains(&id) {
                        found.push(id);
                    }
                }
            }
        }
        if let Some(entry) = self.chunk.entry
            && !self.context.wrap(entry).is_wrapped()
        {
            let exports = &self.context.links.exports[entry];
            let used = exports.names.iter().filter_map(|(_, binding)| common_js(binding));
            for id in used.chain(dynamic_common_js(&exports.dynamic)) {
                if !found.contains(&id) {
                    found.push(id);
                }
            }
        }
        found
    }

    /// The bindings that live statements of a module mention.
    fn used_bindings(&self, id: ModuleId) -> Vec<&Binding> {
        let links = self.context.links;
        let facts = self.context.graph.modules[id].facts();
        let mut used = Vec::new();
        for statement in links.live[id].iter() {
            let statement = &facts.statements[statement];
            used.extend(statement.needs.iter().filter_map(|symbol| links.imports[id].get(symbol)));
            for MemberUse { symbol, name, .. } in &statement.members {
                match links.imports[id].get(symbol) {
                    Some(Binding::Namespace(target)) => {
                        used.extend(links.exports[*target].get(name));
                    }
                    binding => used.extend(binding),
                }
            }
        }
        used
    }

    /// How this chunk mentions an item: its name, or `chunk.name`.
    fn item(&self, item: Item) -> CompactStr {
        let owner = self.context.chunks.chunk_of[item_owner(item)];
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

    fn import(&self, id: ModuleId) -> CompactStr {
        self.names.imports.get(&id).cloned().unwrap_or_else(|| "undefined".into())
    }

    /// The name of a helper, which the chunk then carries.
    fn helper(&self, helper: Helper) -> CompactStr {
        self.helpers.fetch_or(helper.bit(), Ordering::Relaxed);
        self.helper_name(helper)
    }

    fn helper_name(&self, helper: Helper) -> CompactStr {
        self.names.helpers.get(&helper).cloned().unwrap_or_else(|| helper.name().into())
    }

    /// `object.name` where `object` may itself be `chunk.name`.
    fn binding(&self, from: Option<ModuleId>, binding: &Binding) -> Replacement {
        match binding {
            Binding::Symbol(id, symbol) if Some(*id) == from => Replacement::Own(*symbol),
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
        }
    }

    fn external(&self, id: ExternalId, name: &ImportedName) -> Replacement {
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
    fn own_name(&self, id: ModuleId, symbol: SymbolId) -> CompactStr {
        if let Some(name) = self.names.items.get(&Item::Symbol(id, symbol.into())) {
            return name.clone();
        }
        let module = &self.context.graph.modules[id];
        let name = module.module.scoping.symbol_name(symbol);
        if name == crate::scan::normalize::DEFAULT_BINDING {
            super::names::default_name(&module.name)
        } else {
            name.into()
        }
    }

    fn export_name(&self, id: ModuleId, symbol: SymbolId) -> CompactStr {
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
                binding => super::expression_text(&self.binding(Some(id), binding)),
            };
            if getters.len() > 1 {
                getters.push(',');
            }
            getters.push_str(&super::getter(name, &value));
        }
        getters.push_str(" }");
        getters
    }

    /// `__export(a_exports, { … })`, with what is known at run time only.
    fn namespace(&self, id: ModuleId) -> String {
        self.namespace_with(id, &FxHashMap::default(), "")
    }

    fn namespace_with(
        &self,
        id: ModuleId,
        renames: &FxHashMap<SymbolId, CompactStr>,
        dynamic: &str,
    ) -> String {
        let context = self.context;
        let name = self.item(Item::Namespace(id));
        let getters = self.getters(id, renames);
        let export = self.helper(Helper::Export);
        let open = !context.links.exports[id].dynamic.is_empty();
        let flag = match (context.is_required(id), open) {
            (true, false) => ", 1",
            (true, true) => ", 1, 1",
            (false, true) => ", 0, 1",
            (false, false) => "",
        };
        let value = context.wrap(id) == Wrap::Value;
        let mut text = if value {
            format!("var {name} = {export}({}, {getters}{flag});\n", self.empty_object(id))
        } else {
            format!("{export}({name}, {getters}{flag});\n")
        };
        if dynamic.is_empty() && !context.wrap(id).is_lazy() {
            for source in self.dynamic_sources(id) {
                text.push_str(&format!("{}({name}, {source});\n", self.helper(Helper::Reexport)));
            }
        }
        text
    }

    /// What becomes a name space object. It has no prototype by the specification; what
    /// CommonJS code gets from `require` has one, since such code calls its methods.
    fn empty_object(&self, id: ModuleId) -> &'static str {
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

    fn module(&self, id: ModuleId) -> Printed {
        let context = self.context;
        let graph_module = &context.graph.modules[id];
        let facts = graph_module.facts();
        let wrap = context.wrap(id);
        let mut replacements = self.replacements(id);
        let mut wrapper = Wrapper::default();
        let mut mentioned: Vec<CompactStr> = Vec::new();
        match wrap {
            Wrap::Hoisted | Wrap::Value => {
                for symbol in declared(context.graph, context.links, id) {
                    let Some(name) = self.names.items.get(&Item::Symbol(id, symbol.into())) else {
                        continue;
                    };
                    if graph_module.module.scoping.symbol_name(symbol) != name {
                        replacements.renames.insert(symbol, name.clone());
                    }
                }
                if let Some(text) = self.keep_default_name(id) {
                    wrapper.prologue = text;
                }
                let root = graph_module.module.scoping.root_scope_id();
                let scoping = &graph_module.module.scoping;
                replacements.avoid_capture(&graph_module.module, &[], |symbol| {
                    scoping.symbol_scope_id(symbol) != root
                });
            }
            Wrap::CommonJs => {
                wrapper.directives = true;
                wrapper.function = Some(WrapperFunction {
                    name: self.item(Item::Wrapper(id)),
                    callee: self.helper(Helper::CommonJs),
                    parameters: vec!["exports", "module"],
                    asynchronous: false,
                    arguments: vec![graph_module.name.clone()],
                    main: self.is_main(id).then(|| self.helper(Helper::Require)),
                });
                mentioned.push(self.helper(Helper::CommonJs));
                let words: Vec<&str> = mentioned.iter().map(CompactStr::as_str).collect();
                replacements.avoid_capture(&graph_module.module, &words, |_| true);
            }
            Wrap::Lazy { awaits } => {
                let own = facts.default_symbol.filter(|symbol| {
                    graph_module.module.scoping.symbol_name(*symbol)
                        == crate::scan::normalize::DEFAULT_BINDING
                });
                if let Some(symbol) = own {
                    replacements
                        .renames
                        .insert(symbol, super::names::default_name(&graph_module.name));
                }
                let prologue_names = self.lazy_names(id);
                let words: Vec<&str> = prologue_names.iter().map(CompactStr::as_str).collect();
                let imports = &facts.imports;
                replacements.avoid_capture(&graph_module.module, &words, |symbol| {
                    !imports.contains_key(&symbol)
                });
                wrapper.prologue = self.lazy_prologue(id, &replacements);
                // One that has had nothing to wait for is no promise to anyone.
                let parameters = if awaits && !facts.uses.top_level_await {
                    wrapper.epilogue = format!("{FINISHED}();");
                    vec![FINISHED]
                } else {
                    Vec::new()
                };
                wrapper.strict = context.options.format != Format::Esm;
                wrapper.function = Some(WrapperFunction {
                    name: self.item(Item::Wrapper(id)),
                    callee: self.helper(Helper::Lazy),
                    parameters,
                    asynchronous: awaits,
                    arguments: Vec::new(),
                    main: None,
                });
            }
        }
        context.printer.print(context.graph, id, &context.links.live[id], &replacements, &wrapper)
    }

    /// Somebody may ask for `require.main`.
    fn is_main(&self, id: ModuleId) -> bool {
        self.chunk.entry == Some(id)
            && self
                .chunk
                .modules
                .iter()
                .any(|id| self.context.graph.modules[*id].facts().uses.require_value)
    }

    /// An anonymous default function is called `default`, whatever its binding is called.
    fn keep_default_name(&self, id: ModuleId) -> Option<String> {
        let module = &self.context.graph.modules[id];
        let symbol = module.facts().default_symbol?;
        let is_function = module.module.scoping.symbol_flags(symbol).is_function()
            && module.module.scoping.symbol_name(symbol) == crate::scan::normalize::DEFAULT_BINDING;
        (is_function && !self.context.options.minify && self.context.symbol_is_live(id, symbol))
            .then(|| format!("{}({});", self.helper(Helper::KeepName), self.own_name(id, symbol)))
    }

    fn lazy_names(&self, id: ModuleId) -> Vec<CompactStr> {
        let mut names = vec![
            self.helper_name(Helper::Export),
            self.helper_name(Helper::Reexport),
            self.item(Item::Namespace(id)),
            "Promise".into(),
            FINISHED.into(),
        ];
        for dependency in &self.context.chunks.dependencies[id] {
            if self.context.wrap(dependency.module).is_wrapped() {
                names.push(self.item(Item::Wrapper(dependency.module)));
                names.extend(self.names.imports.get(&dependency.module).cloned());
            }
        }
        for (_, binding) in &self.context.links.exports[id].names {
            if !matches!(binding, Binding::Symbol(owner, _) if *owner == id) {
                names.extend(
                    self.binding(Some(id), binding).names().into_iter().map(CompactStr::from),
                );
            }
        }
        names.iter().filter_map(|name| name.split('.').next()).map(CompactStr::from).collect()
    }

    /// What a lazy module does first: its exports, then its imports in their order.
    fn lazy_prologue(&self, id: ModuleId, replacements: &Replacements) -> String {
        let context = self.context;
        let mut text = self.namespace_with(id, &replacements.renames, "lazy");
        let mut waiting = Vec::new();
        let mut imported = FxHashSet::default();
        for dependency in &context.chunks.dependencies[id] {
            let target = dependency.module;
            if !dependency.eager || !context.wrap(target).is_wrapped() {
                continue;
            }
            let wrapper = self.item(Item::Wrapper(target));
            match context.wrap(target) {
                Wrap::Lazy { awaits: true } => {
                    // All start in order, then all are waited for.
                    text.push_str(&format!("var wait${} = {wrapper}();\n", waiting.len()));
                    waiting.push(format!("wait${}", waiting.len()));
                }
                Wrap::CommonJs => {
                    imported.insert(target);
                    text.push_str(&format!("var {} = {wrapper}();\n", self.import(target)));
                }
                _ => text.push_str(&format!("{wrapper}();\n")),
            }
        }
        for target in self.used_bindings(id).into_iter().filter_map(common_js) {
            if imported.insert(target) {
                let wrapper = self.item(Item::Wrapper(target));
                text.push_str(&format!("var {} = {wrapper}();\n", self.import(target)));
            }
        }
        for source in self.dynamic_sources(id) {
            let name = self.item(Item::Namespace(id));
            text.push_str(&format!("{}({name}, {source});\n", self.helper(Helper::Reexport)));
        }
        if !waiting.is_empty() {
            // One that leads back to us is running and gives nothing to wait for.
            let any = waiting.join(" || ");
            text.push_str(&format!("if ({any}) await Promise.all([{}]);\n", waiting.join(", ")));
        }
        if let Some(keep) = self.keep_default_name(id) {
            text.push_str(&keep);
        }
        text
    }

    fn replacements(&self, id: ModuleId) -> Replacements {
        let context = self.context;
        let links = context.links;
        let module = &context.graph.modules[id];
        let facts = module.facts();
        let mut replacements = context.common_replacements(id);
        if facts.uses.require_value {
            replacements.globals.insert("require", self.helper(Helper::Require));
        }
        if facts.uses.import_meta && context.options.format != Format::Esm {
            replacements.import_meta = Some(self.helper(Helper::ImportMeta));
        }
        for (symbol, binding) in &links.imports[id] {
            replacements.symbols.insert(*symbol, self.binding(Some(id), binding));
        }
        for statement in links.live[id].iter() {
            for MemberUse { symbol, name, .. } in &facts.statements[statement].members {
                let replacement = match links.imports[id].get(symbol) {
                    Some(Binding::Namespace(target)) => match links.exports[*target].get(name) {
                        Some(binding) => self.binding(Some(id), binding),
                        None => {
                            Replacement::Member(self.item(Item::Namespace(*target)), name.clone())
                        }
                    },
                    // A name of it is read without making the object.
                    Some(Binding::CommonJs(target, CommonJsName::Namespace { strict })) => {
                        let name = match name.as_str() {
                            "default" if *strict => CommonJsName::Whole,
                            "default" => CommonJsName::Default,
                            _ => CommonJsName::Name(name.clone()),
                        };
                        self.binding(Some(id), &Binding::CommonJs(*target, name))
                    }
                    Some(Binding::External(external, ImportedName::Namespace)) => {
                        self.external(*external, &ImportedName::Name(name.clone()))
                    }
                    _ => continue,
                };
                replacements.members.insert((*symbol, name.clone()), replacement);
            }
        }
        for (record, edge) in facts.records.iter().zip(&module.edges) {
            let replacement = match record.kind {
                RecordKind::Import => continue,
                RecordKind::Require => self.require(*edge, &record.request),
                RecordKind::DynamicImport => {
                    self.dynamic_import(*edge, &record.request, module.strict_interop)
                }
                RecordKind::RequireResolve => Some(context.resolved_id(
                    *edge,
                    &record.request,
                    || self.helper(Helper::Require),
                )),
            };
            if let Some(replacement) = replacement {
                replacements.insert(record, replacement);
            }
        }
        replacements
    }

    fn require(&self, edge: Edge, request: &str) -> Option<Replacement> {
        match edge {
            Edge::Module(target) => Some(match self.context.wrap(target) {
                Wrap::CommonJs => Replacement::Invoke(self.item(Item::Wrapper(target))),
                Wrap::Lazy { .. } => {
                    let namespace = self.item(Item::Namespace(target));
                    let value = if self.context.has_module_exports_name(target) {
                        format!("{namespace}[\"module.exports\"]").into()
                    } else {
                        namespace
                    };
                    Replacement::InvokeThen(self.item(Item::Wrapper(target)), value)
                }
                Wrap::Value => {
                    let symbol = self.context.graph.modules[target].facts().default_symbol?;
                    named(self.item(Item::Symbol(target, symbol.into())))
                }
                // `require` makes a module lazy, so this is not reached.
                Wrap::Hoisted => named(self.item(Item::Namespace(target))),
            }),
            Edge::External(external) => {
                let variable = self
                    .names
                    .externals
                    .get(&external)
                    .cloned()
                    .unwrap_or_else(|| "undefined".into());
                Some(
                    self.context
                        .require_external(external, variable, || self.helper(Helper::Require)),
                )
            }
            Edge::Missing => {
                Some(Replacement::Request(self.helper(Helper::Require), request.into()))
            }
        }
    }

    /// `import("./chunk.js").then((chunk) => chunk.a_exports)`
    fn dynamic_import(&self, edge: Edge, request: &str, strict: bool) -> Option<Replacement> {
        let context = self.context;
        let target = match edge {
            Edge::Module(target) => target,
            Edge::External(external) => {
                return Some(context.import_external(external, || self.helper(Helper::Namespace)));
            }
            Edge::Missing => {
                let message = serde_json::to_string(&format!("Cannot find module '{request}'"))
                    .unwrap_or_default();
                return Some(Replacement::Raw(
                    format!("Promise.reject(Object.assign(new Error({message}), {{ code: \"MODULE_NOT_FOUND\" }}))").into(),
                ));
            }
        };
        let owner = context.chunks.chunk_of[target]?;
        let name = |item: Item| -> String {
            if owner == self.chunk_id {
                self.item(item).to_string()
            } else {
                format!("chunk.{}", context.export_alias(owner, item))
            }
        };
        let value = match context.wrap(target) {
            Wrap::Hoisted | Wrap::Value => name(Item::Namespace(target)),
            Wrap::CommonJs => {
                let from = format!("{}()", name(Item::Wrapper(target)));
                let flag = if strict { ", 1" } else { "" };
                format!("{}({from}{flag})", self.helper(Helper::Namespace))
            }
            Wrap::Lazy { awaits: false } => {
                format!("({}(), {})", name(Item::Wrapper(target)), name(Item::Namespace(target)))
            }
            Wrap::Lazy { awaits: true } => format!(
                "Promise.resolve({}()).then(() => {})",
                name(Item::Wrapper(target)),
                name(Item::Namespace(target))
            ),
        };
        let load = if owner == self.chunk_id {
            format!("Promise.resolve().then(() => {value})")
        } else {
            let load = context.load_chunk(
                self.chunk_id,
                owner,
                || self.helper(Helper::Loader),
                || self.helper(Helper::Load),
            );
            format!("{load}.then((chunk) => {value})")
        };
        Some(Replacement::Raw(load.into()))
    }
}

fn named(text: CompactStr) -> Replacement {
    match text.split_once('.') {
        Some((object, property)) => Replacement::Member(object.into(), property.into()),
        None => Replacement::Name(text),
    }
}

fn common_js(binding: &Binding) -> Option<ModuleId> {
    match binding {
        Binding::CommonJs(id, _) => Some(*id),
        _ => None,
    }
}

fn dynamic_common_js(dynamic: &[Dynamic]) -> impl Iterator<Item = ModuleId> + '_ {
    dynamic.iter().filter_map(|dynamic| match dynamic {
        Dynamic::CommonJs(id) => Some(*id),
        Dynamic::External(_) => None,
    })
}
