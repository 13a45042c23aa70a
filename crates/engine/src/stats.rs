//! What a build was made of, for `--json` and `pybundle explain`.

use serde::Serialize;

use crate::{
    deploy::{Measured, measure},
    emit::Emitted,
    graph::ModuleGraph,
    link::Links,
    module::{ModuleFormat, ModuleId},
    split::{ChunkGraph, ChunkId},
};

#[derive(Debug, Serialize)]
pub struct Stats {
    pub modules: Vec<ModuleStats>,
    pub chunks: Vec<ChunkStats>,
}

#[derive(Debug, Serialize)]
pub struct ModuleStats {
    pub id: usize,
    pub path: String,
    /// Bytes of its source.
    pub size: usize,
    pub kind: &'static str,
    /// Empty for a module that is left out.
    pub chunks: Vec<usize>,
    pub exports: Vec<String>,
    pub reasons: Vec<Reason>,
    /// What was imported for it from core-js.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub polyfills: Vec<PolyfillStats>,
}

#[derive(Debug, Serialize)]
pub struct PolyfillStats {
    /// `es.promise`
    pub module: String,
    /// What needs it first, as in code.
    pub feature: String,
    pub line: u32,
    pub column: u32,
}

/// Why a module is in the graph.
#[derive(Debug, Serialize)]
pub struct Reason {
    pub module: Option<usize>,
    pub kind: &'static str,
    pub request: String,
    pub line: u32,
    pub column: u32,
}

#[derive(Debug, Serialize)]
pub struct ChunkStats {
    pub id: usize,
    pub name: String,
    pub file: String,
    pub entry: bool,
    pub dynamic: bool,
    pub modules: Vec<usize>,
    pub imports: Vec<usize>,
    pub dynamic_imports: Vec<usize>,
    /// The chunk with the loader that this one needs beside it.
    pub runtime: Option<usize>,
    /// Its style sheet, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub style: Option<String>,
    /// Bytes of its file.
    pub size: u64,
    /// Of its file as gzip, where that was measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gzip: Option<usize>,
    /// What each module has in its file, where that was measured.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Measured>,
}

pub fn stats(
    graph: &ModuleGraph,
    links: &Links,
    chunks: &ChunkGraph,
    emitted: &Emitted,
    measured: bool,
) -> Stats {
    let mut modules: Vec<ModuleStats> =
        graph.modules.indices().map(|id| module(graph, links, chunks, id)).collect();
    for entry in &graph.entries {
        modules[entry.module.index()].reasons.push(Reason {
            module: None,
            kind: "entry",
            request: entry.name.clone(),
            line: 0,
            column: 0,
        });
    }
    for (id, importer) in graph.modules.iter_enumerated() {
        let mut places = Places::new(importer.module.ast.source());
        for (record, edge) in importer.facts().records.iter().zip(&importer.edges) {
            let Some(target) = edge.module() else { continue };
            let (line, column) = places.at(record.request_span.start as usize);
            modules[target.index()].reasons.push(Reason {
                module: Some(id.index()),
                kind: record.kind.name(),
                request: record.request.to_string(),
                line,
                column,
            });
        }
    }
    let chunks = chunks
        .chunks
        .iter_enumerated()
        .map(|(id, chunk)| {
            let path = emitted.names.get(id.index()).cloned().unwrap_or_default();
            let file = emitted.file(&path);
            let measured = file.filter(|_| measured).map(measure);
            let (parts, gzip) =
                measured.map_or((Vec::new(), None), |(parts, gzip)| (parts, Some(gzip)));
            ChunkStats {
                id: id.index(),
                name: chunk.name.clone(),
                size: file.map_or(0, |file| file.size),
                file: path,
                gzip,
                parts,
                entry: chunk.public_entry().is_some(),
                dynamic: chunk.dynamic,
                modules: chunk.modules.iter().map(|id| id.index()).collect(),
                imports: chunk.imports.iter().map(|id| id.index()).collect(),
                dynamic_imports: chunk.dynamic_imports.iter().map(|id| id.index()).collect(),
                runtime: chunk.runtime.map(ChunkId::index),
                style: chunks
                    .style_index(id)
                    .and_then(|index| emitted.names.get(index))
                    .filter(|style| emitted.names.get(id.index()) != Some(*style))
                    .cloned(),
            }
        })
        .collect();
    Stats { modules, chunks }
}

fn module(graph: &ModuleGraph, links: &Links, chunks: &ChunkGraph, id: ModuleId) -> ModuleStats {
    let module = &graph.modules[id];
    let mut places = Places::new(module.module.ast.source());
    ModuleStats {
        id: id.index(),
        path: module.name.clone(),
        size: module.module.ast.source().len(),
        kind: match module.facts().format {
            _ if module.style.is_some() => "css",
            ModuleFormat::Esm => "esm",
            ModuleFormat::Json if !module.facts().common_js.is_value => "json",
            ModuleFormat::CommonJs | ModuleFormat::Json => "cjs",
        },
        chunks: chunks.all_of(id).into_iter().map(ChunkId::index).collect(),
        exports: links.exports[id].names.iter().map(|(name, _)| name.to_string()).collect(),
        reasons: Vec::new(),
        polyfills: module
            .module
            .polyfills
            .iter()
            .map(|polyfill| {
                let (line, column) = places.at(polyfill.span.start as usize);
                PolyfillStats {
                    module: polyfill.module().to_owned(),
                    feature: polyfill.feature.to_string(),
                    line,
                    column,
                }
            })
            .collect(),
    }
}

/// Lines and columns of a text, asked for in about the order in which they stand there: so a
/// module with thousands of imports is read once, and not once for each.
struct Places<'s> {
    source: &'s str,
    offset: usize,
    line: u32,
    column: u32,
}

impl<'s> Places<'s> {
    const fn new(source: &'s str) -> Self {
        Self { source, offset: 0, line: 1, column: 1 }
    }

    /// Line and column of a byte, both from 1, the column in Unicode scalar values.
    fn at(&mut self, offset: usize) -> (u32, u32) {
        if offset < self.offset {
            *self = Self::new(self.source);
        }
        for char in self.source.get(self.offset..offset).unwrap_or_default().chars() {
            if char == '\n' {
                self.line += 1;
                self.column = 1;
            } else {
                self.column += 1;
            }
        }
        self.offset = offset;
        (self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::Places;

    #[test]
    fn places_are_found_in_any_order() {
        let source = "ab\nä€c\n\nd";
        let mut places = Places::new(source);
        let found: Vec<(u32, u32)> = [0, 1, 3, 5, 8, 10, 11, 3].map(|at| places.at(at)).to_vec();
        assert_eq!(found, [(1, 1), (1, 2), (2, 1), (2, 2), (2, 3), (3, 1), (4, 1), (2, 1)]);
    }
}
