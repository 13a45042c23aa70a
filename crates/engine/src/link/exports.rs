//! What every import and every export stands for.
//!
//! The algorithm is ResolveExport of the specification (ECMA-262, 16.2.1.7.2.2), with
//! CommonJS and external modules as places whose names are known at run time only.

use oxc::{semantic::SymbolId, span::Span, str::CompactStr};
use oxc_index::IndexVec;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Binding, CommonJsName, Dynamic, Exports};
use crate::{
    diagnostic::{Diagnostic, Location, Severity, nearest},
    graph::{Edge, ModuleGraph},
    module::{ExportTarget, ImportedName, ModuleFormat, ModuleId, RecordId, RecordKind},
    scan::is_entry_list,
};

type Imports = IndexVec<ModuleId, FxHashMap<SymbolId, Binding>>;

/// The exports of all modules, the meaning of all import bindings, and what is missing.
pub fn resolve(graph: &ModuleGraph) -> (IndexVec<ModuleId, Exports>, Imports, Vec<Diagnostic>) {
    let mut resolver = Resolver { graph, memo: FxHashMap::default(), diagnostics: Vec::new() };
    let whole = whole(graph);
    let exports: IndexVec<ModuleId, Exports> =
        graph.modules.indices().map(|id| resolver.exports(id, whole[id])).collect();
    let mut imports: Imports = IndexVec::with_capacity(graph.modules.len());
    for (id, module) in graph.modules.iter_enumerated() {
        // Sorted, so that messages come in the order of the source.
        let mut list: Vec<_> = module.facts().imports.iter().collect();
        list.sort_unstable_by_key(|(_, binding)| binding.span.start);
        let bindings = list
            .into_iter()
            .map(|(symbol, import)| {
                let found = resolver.request(id, import.record, &import.name, &mut Path::default());
                (*symbol, resolver.check(id, import.record, &import.name, import.span, found))
            })
            .collect();
        imports.push(bindings);
        resolver.check_members(id, &imports[id], &exports);
    }
    (exports, imports, resolver.diagnostics)
}

/// The modules whose names are all needed: entries, and those that somebody sees as an
/// object. Where stars lead to stars, the names of all others are looked up when asked for,
/// since together they may be many.
fn whole(graph: &ModuleGraph) -> IndexVec<ModuleId, bool> {
    const FEW: usize = 1000;
    let stars = graph.modules.iter().filter(|module| !module.facts().stars.is_empty()).count();
    let mut whole: IndexVec<ModuleId, bool> = graph.modules.iter().map(|_| stars < FEW).collect();
    for entry in &graph.entries {
        whole[entry.module] = true;
    }
    for module in &graph.modules {
        let facts = module.facts();
        let imported = facts.imports.values().map(|import| (import.record, &import.name));
        let exported = facts.exports.iter().filter_map(|export| match &export.target {
            ExportTarget::From(record, name) => Some((*record, name)),
            _ => None,
        });
        let objects = imported
            .chain(exported)
            .filter(|(_, name)| **name == ImportedName::Namespace)
            .map(|(record, _)| record);
        let asked = facts
            .records
            .iter_enumerated()
            .filter(|(_, facts)| facts.kind != RecordKind::Import)
            .map(|(record, _)| record);
        for record in objects.chain(asked) {
            if let Some(target) = module.edges[record].module() {
                whole[target] = true;
            }
        }
    }
    whole
}

/// The outcome of looking a name up in one module.
#[derive(Debug, Clone, PartialEq)]
enum Found {
    Binding(Binding),
    Nothing,
    /// Two `export *` give different bindings.
    Ambiguous,
    /// Not among the known names, but these modules may have it.
    Dynamic(Vec<Dynamic>),
    /// The lookup came back to where it was.
    Circular,
}

/// The lookups under way.
type Path = FxHashSet<(ModuleId, CompactStr)>;

struct Resolver<'g> {
    graph: &'g ModuleGraph,
    memo: FxHashMap<(ModuleId, CompactStr), Found>,
    diagnostics: Vec<Diagnostic>,
}

impl Resolver<'_> {
    fn exports(&mut self, id: ModuleId, whole: bool) -> Exports {
        let facts = self.graph.modules[id].facts();
        if facts.format == ModuleFormat::CommonJs {
            return Exports::default();
        }
        let mut names: Vec<CompactStr> = Vec::new();
        let mut seen = FxHashSet::default();
        let mut dynamic = Vec::new();
        let mut add = |name: &CompactStr| {
            if seen.insert(name.clone()) {
                names.push(name.clone());
            }
        };
        if whole {
            self.names(id, true, &mut FxHashSet::default(), &mut add);
        } else {
            facts.exports.iter().for_each(|export| add(&export.name));
        }
        self.dynamic(id, &mut FxHashSet::default(), &mut dynamic);
        names.sort_unstable_by(|a, b| a.as_str().cmp(b.as_str()));
        let mut resolved = Vec::with_capacity(names.len());
        for name in names {
            let found = self.export(id, &name, &mut Path::default());
            let binding = match found {
                Found::Binding(binding) => Some(binding),
                Found::Dynamic(places)
                    if facts.exports.iter().any(|export| export.name == name) =>
                {
                    Some(dynamic_binding(id, &places, &name))
                }
                Found::Dynamic(_) | Found::Ambiguous => None,
                Found::Nothing | Found::Circular => {
                    self.missing_reexport(id, &name);
                    None
                }
            };
            resolved.extend(binding.map(|binding| (name, binding)));
        }
        Exports { names: resolved, dynamic }
    }

    /// Calls `add` with the names that `id` may export, its own first.
    fn names(
        &self,
        id: ModuleId,
        own: bool,
        visited: &mut FxHashSet<ModuleId>,
        add: &mut dyn FnMut(&CompactStr),
    ) {
        if !visited.insert(id) {
            return;
        }
        let module = &self.graph.modules[id];
        for export in &module.facts().exports {
            if own || export.name != "default" {
                add(&export.name);
            }
        }
        for record in &module.facts().stars {
            if let Edge::Module(target) = module.edges[*record] {
                self.names(target, is_entry_list(&module.name), visited, add);
            }
        }
    }

    fn dynamic(&self, id: ModuleId, visited: &mut FxHashSet<ModuleId>, places: &mut Vec<Dynamic>) {
        if !visited.insert(id) {
            return;
        }
        let module = &self.graph.modules[id];
        for record in &module.facts().stars {
            let place = match module.edges[*record] {
                Edge::Module(target) => {
                    if self.graph.modules[target].facts().format == ModuleFormat::CommonJs {
                        Dynamic::CommonJs(target)
                    } else {
                        self.dynamic(target, visited, places);
                        continue;
                    }
                }
                Edge::External(external) => Dynamic::External(external),
                Edge::Missing | Edge::Asset(_) => continue,
            };
            if !places.contains(&place) {
                places.push(place);
            }
        }
    }

    fn export(&mut self, id: ModuleId, name: &CompactStr, path: &mut Path) -> Found {
        let key = (id, name.clone());
        if let Some(found) = self.memo.get(&key) {
            return found.clone();
        }
        if !path.insert(key.clone()) {
            return Found::Circular;
        }
        let found = self.export_uncached(id, name, path);
        path.remove(&key);
        // Inside a cycle the answer may depend on where the lookup started.
        if path.is_empty() || matches!(found, Found::Binding(_)) {
            self.memo.insert(key, found.clone());
        }
        found
    }

    fn export_uncached(&mut self, id: ModuleId, name: &CompactStr, path: &mut Path) -> Found {
        let facts = self.graph.modules[id].facts();
        if let Some(export) = facts.exports.iter().find(|export| export.name == *name) {
            return match &export.target {
                ExportTarget::Local(symbol) => match facts.imports.get(symbol) {
                    Some(import) => self.request(id, import.record, &import.name, path),
                    None => Found::Binding(Binding::Symbol(id, *symbol)),
                },
                ExportTarget::From(record, imported) => self.request(id, *record, imported, path),
                ExportTarget::Key(symbol, key) => {
                    Found::Binding(Binding::Key(id, *symbol, key.clone()))
                }
            };
        }
        if name == "default" && !is_entry_list(&self.graph.modules[id].name) {
            return Found::Nothing;
        }
        self.star(id, name, path)
    }

    fn star(&mut self, id: ModuleId, name: &CompactStr, path: &mut Path) -> Found {
        let module = &self.graph.modules[id];
        let mut best = Found::Nothing;
        // Of two CommonJS modules with one name the first is asked.
        let mut of_value = None;
        let mut places: Vec<Dynamic> = Vec::new();
        let stars = module.facts().stars.clone();
        for record in stars {
            let found = match module.edges[record] {
                Edge::Module(target) => {
                    if self.graph.modules[target].facts().format == ModuleFormat::CommonJs {
                        places.push(Dynamic::CommonJs(target));
                        continue;
                    }
                    self.export(target, name, path)
                }
                Edge::External(external) => {
                    places.push(Dynamic::External(external));
                    continue;
                }
                Edge::Missing | Edge::Asset(_) => continue,
            };
            let is_value = |target: ModuleId| self.graph.modules[target].facts().common_js.is_value;
            match found {
                Found::Nothing | Found::Circular => {}
                Found::Binding(binding) if module.edges[record].module().is_some_and(is_value) => {
                    of_value.get_or_insert(binding);
                }
                Found::Dynamic(more) => places.extend(more),
                Found::Ambiguous => return Found::Ambiguous,
                Found::Binding(binding) => match &best {
                    Found::Binding(known) if *known != binding => return Found::Ambiguous,
                    _ => best = Found::Binding(binding),
                },
            }
        }
        if let (Found::Nothing, Some(binding)) = (&best, of_value) {
            return Found::Binding(binding);
        }
        if best == Found::Nothing && !places.is_empty() {
            places.dedup();
            return Found::Dynamic(places);
        }
        best
    }

    /// An `export *` leads to a CommonJS module that is a value: what is not there reads as
    /// `undefined`, as it would of any other CommonJS module.
    fn passes_on_value(&self, id: ModuleId) -> bool {
        let mut visited = FxHashSet::default();
        let mut work = vec![id];
        while let Some(id) = work.pop() {
            if !visited.insert(id) {
                continue;
            }
            let module = &self.graph.modules[id];
            if module.facts().common_js.is_value {
                return true;
            }
            let stars = module.facts().stars.iter();
            work.extend(stars.filter_map(|record| module.edges[*record].module()));
        }
        false
    }

    /// What `name` means when `id` asks for it by `record`.
    fn request(
        &mut self,
        id: ModuleId,
        record: RecordId,
        name: &ImportedName,
        path: &mut Path,
    ) -> Found {
        let module = &self.graph.modules[id];
        let target = match module.edges[record] {
            Edge::Module(target) => target,
            Edge::External(external) => {
                return Found::Binding(Binding::External(external, name.clone()));
            }
            Edge::Missing | Edge::Asset(_) => return Found::Binding(Binding::Missing),
        };
        if self.graph.modules[target].facts().format == ModuleFormat::CommonJs {
            let name = common_js_name(name, module.strict_interop);
            return Found::Binding(Binding::CommonJs(target, name));
        }
        match name {
            ImportedName::Namespace => Found::Binding(Binding::Namespace(target)),
            ImportedName::Name(name) => match self.export(target, name, path) {
                Found::Dynamic(places) => Found::Binding(dynamic_binding(target, &places, name)),
                // What CommonJS does not have is asked for when it runs.
                Found::Nothing if self.graph.modules[target].facts().common_js.is_value => {
                    match self.graph.modules[target].facts().default_symbol {
                        Some(symbol) => Found::Binding(Binding::Key(target, symbol, name.clone())),
                        None => Found::Nothing,
                    }
                }
                Found::Nothing if name != "default" && self.passes_on_value(target) => {
                    Found::Binding(Binding::Missing)
                }
                found => found,
            },
        }
    }

    /// The binding of an import, or a message that there is none.
    fn check(
        &mut self,
        id: ModuleId,
        record: RecordId,
        name: &ImportedName,
        span: Span,
        found: Found,
    ) -> Binding {
        let ambiguous = match found {
            Found::Binding(binding) => return binding,
            Found::Ambiguous => true,
            _ => false,
        };
        let ImportedName::Name(name) = name else { return Binding::Missing };
        if let Some(target) = self.graph.modules[id].edges[record].module() {
            self.missing(id, target, name, span, ambiguous);
        }
        Binding::Missing
    }

    /// `ns.name` of something that is not there reads `undefined`: a mistake, but code that
    /// asks for a feature of a package may do so on purpose.
    fn check_members(
        &mut self,
        id: ModuleId,
        imports: &FxHashMap<SymbolId, Binding>,
        exports: &IndexVec<ModuleId, Exports>,
    ) {
        let module = &self.graph.modules[id];
        for member in &module.facts().members {
            let import = &module.facts().imports[&member.symbol];
            let Some(Binding::Namespace(target)) = imports.get(&member.symbol) else { continue };
            let (known, name) = (&exports[*target], &member.path.names[0]);
            if import.name != ImportedName::Namespace
                || known.get(name).is_some()
                || !known.dynamic.is_empty()
                || self.graph.modules[*target].facts().common_js.is_value
                || self.passes_on_value(*target)
            {
                continue;
            }
            let before = self.diagnostics.len();
            self.missing(id, *target, name, member.span, false);
            for diagnostic in &mut self.diagnostics[before..] {
                diagnostic.severity = Severity::Warning;
            }
        }
    }

    fn missing(&mut self, id: ModuleId, target: ModuleId, name: &str, span: Span, ambiguous: bool) {
        let (module, from) = (&self.graph.modules[id], &self.graph.modules[target]);
        // A file with errors has no exports; one message about it is enough.
        if !from.module.problems.is_empty() {
            return;
        }
        let location = Location::new(
            module.name.clone(),
            module.module.ast.source(),
            span.start as usize,
            span.end as usize,
        );
        if ambiguous {
            let message =
                format!("`{name}` is exported by more than one `export *` of `{}`", from.name);
            self.diagnostics.push(
                Diagnostic::error("ambiguous-export", message)
                    .at(location)
                    .hint("export it by name to say which one is meant"),
            );
            return;
        }
        let mut known: Vec<CompactStr> = Vec::new();
        self.names(target, true, &mut FxHashSet::default(), &mut |name| known.push(name.clone()));
        let mut diagnostic = Diagnostic::error(
            "missing-export",
            format!("`{name}` is not exported by `{}`", from.name),
        )
        .at(location);
        diagnostic = if let Some(near) = nearest(name, known.iter().map(CompactStr::as_str)) {
            diagnostic.hint(format!("did you mean `{near}`?"))
        } else if name == "default" && !known.is_empty() {
            diagnostic.hint(format!("it has no default export; import `{{ {} }}`", known[0]))
        } else if known.is_empty() {
            diagnostic.hint("it exports nothing")
        } else {
            diagnostic
        };
        self.diagnostics.push(diagnostic);
    }

    /// A re-export of something that is not there. TypeScript drops types, so there it is
    /// no mistake; elsewhere it is an error even if nobody imports it.
    fn missing_reexport(&mut self, id: ModuleId, name: &CompactStr) {
        let module = &self.graph.modules[id];
        let typescript = module.path.as_ref().is_some_and(|path| {
            path.extension().is_some_and(|extension| extension.to_string_lossy().contains("ts"))
        });
        if typescript {
            return;
        }
        let Some(export) = module.facts().exports.iter().find(|export| export.name == *name) else {
            return;
        };
        let (record, imported) = match &export.target {
            ExportTarget::From(record, imported) => (*record, imported),
            // The import statement is reported by itself.
            _ => return,
        };
        let ImportedName::Name(imported) = imported else { return };
        if let Some(target) = module.edges[record].module() {
            self.missing(id, target, &imported.clone(), export.span, false);
        }
    }
}

fn common_js_name(name: &ImportedName, strict: bool) -> CommonJsName {
    match name {
        ImportedName::Namespace => CommonJsName::Namespace { strict },
        ImportedName::Name(name) if name == "default" && strict => CommonJsName::Whole,
        ImportedName::Name(name) if name == "default" => CommonJsName::Default,
        ImportedName::Name(name) => CommonJsName::Name(name.clone()),
    }
}

/// A name that one of several modules may have: read directly where there is only one.
fn dynamic_binding(through: ModuleId, places: &[Dynamic], name: &CompactStr) -> Binding {
    match places {
        [Dynamic::CommonJs(module)] => Binding::CommonJs(*module, CommonJsName::Name(name.clone())),
        [Dynamic::External(external)] => {
            Binding::External(*external, ImportedName::Name(name.clone()))
        }
        _ => Binding::Member(through, name.clone()),
    }
}
