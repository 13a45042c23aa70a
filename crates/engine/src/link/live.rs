//! What must be in the bundle: a walk over statements from the entries.
//!
//! A statement is live when it has effects and its module runs, or when something live
//! needs what it declares. Without tree shaking every statement of every module is live.

use oxc::{semantic::SymbolId, str::CompactStr};
use oxc_index::IndexVec;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Binding, CommonJsName, Dynamic, Exports, Keys, Member, Wrap, calls::KnownFunctions, json,
    members::Members, resolved_by_id,
};
use crate::{
    graph::{Edge, ModuleGraph},
    module::{
        Constant, ImportRecord, ImportedName, MemberId, ModuleFormat, ModuleId, Path, RecordId,
        RecordKind, StatementId,
    },
    options::Options,
};

/// What of one module is in the bundle.
#[derive(Debug, Default, Clone)]
pub struct Live {
    /// The module runs, or something of it is used.
    pub included: bool,
    pub statements: IndexVec<StatementId, bool>,
    /// Somebody needs the name space as an object.
    pub namespace: bool,
    /// Any name may be looked up in it; otherwise these are.
    whole: bool,
    names: FxHashSet<CompactStr>,
    /// The bindings that others mention: modules, the name space, who uses an entry.
    pub given: FxHashSet<SymbolId>,
    /// Of JSON: what of the value is used.
    pub keys: Keys,
}

impl Live {
    /// The live statements in source order.
    pub fn iter(&self) -> impl Iterator<Item = StatementId> + '_ {
        self.statements.iter_enumerated().filter(|(_, live)| **live).map(|(id, _)| id)
    }

    /// A name of the name space is looked at.
    #[must_use]
    pub fn sees(&self, name: &str) -> bool {
        self.whole || self.names.contains(name)
    }
}

/// What was found out before.
pub struct Given<'g> {
    pub exports: &'g IndexVec<ModuleId, Exports>,
    pub functions: &'g KnownFunctions,
    /// Statements that look as if they had effects; empty where there are none.
    pub pure: &'g IndexVec<ModuleId, Vec<bool>>,
    pub wraps: &'g IndexVec<ModuleId, Wrap>,
}

/// Marks everything that the entries need. Where of JSON only primitives are used, they take
/// the place of what stands for them in `imports` and `members`.
pub fn mark(
    graph: &ModuleGraph,
    given: &Given<'_>,
    imports: &mut IndexVec<ModuleId, FxHashMap<SymbolId, Binding>>,
    members: &mut Members,
    options: &Options,
) -> (IndexVec<ModuleId, Live>, RequestedConstants) {
    let live = graph
        .modules
        .iter()
        .map(|module| Live {
            statements: IndexVec::from_vec(vec![false; module.facts().statements.len()]),
            ..Live::default()
        })
        .collect();
    let mut marker = Marker {
        graph,
        exports: given.exports,
        given,
        imports,
        members,
        shake: options.tree_shaking,
        live,
        statements: Vec::new(),
        modules: Vec::new(),
        readers: FxHashMap::default(),
        objects: FxHashSet::default(),
        weak: Vec::new(),
        by_id: resolved_by_id(graph),
    };
    for entry in &graph.entries {
        marker.include(entry.module);
        if graph.modules[entry.module].facts().format == ModuleFormat::CommonJs {
            marker.use_all_of_common_js(entry.module);
        }
        marker.use_exports(entry.module);
    }
    marker.run();
    let Marker { mut live, readers, objects, .. } = marker;
    let mut requested = RequestedConstants::default();
    if options.tree_shaking {
        let places = Places { imports, members, requested: &mut requested };
        inline_json(graph, &mut live, readers, &objects, places);
    }
    (live, requested)
}

/// Requests whose answers are constants.
pub type RequestedConstants = FxHashMap<(ModuleId, RecordId), Constant>;

/// Where constants may take the place of what is read.
struct Places<'p> {
    imports: &'p mut IndexVec<ModuleId, FxHashMap<SymbolId, Binding>>,
    members: &'p mut Members,
    requested: &'p mut RequestedConstants,
}

/// What of a value is used.
#[derive(Debug, Clone, Copy)]
enum Part<'p> {
    Nothing,
    /// What these names lead to; with a call of the last of them.
    Path(&'p [CompactStr], bool),
}

const WHOLE: Part<'static> = Part::Path(&[], false);

/// Who reads a JSON module: an import binding, a property of one, a request.
#[derive(Debug, Clone, Copy)]
enum Reader {
    Record(ModuleId, RecordId),
    Import(ModuleId, SymbolId),
    Member(ModuleId, MemberId),
}

/// JSON of which only primitives are used is not needed as an object.
fn inline_json(
    graph: &ModuleGraph,
    live: &mut IndexVec<ModuleId, Live>,
    readers: FxHashMap<ModuleId, Vec<Reader>>,
    objects: &FxHashSet<ModuleId>,
    places: Places<'_>,
) {
    let Places { imports, members, requested } = places;
    for (id, readers) in readers {
        let module = &graph.modules[id].module;
        if objects.contains(&id) || !json::is_inlined(module, &live[id].keys) {
            continue;
        }
        for reader in readers {
            match reader {
                Reader::Record(reader, record) => {
                    let none = Path { names: Vec::new(), called: false };
                    if let Some((_, value)) = json::constant(module, None, &none) {
                        requested.insert((reader, record), value);
                    }
                }
                Reader::Import(reader, symbol) => {
                    let none = Path { names: Vec::new(), called: false };
                    if let Some(binding) = imports[reader].get_mut(&symbol)
                        && let Some((_, value)) = json::constant(module, key(binding), &none)
                    {
                        *binding = Binding::Constant(value);
                    }
                }
                Reader::Member(reader, member) => {
                    let path = &graph.modules[reader].facts().members[member].path;
                    let Some(found) = &mut members[reader][member] else { continue };
                    let names = path.names[found.depth..].to_vec();
                    let rest = Path { names, called: path.called };
                    if let Some((more, value)) = json::constant(module, key(&found.binding), &rest)
                    {
                        let depth = found.depth + more;
                        *found = Member { depth, binding: Binding::Constant(value) };
                    }
                }
            }
        }
        let statements = IndexVec::from_vec(vec![false; live[id].statements.len()]);
        live[id] = Live { statements, ..Live::default() };
    }
}

fn key(binding: &Binding) -> Option<&CompactStr> {
    match binding {
        Binding::Key(_, _, key) => Some(key),
        _ => None,
    }
}

struct Marker<'m> {
    graph: &'m ModuleGraph,
    exports: &'m IndexVec<ModuleId, Exports>,
    imports: &'m IndexVec<ModuleId, FxHashMap<SymbolId, Binding>>,
    members: &'m Members,
    given: &'m Given<'m>,
    shake: bool,
    live: IndexVec<ModuleId, Live>,
    /// Statements marked live whose needs are not yet followed.
    statements: Vec<(ModuleId, StatementId)>,
    modules: Vec<ModuleId>,
    /// By JSON module.
    readers: FxHashMap<ModuleId, Vec<Reader>>,
    /// JSON modules that are needed as they are.
    objects: FxHashSet<ModuleId>,
    /// Asked for weakly: seen as an object, if something else includes it.
    weak: Vec<ModuleId>,
    by_id: FxHashSet<ModuleId>,
}

impl Marker<'_> {
    fn run(&mut self) {
        loop {
            if let Some((module, statement)) = self.statements.pop() {
                self.follow(module, statement);
            } else if let Some(module) = self.modules.pop() {
                self.enter(module);
            } else if let Some(index) =
                self.weak.iter().position(|target| self.live[*target].included)
            {
                let target = self.weak.swap_remove(index);
                self.objects.insert(target);
                self.use_binding(&Binding::Namespace(target));
            } else {
                return;
            }
        }
    }

    fn include(&mut self, id: ModuleId) {
        if !self.live[id].included {
            self.live[id].included = true;
            self.modules.push(id);
        }
    }

    /// The first time that a module is included.
    fn enter(&mut self, id: ModuleId) {
        let module = &self.graph.modules[id];
        let is_common_js = self.given.wraps[id] == Wrap::CommonJs;
        let all = !self.shake
            || (is_common_js && !module.facts().common_js.known)
            || module.facts().uses.direct_eval;
        let pure = &self.given.pure[id];
        for (statement, facts) in module.facts().statements.iter_enumerated() {
            let is_pure = pure.get(statement.index()).is_some_and(|pure| *pure);
            let only_gives = is_common_js && facts.gives.is_some();
            if all || (facts.side_effects && !is_pure && !only_gives) {
                self.mark(id, statement);
            }
        }
        if is_common_js {
            for name in &module.facts().common_js.reads {
                self.use_name_of_common_js(id, name.clone());
            }
        }
        for (record, edge) in module.facts().records.iter().zip(&module.edges) {
            if let (RecordKind::Import, Edge::Module(target)) = (record.kind, edge)
                && (!self.shake || !self.graph.modules[*target].side_effect_free)
            {
                self.include(*target);
            }
        }
        if !self.shake {
            self.use_exports(id);
        }
    }

    fn mark(&mut self, id: ModuleId, statement: StatementId) {
        let live = &mut self.live[id].statements[statement];
        if !*live {
            *live = true;
            self.statements.push((id, statement));
        }
    }

    fn follow(&mut self, id: ModuleId, statement: StatementId) {
        let module = &self.graph.modules[id];
        let facts = &module.facts().statements[statement];
        for symbol in &facts.needs {
            self.use_symbol(id, *symbol);
        }
        // A `var` may be declared again elsewhere, and a function be assigned to.
        for symbol in &facts.declares {
            self.use_symbol(id, *symbol);
        }
        let members = self.members;
        for member in &facts.members {
            let Some(found) = &members[id][*member] else { continue };
            let path = &module.facts().members[*member].path;
            let part = Part::Path(&path.names[found.depth..], path.called);
            self.use_part(&found.binding, part, Some(Reader::Member(id, *member)));
        }
        for call in &facts.calls {
            let known = self.given.functions[id].get(&call.symbol);
            if known.is_none_or(|function| !function.replaces(*call)) {
                self.use_symbol(id, call.symbol);
            }
        }
        for record in &facts.records {
            let Edge::Module(target) = module.edges[*record] else { continue };
            let kind = module.facts().records[*record].kind;
            if kind.is_weak() {
                let runs = match kind {
                    RecordKind::WeakResolve => self.by_id.contains(&target),
                    kind => kind != RecordKind::IsIncluded,
                };
                if runs {
                    self.weak.push(target);
                }
                continue;
            }
            self.use_record(id, *record, target);
        }
    }

    fn use_record(&mut self, id: ModuleId, record_id: RecordId, target: ModuleId) {
        let graph = self.graph;
        let record = &graph.modules[id].facts().records[record_id];
        if record.kind == RecordKind::Import {
            return;
        }
        self.include(target);
        if matches!(record.kind, RecordKind::Worker(_)) {
            return;
        }
        let used = record.used.as_ref().filter(|_| self.shake);
        let is_json = graph.modules[target].facts().format == ModuleFormat::Json;
        let asks_for_namespace = matches!(
            record.kind,
            RecordKind::DynamicImport | RecordKind::EagerImport | RecordKind::WeakImport
        );
        if is_json && !asks_for_namespace {
            let Some(binding) = self.exports[target].get("default").cloned() else { return };
            let reader = Some(Reader::Record(id, record_id));
            match used {
                Some(paths) => {
                    if !json::is_primitive(&graph.modules[target].module) {
                        self.objects.insert(target);
                    }
                    self.use_part(&binding, Part::Nothing, reader);
                    for path in paths {
                        self.use_part(&binding, Part::Path(&path.names, path.called), reader);
                    }
                }
                None => self.use_part(&binding, WHOLE, reader),
            }
            return;
        }
        if let Some(names) = self.named_exports(record, target) {
            self.live[target].namespace = true;
            for (name, binding) in names {
                self.live[target].names.insert(name);
                self.use_binding(&binding);
            }
            return;
        }
        match used {
            Some(paths) => self.use_names(target, paths),
            None => self.use_binding(&Binding::Namespace(target)),
        }
    }

    /// These are read of a name space object, and no others.
    fn use_names(&mut self, id: ModuleId, paths: &[Path]) {
        if self.graph.modules[id].facts().format == ModuleFormat::CommonJs {
            for path in paths {
                match path.names[0].as_str() {
                    "default" | "module.exports" | "then" => self.use_all_of_common_js(id),
                    _ => {
                        let part = Part::Path(&path.names, path.called);
                        self.use_common_js(id, &CommonJsName::Whole, part);
                    }
                }
            }
            return;
        }
        let exports = self.exports;
        // A promise asks what it is given for `then`, and `require` for `module.exports`.
        let is_asked =
            ["then", "module.exports"].iter().any(|name| exports[id].get(name).is_some());
        let known = |path: &Path| {
            let name = &path.names[0];
            name == "__esModule" || exports[id].get(name).is_some()
        };
        let dynamic = !exports[id].dynamic.is_empty();
        if is_asked || dynamic || !paths.iter().all(known) {
            self.use_binding(&Binding::Namespace(id));
            return;
        }
        self.live[id].namespace = true;
        for path in paths {
            let name = &path.names[0];
            let Some(binding) = exports[id].get(name) else { continue };
            self.live[id].names.insert(name.clone());
            // The object holds the export itself, whatever is read of it.
            let part = match binding {
                Binding::Namespace(_) | Binding::Member(..) => WHOLE,
                _ => Part::Path(&path.names[1..], path.called && path.names.len() > 1),
            };
            self.use_part(binding, part, None);
        }
    }

    /// What a comment says that an `import()` uses, of a module whose names are known.
    fn named_exports(
        &self,
        record: &ImportRecord,
        target: ModuleId,
    ) -> Option<Vec<(CompactStr, Binding)>> {
        let names = record.magic.as_ref()?.exports.as_ref().filter(|_| self.shake)?;
        if self.graph.modules[target].facts().format != ModuleFormat::Esm {
            return None;
        }
        let exports = &self.exports[target];
        let of_name = |name: &String| Some((name.as_str().into(), exports.get(name).cloned()?));
        Some(names.iter().filter_map(of_name).collect())
    }

    fn use_symbol(&mut self, id: ModuleId, symbol: SymbolId) {
        let imports = self.imports;
        if let Some(binding) = imports[id].get(&symbol) {
            self.use_part(binding, WHOLE, Some(Reader::Import(id, symbol)));
            return;
        }
        let graph = self.graph;
        for statement in graph.modules[id].facts().declarations.get(&symbol).into_iter().flatten() {
            self.mark(id, *statement);
        }
    }

    fn use_binding(&mut self, binding: &Binding) {
        self.use_part(binding, WHOLE, None);
    }

    /// Uses a part of what a binding stands for, which matters where that is a value.
    fn use_part(&mut self, binding: &Binding, part: Part<'_>, reader: Option<Reader>) {
        match binding {
            Binding::Symbol(id, symbol) | Binding::Key(id, symbol, _) => {
                self.include(*id);
                self.live[*id].given.insert(*symbol);
                if self.graph.modules[*id].facts().format == ModuleFormat::Json {
                    self.use_value(*id, key(binding), part, reader);
                }
                self.use_symbol(*id, *symbol);
            }
            Binding::Namespace(id) | Binding::Member(id, _) => {
                self.include(*id);
                if self.graph.modules[*id].facts().format == ModuleFormat::CommonJs {
                    self.use_all_of_common_js(*id);
                } else if !self.live[*id].whole {
                    self.live[*id].namespace = true;
                    self.live[*id].whole = true;
                    self.use_exports(*id);
                }
            }
            Binding::CommonJs(id, name) => self.use_common_js(*id, name, part),
            Binding::External(_, ImportedName::Namespace | ImportedName::Name(_))
            | Binding::Missing
            | Binding::Constant(_) => {}
        }
    }

    fn use_value(
        &mut self,
        id: ModuleId,
        key: Option<&CompactStr>,
        part: Part<'_>,
        reader: Option<Reader>,
    ) {
        if let Part::Path(names, called) = part {
            let mut path: Vec<CompactStr> = key.cloned().into_iter().collect();
            path.extend_from_slice(names);
            let lone = self.graph.modules[id].facts().common_js.lone_methods && path.len() == 1;
            if called && !names.is_empty() && !lone {
                path.pop();
            }
            self.live[id].keys.add(&path);
        }
        match reader {
            Some(reader) => self.readers.entry(id).or_default().push(reader),
            None => {
                self.objects.insert(id);
            }
        }
    }

    fn use_common_js(&mut self, id: ModuleId, name: &CommonJsName, part: Part<'_>) {
        self.include(id);
        let facts = self.graph.modules[id].facts();
        let (names, called) = match part {
            Part::Nothing => return,
            Part::Path(names, called) => (names, called),
        };
        // A method may look at all of its object.
        let is_lone = |name: &CompactStr| {
            let mut given = facts.statements.iter().filter_map(|facts| facts.gives.as_ref());
            !facts.uses.sloppy && given.any(|given| given.name == *name && given.function)
        };
        let first = match name {
            CommonJsName::Name(name) => Some(name.clone()),
            CommonJsName::Default if facts.common_js.es_module => Some("default".into()),
            CommonJsName::Default if facts.es_module_flag => None,
            CommonJsName::Default | CommonJsName::Whole => {
                let first =
                    names.first().filter(|name| !called || names.len() > 1 || is_lone(name));
                first.cloned()
            }
            CommonJsName::Namespace { .. } => None,
        };
        match first {
            Some(name) => self.use_name_of_common_js(id, name),
            None => self.use_all_of_common_js(id),
        }
    }

    fn use_name_of_common_js(&mut self, id: ModuleId, name: CompactStr) {
        let graph = self.graph;
        for (statement, facts) in graph.modules[id].facts().statements.iter_enumerated() {
            if facts.gives.as_ref().is_some_and(|given| given.name == name) {
                self.mark(id, statement);
            }
        }
        self.live[id].names.insert(name);
    }

    fn use_all_of_common_js(&mut self, id: ModuleId) {
        self.include(id);
        if !self.live[id].whole {
            self.live[id].whole = true;
            for statement in self.graph.modules[id].facts().statements.indices() {
                self.mark(id, statement);
            }
        }
    }

    fn use_exports(&mut self, id: ModuleId) {
        let exports = self.exports;
        for (_, binding) in &exports[id].names {
            self.use_binding(binding);
        }
        for dynamic in &exports[id].dynamic {
            if let Dynamic::CommonJs(target) = dynamic {
                self.use_all_of_common_js(*target);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn live_statements_come_in_source_order() {
        let statements = IndexVec::from_vec(vec![true, false, true]);
        let live = Live { included: true, statements, ..Live::default() };
        let found: Vec<usize> = live.iter().map(StatementId::index).collect();
        assert_eq!(found, [0, 2]);
    }
}
