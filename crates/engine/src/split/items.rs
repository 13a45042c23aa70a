//! What crosses the borders between chunks.

use std::collections::BTreeSet;

use oxc::str::CompactStr;

use super::{ChunkGraph, ChunkId, Dependencies, Item, Step};
use crate::{
    graph::{Edge, ModuleGraph},
    link::{Binding, Dynamic, Links, Wrap},
    module::{ModuleId, RecordKind},
};

/// Fills `needs`, `provides` and `dynamic_imports` of every chunk.
pub fn collect(
    graph: &ModuleGraph,
    links: &Links,
    dependencies: &Dependencies,
    chunk_graph: &mut ChunkGraph,
) {
    for chunk in &mut chunk_graph.chunks {
        chunk.provides.clear();
    }
    let mut provides: Vec<(ChunkId, Item)> = Vec::new();
    for chunk_id in chunk_graph.chunks.indices() {
        let mut crossing = Crossing {
            graph,
            links,
            dependencies,
            chunk_graph,
            chunk_id,
            needs: BTreeSet::new(),
            dynamic: BTreeSet::new(),
            provides: &mut provides,
        };
        crossing.chunk();
        let (needs, dynamic) = (crossing.needs, crossing.dynamic);
        // What is mentioned must have run. Through the modules between, it has; but its file
        // must be named here too.
        for item in &needs {
            let owner = chunk_graph.owner(graph, *item);
            let imports = &mut chunk_graph.chunks[chunk_id].imports;
            imports.extend(owner.filter(|owner| !imports.contains(owner)));
        }
        let chunk = &mut chunk_graph.chunks[chunk_id];
        chunk.needs = needs;
        chunk.dynamic_imports = dynamic;
    }
    for (chunk, item) in provides {
        chunk_graph.chunks[chunk].provides.insert(item);
    }
}

/// The module that an item belongs to.
pub fn owner(item: Item) -> ModuleId {
    match item {
        Item::Symbol(id, _) | Item::Namespace(id) | Item::Wrapper(id) => id,
    }
}

struct Crossing<'c> {
    graph: &'c ModuleGraph,
    links: &'c Links,
    dependencies: &'c Dependencies,
    chunk_graph: &'c ChunkGraph,
    chunk_id: ChunkId,
    needs: BTreeSet<Item>,
    dynamic: BTreeSet<ChunkId>,
    provides: &'c mut Vec<(ChunkId, Item)>,
}

impl Crossing<'_> {
    fn chunk(&mut self) {
        let chunk = &self.chunk_graph.chunks[self.chunk_id];
        for step in &chunk.sequence {
            if let Step::Trigger(id) = step {
                self.need(Item::Wrapper(*id));
            }
        }
        if let Some(entry) = chunk.entry {
            match self.chunk_graph.wraps[entry] {
                Wrap::CommonJs => self.need(Item::Wrapper(entry)),
                Wrap::Lazy { .. } => {
                    self.need(Item::Wrapper(entry));
                    self.need(Item::Namespace(entry));
                }
                Wrap::Hoisted | Wrap::Value if chunk.worker.is_some() => {}
                Wrap::Hoisted | Wrap::Value => {
                    self.names(entry, self.links.exports[entry].names.iter());
                }
            }
        }
        for id in &chunk.modules {
            self.module(*id);
        }
    }

    fn module(&mut self, id: ModuleId) {
        let module = &self.graph.modules[id];
        let facts = module.facts();
        let (chunk_graph, chunk_id) = (self.chunk_graph, self.chunk_id);
        let live = self.links.live[id].iter();
        for statement in live.filter(|statement| chunk_graph.has(chunk_id, id, *statement)) {
            for (_, binding) in self.links.mentions(self.graph, id, statement) {
                self.binding(binding);
            }
            if chunk_graph.parts.contains_key(&id) {
                for symbol in self.links.own_mentions(self.graph, id, statement) {
                    self.need(Item::Symbol(id, symbol.into()));
                }
            }
            for record in &facts.statements[statement].records {
                if let Edge::Module(target) = module.edges[*record] {
                    self.record(facts.records[*record].kind, target);
                }
            }
        }
        if self.chunk_graph.wraps[id].is_lazy() {
            for dependency in &self.dependencies[id] {
                if dependency.eager && self.chunk_graph.wraps[dependency.module].is_wrapped() {
                    self.need(Item::Wrapper(dependency.module));
                }
            }
        }
        if self.links.live[id].namespace {
            self.names(id, self.links.visible(id));
        }
    }

    fn names<'l>(&mut self, id: ModuleId, names: impl Iterator<Item = &'l (CompactStr, Binding)>) {
        for (_, binding) in names {
            if let Binding::Symbol(owner, symbol) = binding
                && !self.links.symbol_is_live(self.graph, *owner, *symbol)
            {
                continue;
            }
            self.binding(binding);
        }
        for dynamic in &self.links.exports[id].dynamic {
            if let Dynamic::CommonJs(target) = dynamic {
                self.need(Item::Wrapper(*target));
            }
        }
    }

    fn record(&mut self, kind: RecordKind, target: ModuleId) {
        match kind {
            RecordKind::Require => match self.chunk_graph.wraps[target] {
                Wrap::Value => {
                    if let Some(symbol) = self.graph.modules[target].facts().default_symbol {
                        self.need(Item::Symbol(target, symbol.into()));
                    }
                }
                wrap => {
                    self.need(Item::Wrapper(target));
                    if wrap.is_lazy() {
                        self.need(Item::Namespace(target));
                    }
                }
            },
            RecordKind::DynamicImport => {
                let Some(chunk) = self.chunk_graph.chunk_of[target] else { return };
                if chunk != self.chunk_id {
                    self.dynamic.insert(chunk);
                }
                let wrap = self.chunk_graph.wraps[target];
                if wrap.is_wrapped() {
                    self.provide(Item::Wrapper(target));
                }
                if wrap != Wrap::CommonJs {
                    self.provide(Item::Namespace(target));
                }
            }
            RecordKind::EagerImport => {
                let wrap = self.chunk_graph.wraps[target];
                if wrap.is_wrapped() {
                    self.need(Item::Wrapper(target));
                }
                if wrap != Wrap::CommonJs {
                    self.need(Item::Namespace(target));
                }
            }
            // What is weak is asked for in the same file only.
            RecordKind::Import
            | RecordKind::RequireResolve
            | RecordKind::WeakImport
            | RecordKind::WeakRequire
            | RecordKind::WeakResolve
            | RecordKind::IsIncluded
            | RecordKind::Worker(_)
            | RecordKind::Url
            | RecordKind::Asset => {}
        }
    }

    fn binding(&mut self, binding: &Binding) {
        match binding {
            Binding::Symbol(id, _) if self.chunk_graph.wraps[*id].is_lazy() => {
                self.need(Item::Namespace(*id));
            }
            Binding::Symbol(id, symbol) | Binding::Key(id, symbol, _) => {
                self.need(Item::Symbol(*id, (*symbol).into()));
            }
            Binding::Namespace(id) | Binding::Member(id, _) => self.need(Item::Namespace(*id)),
            Binding::CommonJs(id, _) => self.need(Item::Wrapper(*id)),
            Binding::External(..) | Binding::Missing | Binding::Constant(_) => {}
        }
    }

    fn need(&mut self, item: Item) {
        let Some(chunk) = self.chunk_graph.owner(self.graph, item) else { return };
        if chunk != self.chunk_id {
            self.needs.insert(item);
            self.provides.push((chunk, item));
        }
    }

    /// Mentioned by a chunk that loads this one later.
    fn provide(&mut self, item: Item) {
        if let Some(chunk) = self.chunk_graph.chunk_of[owner(item)]
            && chunk != self.chunk_id
        {
            self.provides.push((chunk, item));
        }
    }
}
