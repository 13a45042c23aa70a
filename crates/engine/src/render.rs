//! The fourth stage: code and source maps of all chunks.
//!
//! Two renderings: [`hoisted`] for production, [`registry`] for development. Both print
//! module by module on all cores; no step runs over a whole chunk on one thread.

mod asks;
mod awaits;
mod format;
mod hoisted;
mod links;
mod names;
mod print;
mod properties;
mod registry;
mod rewrite;
mod runtime;
mod single_use;
pub mod styles;

use oxc::{semantic::SymbolId, str::CompactStr, syntax::identifier::is_identifier_name};
use oxc_index::IndexVec;
use pybundle_lower::is_newer_name;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::{
    emit::{ModulePart, NamePlan, OutputKind, RenderedFile},
    graph::{AssetId, Edge, ExternalId, ModuleGraph},
    link::{Binding, Links, Wrap, resolved_by_id},
    mangle::PropertyNames,
    module::{Constant, ModuleFormat, ModuleId, RecordKind, WorkerKind},
    options::{Format, Mode, Options, Platform, SourceMapKind},
    scan::dialect::Magic,
    sourcemap::{self, Part},
    split::{ChunkGraph, ChunkId, Item},
};
use names::AllNames;
use print::{Printed, Printer};
use rewrite::{Replacement, Replacements, Start};
use runtime::Helper;

/// Renders every chunk; names that hold a hash are stand-ins of `plan`, which has one name
/// for each chunk.
#[must_use]
pub fn render(
    graph: &ModuleGraph,
    links: &Links,
    chunks: &ChunkGraph,
    options: &Options,
    plan: &NamePlan,
    properties: &PropertyNames,
) -> Vec<RenderedFile> {
    let registry = options.mode == Mode::Development;
    let names: AllNames = if registry {
        chunks.chunks.iter().map(|chunk| registry::names(graph, chunk)).collect()
    } else {
        let ids: Vec<ChunkId> = chunks.chunks.indices().collect();
        let names: Vec<_> =
            ids.par_iter().map(|id| names::assign(graph, links, chunks, *id, options)).collect();
        IndexVec::from_vec(names)
    };
    let context = RenderContext {
        graph,
        links,
        chunks,
        options,
        plan,
        names: &names,
        printer: Printer::new(options, properties),
        asks: asks::asks(graph),
        required: required(graph),
        by_id: resolved_by_id(graph),
    };
    let ids: Vec<ChunkId> = chunks.chunks.indices().collect();
    let mut files: Vec<RenderedFile> = ids
        .par_iter()
        .map(|id| {
            let code = if chunks.chunks[*id].is_runtime {
                format::runtime(&context, *id)
            } else if registry {
                registry::chunk(&context, *id)
            } else {
                format::chunk(&context, *id, hoisted::body(&context, *id))
            };
            context.file(*id, code)
        })
        .collect();
    files.extend(chunks.assets.iter().map(|id| RenderedFile {
        kind: OutputKind::Asset,
        content: graph.assets[*id].content.to_vec(),
        ..RenderedFile::default()
    }));
    files.par_extend(chunks.styles.par_iter().map(|id| context.style_sheet(*id)));
    files
}

/// ES modules that something asks for by `require`.
fn required(graph: &ModuleGraph) -> FxHashSet<ModuleId> {
    let mut required = FxHashSet::default();
    for module in &graph.modules {
        for (record, edge) in module.facts().records.iter().zip(&module.edges) {
            if let (RecordKind::Require, Some(target)) = (record.kind, edge.module()) {
                required.insert(target);
            }
        }
    }
    required
}

/// A part of a chunk's code.
pub struct Piece {
    code: String,
    map: Option<sourcemap::ModuleMap>,
    /// Whose code it is, where it is a module's.
    module: Option<ModuleId>,
}

impl Piece {
    /// What the bundler writes. Line ends are for readers only.
    fn text(mut text: String, minify: bool) -> Self {
        if minify && text.ends_with('\n') {
            text.pop();
        }
        Self { code: text, map: None, module: None }
    }

    fn module(id: ModuleId, printed: Printed) -> Self {
        Self { code: printed.code, map: printed.map, module: Some(id) }
    }
}

/// What all renderings share.
struct RenderContext<'r> {
    graph: &'r ModuleGraph,
    links: &'r Links,
    chunks: &'r ChunkGraph,
    options: &'r Options,
    plan: &'r NamePlan,
    names: &'r AllNames,
    printer: Printer<'r>,
    asks: asks::Asks,
    required: FxHashSet<ModuleId>,
    /// Modules that `__webpack_require__` finds by their ids.
    by_id: FxHashSet<ModuleId>,
}

impl RenderContext<'_> {
    fn file(&self, chunk_id: ChunkId, code: format::ChunkCode) -> RenderedFile {
        let format::ChunkCode { pieces, legal } = code;
        let chunk = &self.chunks.chunks[chunk_id];
        let length: usize = pieces.iter().map(|piece| piece.code.len()).sum();
        let mut content = Vec::with_capacity(length + 80);
        let mut parts = Vec::new();
        for piece in &pieces {
            let start = content.len();
            content.extend_from_slice(piece.code.as_bytes());
            if let Some(module) = piece.module {
                parts.push(ModulePart { module, start, end: content.len() });
            }
        }
        let map = (self.options.source_map != SourceMapKind::None).then(|| {
            let parts: Vec<Part<'_>> = pieces
                .iter()
                .map(|piece| match &piece.map {
                    Some(map) => Part::Module(map),
                    None => Part::text(&piece.code),
                })
                .collect();
            sourcemap::join(self.plan.base_name(chunk_id.index()), &parts)
        });
        let references = self.plan.references_in(&content);
        let integrities = match self.options.output.integrity {
            Some(integrity) if self.options.format == Format::Iife => {
                self.plan.integrities_in(&content, integrity.length())
            }
            _ => Vec::new(),
        };
        RenderedFile {
            kind: if chunk.public_entry().is_some() {
                OutputKind::Entry
            } else {
                OutputKind::Chunk
            },
            entry: chunk.public_entry().map(|_| chunk.name.clone()),
            content,
            references,
            integrities,
            map,
            legal,
            parts,
        }
    }

    /// `(parameters) => value`, or a function where the target has no arrow functions. Not
    /// for values that mention `this` or `arguments`.
    fn lambda(&self, parameters: &str, value: &str) -> String {
        match (self.options.syntax().features.arrow_functions, self.options.minify) {
            (true, true) => format!("function({parameters}){{return {value}}}"),
            (true, false) => format!("function ({parameters}) {{ return {value}; }}"),
            (false, true) => format!("({parameters})=>{value}"),
            (false, false) => format!("({parameters}) => {value}"),
        }
    }

    /// ` name: () => value`
    fn getter(&self, name: &str, value: &str) -> String {
        let lambda = self.lambda("", value);
        if name == "__proto__" && self.options.syntax().features.computed_properties {
            // As a plain key it would be the prototype of the object.
            return format!(" get __proto__() {{ return {lambda}; }}");
        }
        let key = property_key(name);
        if self.options.minify { format!("{key}:{lambda}") } else { format!(" {key}: {lambda}") }
    }

    /// The target has `async` functions.
    fn has_async(&self) -> bool {
        self.options.syntax().has_async()
    }

    /// What runs modules that await at their top level, where the target has no `async`
    /// functions.
    fn async_helper(&self) -> Option<Helper> {
        let target = self.options.syntax();
        if target.has_async() {
            None
        } else if target.features.generators {
            Some(Helper::Machines)
        } else {
            Some(Helper::Async)
        }
    }

    /// A hash of all that the bundle is made of.
    fn hash(&self) -> String {
        let mut hasher = xxhash_rust::xxh3::Xxh3::new();
        for module in &self.graph.modules {
            hasher.update(module.name.as_bytes());
            hasher.update(&[0]);
            hasher.update(module.module.ast.source().as_bytes());
            hasher.update(&[0]);
        }
        format!("{:016x}", hasher.digest())
    }

    /// The module has this name, and does not declare it.
    fn mentions(&self, id: ModuleId, name: &str) -> bool {
        let globals = &self.graph.modules[id].facts().globals;
        globals.binary_search_by(|known| known.as_str().cmp(name)).is_ok()
    }

    fn is_included(&self, edge: Edge) -> Replacement {
        let included = match edge {
            Edge::Module(target) => self.links.live[target].included,
            Edge::External(_) => true,
            Edge::Missing | Edge::Asset(_) => false,
        };
        Replacement::Raw(if included { "true" } else { "false" }.into())
    }

    fn wrap(&self, id: ModuleId) -> Wrap {
        self.chunks.wraps[id]
    }

    fn is_required(&self, id: ModuleId) -> bool {
        self.required.contains(&id)
    }

    /// The module says itself what `require` gives, as Node.js allows.
    fn has_module_exports_name(&self, id: ModuleId) -> bool {
        self.links.exports[id].get("module.exports").is_some()
    }

    fn symbol_is_live(&self, id: ModuleId, symbol: SymbolId) -> bool {
        self.links.symbol_is_live(self.graph, id, symbol)
    }

    /// The name under which a chunk gives an item to others. Those of an entry must not
    /// meet its public exports.
    fn export_alias(&self, owner: ChunkId, item: Item) -> String {
        let name = self.names[owner].items.get(&item).map_or("undefined", CompactStr::as_str);
        if self.options.format == Format::Esm && self.chunks.chunks[owner].entry.is_some() {
            format!("chunk_{name}")
        } else {
            name.to_owned()
        }
    }

    /// What is replaced alike in all renderings.
    fn common_replacements(&self, id: ModuleId) -> Replacements {
        let module = &self.graph.modules[id];
        let facts = module.facts();
        let mut replacements = Replacements {
            this_is_undefined: facts.uses.this && facts.format == ModuleFormat::Esm,
            ..Replacements::default()
        };
        let has =
            |name: &str| facts.globals.binary_search_by(|known| known.as_str().cmp(name)).is_ok();
        for (record, span) in &facts.started {
            if let RecordKind::Worker(kind) = facts.records[*record].kind
                && matches!(module.edges[*record], Edge::Module(_))
                && let Some(start) = self.start(kind)
            {
                replacements.starts.insert((span.start, span.end), start);
            }
        }
        let types: &[(&str, &str)] = match facts.format {
            ModuleFormat::CommonJs => &[("require", "function")],
            ModuleFormat::Json => &[],
            ModuleFormat::Esm if module.strict_interop => {
                &[("require", "undefined"), ("module", "undefined"), ("exports", "undefined")]
            }
            ModuleFormat::Esm => &[("require", "function"), ("module", "object")],
        };
        for (name, kind) in types {
            if has(name) {
                replacements.types.insert(name, kind);
            }
        }
        if self.options.platform != Platform::Node && has("global") {
            replacements.globals.insert("global", "globalThis".into());
        }
        if has("__resourceQuery") || has("__resourceFragment") {
            let name = &module.name;
            let (query, fragment) = name.find(['?', '#']).map_or(("", ""), |start| {
                let rest = &name[start..];
                rest.split_at(rest.find('#').unwrap_or(rest.len()))
            });
            for (name, text) in [("__resourceQuery", query), ("__resourceFragment", fragment)] {
                let literal = serde_json::to_string(text).unwrap_or_default();
                replacements.globals.insert(name, literal.into());
            }
        }
        if has("__webpack_exports_info__") {
            let used = self.links.exports[id].names.iter().filter(|(_, binding)| match binding {
                Binding::Symbol(owner, symbol) => self.symbol_is_live(*owner, *symbol),
                _ => true,
            });
            replacements.used_exports = Some(used.map(|(name, _)| name.clone()).collect());
        }
        if self.options.node_paths {
            for (name, path) in [("__filename", &*module.name), ("__dirname", folder(&module.name))]
            {
                if has(name) {
                    let literal = serde_json::to_string(path).unwrap_or_default();
                    replacements.globals.insert(name, literal.into());
                }
            }
        }
        replacements
    }

    /// What `require.resolve` gives: the id of the module.
    fn resolved_id(
        &self,
        edge: Edge,
        request: &str,
        require: impl Fn() -> CompactStr,
    ) -> Replacement {
        let id = match edge {
            Edge::Module(target) => self.graph.modules[target].name.as_str(),
            Edge::External(external) => self.graph.externals[external].request.as_str(),
            Edge::Missing | Edge::Asset(_) => request,
        };
        if edge == Edge::Missing {
            return Replacement::Request(format!("{}.resolve", require()).into(), id.into());
        }
        Replacement::Text(id.into())
    }

    /// Throws, since a module that is asked for weakly is not there.
    fn unavailable(&self, edge: Edge, request: &str) -> Replacement {
        let name = match edge {
            Edge::Module(target) => self.graph.modules[target].name.as_str(),
            Edge::External(external) => self.graph.externals[external].request.as_str(),
            Edge::Missing | Edge::Asset(_) => request,
        };
        let message = format!("Module '{name}' is not available (weak dependency)");
        let literal = serde_json::to_string(&message).unwrap_or_default();
        let make = "function (error) { error.code = \"MODULE_NOT_FOUND\"; throw error; }";
        Replacement::Raw(format!("({make})(new Error({literal}))").into())
    }

    /// An import of it gives a name space object, by the rules of ES modules.
    fn external_is_namespace(&self, id: ExternalId) -> bool {
        self.options.format == Format::Esm && self.graph.externals[id].global.is_none()
    }

    fn require_external(
        &self,
        id: ExternalId,
        variable: CompactStr,
        require: impl Fn() -> CompactStr,
    ) -> Replacement {
        let external = &self.graph.externals[id];
        if let Some(global) = &external.global {
            return Replacement::Raw(global.as_str().into());
        }
        let request = CompactStr::from(external.request.as_str());
        match (self.options.format, self.options.platform) {
            (Format::Esm, Platform::Node) => Replacement::Request(require(), request),
            (Format::Esm, _) => Replacement::Name(variable),
            // A bundle that runs where there is no `require` says so when it gets there.
            _ => Replacement::Request("require".into(), request),
        }
    }

    /// The module that an `import()` is of, or what stands for one that is in no chunk.
    fn imported_later(
        &self,
        edge: Edge,
        request: &str,
        namespace: impl Fn() -> CompactStr,
    ) -> Result<ModuleId, Replacement> {
        match edge {
            Edge::Module(target) => Ok(target),
            Edge::External(external) => Err(self.import_external(external, namespace)),
            Edge::Missing | Edge::Asset(_) => {
                let message = format!("Cannot find module '{request}'");
                let message = serde_json::to_string(&message).unwrap_or_default();
                let make = "function (error) { error.code = \"MODULE_NOT_FOUND\"; return Promise.reject(error); }";
                Err(Replacement::Raw(format!("({make})(new Error({message}))").into()))
            }
        }
    }

    fn import_external(&self, id: ExternalId, namespace: impl Fn() -> CompactStr) -> Replacement {
        let external = &self.graph.externals[id];
        let literal = serde_json::to_string(&external.request).unwrap_or_default();
        let text = match (&external.global, self.options.format) {
            (Some(global), _) => format!(
                "Promise.resolve().then({})",
                self.lambda("", &format!("{}({global})", namespace()))
            ),
            (None, Format::Esm) => format!("import({literal})"),
            (None, _) => {
                let value = format!("{}(require({literal}))", namespace());
                format!("Promise.resolve().then({})", self.lambda("", &value))
            }
        };
        Replacement::Raw(text.into())
    }

    /// The address of another file of the build. `meta` is what stands for `import.meta`.
    fn address(
        &self,
        from: ChunkId,
        to: usize,
        helper: &impl Fn(Helper) -> CompactStr,
    ) -> Replacement {
        let relative = || self.plan.relative_path(from.index(), to).into();
        match self.options.format {
            Format::Esm if self.moves_files() => {
                let webpack = helper(Helper::Webpack);
                let path = serde_json::to_string(self.plan.path(to)).unwrap_or_default();
                let text = format!("new URL({webpack}.p + {path}, {webpack}.b)");
                Replacement::Raw(text.into())
            }
            Format::Esm => Replacement::Address(relative(), "import.meta.url".into()),
            Format::Cjs => Replacement::Address(
                relative(),
                format!("{}.url", helper(Helper::ImportMeta)).into(),
            ),
            Format::Iife => {
                let path = self.plan.path(to).into();
                Replacement::Request(format!("{}.url", helper(Helper::Loader)).into(), path)
            }
        }
    }

    /// The code says where the files of an esm bundle lie. Those that it asks for by address
    /// follow; what modules import does not, since a module that has two addresses runs twice.
    fn moves_files(&self) -> bool {
        self.options.format == Format::Esm && self.asks.moves
    }

    /// The place of an asset in the plan: behind the chunks.
    fn asset_index(&self, id: AssetId) -> Option<usize> {
        let place = self.chunks.assets.binary_search(&id).ok()?;
        Some(self.chunks.chunks.len() + place)
    }

    /// The place of a chunk's style sheet in the plan: behind the assets.
    fn style_index(&self, id: ChunkId) -> Option<usize> {
        self.chunks.style_index(id)
    }

    /// What `new URL("…", import.meta.url)` becomes; `None` where nothing is known of it.
    fn url(
        &self,
        from: ChunkId,
        edge: Edge,
        kind: RecordKind,
        helper: impl Fn(Helper) -> CompactStr,
    ) -> Option<Replacement> {
        let to = match edge {
            Edge::Asset(id) => self.asset_index(id)?,
            Edge::Module(id) => {
                let mut chunks = self.chunks.chunks.iter_enumerated();
                chunks.find(|(_, chunk)| chunk.entry == Some(id))?.0.index()
            }
            _ => return None,
        };
        let address = self.address(from, to, &helper);
        let starts = matches!(
            (kind, edge),
            (RecordKind::Worker(kind), Edge::Module(_)) if self.start(kind).is_some()
        );
        if !starts || self.options.output.trusted_types.is_none() {
            return Some(address);
        }
        let trusted = match self.options.format {
            Format::Iife => format!("{}.trusted", helper(Helper::Loader)),
            _ => helper(Helper::Trusted).to_string(),
        };
        Some(Replacement::Raw(format!("{trusted}({})", expression_text(&address)).into()))
    }

    /// The address of an asset as a text, which its module exports.
    fn asset_address(
        &self,
        from: ChunkId,
        edge: Edge,
        helper: impl Fn(Helper) -> CompactStr,
    ) -> Option<Replacement> {
        let Edge::Asset(id) = edge else { return None };
        let to = self.asset_index(id)?;
        let public_path = &self.options.output.public_path;
        if public_path != "auto" {
            let mut address = public_path.clone();
            percent_encode(self.plan.path(to), &mut address);
            return Some(Replacement::Text(address.into()));
        }
        let url = expression_text(&self.address(from, to, &helper));
        Some(Replacement::Raw(format!("{url}.href").into()))
    }

    /// How the worker of a record is started: as its file is written.
    fn start(&self, kind: WorkerKind) -> Option<Start> {
        match (kind, self.options.format) {
            (WorkerKind::Worklet | WorkerKind::Thread, _) | (_, Format::Cjs) => None,
            (_, Format::Esm) => Some(Start::Module),
            (_, Format::Iife) => Some(Start::Script),
        }
    }

    /// `import.meta` is mentioned, as far as requests do not stand for it.
    fn mentions_import_meta(&self, id: ModuleId) -> bool {
        let module = &self.graph.modules[id];
        let uses = module.facts().uses;
        let mut urls =
            module.facts().records.iter().zip(&module.edges).filter(|(record, _)| {
                matches!(record.kind, RecordKind::Url | RecordKind::Worker(_))
            });
        uses.import_meta
            || (uses.urls
                && (self.options.format == Format::Cjs
                    || urls.any(|(_, edge)| !matches!(edge, Edge::Module(_) | Edge::Asset(_)))))
    }

    /// An expression that gives a promise of the exports of another chunk.
    fn load_chunk(
        &self,
        from: ChunkId,
        to: ChunkId,
        magic: Option<&Magic>,
        helper: impl Fn(Helper) -> CompactStr,
    ) -> String {
        let path = self.specifier(from, to);
        let literal = serde_json::to_string(&path).unwrap_or_default();
        match self.options.format {
            Format::Esm => {
                let load = match self.styles_before(from, to, || helper(Helper::Styles)) {
                    Some(load) => {
                        format!("{load}.then({})", self.lambda("", &format!("import({literal})")))
                    }
                    None => format!("import({literal})"),
                };
                match self.beside(from, to) {
                    Some(files) => format!("({}({files}), {load})", helper(Helper::Links)),
                    None => load,
                }
            }
            Format::Cjs => {
                let field = if self.chunks.chunks[to].entry.is_some() { ".__chunk" } else { "" };
                let require = self.lambda("", &format!("require({literal}){field}"));
                format!("{}({literal}, {require})", helper(Helper::Load))
            }
            Format::Iife => {
                let name = serde_json::to_string(&self.chunks.chunks[to].name).unwrap_or_default();
                match magic.and_then(|magic| magic.fetch_priority.as_deref()) {
                    Some(priority) => {
                        format!("{}.load({name}, \"{priority}\")", helper(Helper::Loader))
                    }
                    None => format!("{}.load({name})", helper(Helper::Loader)),
                }
            }
        }
    }

    /// How a chunk names the file of another one.
    fn specifier(&self, from: ChunkId, to: ChunkId) -> String {
        if self.options.output.import_map.is_some() {
            mapped_specifier(&self.options.unique_name, &self.chunks.chunks[to].name)
        } else {
            self.plan.relative_path(from.index(), to.index())
        }
    }
}

/// What stands for a chunk where an import map says where it is. As a URL of a scheme of its
/// own it meets no name of a package.
#[must_use]
pub fn mapped_specifier(unique_name: &str, chunk: &str) -> String {
    format!("pybundle:{unique_name}/{chunk}")
}

/// A path as a part of a URL. What stands in for a hash is left as it is.
fn percent_encode(path: &str, out: &mut String) {
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.!~*'()/@&+=$,;".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
}

fn folder(name: &str) -> &str {
    name.rsplit_once('/').map_or(".", |(folder, _)| folder)
}

/// Whether every target has `.name` and `{ name: … }`: all but ES5 would take more names.
fn is_plain_name(name: &str) -> bool {
    is_identifier_name(name) && !is_newer_name(name)
}

/// A property name in an object literal.
fn property_key(name: &str) -> String {
    if name == "__proto__" {
        "[\"__proto__\"]".to_owned()
    } else if is_plain_name(name) {
        name.to_owned()
    } else {
        serde_json::to_string(name).unwrap_or_default()
    }
}

/// A replacement as source text.
fn expression_text(replacement: &Replacement) -> String {
    match replacement {
        Replacement::Name(text) | Replacement::Raw(text) => text.to_string(),
        // Where text is written, own bindings have been named before.
        Replacement::Own(_) => "undefined".to_owned(),
        Replacement::Member(object, property) => {
            if is_plain_name(property) {
                format!("{object}.{property}")
            } else {
                format!(
                    "{object}[{}]",
                    serde_json::to_string(property.as_str()).unwrap_or_default()
                )
            }
        }
        Replacement::Call(function, argument) => format!("{function}({argument})"),
        Replacement::CallStrict(function, argument) => format!("{function}({argument}, 1)"),
        Replacement::Invoke(function) => format!("{function}()"),
        Replacement::InvokeThen(function, value) => format!("({function}(), {value})"),
        Replacement::Request(function, text) => {
            format!("{function}({})", serde_json::to_string(text.as_str()).unwrap_or_default())
        }
        Replacement::Address(path, base) => {
            let path = serde_json::to_string(path.as_str()).unwrap_or_default();
            format!("new URL({path}, {base})")
        }
        Replacement::Text(text) => serde_json::to_string(text.as_str()).unwrap_or_default(),
        Replacement::Undefined => "void 0".to_owned(),
        Replacement::Constant(value) => constant_text(value),
    }
}

/// A constant as source text.
fn constant_text(value: &Constant) -> String {
    match value {
        Constant::Undefined => "void 0".to_owned(),
        Constant::Null => "null".to_owned(),
        Constant::Boolean(value) => value.to_string(),
        Constant::Number(bits) => format!("({})", f64::from_bits(*bits)),
        Constant::Text(text) => serde_json::to_string(text.as_str()).unwrap_or_default(),
    }
}

/// How a module is shown in source maps: a path from the project, whatever folder the
/// project or the output lies in.
fn source_path(name: &str) -> String {
    name.to_owned()
}
