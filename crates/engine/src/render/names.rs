//! Names at the top level of a scope-hoisted chunk.
//!
//! The top level is shared by all modules of a chunk, so every name there is given out
//! here: a module keeps its own name where it is free. Free identifiers of all modules are
//! never taken. Nested scopes are the business of each module (see [`super::rewrite`]).

use std::path::Path;

use oxc::{
    mangler::base54,
    semantic::SymbolId,
    str::CompactStr,
    syntax::keyword::{is_global_object, is_reserved_keyword},
};
use oxc_index::IndexVec;
use rustc_hash::{FxHashMap, FxHashSet};

use super::runtime::{HELPERS, Helper};
use crate::{
    graph::{Edge, ExternalId, ModuleGraph},
    link::{Binding, Links, Wrap},
    module::ModuleId,
    options::{Format, Options},
    scan::normalize::DEFAULT_BINDING,
    split::{ChunkGraph, ChunkId, Item, Step, item_owner},
};

/// The names of one chunk.
#[derive(Debug, Default)]
pub struct ChunkNames {
    /// What the chunk declares, and in the esm format what it imports.
    pub items: FxHashMap<Item, CompactStr>,
    /// Variables that hold the exports of other chunks, in the other formats.
    pub chunks: FxHashMap<ChunkId, CompactStr>,
    /// Variables that hold `module.exports` of CommonJS modules.
    pub imports: FxHashMap<ModuleId, CompactStr>,
    pub externals: FxHashMap<ExternalId, CompactStr>,
    pub helpers: FxHashMap<Helper, CompactStr>,
    /// All of the above, and what must not be taken.
    pub taken: FxHashSet<CompactStr>,
}

/// Names everything at the top level of `chunk_id`.
pub fn assign(
    graph: &ModuleGraph,
    links: &Links,
    chunk_graph: &ChunkGraph,
    chunk_id: ChunkId,
    options: &Options,
) -> ChunkNames {
    let chunk = &chunk_graph.chunks[chunk_id];
    let mut taken: FxHashSet<CompactStr> = FxHashSet::default();
    for id in &chunk.modules {
        taken.extend(graph.modules[*id].facts().globals.iter().cloned());
    }
    taken.extend(
        ["exports", "module", "require", "arguments", "self", "globalThis"].map(CompactStr::from),
    );
    let mut namer = Namer {
        names: ChunkNames { taken, ..ChunkNames::default() },
        next: FxHashMap::default(),
        short: LETTERS_OF_FUNCTIONS,
    };
    if options.minify {
        let wanted = wanted(graph, links, chunk_graph, chunk_id, options);
        let counts = reference_counts(graph, links, chunk_graph, chunk_id);
        // A stable sort: ties stay in the order of the modules.
        let mut order: Vec<usize> = (0..wanted.len()).collect();
        order.sort_by_key(|index| {
            std::cmp::Reverse(counts.get(&wanted[*index].0).copied().unwrap_or(1))
        });
        let short: Vec<CompactStr> = order.iter().map(|_| namer.short_name()).collect();
        let steps = chunk.sequence.iter().enumerate();
        let places: FxHashMap<ModuleId, usize> = steps
            .map(|(place, step)| match step {
                Step::Define(id) | Step::Body(id) | Step::Trigger(id) => (*id, place),
            })
            .collect();
        let place = |thing: Thing| {
            let module = match thing {
                Thing::Item(item) => item_owner(item),
                Thing::Import(id) => id,
                Thing::Chunk(_) | Thing::External(_) | Thing::Helper(_) => return 0,
            };
            places.get(&module).map_or(0, |place| place + 1)
        };
        // Among longer names of one length, which is whose does not matter for the length; in
        // the order of the code, neighbours look alike, which compresses better.
        let mut from = short.partition_point(|name| name.len() == 1);
        while let Some(length) = short.get(from).map(CompactStr::len) {
            let to = from + short[from..].partition_point(|name| name.len() == length);
            order[from..to].sort_by_key(|index| (place(wanted[*index].0), *index));
            from = to;
        }
        for (index, name) in order.into_iter().zip(short) {
            namer.note(wanted[index].0, name);
        }
    } else {
        for (thing, base) in wanted(graph, links, chunk_graph, chunk_id, options) {
            let name = namer.free_name(&base);
            namer.note(thing, name);
        }
    }
    namer.names
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Thing {
    Item(Item),
    Chunk(ChunkId),
    Import(ModuleId),
    External(ExternalId),
    Helper(Helper),
}

/// The most frequent of the 54 names of one letter.
const LETTERS_OF_FUNCTIONS: u32 = 28;

struct Namer {
    names: ChunkNames,
    /// The last number tried for a base.
    next: FxHashMap<CompactStr, u32>,
    short: u32,
}

impl Namer {
    fn note(&mut self, thing: Thing, name: CompactStr) {
        match thing {
            Thing::Item(item) => self.names.items.insert(item, name).is_some(),
            Thing::Chunk(id) => self.names.chunks.insert(id, name).is_some(),
            Thing::Import(id) => self.names.imports.insert(id, name).is_some(),
            Thing::External(id) => self.names.externals.insert(id, name).is_some(),
            Thing::Helper(helper) => self.names.helpers.insert(helper, name).is_some(),
        };
    }

    /// The names of one letter are worth most inside of functions, where most names are
    /// used: the top level takes a few for what it mentions most, of letters that are rare.
    /// Those that are frequent in keywords, too, are left to the functions, which makes the
    /// text easier to compress.
    fn short_name(&mut self) -> CompactStr {
        loop {
            let name = CompactStr::from(base54(self.short).as_str());
            self.short += 1;
            if !is_taken_word(&name) && self.names.taken.insert(name.clone()) {
                return name;
            }
        }
    }

    fn free_name(&mut self, base: &str) -> CompactStr {
        let name = CompactStr::from(base);
        if !is_taken_word(base) && self.names.taken.insert(name.clone()) {
            return name;
        }
        let next = self.next.entry(name).or_insert(0);
        loop {
            *next += 1;
            let name = CompactStr::from(format!("{base}${next}"));
            if self.names.taken.insert(name.clone()) {
                return name;
            }
        }
    }
}

fn is_taken_word(name: &str) -> bool {
    is_reserved_keyword(name)
        || is_global_object(name)
        || matches!(name, "await" | "async" | "let" | "eval" | "of")
}

/// Everything that needs a name, in a stable order, with the name it would like.
fn wanted(
    graph: &ModuleGraph,
    links: &Links,
    chunk_graph: &ChunkGraph,
    chunk_id: ChunkId,
    options: &Options,
) -> Vec<(Thing, CompactStr)> {
    let chunk = &chunk_graph.chunks[chunk_id];
    let mut wanted: Vec<(Thing, CompactStr)> =
        HELPERS.iter().map(|helper| (Thing::Helper(*helper), helper.name().into())).collect();
    // Rare, and a short name less for all others.
    if !graph.modules.iter().any(|module| module.facts().uses.bundler) {
        wanted.retain(|(thing, _)| *thing != Thing::Helper(Helper::Webpack));
    }
    if chunk_graph.styles.is_empty() {
        wanted.retain(|(thing, _)| *thing != Thing::Helper(Helper::Styles));
    }
    let mut imports: Vec<ModuleId> = Vec::new();
    let mut externals: Vec<ExternalId> = Vec::new();
    for id in &chunk.modules {
        let module = &graph.modules[*id];
        match chunk_graph.wraps[*id] {
            Wrap::Hoisted | Wrap::Value => {
                for symbol in declared(graph, links, chunk_graph, chunk_id, *id) {
                    let base = symbol_base(graph, *id, symbol);
                    wanted.push((Thing::Item(Item::Symbol(*id, symbol.into())), base));
                }
            }
            Wrap::CommonJs => {
                let base = CompactStr::from(format!("require_{}", stem(&module.name)));
                wanted.push((Thing::Item(Item::Wrapper(*id)), base));
            }
            Wrap::Lazy { .. } => {
                let base = CompactStr::from(format!("init_{}", stem(&module.name)));
                wanted.push((Thing::Item(Item::Wrapper(*id)), base));
            }
        }
        if links.live[*id].namespace || chunk_graph.wraps[*id].is_lazy() {
            let base = CompactStr::from(format!("{}_exports", stem(&module.name)));
            wanted.push((Thing::Item(Item::Namespace(*id)), base));
        }
        let mut bindings: Vec<_> = links.imports[*id].iter().collect();
        bindings.sort_unstable_by_key(|(symbol, _)| symbol.index());
        let exported = links.exports[*id].names.iter().map(|(_, binding)| binding);
        for binding in bindings.into_iter().map(|(_, binding)| binding).chain(exported) {
            match binding {
                Binding::CommonJs(target, _) => imports.push(*target),
                Binding::External(external, _) => externals.push(*external),
                _ => {}
            }
        }
        imports.extend(
            chunk_graph.dependencies[*id]
                .iter()
                .map(|dependency| dependency.module)
                .filter(|target| chunk_graph.wraps[*target] == Wrap::CommonJs),
        );
        for edge in &module.edges {
            if let Edge::External(external) = edge {
                externals.push(*external);
            }
        }
    }
    if let Some(entry) = chunk.public_entry() {
        for (_, binding) in &links.exports[entry].names {
            match binding {
                Binding::CommonJs(target, _) => imports.push(*target),
                Binding::External(external, _) => externals.push(*external),
                _ => {}
            }
        }
    }
    imports.extend(chunk.entry.filter(|entry| chunk_graph.wraps[*entry] == Wrap::CommonJs));
    let mut seen = FxHashSet::default();
    for id in imports {
        if seen.insert(id) {
            let base = CompactStr::from(format!("import_{}", stem(&graph.modules[id].name)));
            wanted.push((Thing::Import(id), base));
        }
    }
    let mut seen = FxHashSet::default();
    for external in externals {
        if seen.insert(external) {
            let base =
                CompactStr::from(format!("external_{}", stem(&graph.externals[external].request)));
            wanted.push((Thing::External(external), base));
        }
    }
    if options.format == Format::Esm {
        for item in &chunk.needs {
            let id = item_owner(*item);
            let base = match item {
                Item::Symbol(id, symbol) => symbol_base(graph, *id, (*symbol).into()),
                Item::Namespace(_) => format!("{}_exports", stem(&graph.modules[id].name)).into(),
                Item::Wrapper(_) if chunk_graph.wraps[id] == Wrap::CommonJs => {
                    format!("require_{}", stem(&graph.modules[id].name)).into()
                }
                Item::Wrapper(_) => format!("init_{}", stem(&graph.modules[id].name)).into(),
            };
            wanted.push((Thing::Item(*item), base));
        }
    } else {
        for import in &chunk.imports {
            let base = format!("chunk_{}", identifier(&chunk_graph.chunks[*import].name));
            wanted.push((Thing::Chunk(*import), base.into()));
        }
    }
    wanted
}

/// The live top-level bindings that a chunk has of a module, imports left out, in source
/// order.
pub fn declared(
    graph: &ModuleGraph,
    links: &Links,
    chunk_graph: &ChunkGraph,
    chunk_id: ChunkId,
    id: ModuleId,
) -> Vec<SymbolId> {
    let facts = graph.modules[id].facts();
    let mut seen = FxHashSet::default();
    let mut symbols = Vec::new();
    let live = links.live[id].iter();
    for statement in live.filter(|statement| chunk_graph.has(chunk_id, id, *statement)) {
        for symbol in &facts.statements[statement].declares {
            if seen.insert(*symbol) {
                symbols.push(*symbol);
            }
        }
    }
    symbols
}

fn symbol_base(graph: &ModuleGraph, id: ModuleId, symbol: SymbolId) -> CompactStr {
    let module = &graph.modules[id];
    let name = module.module.scoping.symbol_name(symbol);
    if name == DEFAULT_BINDING { default_name(&module.name) } else { name.into() }
}

/// The name of an anonymous default export.
pub fn default_name(module: &str) -> CompactStr {
    format!("{}_default", stem(module)).into()
}

/// How often each thing is mentioned, as far as it is known before rendering.
fn reference_counts(
    graph: &ModuleGraph,
    links: &Links,
    chunk_graph: &ChunkGraph,
    chunk_id: ChunkId,
) -> FxHashMap<Thing, usize> {
    let mut counts: FxHashMap<Thing, usize> = FxHashMap::default();
    for id in &chunk_graph.chunks[chunk_id].modules {
        let module = &graph.modules[*id];
        let scoping = &module.module.scoping;
        for symbol in declared(graph, links, chunk_graph, chunk_id, *id) {
            let count = scoping.get_resolved_reference_ids(symbol).len() + 1;
            *counts.entry(Thing::Item(Item::Symbol(*id, symbol.into()))).or_default() += count;
        }
        for (symbol, binding) in &links.imports[*id] {
            let count = scoping.get_resolved_reference_ids(*symbol).len();
            let thing = match binding {
                Binding::Symbol(id, symbol) | Binding::Key(id, symbol, _) => {
                    Thing::Item(Item::Symbol(*id, (*symbol).into()))
                }
                Binding::Namespace(id) | Binding::Member(id, _) => {
                    Thing::Item(Item::Namespace(*id))
                }
                Binding::CommonJs(id, _) => Thing::Import(*id),
                Binding::External(id, _) => Thing::External(*id),
                Binding::Missing | Binding::Constant(_) => continue,
            };
            *counts.entry(thing).or_default() += count;
        }
    }
    counts
}

/// What a module is called in names made from it: `node_modules/lodash/index.js` → `lodash`.
pub fn stem(name: &str) -> String {
    let path = Path::new(name.split(['?', '#']).next().unwrap_or(name));
    let stem =
        path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let folder =
        path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    match (stem.as_str(), folder) {
        ("index" | "main", Some(folder)) => identifier(&folder),
        _ => identifier(&stem),
    }
}

fn identifier(text: &str) -> String {
    let mut name: String =
        text.chars()
            .map(|char| {
                if char.is_ascii_alphanumeric() || char == '_' || char == '$' { char } else { '_' }
            })
            .take(40)
            .collect();
    if name.is_empty() || name.as_bytes()[0].is_ascii_digit() {
        name.insert(0, '_');
    }
    name
}

/// The names of all chunks.
pub type AllNames = IndexVec<ChunkId, ChunkNames>;
