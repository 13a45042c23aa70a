//! How the code of each module is wrapped in a scope-hoisted chunk.

use oxc::transformer::ESFeature;
use oxc_index::IndexVec;
use rustc_hash::FxHashSet;

use crate::{
    diagnostic::{Diagnostic, Location},
    graph::ModuleGraph,
    module::{ModuleFormat, ModuleId, RecordKind},
    options::{Format, Options},
    scan::parse::HELPER_PACKAGE,
};

/// The wrap kinds, with the JavaScript that each gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrap {
    /// Its statements stand at the top level of the chunk:
    /// ```js
    /// const answer = 42;
    /// ```
    Hoisted,
    /// It runs when it is first asked for; its bindings stand at the top level:
    /// ```js
    /// var answer;
    /// var init_answer = __esm(() => { answer = 42; });
    /// ```
    Lazy {
        /// `init` gives a promise: it awaits, or imports a module that does.
        awaits: bool,
    },
    /// ```js
    /// var require_answer = __commonJS(function (exports, module) { module.exports = 42; });
    /// ```
    CommonJs,
    /// A JSON value or a helper function: no effects, no imports but of other helpers, so it
    /// can stand before everything else, and CommonJS modules see it.
    /// ```js
    /// var answer = 42;
    /// ```
    Value,
}

impl Wrap {
    #[must_use]
    pub fn is_lazy(self) -> bool {
        matches!(self, Self::Lazy { .. })
    }

    /// Its code runs only when its wrapper is called.
    #[must_use]
    pub fn is_wrapped(self) -> bool {
        matches!(self, Self::Lazy { .. } | Self::CommonJs)
    }
}

/// Decides by the graph alone; splitting may add lazy modules where order asks for it.
pub fn decide(
    graph: &ModuleGraph,
    options: &Options,
    diagnostics: &mut Vec<Diagnostic>,
) -> IndexVec<ModuleId, Wrap> {
    let asynchronous = asynchronous(graph);
    module_syntax(graph, options, diagnostics);
    let mut wraps: IndexVec<ModuleId, Wrap> = graph
        .modules
        .iter_enumerated()
        .map(|(id, module)| match module.facts().format {
            ModuleFormat::CommonJs => Wrap::CommonJs,
            ModuleFormat::Json => Wrap::Value,
            ModuleFormat::Esm if module.name.starts_with(HELPER_PACKAGE) => Wrap::Value,
            ModuleFormat::Esm
                if asynchronous[id] && !awaits_alone(graph, &asynchronous, id, options) =>
            {
                Wrap::Lazy { awaits: true }
            }
            // What the evaluated text mentions must keep its name.
            ModuleFormat::Esm if module.facts().uses.direct_eval => Wrap::Lazy { awaits: false },
            ModuleFormat::Esm => Wrap::Hoisted,
        })
        .collect();
    for id in resolved_by_id(graph) {
        if wraps[id] == Wrap::Hoisted {
            wraps[id] = Wrap::Lazy { awaits: asynchronous[id] };
        }
    }
    for module in &graph.modules {
        for (record, edge) in module.facts().records.iter().zip(&module.edges) {
            let (true, Some(target)) = (record.kind.runs_in_place(), edge.module()) else {
                continue;
            };
            if wraps[target] == Wrap::Hoisted {
                wraps[target] = Wrap::Lazy { awaits: asynchronous[target] };
            }
            if wraps[target] == (Wrap::Lazy { awaits: true })
                && record.kind == RecordKind::Require
                && !record.guarded
            {
                let location = Location::new(
                    module.name.clone(),
                    module.module.ast.source(),
                    record.span.start as usize,
                    record.span.end as usize,
                );
                let name = &graph.modules[target].name;
                diagnostics.push(
                    Diagnostic::warning(
                        "require-of-async-module",
                        format!(
                            "`{name}` awaits at its top level, so `require` gives it unfinished"
                        ),
                    )
                    .at(location)
                    .hint("use `await import()`"),
                );
            }
        }
    }
    close_over_imports(graph, &mut wraps);
    wraps
}

/// The modules whose ids somebody asks for, where somebody asks for modules by id.
#[must_use]
pub fn resolved_by_id(graph: &ModuleGraph) -> FxHashSet<ModuleId> {
    if !graph.modules.iter().any(|module| module.facts().uses.bundler) {
        return FxHashSet::default();
    }
    let requests =
        graph.modules.iter().flat_map(|module| module.facts().records.iter().zip(&module.edges));
    requests
        .filter(|(record, _)| {
            matches!(record.kind, RecordKind::RequireResolve | RecordKind::WeakResolve)
        })
        .filter_map(|(_, edge)| edge.module())
        .collect()
}

/// The syntax of modules themselves cannot be taken away in the format that is made of it.
fn module_syntax(graph: &ModuleGraph, options: &Options, diagnostics: &mut Vec<Diagnostic>) {
    let target = options.syntax();
    if options.format != Format::Esm {
        return;
    }
    let names = options.target.join(", ");
    if target.features.arrow_functions {
        let message = format!(
            "the format `esm` is made of `import` and `export`, which `{names}` does not understand"
        );
        diagnostics.push(Diagnostic::warning("module-syntax-not-lowered", message).hint(
            "use the format `iife`, or leave the warning be where another bundler reads the output",
        ));
    }
    if target.lacks(ESFeature::ES2022TopLevelAwait)
        && let Some(module) = graph.modules.iter().find(|module| {
            module.facts().uses.top_level_await && module.facts().format == ModuleFormat::Esm
        })
    {
        let message = format!(
            "the module awaits at its top level, which `{names}` does not understand in the format `esm`"
        );
        diagnostics.push(
            Diagnostic::warning("top-level-await-not-lowered", message)
                .at(Location::file(module.name.clone()))
                .hint("in the formats `iife` and `cjs` it is lowered"),
        );
    }
}

/// What a lazy module imports must not run before it: it is lazy too.
pub fn close_over_imports(graph: &ModuleGraph, wraps: &mut IndexVec<ModuleId, Wrap>) {
    let mut work: Vec<ModuleId> =
        wraps.iter_enumerated().filter(|(_, wrap)| wrap.is_lazy()).map(|(id, _)| id).collect();
    while let Some(id) = work.pop() {
        let module = &graph.modules[id];
        for (record, edge) in module.facts().records.iter().zip(&module.edges) {
            if let (RecordKind::Import, Some(target)) = (record.kind, edge.module())
                && wraps[target] == Wrap::Hoisted
            {
                wraps[target] = Wrap::Lazy { awaits: false };
                work.push(target);
            }
        }
    }
}

/// The modules that await at their top level, and all that import them.
fn asynchronous(graph: &ModuleGraph) -> IndexVec<ModuleId, bool> {
    let mut asynchronous: IndexVec<ModuleId, bool> = graph
        .modules
        .iter()
        .map(|module| {
            module.facts().uses.top_level_await && module.facts().format == ModuleFormat::Esm
        })
        .collect();
    if !asynchronous.iter().any(|asynchronous| *asynchronous) {
        return asynchronous;
    }
    let mut importers: IndexVec<ModuleId, Vec<ModuleId>> =
        graph.modules.iter().map(|_| Vec::new()).collect();
    for (id, module) in graph.modules.iter_enumerated() {
        for (record, edge) in module.facts().records.iter().zip(&module.edges) {
            if let (RecordKind::Import, Some(target)) = (record.kind, edge.module()) {
                importers[target].push(id);
            }
        }
    }
    let mut work: Vec<ModuleId> = asynchronous
        .iter_enumerated()
        .filter(|(_, asynchronous)| **asynchronous)
        .map(|(id, _)| id)
        .collect();
    while let Some(id) = work.pop() {
        for importer in &importers[id] {
            if !asynchronous[*importer]
                && graph.modules[*importer].facts().format == ModuleFormat::Esm
            {
                asynchronous[*importer] = true;
                work.push(*importer);
            }
        }
    }
    asynchronous
}

/// An entry that awaits, that nothing imports and whose imports do not await, keeps the
/// order of the specification when it is hoisted: all it needs has run before its first
/// statement, and nothing waits for it.
fn awaits_alone(
    graph: &ModuleGraph,
    asynchronous: &IndexVec<ModuleId, bool>,
    id: ModuleId,
    options: &Options,
) -> bool {
    let is_entry = graph.is_root(id);
    let allowed = is_entry || options.format == Format::Esm;
    let imports_asynchronous =
        graph.modules[id].facts().records.iter().zip(&graph.modules[id].edges).any(
            |(record, edge)| {
                record.kind == RecordKind::Import
                    && edge.module().is_some_and(|target| asynchronous[target])
            },
        );
    let requested = graph.modules.iter().any(|module| {
        module.facts().records.iter().zip(&module.edges).any(|(record, edge)| {
            (record.kind == RecordKind::Import || record.kind.runs_in_place())
                && edge.module() == Some(id)
        })
    });
    let is_dynamic = graph.modules.iter().any(|module| {
        module.facts().records.iter().zip(&module.edges).any(|(record, edge)| {
            record.kind == RecordKind::DynamicImport && edge.module() == Some(id)
        })
    });
    // Only an `async` function may hold its statements as they are.
    let lowered = options.format != Format::Esm && !options.syntax().has_async();
    if imports_asynchronous || requested || lowered {
        return false;
    }
    // Whoever loads an entry by `import()` waits for it.
    allowed && !(is_entry && is_dynamic)
}
