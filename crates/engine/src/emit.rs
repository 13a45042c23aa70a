//! The last stage: final names, and files on the disk.
//!
//! The steps, one file each: the shape of every name is known before anything is rendered
//! ([`plan_names`]), hashes are known when everything is ([`finish`]), then the files are
//! written aside and moved into place ([`write`]). Nothing is moved before all is staged,
//! and a build with errors moves nothing.

mod finish;
mod integrity;
mod names;
#[cfg(test)]
mod tests;
mod write;

use std::path::PathBuf;

use serde::Serialize;

use crate::{
    diagnostic::{Diagnostic, Severity},
    host::Host,
    options::Options,
};

pub use finish::{ModulePart, Reference, RenderedFile, finish, license_name};
pub use integrity::integrity_of;
pub use names::{NamePlan, NameRequest, base_name, plan_names};
pub use write::write;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum OutputKind {
    Entry,
    #[default]
    Chunk,
    /// The style sheet of a chunk.
    Style,
    SourceMap,
    Asset,
    /// Legal comments of a script, or the list of packages.
    License,
    /// A manifest or an import map: what names the others.
    Manifest,
    /// A compressed twin.
    Compressed,
}

/// A file with its final name and content.
#[derive(Debug, Clone, Serialize)]
pub struct OutputFile {
    /// Relative to the output folder, with `/`.
    pub path: String,
    /// Bytes.
    pub size: u64,
    pub kind: OutputKind,
    /// The entry that it is, or is the map of.
    pub entry: Option<String>,
    /// Whether it differs from what stood on the disk.
    pub changed: bool,
    /// `sha384-…` of its bytes, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub integrity: Option<String>,
    #[serde(skip)]
    pub content: Vec<u8>,
    /// What modules have in it.
    #[serde(skip)]
    pub parts: Vec<ModulePart>,
}

impl OutputFile {
    #[must_use]
    pub fn new(path: String, kind: OutputKind, content: Vec<u8>) -> Self {
        Self {
            path,
            size: content.len() as u64,
            kind,
            entry: None,
            changed: true,
            integrity: None,
            content,
            parts: Vec::new(),
        }
    }
}

/// What the stage gives.
#[derive(Debug)]
pub struct Emitted {
    /// In the order of the plan, each map behind its file.
    pub files: Vec<OutputFile>,
    /// The final path of each planned name, in their order.
    pub names: Vec<String>,
    /// With an error among them nothing was changed on the disk.
    pub diagnostics: Vec<Diagnostic>,
}

impl Emitted {
    /// The file of this final path.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<&OutputFile> {
        self.files.iter().find(|file| file.path == path)
    }
}

/// Names `files`, which `plan` was made for, and puts them on the disk.
///
/// `inputs` are absolute paths that `clean` must never touch: the files of the build. `more`
/// adds files and problems before anything is written.
pub fn emit(
    plan: &NamePlan,
    files: Vec<RenderedFile>,
    options: &Options,
    inputs: &[PathBuf],
    host: &dyn Host,
    more: impl FnOnce(&mut Emitted),
) -> Emitted {
    let mut emitted = finish(plan, files, options.source_map, options.output.integrity);
    if emitted.diagnostics.is_empty() {
        more(&mut emitted);
    }
    let failed =
        emitted.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    if options.write && !failed {
        let problems = write(&mut emitted.files, &options.output, &options.root, inputs, host);
        emitted.diagnostics.extend(problems);
    }
    emitted
}
