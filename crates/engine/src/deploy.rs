//! What a deployment reads beside the scripts: manifests, licences, compressed twins; and
//! whether the files are small enough to be deployed at all.
//!
//! Everything here is made of finished files, before any is written, and nothing changes
//! them: what is added goes the same way to the disk as the scripts do.

mod budgets;
mod compress;
mod import_map;
mod licenses;
mod manifest;
mod measure;
mod styles;

use crate::{
    diagnostic::{Diagnostic, Severity},
    emit::{Emitted, OutputFile, OutputKind},
    graph::ModuleGraph,
    host::Host,
    link::Links,
    options::Options,
    split::{ChunkGraph, ChunkId},
};

pub use measure::{Measured, measure};

/// What the files were made of.
pub struct Build<'b> {
    pub graph: &'b ModuleGraph,
    pub links: &'b Links,
    pub chunks: &'b ChunkGraph,
    pub options: &'b Options,
    pub host: &'b dyn Host,
}

impl Build<'_> {
    /// The final path of a chunk's style sheet, where it has one beside its script.
    pub fn style_path<'e>(&self, id: ChunkId, emitted: &'e Emitted) -> Option<&'e str> {
        let path = emitted.names.get(self.chunks.style_index(id)?)?;
        (emitted.names[id.index()] != *path).then_some(path)
    }

    /// The chunk and all that it needs to have run before, each once, itself last.
    fn with_imports(&self, id: ChunkId) -> Vec<ChunkId> {
        let mut order = Vec::new();
        // Chunks are few and their imports have no cycles where that matters.
        let mut open = vec![(id, false)];
        let mut seen = vec![false; self.chunks.chunks.len()];
        while let Some((id, done)) = open.pop() {
            if done {
                order.push(id);
            } else if !std::mem::replace(&mut seen[id.index()], true) {
                open.push((id, true));
                let imports = &self.chunks.chunks[id].imports;
                open.extend(imports.iter().rev().map(|import| (*import, false)));
            }
        }
        order
    }
}

/// Adds the files that `build` asks for to `emitted`, and says what is too large.
pub fn add(build: &Build<'_>, emitted: &mut Emitted) {
    styles::leave_out_scripts(build, emitted);
    let output = &build.options.output;
    if let Some(performance) = &build.options.performance {
        emitted.diagnostics.extend(budgets::check(build, performance, emitted));
    }
    if emitted.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
        return;
    }
    let mut added = Vec::new();
    if let Some(name) = &output.licenses {
        added.push(licenses::file(build, name));
    }
    if let Some(name) = &output.import_map {
        added.extend(import_map::files(build, emitted, name));
    }
    if let Some(name) = &output.manifest {
        added.push(manifest::file(build, emitted, name));
    }
    for file in added {
        add_file(file, emitted);
    }
    if let Some(compress) = &output.compress {
        for file in compress::twins(compress, &emitted.files) {
            add_file(file, emitted);
        }
    }
}

fn add_file(file: OutputFile, emitted: &mut Emitted) {
    if emitted.files.iter().any(|known| known.path == file.path) {
        let message = format!("two different files would be written to `{}`", file.path);
        emitted.diagnostics.push(
            Diagnostic::error("output-collision", message).hint("give one of them another name"),
        );
        return;
    }
    emitted.files.push(file);
}

/// JSON in two spaces, ASCII alone: readers open it in the encoding of their machine.
fn json_file(path: &str, value: &serde_json::Value) -> OutputFile {
    use std::fmt::Write;

    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    let mut ascii = String::with_capacity(text.len() + 1);
    for char in text.chars() {
        if char.is_ascii() {
            ascii.push(char);
        } else {
            for unit in char.encode_utf16(&mut [0; 2]) {
                let _ = write!(ascii, "\\u{unit:04x}");
            }
        }
    }
    ascii.push('\n');
    OutputFile::new(path.to_owned(), OutputKind::Manifest, ascii.into_bytes())
}
