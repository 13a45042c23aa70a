//! A build: the five stages, one after the other.

use std::{borrow::Cow, path::PathBuf, sync::Arc, time::Instant};

use serde::Serialize;

use crate::{
    deploy,
    diagnostic::{Diagnostic, Severity},
    emit::{NameRequest, OutputFile, base_name, emit, plan_names},
    graph::ModuleGraph,
    hooks,
    host::Host,
    link::link,
    mangle::{PropsCache, property_names},
    module::WorkerKind,
    options::Options,
    render::render,
    resolve::Glob,
    scan::{Store, parse::HELPER_PACKAGE, scan, styles::declarations},
    split::{Chunk, ChunkGraph, split},
    stats::{Stats, stats},
};

/// What a build gives.
#[derive(Debug, Default, Serialize)]
pub struct BuildResult {
    /// Without errors, and written where that was asked for.
    pub ok: bool,
    /// Ended early because the host asked for it.
    pub stopped: bool,
    pub diagnostics: Vec<Diagnostic>,
    pub files: Vec<OutputFile>,
    pub timings: Timings,
    /// Without helper functions.
    pub module_count: usize,
    pub stats: Option<Stats>,
    /// Names of properties, for builds to come.
    #[serde(skip_serializing_if = "PropsCache::is_empty")]
    pub props_cache: PropsCache,
}

/// Milliseconds.
#[derive(Debug, Default, Clone, Copy, Serialize)]
pub struct Timings {
    pub scan: f64,
    pub link: f64,
    pub split: f64,
    pub render: f64,
    pub emit: f64,
    pub total: f64,
}

/// Builds with what `store` remembers of earlier builds.
#[must_use]
pub fn build(options: &Options, host: &Arc<dyn Host>, store: &Store) -> BuildResult {
    let start = Instant::now();
    let mut result = BuildResult::default();
    stages(options, host, store, &mut result);
    result.timings.total = milliseconds(start);
    result.stopped = host.stopped();
    sort(&mut result.diagnostics);
    result.ok = !result.stopped && !has_errors(&result.diagnostics);
    result
}

fn stages(options: &Options, host: &Arc<dyn Host>, store: &Store, result: &mut BuildResult) {
    let timed = |stage: &'static str, slot: &mut f64, start: Instant| {
        *slot = milliseconds(start);
        host.progress(stage, 0, 0);
    };
    let start = Instant::now();
    let (graph, diagnostics) = scan(options, host, store);
    timed("scan", &mut result.timings.scan, start);
    result.diagnostics.extend(diagnostics);
    result.module_count =
        graph.modules.iter().filter(|module| !module.name.starts_with(HELPER_PACKAGE)).count();
    if host.stopped() {
        return;
    }

    let start = Instant::now();
    let (links, diagnostics) = link(&graph, options);
    timed("link", &mut result.timings.link, start);
    result.diagnostics.extend(diagnostics);
    if has_errors(&result.diagnostics) || host.stopped() {
        return;
    }

    let start = Instant::now();
    let (chunks, diagnostics) = split(&graph, &links, options);
    timed("split", &mut result.timings.split, start);
    result.diagnostics.extend(diagnostics);
    if has_errors(&result.diagnostics) {
        return;
    }

    let start = Instant::now();
    let requests: Vec<NameRequest<'_>> = name_requests(&graph, &chunks, options);
    let (plan, diagnostics) = plan_names(&requests);
    result.diagnostics.extend(diagnostics);
    if has_errors(&result.diagnostics) {
        return;
    }
    let (properties, diagnostics) =
        property_names(&graph, &links, options, &store.property_names());
    result.diagnostics.extend(diagnostics);
    let mut files = render(&graph, &links, &chunks, options, &plan, &properties);
    result.diagnostics.extend(hooks::chunks_rendered(&mut files, &chunks, &plan, options, &**host));
    if has_errors(&result.diagnostics) {
        return;
    }
    timed("render", &mut result.timings.render, start);
    if host.stopped() {
        return;
    }

    let start = Instant::now();
    let inputs = store.files();
    let made =
        deploy::Build { graph: &graph, links: &links, chunks: &chunks, options, host: &**host };
    let mut emitted = emit(&plan, files, options, &inputs, &**host, |emitted| {
        hooks::assets(&graph.files, emitted, options, &**host);
        deploy::add(&made, emitted);
    });
    if options.write && options.styles.declarations && !has_errors(&emitted.diagnostics) {
        emitted.diagnostics.extend(write_declarations(&graph, options, &**host));
    }
    timed("emit", &mut result.timings.emit, start);
    result.diagnostics.append(&mut emitted.diagnostics);
    if options.stats {
        result.stats = Some(stats(&graph, &links, &chunks, &emitted, options.measure));
    }
    result.files = emitted.files;
    store.keep_property_names(&properties.cache, options);
    result.props_cache = properties.cache;
    // Taking thousands of arenas apart one by one would only delay the result.
    if options.exits {
        std::mem::forget((graph, links, chunks));
    } else {
        rayon::spawn(move || drop((graph, links, chunks)));
    }
}

/// Puts declarations for TypeScript beside the project's own CSS modules.
fn write_declarations(graph: &ModuleGraph, options: &Options, host: &dyn Host) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for module in &graph.modules {
        let (Some(style), Some(path)) = (&module.style, &module.path) else { continue };
        let is_own = path.starts_with(&options.root) && !module.name.contains("node_modules/");
        let is_file = !module.name.contains(['?', '#']);
        if !style.is_local || !is_own || !is_file {
            continue;
        }
        let text = declarations(&style.names, &options.styles).into_bytes();
        let file = PathBuf::from(format!("{}.d.ts", path.display()));
        if host.read(&file).is_ok_and(|known| known == text) {
            continue;
        }
        if let Err(error) = host.write(&file, &text) {
            let message =
                format!("the declarations of `{}` cannot be written: {error}", module.name);
            problems.push(Diagnostic::warning("declarations-not-written", message));
        }
    }
    problems
}

/// The names of chunks, then those of assets, then those of style sheets.
fn name_requests<'n>(
    graph: &'n ModuleGraph,
    chunks: &'n ChunkGraph,
    options: &'n Options,
) -> Vec<NameRequest<'n>> {
    let scripts = chunks.chunks.iter().map(|chunk| NameRequest {
        template: Cow::Borrowed(template(options, chunk)),
        name: &chunk.name,
        extension: "js",
    });
    let assets = chunks.assets.iter().map(|id| {
        let file = base_name(&graph.assets[*id].name);
        let (name, extension) = file.rsplit_once('.').unwrap_or((file, ""));
        NameRequest { template: Cow::Borrowed(&options.output.asset_filename), name, extension }
    });
    let styles = chunks.styles.iter().map(|id| {
        let chunk = &chunks.chunks[*id];
        NameRequest {
            template: style_template(options, chunk),
            name: &chunk.name,
            extension: "css",
        }
    });
    scripts.chain(assets).chain(styles).collect()
}

/// The pattern of the name of a chunk's style sheet.
fn style_template<'o>(options: &'o Options, chunk: &Chunk) -> Cow<'o, str> {
    let styles = &options.styles;
    let own =
        if chunk.public_entry().is_some() { &styles.filename } else { &styles.chunk_filename };
    if !own.is_empty() {
        return Cow::Borrowed(own);
    }
    // As that of its script.
    let script = template(options, chunk);
    let stem = [".js", ".mjs", ".cjs"].iter().find_map(|end| script.strip_suffix(end));
    Cow::Owned(format!("{}.css", stem.unwrap_or(script).trim_end_matches(".[ext]")))
}

/// The pattern of a chunk's file name.
fn template<'o>(options: &'o Options, chunk: &Chunk) -> &'o str {
    let output = &options.output;
    let (rules, template) = if chunk.is_runtime {
        (&output.filename_rules, options.runtime_filename.as_str())
    } else if chunk.public_entry().is_some() {
        let own = options.entries.iter().find(|entry| entry.name == chunk.name);
        if let Some(own) = own.and_then(|entry| entry.filename.as_deref()) {
            return own;
        }
        (&output.filename_rules, output.filename.as_str())
    } else {
        let template = match (chunk.worker, output.chunk_filename.rsplit_once('.')) {
            // Browsers know a service worker by its address, and look there for news.
            (Some(WorkerKind::Service), Some((_, "mjs"))) => "[name].mjs",
            (Some(WorkerKind::Service), _) => "[name].js",
            _ => &output.chunk_filename,
        };
        (&output.chunk_filename_rules, template)
    };
    rules
        .iter()
        .find(|rule| Glob::new(&rule.pattern).matches(&chunk.name))
        .map_or(template, |rule| &rule.filename)
}

fn milliseconds(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1000.0
}

fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// Errors first, then by place: the same order whichever thread was first.
fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| {
        (a.severity, &a.location, a.code, &a.message).cmp(&(
            b.severity,
            &b.location,
            b.code,
            &b.message,
        ))
    });
    diagnostics
        .dedup_by(|a, b| a.location == b.location && a.code == b.code && a.message == b.message);
}
