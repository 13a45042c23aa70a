//! The development rendering: each module a function under its id.
//!
//! ```js
//! registry.define({
//! 	"src/a.js": function (module, exports, require) {
//! 		"use strict";
//! 		require.esm(module, { x: () => x });
//! 		var b_1 = require("src/b.js");
//! 		const x = (0, b_1.y)();
//! 	},
//! });
//! ```
//! The code of a module depends on itself and on what its direct imports are called, so an
//! edit renders one module again, whatever the size of the application.

use std::fmt::Write;

use oxc::{semantic::SymbolId, str::CompactStr};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Piece, RenderContext, expression_text, format,
    hoisted::{Body, PublicExport},
    names::{ChunkNames, default_name, stem},
    print::{Printed, Wrapper},
    rewrite::{Replacement, Replacements},
    runtime::Helper,
};
use crate::{
    graph::{Edge, ExternalId},
    link::{Binding, Wrap},
    module::{
        ExportTarget, ImportRecord, ImportedName, ModuleFormat, ModuleId, RecordId, RecordKind,
    },
    options::Format,
    scan::normalize::DEFAULT_BINDING,
    split::ChunkId,
};

const ENTRY: &str = "entry$";

/// The names that a development chunk needs: hardly any.
pub fn names(graph: &crate::graph::ModuleGraph, chunk: &crate::split::Chunk) -> ChunkNames {
    let mut names = ChunkNames::default();
    let mut taken: FxHashSet<String> = FxHashSet::default();
    for id in &chunk.modules {
        for edge in &graph.modules[*id].edges {
            let Edge::External(external) = edge else { continue };
            if names.externals.contains_key(external) {
                continue;
            }
            let base = format!("external_{}", stem(&graph.externals[*external].request));
            let mut name = base.clone();
            let mut number = 0;
            while !taken.insert(name.clone()) {
                number += 1;
                name = format!("{base}${number}");
            }
            names.externals.insert(*external, name.into());
        }
    }
    if let Some(entry) = chunk.entry {
        names.imports.insert(entry, ENTRY.into());
    }
    for import in &chunk.imports {
        names.chunks.insert(*import, format!("chunk_{}", import.index()).into());
    }
    names
}

/// All pieces of a chunk's file.
pub fn chunk(context: &RenderContext<'_>, chunk_id: ChunkId) -> format::ChunkCode {
    let view = View { context, chunk_id };
    let chunk = &context.chunks.chunks[chunk_id];
    let printed: Vec<(ModuleId, Printed)> =
        chunk.modules.par_iter().map(|id| (*id, view.module(*id))).collect();
    let mut body = Body { sloppy: true, ..Body::default() };
    let mut require = String::new();
    if context.options.format == Format::Esm && !view.needs_require() {
        // `createRequire` needs `import.meta`, which older targets lack.
        require = Helper::Require.declaration("__require", false);
    }
    body.helpers = vec![Helper::Default, Helper::Namespace, Helper::Reexport, Helper::KeepName];
    if require.is_empty() {
        body.helpers.push(Helper::Require);
    } else {
        body.definitions.push(Piece::text(require, false));
    }
    let urls = |id: &ModuleId| context.graph.modules[*id].facts().uses.urls;
    if context.options.format == Format::Iife
        && (context.chunks.chunks.len() > 1
            || chunk.modules.iter().any(urls)
            || chunk.modules.iter().any(|id| context.graph.modules[*id].facts().uses.bundler))
    {
        body.helpers.push(Helper::Loader);
    }
    if chunk.modules.iter().any(|id| context.mentions_import_meta(*id))
        && context.options.format != Format::Esm
    {
        body.helpers.push(Helper::ImportMeta);
    }
    body.helpers.extend(view.loading_helpers());
    if let Some(helper) = context.async_helper()
        && chunk.modules.iter().any(|id| view.is_async(*id))
    {
        body.helpers.push(helper);
    }
    if context.loads_styles(chunk_id) {
        body.helpers.push(Helper::Styles);
    }
    let shared = context.chunks.chunks.len() > 1;
    let key = if shared { context.global_name("_modules") } else { "null".to_owned() };
    let source = include_str!("../../runtime/registry.js").trim_end();
    body.definitions.push(Piece::text(
        format!("var registry = {source}(typeof globalThis === \"undefined\" ? self : globalThis, {key}, __require);\nregistry.define({{\n"),
        false,
    ));
    for (id, printed) in printed {
        let module = &context.graph.modules[id];
        let name = serde_json::to_string(&module.name).unwrap_or_default();
        let asynchronous = if view.is_async(id) && context.has_async() { "async " } else { "" };
        body.definitions.push(Piece::text(
            format!("{name}: {asynchronous}function (module, exports, require) {{\n"),
            false,
        ));
        body.legal.extend(printed.legal.iter().cloned());
        body.definitions.push(Piece::module(id, printed));
        body.definitions.push(Piece::text("},\n".to_owned(), false));
    }
    body.definitions.push(Piece::text("});\n".to_owned(), false));
    let moves = |id: &ModuleId| context.moves_files() && urls(id);
    if chunk.modules.iter().any(|id| context.graph.modules[*id].facts().uses.bundler || moves(id)) {
        let made = format::webpack(context, chunk_id, Helper::Loader.name(), "registry");
        let name = Helper::Webpack.name();
        body.definitions.push(Piece::text(format!("var {name} = {made};\n"), false));
    }
    if let Some(entry) = chunk.entry {
        view.start(entry, &mut body);
    }
    format::chunk(context, chunk_id, body)
}

struct View<'v> {
    context: &'v RenderContext<'v>,
    chunk_id: ChunkId,
}

/// What one module calls its imports.
struct Imports {
    /// By request.
    variables: FxHashMap<RecordId, CompactStr>,
}

impl View<'_> {
    fn start(&self, entry: ModuleId, body: &mut Body) {
        let context = self.context;
        let name = serde_json::to_string(&context.graph.modules[entry].name).unwrap_or_default();
        let mut text = format!("var {ENTRY} = registry({name});\n");
        if self.is_async(entry) {
            body.awaits = true;
            body.await_value(&format!("registry.wait([{name}])"), context, &mut text);
        }
        body.sequence.push(Piece::text(text, false));
        let public = context.chunks.chunks[self.chunk_id].public_entry();
        body.public = public
            .map_or(&[][..], |entry| &context.links.exports[entry].names)
            .iter()
            .map(|(name, binding)| PublicExport {
                name: name.clone(),
                binding: match binding {
                    Binding::External(..) => Binding::Missing,
                    binding => binding.clone(),
                },
                value: expression_text(&Replacement::Member(ENTRY.into(), name.clone())),
                is_name: false,
            })
            .collect();
    }

    /// What the requests of this chunk's modules are made with in esm.
    fn loading_helpers(&self) -> Vec<Helper> {
        let context = self.context;
        let mut helpers = Vec::new();
        if context.options.format != Format::Esm {
            return helpers;
        }
        let modules = &context.chunks.chunks[self.chunk_id].modules;
        let mut requests = modules.iter().flat_map(|id| {
            let module = &context.graph.modules[*id];
            module.facts().records.iter().zip(&module.edges)
        });
        let has_beside = requests.clone().any(|(record, edge)| {
            let owner = edge.module().and_then(|target| context.chunks.chunk_of[target]);
            record.kind == RecordKind::DynamicImport
                && owner.is_some_and(|owner| {
                    owner != self.chunk_id && context.beside(self.chunk_id, owner).is_some()
                })
        });
        if has_beside {
            helpers.push(Helper::Links);
        }
        if context.options.output.trusted_types.is_some()
            && requests.any(|(record, _)| matches!(record.kind, RecordKind::Worker(_)))
        {
            helpers.push(Helper::Trusted);
        }
        helpers
    }

    /// Some module asks for what only the `require` of the run time has.
    fn needs_require(&self) -> bool {
        self.context.chunks.chunks[self.chunk_id].modules.iter().any(|id| {
            let module = &self.context.graph.modules[*id];
            let facts = module.facts();
            facts.uses.require_value
                || facts.records.iter().zip(&module.edges).any(|(record, edge)| {
                    record.kind != RecordKind::Import && !matches!(edge, Edge::Module(_))
                })
        })
    }

    fn is_async(&self, id: ModuleId) -> bool {
        let facts = self.context.graph.modules[id].facts();
        self.context.wrap(id) == (Wrap::Lazy { awaits: true })
            || (facts.uses.top_level_await && facts.format == ModuleFormat::Esm)
    }

    fn module(&self, id: ModuleId) -> Printed {
        let context = self.context;
        let module = &context.graph.modules[id];
        let facts = module.facts();
        let imports = self.imports(id);
        let mut replacements = self.replacements(id, &imports);
        let mut wrapper = Wrapper { directives: true, ..Wrapper::default() };
        match facts.format {
            ModuleFormat::CommonJs => {
                let words = ["__loader", "__require", "__namespace", "Promise"];
                replacements.avoid_capture(&module.module, &words, |_| true);
            }
            ModuleFormat::Json => {
                let symbol = facts.default_symbol;
                if let Some(symbol) = symbol {
                    replacements.renames.insert(symbol, default_name(&module.name));
                }
                wrapper.prologue = String::new();
                let mut printed = context.printer.print(
                    context.graph,
                    id,
                    &context.links.live[id],
                    &replacements,
                    &wrapper,
                );
                let _ = writeln!(printed.code, "module.exports = {};", default_name(&module.name));
                return printed;
            }
            ModuleFormat::Esm => {
                wrapper.strict = true;
                if let Some(symbol) = facts.default_symbol
                    && module.module.scoping.symbol_name(symbol) == DEFAULT_BINDING
                {
                    replacements.renames.insert(symbol, default_name(&module.name));
                }
                let mut words = vec![
                    "require",
                    "module",
                    "exports",
                    "Promise",
                    "__loader",
                    "__require",
                    "__namespace",
                    "__default",
                    "__reexport",
                    "__name",
                    "__async",
                    "__machines",
                    "__styles",
                ];
                words.extend(imports.variables.values().map(CompactStr::as_str));
                let bindings = &facts.imports;
                replacements.avoid_capture(&module.module, &words, |symbol| {
                    !bindings.contains_key(&symbol)
                });
                wrapper.prologue = self.prologue(id, &imports, &replacements.renames);
                if self.is_async(id) {
                    let helper = context.async_helper().unwrap_or(Helper::Async);
                    wrapper.awaits = Some(helper.name().into());
                }
                if self.is_async(id) && !facts.uses.top_level_await {
                    wrapper.epilogue.push_str("module.finished = true;");
                }
            }
        }
        context.printer.print(context.graph, id, &context.links.live[id], &replacements, &wrapper)
    }

    /// A variable for each request, called after the module it names.
    fn imports(&self, id: ModuleId) -> Imports {
        let module = &self.context.graph.modules[id];
        let mut taken: FxHashSet<String> =
            module.module.scoping.symbol_names().map(str::to_owned).collect();
        taken.extend(module.facts().globals.iter().map(ToString::to_string));
        let mut variables = FxHashMap::default();
        let mut by_edge: FxHashMap<ModuleId, CompactStr> = FxHashMap::default();
        for (record, facts) in module.facts().records.iter_enumerated() {
            if facts.kind != RecordKind::Import {
                continue;
            }
            let name = match module.edges[record] {
                Edge::Module(target) => by_edge
                    .entry(target)
                    .or_insert_with(|| {
                        let base = stem(&self.context.graph.modules[target].name);
                        let mut number = 1;
                        let mut name = format!("{base}_{number}");
                        while !taken.insert(name.clone()) {
                            number += 1;
                            name = format!("{base}_{number}");
                        }
                        name.into()
                    })
                    .clone(),
                Edge::External(external) => self.external_name(external),
                Edge::Missing | Edge::Asset(_) => "undefined".into(),
            };
            variables.insert(record, name);
        }
        Imports { variables }
    }

    fn external_name(&self, id: ExternalId) -> CompactStr {
        self.context.names[self.chunk_id]
            .externals
            .get(&id)
            .cloned()
            .unwrap_or_else(|| "undefined".into())
    }

    /// The exports, then the imports in their order.
    fn prologue(
        &self,
        id: ModuleId,
        imports: &Imports,
        renames: &FxHashMap<SymbolId, CompactStr>,
    ) -> String {
        let context = self.context;
        let module = &context.graph.modules[id];
        let mut text = String::from("require.esm(module, {");
        let mut first = true;
        for (name, _) in &context.links.exports[id].names {
            let Some(value) = self.export_value(id, name, imports, renames) else { continue };
            if !first {
                text.push(',');
            }
            first = false;
            text.push_str(&context.getter(name, &value));
        }
        let open = !context.links.exports[id].dynamic.is_empty();
        text.push_str(match (context.is_required(id), open) {
            (false, false) => " });\n",
            (true, false) => " }, true);\n",
            (false, true) => " }, false, true);\n",
            (true, true) => " }, true, true);\n",
        });
        let mut done = FxHashSet::default();
        let mut waiting = Vec::new();
        let (mut objects, mut runs) = (String::new(), String::new());
        for (record, facts) in module.facts().records.iter_enumerated() {
            let (RecordKind::Import, Edge::Module(target)) = (facts.kind, module.edges[record])
            else {
                continue;
            };
            if !context.links.live[target].included || !done.insert(target) {
                continue;
            }
            let name =
                serde_json::to_string(&context.graph.modules[target].name).unwrap_or_default();
            // The exports of an ES module are one object from the start, so functions that
            // run before this module does in a cycle find it.
            if context.graph.modules[target].facts().format == ModuleFormat::Esm {
                let _ = writeln!(
                    objects,
                    "var {} = require.exports({name});",
                    imports.variables[&record]
                );
                let _ = writeln!(runs, "require({name});");
            } else {
                let _ = writeln!(runs, "var {} = require({name});", imports.variables[&record]);
            }
            if self.is_async(target) {
                waiting.push(name);
            }
        }
        text.push_str(&objects);
        text.push_str(&runs);
        for record in &module.facts().stars {
            let from = match module.edges[*record] {
                Edge::Module(target)
                    if context.graph.modules[target].facts().format == ModuleFormat::CommonJs
                        || !context.links.exports[target].dynamic.is_empty() =>
                {
                    imports.variables[record].clone()
                }
                Edge::External(external) => self.external_name(external),
                _ => continue,
            };
            let _ = writeln!(text, "__reexport(exports, {from});");
        }
        if !waiting.is_empty() {
            let list = waiting.join(", ");
            let _ = writeln!(text, "if (require.waits([{list}])) await require.wait([{list}]);");
        }
        if let Some(symbol) = module.facts().default_symbol
            && module.module.scoping.symbol_flags(symbol).is_function()
            && module.module.scoping.symbol_name(symbol) == DEFAULT_BINDING
        {
            let _ = writeln!(text, "__name({});", default_name(&module.name));
        }
        text
    }

    /// What an export reads: an own binding, or a name of a direct import.
    fn export_value(
        &self,
        id: ModuleId,
        name: &str,
        imports: &Imports,
        renames: &FxHashMap<SymbolId, CompactStr>,
    ) -> Option<String> {
        let context = self.context;
        let module = &context.graph.modules[id];
        let facts = module.facts();
        if let Some(export) = facts.exports.iter().find(|export| export.name == name) {
            return Some(match &export.target {
                ExportTarget::Local(symbol) => match facts.imports.get(symbol) {
                    Some(import) => {
                        expression_text(&self.imported(id, import.record, &import.name, imports))
                    }
                    None => renames.get(symbol).map_or_else(
                        || module.module.scoping.symbol_name(*symbol).to_owned(),
                        ToString::to_string,
                    ),
                },
                ExportTarget::From(record, imported) => {
                    expression_text(&self.imported(id, *record, imported, imports))
                }
                ExportTarget::Key(..) => return None,
            });
        }
        let through = facts.stars.iter().find(|record| {
            module.edges[**record]
                .module()
                .is_some_and(|target| context.links.exports[target].get(name).is_some())
        })?;
        let imported = ImportedName::Name(name.into());
        Some(expression_text(&self.imported(id, *through, &imported, imports)))
    }

    /// A name that is asked of a direct import.
    fn imported(
        &self,
        id: ModuleId,
        record: RecordId,
        name: &ImportedName,
        imports: &Imports,
    ) -> Replacement {
        let context = self.context;
        let module = &context.graph.modules[id];
        let variable =
            imports.variables.get(&record).cloned().unwrap_or_else(|| "undefined".into());
        let (common_js, json) = match module.edges[record] {
            Edge::Module(target) => {
                let format = context.graph.modules[target].facts().format;
                (format == ModuleFormat::CommonJs, format == ModuleFormat::Json)
            }
            Edge::External(external) => (!context.external_is_namespace(external), false),
            Edge::Missing | Edge::Asset(_) => return Replacement::Undefined,
        };
        let strict = module.strict_interop && matches!(module.edges[record], Edge::Module(_));
        match name {
            ImportedName::Namespace if json && self.is_default_only(module.edges[record]) => {
                Replacement::Raw(format!("({{ default: {variable} }})").into())
            }
            ImportedName::Namespace if json => {
                Replacement::CallStrict("__namespace".into(), variable)
            }
            ImportedName::Namespace if common_js && strict => {
                Replacement::CallStrict("__namespace".into(), variable)
            }
            ImportedName::Namespace if common_js => {
                Replacement::Call("__namespace".into(), variable)
            }
            ImportedName::Namespace => Replacement::Name(variable),
            ImportedName::Name(name) if name == "default" && json => Replacement::Name(variable),
            ImportedName::Name(name) if name == "default" && common_js && strict => {
                Replacement::Name(variable)
            }
            ImportedName::Name(name) if name == "default" && common_js => {
                Replacement::Call("__default".into(), variable)
            }
            ImportedName::Name(name) => Replacement::Member(variable, name.clone()),
        }
    }

    /// JSON that was asked for by `with { type: "json" }`.
    fn is_default_only(&self, edge: Edge) -> bool {
        edge.module().is_some_and(|target| self.context.links.exports[target].names.len() == 1)
    }

    fn replacements(&self, id: ModuleId, imports: &Imports) -> Replacements {
        let context = self.context;
        let module = &context.graph.modules[id];
        let facts = module.facts();
        let mut replacements = context.common_replacements(id);
        if context.options.format != Format::Esm && context.mentions_import_meta(id) {
            replacements.import_meta = Some(Helper::ImportMeta.name().into());
        }
        replacements.globals.insert("__non_webpack_require__", "__require".into());
        for (symbol, import) in &facts.imports {
            let replacement = self.imported(id, import.record, &import.name, imports);
            if import.name == ImportedName::Namespace {
                // A name of it is read without making the object.
                for member in facts.members.iter().filter(|member| member.symbol == *symbol) {
                    let names = &member.path.names[..1];
                    let name = ImportedName::Name(names[0].clone());
                    let value = self.imported(id, import.record, &name, imports);
                    replacements.insert_member(*symbol, names, value);
                }
            }
            replacements.symbols.insert(*symbol, replacement);
        }
        for (record, edge) in facts.records.iter().zip(&module.edges) {
            if let RecordKind::Worker(kind) = record.kind
                && matches!(edge, Edge::Module(_))
            {
                replacements.start(record, context.start(kind));
            }
            let replacement = match record.kind {
                RecordKind::Import => continue,
                RecordKind::Worker(_) | RecordKind::Url => {
                    context.url(self.chunk_id, *edge, record.kind, |helper| helper.name().into())
                }
                RecordKind::Asset => {
                    context.asset_address(self.chunk_id, *edge, |helper| helper.name().into())
                }
                RecordKind::Require => Some(self.require(*edge, &record.request)),
                RecordKind::DynamicImport => {
                    self.dynamic_import(*edge, record, module.strict_interop)
                }
                RecordKind::EagerImport => self.eager_import(*edge, record, module.strict_interop),
                RecordKind::WeakImport if self.has(*edge) => {
                    self.eager_import(*edge, record, module.strict_interop)
                }
                RecordKind::WeakRequire if self.has(*edge) => {
                    Some(self.require(*edge, &record.request))
                }
                RecordKind::WeakRequire => Some(context.unavailable(*edge, &record.request)),
                RecordKind::WeakImport => {
                    let thrown = expression_text(&context.unavailable(*edge, &record.request));
                    let thrown = context.lambda("", &thrown);
                    Some(Replacement::Raw(format!("Promise.resolve().then({thrown})").into()))
                }
                RecordKind::IsIncluded => Some(context.is_included(*edge)),
                RecordKind::RequireResolve | RecordKind::WeakResolve => {
                    Some(context.resolved_id(*edge, &record.request, || "__require".into()))
                }
            };
            if let Some(replacement) = replacement {
                replacements.insert(record, replacement);
            }
        }
        replacements
    }

    fn require(&self, edge: Edge, request: &str) -> Replacement {
        let context = self.context;
        let text = match edge {
            Edge::Module(target) if context.has_module_exports_name(target) => {
                let name =
                    serde_json::to_string(&context.graph.modules[target].name).unwrap_or_default();
                return Replacement::Raw(format!("require({name})[\"module.exports\"]").into());
            }
            Edge::Module(target) => context.graph.modules[target].name.as_str(),
            Edge::External(external) => {
                let variable = self.external_name(external);
                return context.require_external(external, variable, || "__require".into());
            }
            Edge::Missing | Edge::Asset(_) => request,
        };
        Replacement::Request("require".into(), text.into())
    }

    /// `import()` of a module that is there.
    fn eager_import(&self, edge: Edge, record: &ImportRecord, strict: bool) -> Option<Replacement> {
        let Edge::Module(target) = edge else {
            return self.dynamic_import(edge, record, strict);
        };
        let value = self.namespace_value(target, strict);
        let lambda = self.context.lambda("", &value);
        Some(Replacement::Raw(format!("Promise.resolve().then({lambda})").into()))
    }

    /// The module is in this file.
    fn has(&self, edge: Edge) -> bool {
        match edge {
            Edge::Module(target) => self.context.chunks.chunk_of[target] == Some(self.chunk_id),
            Edge::External(_) => true,
            Edge::Missing | Edge::Asset(_) => false,
        }
    }

    /// Runs a module that is there, and gives its name space.
    fn namespace_value(&self, target: ModuleId, strict: bool) -> String {
        let context = self.context;
        let name = serde_json::to_string(&context.graph.modules[target].name).unwrap_or_default();
        match context.graph.modules[target].facts().format {
            ModuleFormat::CommonJs => {
                let flag = if strict { ", 1" } else { "" };
                format!("__namespace(require({name}){flag})")
            }
            ModuleFormat::Json if self.is_default_only(Edge::Module(target)) => {
                format!("({{ default: require({name}) }})")
            }
            ModuleFormat::Json => format!("__namespace(require({name}), 1)"),
            ModuleFormat::Esm if self.is_async(target) => {
                format!(
                    "(function (exports) {{ return require.wait([{name}]).then(function () {{ return exports; }}); }})(require({name}))"
                )
            }
            ModuleFormat::Esm => format!("require({name})"),
        }
    }

    fn dynamic_import(
        &self,
        edge: Edge,
        record: &ImportRecord,
        strict: bool,
    ) -> Option<Replacement> {
        let context = self.context;
        let namespace = || "__namespace".into();
        let target = match context.imported_later(edge, &record.request, namespace) {
            Ok(target) => target,
            Err(replacement) => return Some(replacement),
        };
        let value = self.namespace_value(target, strict);
        let owner = context.chunks.chunk_of[target]?;
        let load = if owner == self.chunk_id {
            "Promise.resolve()".to_owned()
        } else if context.options.format == Format::Cjs {
            let path = context.plan.relative_path(self.chunk_id.index(), owner.index());
            let literal = serde_json::to_string(&path).unwrap_or_default();
            format!(
                "Promise.resolve().then({})",
                context.lambda("", &format!("__require({literal})"))
            )
        } else {
            context.load_chunk(self.chunk_id, owner, record.magic.as_deref(), |helper| {
                helper.name().into()
            })
        };
        Some(Replacement::Raw(format!("{load}.then({})", context.lambda("", &value)).into()))
    }
}
