//! The first stage: from the entries to the graph of all modules they reach.
//!
//! A worklist over `resolve → load → parse` on all cores. Modules are numbered afterwards,
//! by a walk in the order of the requests, so that nothing depends on which thread was
//! first.

mod aliases;
mod asset;
mod barrels;
mod branches;
mod contexts;
pub mod dialect;
mod drop_console;
mod enums;
pub mod facts;
mod helper_imports;
mod hooks;
mod json;
pub mod known_names;
mod load;
pub mod normalize;
pub mod parse;
pub mod polyfills;
pub mod properties;
mod provide;
mod queries;
mod request_rules;
pub mod store;
pub mod styles;
pub mod target;
mod values;
mod wasm;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
};

use oxc::{span::Span, str::CompactStr};
use oxc_index::IndexVec;
use rayon::Scope;
use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_128;

use crate::{
    diagnostic::{Diagnostic, Location, Severity},
    graph::{Asset, AssetId, Edge, EntryPoint, External, ExternalId, GraphModule, ModuleGraph},
    host::{Host, display_path},
    module::{Module, ModuleId, RecordKind},
    options::{Entry, Options, SourceMapKind},
    resolve::{self, Importer, RequestKind, ResolvedFile, Resolvers, Target},
    rules::{Chain, Inline, split_inline},
    sourcemap::{self, Incoming},
    transform_helpers,
};
use barrels::{Barrel, Wanted};
pub(crate) use load::foreign;
use load::{Chained, Work};
use parse::{Goal, HELPER_PACKAGE, Language, ParseContext, SourceKind};
use polyfills::Polyfills;
use request_rules::RequestRules;
pub use store::Store;

/// Reads everything the entries reach.
#[must_use]
pub fn scan(
    options: &Options,
    host: &Arc<dyn Host>,
    store: &Store,
) -> (ModuleGraph, Vec<Diagnostic>) {
    store.begin();
    let resolvers = store.resolvers(options, host);
    let polyfills = store.polyfills(options, &**host, &resolvers);
    let context = match store.context(options, polyfills.as_ref()) {
        Ok(context) => context,
        Err(diagnostics) => return (ModuleGraph::default(), diagnostics),
    };
    let (rules, diagnostics) = RequestRules::new(options);
    let scanner = Scanner {
        options,
        host: &**host,
        shared_host: host,
        store,
        context: &context,
        resolvers: &resolvers,
        polyfills: polyfills.as_deref(),
        rules,
        entry_paths: OnceLock::new(),
        keys: Mutex::default(),
        diagnostics: Mutex::new(diagnostics),
        done: AtomicUsize::new(0),
        open: AtomicUsize::new(0),
        pending: Mutex::default(),
        files: Mutex::default(),
    };
    let entries = rayon::scope(|scope| {
        let entries = scanner.entries(scope);
        if options.hooks.used {
            scanner.pump(scope);
        }
        entries
    });
    // Loaders that only a request names.
    while scanner.is_waiting() {
        rayon::scope(|scope| scanner.pump(scope));
    }
    let mut diagnostics = scanner.diagnostics.into_inner().unwrap_or_default();
    diagnostics.extend(resolvers.diagnostics());
    let slots = scanner.keys.into_inner().unwrap_or_default().slots;
    let mut graph = number(slots, entries);
    graph.files = scanner.files.into_inner().unwrap_or_default().into_iter().collect();
    if options.tree_shaking && !host.stopped() {
        aliases::follow(&mut graph);
        branches::decide(&mut graph, &context);
    }
    styles::collect_assets(&mut graph);
    if let Some(polyfills) = &polyfills {
        diagnostics.extend(polyfills.warning());
        diagnostics.extend(missing_polyfill(&graph, polyfills));
    }
    (graph, diagnostics)
}

/// What makes two requests lead to one module.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    File {
        path: PathBuf,
        suffix: String,
        json: bool,
        chain: Option<Arc<Chain>>,
    },
    /// Name and content of a module that is no file.
    Virtual(String),
}

#[derive(Default)]
struct Keys {
    by_key: FxHashMap<Key, usize>,
    slots: Vec<Arc<Slot>>,
}

/// A module that is being read, and what of it is asked for.
#[derive(Default)]
struct Slot {
    scanned: OnceLock<Scanned>,
    barrel: Mutex<Barrel>,
}

struct Scanned {
    graph_module: GraphModule,
    /// As `graph_module.edges`, with provisional numbers.
    edges: Vec<ScannedEdge>,
}

enum ScannedEdge {
    Slot(usize),
    External(External),
    Asset(Asset),
    Missing,
    /// Nobody asks for what it gives, so it was not looked for.
    Unused,
}

/// What is known of a module before it is read.
struct Found {
    key: Key,
    name: String,
    path: Option<PathBuf>,
    /// Where requests of a module start that is no file.
    folder: Option<PathBuf>,
    /// Where it was asked for, if its text is nothing that anybody wrote.
    asked: Option<Location>,
    side_effect_free: bool,
    strict_interop: bool,
    content: Content,
}

enum Content {
    File(Option<SourceKind>),
    /// Through loaders, or as something else than its name says.
    Chain(Box<Chained>),
    Text(String, SourceKind),
    Style(styles::StyleKind),
}

/// A module that was parsed.
struct Loaded<'l> {
    module: Arc<Module>,
    /// How its text is parsed, where it can be parsed again.
    kind: Option<SourceKind>,
    incoming: Option<Arc<Incoming>>,
    /// The file that it is the address of.
    asset: Option<&'l Asset>,
    style: Option<Arc<styles::Style>>,
}

struct Scanner<'s> {
    options: &'s Options,
    host: &'s dyn Host,
    shared_host: &'s Arc<dyn Host>,
    store: &'s Store,
    context: &'s ParseContext,
    resolvers: &'s Resolvers,
    polyfills: Option<&'s Polyfills>,
    rules: RequestRules,
    entry_paths: OnceLock<FxHashSet<PathBuf>>,
    keys: Mutex<Keys>,
    diagnostics: Mutex<Vec<Diagnostic>>,
    done: AtomicUsize,
    /// Modules that were begun and are not done.
    open: AtomicUsize,
    /// Modules that the host works on, by request.
    pending: Mutex<FxHashMap<u64, Work>>,
    /// What loaders write beside the bundle.
    files: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl<'s> Scanner<'s> {
    fn entries<'t: 's>(&'t self, scope: &Scope<'t>) -> Vec<(String, usize)> {
        let mut entries = Vec::new();
        let mut found = Vec::new();
        for entry in &self.options.entries {
            if !entry.before.is_empty() {
                found.push((entry.name.clone(), entry_list(entry)));
                continue;
            }
            let importer = Importer::Folder(&self.options.root);
            let asking = Asked { request: &entry.request, ..Asked::default() };
            let resolved = match self.hooked(importer, &entry.request, RequestKind::Entry, None) {
                Some(resolved) => Ok(resolved),
                None => self
                    .resolvers
                    .resolve(importer, &entry.request, RequestKind::Entry)
                    .map(|target| self.target(target, &asking)),
            };
            match resolved {
                Ok(target) => match target {
                    Ok(target) => found.push((entry.name.clone(), target)),
                    Err(_) => self.report(Diagnostic::error(
                        "external-entry",
                        format!("the entry `{}` is external", entry.request),
                    )),
                },
                Err(unresolved) => self.report(self.resolvers.explain(&unresolved, None)),
            }
        }
        // Known before the first module is read, so that it depends on no thread.
        let paths = found.iter().filter_map(|(_, found)| found.path.clone()).collect();
        let _ = self.entry_paths.set(paths);
        for (name, mut found) in found {
            match &mut found.content {
                Content::File(Some(kind)) => kind.is_entry = true,
                Content::Chain(chained) => chained.is_entry = true,
                _ => {}
            }
            entries.push((name, self.enter(found, &Wanted::All, scope)));
        }
        entries
    }

    /// The slot of a module; the first who asks has it read.
    fn enter<'t: 's>(&'t self, found: Found, wanted: &Wanted, scope: &Scope<'t>) -> usize {
        let mut keys = self.keys.lock().expect("no thread panics while it holds the keys");
        if let Some(index) = keys.by_key.get(&found.key).copied() {
            let slot = Arc::clone(&keys.slots[index]);
            drop(keys);
            self.want(&slot, wanted, scope);
            return index;
        }
        let index = keys.slots.len();
        let slot = Arc::new(Slot::default());
        slot.barrel.lock().expect("nobody else has it").add(wanted);
        keys.slots.push(Arc::clone(&slot));
        keys.by_key.insert(found.key.clone(), index);
        drop(keys);
        self.open.fetch_add(1, Ordering::AcqRel);
        scope.spawn(move |scope| {
            if self.host.stopped() {
                self.open.fetch_sub(1, Ordering::AcqRel);
                return;
            }
            if let Content::Chain(chained) = &found.content {
                let chained = (**chained).clone();
                return self.begin(found, chained, slot, scope);
            }
            let (module, style) = self.load(&found);
            for problem in &module.problems {
                self.report(problem.locate(&found.name, module.ast.source()));
            }
            let kind = match found.content {
                Content::File(kind) => kind,
                Content::Text(_, kind) => Some(kind),
                Content::Chain(_) | Content::Style(_) => None,
            };
            let loaded = Loaded { module, kind, incoming: None, asset: None, style };
            let scanned = self.scanned(found, loaded, &slot, scope);
            self.done(&slot, scanned);
        });
        index
    }

    /// A module is there.
    fn done(&self, slot: &Slot, scanned: Scanned) {
        self.parsed(&scanned.graph_module);
        let _ = slot.scanned.set(scanned);
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if done.is_multiple_of(16) {
            let known = self.keys.lock().map_or(done, |keys| keys.slots.len());
            self.host.progress("scan", done, known);
        }
        self.open.fetch_sub(1, Ordering::AcqRel);
    }

    /// A parsed module with its edges.
    fn scanned<'t: 's>(
        &'t self,
        found: Found,
        loaded: Loaded<'_>,
        slot: &Arc<Slot>,
        scope: &Scope<'t>,
    ) -> Scanned {
        let Loaded { module, kind, incoming, asset, style } = loaded;
        let incoming =
            incoming.or_else(|| self.incoming(found.path.as_deref(), module.ast.source()));
        let found = Arc::new(found);
        let edges = if self.is_barrel(&found, &module) {
            let edges = module.facts.records.iter().map(|_| ScannedEdge::Unused).collect();
            let first = {
                let mut barrel = slot.barrel.lock().expect("no thread panics while it holds it");
                barrel.read(&found, &module)
            };
            self.load_records(slot, &found, &module, &first, scope);
            edges
        } else {
            let wanted = Wanted::of_records(&module.facts);
            let records = module.facts.records.iter().zip(&wanted);
            records
                .map(|(record, wanted)| match (record.kind, asset) {
                    (RecordKind::Asset, Some(asset)) => ScannedEdge::Asset(asset.clone()),
                    _ => self.edge(&found, &module, record, wanted, scope),
                })
                .collect()
        };
        Scanned {
            graph_module: GraphModule {
                module,
                name: found.name.clone(),
                path: found.path.clone(),
                side_effect_free: found.side_effect_free,
                strict_interop: found.strict_interop,
                edges: IndexVec::new(),
                kind,
                incoming,
                style,
            },
            edges,
        }
    }

    fn load(&self, found: &Found) -> (Arc<Module>, Option<Arc<styles::Style>>) {
        if let (Content::Style(kind), Some(path)) = (&found.content, &found.path) {
            return self.style_module(found, path, *kind);
        }
        let module = match (&found.content, &found.path) {
            (Content::File(Some(kind)), Some(path)) => self.store.module(
                self.host,
                self.context,
                path,
                &found.name,
                *kind,
                self.options.once,
                |diagnostic| {
                    self.report(diagnostic);
                },
            ),
            (Content::File(_) | Content::Chain(_) | Content::Style(_), path) => {
                self.report(no_loader(&found.name, path.as_deref()));
                Arc::new(empty(self.context))
            }
            (Content::Text(text, kind), _) => {
                let path = parse::virtual_path(&found.name);
                Arc::new(parse::parse(self.context, &path, text.clone(), *kind))
            }
        };
        (module, None)
    }

    fn edge<'t: 's>(
        &'t self,
        found: &Found,
        module: &Module,
        record: &crate::module::ImportRecord,
        wanted: &Wanted,
        scope: &Scope<'t>,
    ) -> ScannedEdge {
        if let Some(helper) = helper_module(&found.name, &record.request) {
            return ScannedEdge::Slot(self.enter(helper, wanted, scope));
        }
        if let Some(asked) = record.request.strip_prefix(dialect::CONTEXT) {
            let context = self.context_module(found, module, record, asked);
            return ScannedEdge::Slot(self.enter(context, &Wanted::All, scope));
        }
        // Polyfills are those of the project, whichever package needs them.
        let is_polyfill = module.adds_polyfill(record);
        let polyfills = self.polyfills.filter(|_| is_polyfill);
        let importer = match (polyfills, &found.path) {
            (Some(polyfills), _) => polyfills.importer(),
            (None, Some(path)) => Importer::File(path),
            (None, None) => Importer::Folder(found.folder.as_ref().unwrap_or(&self.options.root)),
        };
        let kind = match record.kind {
            RecordKind::Import if is_entry_list(&found.name) => RequestKind::Entry,
            RecordKind::Import => RequestKind::Import,
            RecordKind::Require | RecordKind::WeakRequire => RequestKind::Require,
            RecordKind::RequireResolve | RecordKind::WeakResolve | RecordKind::IsIncluded => {
                RequestKind::RequireResolve
            }
            RecordKind::DynamicImport | RecordKind::EagerImport | RecordKind::WeakImport => {
                RequestKind::DynamicImport
            }
            RecordKind::Worker(_) | RecordKind::Url | RecordKind::Asset => RequestKind::Url,
        };
        if self.rules.ignores(&record.request, &found.name) {
            return match kind {
                RequestKind::Import | RequestKind::Entry | RequestKind::DynamicImport => {
                    let asked = Asked { request: &record.request, ..Asked::default() };
                    match self.target(Target::Ignored, &asked) {
                        Ok(ignored) => ScannedEdge::Slot(self.enter(ignored, wanted, scope)),
                        Err(external) => ScannedEdge::External(external),
                    }
                }
                // Code that asks so is ready to hear that there is nothing.
                _ => ScannedEdge::Missing,
            };
        }
        if record.kind == RecordKind::Url {
            return self.asset(found, module, record, importer);
        }
        let inline = split_inline(&record.request);
        let request = inline.as_ref().map_or(record.request.as_str(), |(_, request)| *request);
        let asking = Asked {
            request,
            issuer: found.path.as_deref(),
            attributes: &record.attributes,
            inline: inline.as_ref().map(|(inline, _)| inline),
        };
        if let Some(target) = self.hooked(importer, request, kind, Some(&asking)) {
            return match target {
                Ok(target) => ScannedEdge::Slot(self.enter(target, wanted, scope)),
                Err(external) => ScannedEdge::External(external),
            };
        }
        match self.resolvers.resolve(importer, request, kind) {
            Ok(target) => match self.target(target, &asking) {
                Ok(target) => ScannedEdge::Slot(self.enter(target, wanted, scope)),
                Err(external) => ScannedEdge::External(external),
            },
            Err(unresolved) => {
                self.note_missing(importer, request, kind);
                // Asked for once more beside, only for its id.
                let beside = found.asked.is_some() && record.kind == RecordKind::WeakResolve;
                if is_polyfill || beside {
                    return ScannedEdge::Missing;
                }
                let span = record.request_span;
                let location = found.asked.clone().unwrap_or_else(|| {
                    let (start, end) = (span.start as usize, span.end as usize);
                    Location::new(found.name.clone(), module.ast.source(), start, end)
                });
                let mut diagnostic = self.resolvers.explain(&unresolved, Some(location));
                if record.guarded || kind == RequestKind::RequireResolve {
                    diagnostic.severity = Severity::Warning;
                }
                self.report(diagnostic);
                ScannedEdge::Missing
            }
        }
    }

    /// Where a watcher must look; asked only of requests that fail.
    fn note_missing(&self, importer: Importer<'_>, request: &str, kind: RequestKind) {
        let (_, watched) = self.resolvers.resolve_watched(importer, request, kind);
        self.store.add_missing(watched.missing);
    }

    /// A file that is named by its address. Where there is none, the code may still find
    /// something there when it runs.
    fn asset(
        &self,
        found: &Found,
        module: &Module,
        record: &crate::module::ImportRecord,
        importer: Importer<'_>,
    ) -> ScannedEdge {
        let span = record.request_span;
        let location = || {
            let source = module.ast.source();
            Location::new(&found.name, source, span.start as usize, span.end as usize)
        };
        match self.resolvers.resolve(importer, &record.request, RequestKind::Url) {
            Ok(Target::File(file)) => match self.store.asset(self.host, &file.path) {
                Ok(content) => ScannedEdge::Asset(Asset {
                    name: display_path(&self.options.root, &file.path).into_owned(),
                    path: file.path,
                    content,
                }),
                Err(error) => {
                    self.report(store::unreadable(&found.name, &error).at(location()));
                    ScannedEdge::Missing
                }
            },
            Ok(_) => ScannedEdge::Missing,
            Err(_) => {
                self.note_missing(importer, &record.request, RequestKind::Url);
                if !record.guarded {
                    self.report(
                        Diagnostic::warning(
                            "missing-asset",
                            format!("there is no file `{}` here", record.request),
                        )
                        .at(location())
                        .label("left as it is")
                        .hint("the path is relative to the file that says it"),
                    );
                }
                ScannedEdge::Missing
            }
        }
    }

    /// The module that a resolved request names, or what the run time supplies instead.
    fn target(&self, target: Target, asked: &Asked<'_>) -> Result<Found, External> {
        let request = asked.request;
        let json = asked.attributes.iter().any(|(key, value)| key == "type" && value == "json");
        match target {
            Target::File(file) => {
                if let Some(asked) = self.asked_by_query(&file) {
                    return Ok(asked);
                }
                let goal = match file.format() {
                    resolve::ModuleFormat::Module => Goal::Module,
                    resolve::ModuleFormat::CommonJs => Goal::CommonJs,
                    resolve::ModuleFormat::Unspecified => Goal::Unknown,
                };
                let suffix = format!("{}{}", file.query, file.fragment);
                let name = format!("{}{suffix}", display_path(&self.options.root, &file.path));
                let is_polyfill = file.package_name().is_some_and(polyfills::is_polyfill_package);
                let kind = if json {
                    // By the specification such a module has a default export only.
                    Some(SourceKind::new(Language::Json, Goal::Module))
                } else {
                    parse::source_kind(&file.path, goal)
                        .map(|kind| self.with_compiler_options(&file.path, kind))
                        .map(|kind| SourceKind {
                            is_polyfill,
                            is_entry: self
                                .entry_paths
                                .get()
                                .is_some_and(|paths| paths.contains(&file.path)),
                            ..kind
                        })
                };
                if let Some(chained) = self.chained(&file, goal, asked) {
                    return Ok(chained_module(file, name, goal, suffix, chained));
                }
                let content = if file.path.extension().is_some_and(|extension| extension == "wasm")
                {
                    self.wasm(&file.path, &name)
                } else if let Some(kind) = styles::style_kind(&file.path, &file.query) {
                    Content::Style(kind)
                } else {
                    Content::File(kind)
                };
                Ok(Found {
                    key: Key::File { path: file.path.clone(), suffix, json, chain: None },
                    name,
                    side_effect_free: file.side_effects() == Some(false),
                    strict_interop: goal == Goal::Module,
                    path: Some(file.path),
                    folder: None,
                    asked: None,
                    content,
                })
            }
            Target::Ignored => {
                let kind = SourceKind::new(Language::Empty, Goal::CommonJs);
                Ok(virtual_module(format!("(ignored) {request}"), String::new(), kind))
            }
            Target::External { request, global } => Err(External { request, global }),
            Target::NodeBuiltin { name } => Err(External { request: name, global: None }),
            Target::Data { mime, bytes } => {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                let language = if mime.contains("json") || json {
                    Language::Json
                } else if mime.contains("javascript") || mime.contains("ecmascript") {
                    Language::JavaScript
                } else {
                    let literal = serde_json::to_string(&text).unwrap_or_default();
                    let text = format!("export default {literal}");
                    let kind = SourceKind::new(Language::JavaScript, Goal::Module);
                    return Ok(virtual_module(request.to_owned(), text, kind));
                };
                let goal =
                    if language == Language::JavaScript { Goal::Module } else { Goal::Unknown };
                Ok(virtual_module(request.to_owned(), text, SourceKind::new(language, goal)))
            }
        }
    }

    /// The ES module that stands for a WebAssembly module; empty where there is a problem.
    fn wasm(&self, path: &Path, name: &str) -> Content {
        let empty =
            || Content::Text(String::new(), SourceKind::new(Language::Empty, Goal::CommonJs));
        let bytes = match self.store.asset(self.host, path) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.report(store::unreadable(name, &error));
                return empty();
            }
        };
        let file = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into());
        match wasm::module_text(&bytes, &file, self.options.platform) {
            Ok(text) => Content::Text(text, SourceKind::new(Language::JavaScript, Goal::Module)),
            Err((reason, offset)) => {
                self.report(invalid_wasm(name, &reason, offset));
                empty()
            }
        }
    }

    fn with_compiler_options(&self, path: &Path, kind: SourceKind) -> SourceKind {
        if !matches!(kind.language, Language::TypeScript | Language::Tsx) {
            return kind;
        }
        let config = self.resolvers.tsconfig(Importer::File(path));
        let compiler = config.map_or_else(parse::CompilerOptions::default, |config| {
            parse::CompilerOptions::new(&config.compiler_options)
        });
        SourceKind { compiler, ..kind }
    }

    fn incoming(&self, path: Option<&Path>, source: &str) -> Option<Arc<Incoming>> {
        if self.options.source_map == SourceMapKind::None {
            return None;
        }
        let path = path?;
        let url = sourcemap::find_source_mapping_url(source)?;
        let json = if let Some(bytes) = sourcemap::decode_data_url(url) {
            bytes
        } else if url.contains("://") {
            return None;
        } else {
            self.host.read(&path.parent()?.join(url)).ok()?
        };
        let mut incoming = sourcemap::parse_incoming(&json)?;
        let folder = path.parent()?.join(url).parent()?.to_path_buf();
        incoming
            .complete(|source| String::from_utf8(self.host.read(&folder.join(source)).ok()?).ok());
        Some(Arc::new(incoming))
    }

    fn report(&self, diagnostic: Diagnostic) {
        if let Ok(mut diagnostics) = self.diagnostics.lock() {
            diagnostics.push(diagnostic);
        }
    }
}

/// A request, with what decides how the file that it leads to is loaded.
#[derive(Default)]
struct Asked<'a> {
    /// Without the loaders in it.
    request: &'a str,
    issuer: Option<&'a Path>,
    attributes: &'a [(CompactStr, CompactStr)],
    inline: Option<&'a Inline>,
}

fn chained_module(
    file: ResolvedFile,
    mut name: String,
    goal: Goal,
    suffix: String,
    chained: Chained,
) -> Found {
    if !chained.chain.distinction.is_empty() {
        name = format!("{name} ({})", chained.chain.distinction);
    }
    Found {
        key: Key::File {
            path: file.path.clone(),
            suffix,
            json: false,
            chain: Some(Arc::clone(&chained.chain)),
        },
        name,
        side_effect_free: file.side_effects() == Some(false),
        strict_interop: goal == Goal::Module,
        path: Some(file.path),
        folder: None,
        asked: None,
        content: Content::Chain(Box::new(chained)),
    }
}

fn invalid_wasm(name: &str, reason: &str, offset: u64) -> Diagnostic {
    let message = format!("this is no WebAssembly module: {reason} (at byte {offset})");
    Diagnostic::error("invalid-wasm", message)
        .at(Location::file(name))
        .hint("was it damaged, or replaced by a text, on its way here?")
}

fn virtual_module(name: String, text: String, kind: SourceKind) -> Found {
    Found {
        key: Key::Virtual(name.clone()),
        name,
        path: None,
        folder: None,
        asked: None,
        side_effect_free: false,
        strict_interop: false,
        content: Content::Text(text, kind),
    }
}

const ENTRY_LISTS: &str = "pybundle:entry/";

/// Whether a module is an entry of several files.
#[must_use]
pub fn is_entry_list(name: &str) -> bool {
    name.starts_with(ENTRY_LISTS)
}

/// The module that stands for several: they run in their order, and it gives what the last
/// one gives, its default included.
fn entry_list(entry: &Entry) -> Found {
    let literal = |request: &String| serde_json::to_string(request).unwrap_or_default();
    let mut text = String::new();
    for request in &entry.before {
        text.push_str(&format!("import {};\n", literal(request)));
    }
    text.push_str(&format!("export * from {};\n", literal(&entry.request)));
    let kind = SourceKind::new(Language::JavaScript, Goal::Module);
    virtual_module(format!("{ENTRY_LISTS}{}", entry.name), text, kind)
}

/// A helper that the transformer asked for, or that another helper imports.
fn helper_module(importer: &str, request: &str) -> Option<Found> {
    let name = request
        .strip_prefix(HELPER_PACKAGE)
        .and_then(|rest| rest.strip_prefix("/helpers/"))
        .or_else(|| {
            importer.starts_with(HELPER_PACKAGE).then(|| request.strip_prefix("./")).flatten()
        })?;
    let name = name.trim_end_matches(".js");
    let source = transform_helpers::source(name)?;
    let kind = SourceKind::new(Language::JavaScript, Goal::Module);
    let full = format!("{HELPER_PACKAGE}/helpers/{name}");
    let function = source.split("export default function ").nth(1)?.split('(').next()?;
    Some(Found {
        side_effect_free: true,
        // CommonJS code that was transformed asks for it by `require` and calls the answer.
        ..virtual_module(
            full,
            format!("{source}\nexport {{ {function} as \"module.exports\" }};\n"),
            kind,
        )
    })
}

fn empty(context: &ParseContext) -> Module {
    let kind = SourceKind::new(Language::Empty, Goal::CommonJs);
    parse::parse(context, Path::new(""), String::new(), kind)
}

fn no_loader(name: &str, path: Option<&Path>) -> Diagnostic {
    let extension = path
        .and_then(Path::extension)
        .map_or(String::new(), |extension| extension.to_string_lossy().into_owned());
    Diagnostic::error("no-loader", format!("no loader is set for `.{extension}` files"))
        .at(Location::file(name))
        .hint("give it a `type` or a loader in `module.rules`, or ask for the file by `?url` or `?raw`")
}

/// The first module that needs a polyfill which cannot be had. One is enough: the others
/// need the same package.
fn missing_polyfill(graph: &ModuleGraph, polyfills: &Polyfills) -> Option<Diagnostic> {
    graph.modules.iter().find_map(|module| {
        let at = |span: Span| {
            let source = module.module.ast.source();
            Location::new(&module.name, source, span.start as usize, span.end as usize)
        };
        let first = module.module.polyfills.iter().min_by_key(|added| added.span.start)?;
        polyfills.problem(first, at(first.span)).or_else(|| {
            let mut records = module.facts().records.iter().zip(&module.edges);
            let (record, _) = records.find(|(record, edge)| {
                **edge == Edge::Missing && module.module.adds_polyfill(record)
            })?;
            let added =
                module.module.polyfills.iter().find(|added| added.request == record.request)?;
            Some(Polyfills::incomplete(added, at(added.span)))
        })
    })
}

/// Numbers the modules by a walk from the entries in the order of the requests.
fn number(slots: Vec<Arc<Slot>>, entries: Vec<(String, usize)>) -> ModuleGraph {
    let mut scanned: Vec<Option<Scanned>> = slots
        .into_iter()
        .map(|slot| {
            let slot = Arc::into_inner(slot)?;
            let mut scanned = slot.scanned.into_inner()?;
            let barrel = slot.barrel.into_inner().unwrap_or_default();
            for (record, edge) in barrel.into_edges() {
                scanned.edges[record.index()] = edge;
            }
            Some(scanned)
        })
        .collect();
    let mut ids: Vec<Option<ModuleId>> = vec![None; scanned.len()];
    let mut order = Vec::with_capacity(scanned.len());
    // Depth first, in request order; the stack holds the slots still to be entered.
    let mut stack: Vec<usize> = entries.iter().rev().map(|(_, slot)| *slot).collect();
    while let Some(slot) = stack.pop() {
        if ids[slot].is_some() {
            continue;
        }
        let Some(module) = &scanned[slot] else { continue };
        ids[slot] = Some(ModuleId::from_usize(order.len()));
        order.push(slot);
        stack.extend(module.edges.iter().rev().filter_map(|edge| match edge {
            ScannedEdge::Slot(slot) => Some(*slot),
            _ => None,
        }));
    }
    let mut externals: IndexVec<ExternalId, External> = IndexVec::new();
    let mut external_ids: FxHashMap<External, ExternalId> = FxHashMap::default();
    let mut assets: IndexVec<AssetId, Asset> = IndexVec::new();
    let mut asset_ids: FxHashMap<(PathBuf, u128), AssetId> = FxHashMap::default();
    let modules = order
        .into_iter()
        .filter_map(|slot| scanned[slot].take())
        .map(|scanned| {
            let mut module = scanned.graph_module;
            module.edges = scanned
                .edges
                .into_iter()
                .map(|edge| match edge {
                    ScannedEdge::Slot(slot) => ids[slot].map_or(Edge::Missing, Edge::Module),
                    ScannedEdge::Missing | ScannedEdge::Unused => Edge::Missing,
                    ScannedEdge::Asset(asset) => Edge::Asset(
                        *asset_ids
                            .entry((asset.path.clone(), xxh3_128(&asset.content)))
                            .or_insert_with(|| assets.push(asset)),
                    ),
                    ScannedEdge::External(external) => Edge::External(
                        *external_ids
                            .entry(external.clone())
                            .or_insert_with(|| externals.push(external)),
                    ),
                })
                .collect();
            module
        })
        .collect::<IndexVec<ModuleId, GraphModule>>();
    let entries = entries
        .into_iter()
        .filter_map(|(name, slot)| ids[slot].map(|module| EntryPoint { name, module }))
        .collect();
    let workers = workers(&modules);
    ModuleGraph { modules, externals, assets, entries, workers, ..ModuleGraph::default() }
}

fn workers(modules: &IndexVec<ModuleId, GraphModule>) -> Vec<ModuleId> {
    let mut workers = Vec::new();
    for module in modules.iter().filter(|module| module.facts().uses.urls) {
        for (record, edge) in module.facts().records.iter().zip(&module.edges) {
            if let (RecordKind::Worker(_), Some(target)) = (record.kind, edge.module())
                && !workers.contains(&target)
            {
                workers.push(target);
            }
        }
    }
    workers
}
