//! The last stage: final names, and files on the disk.
//!
//! The steps, one file each: the shape of every name is known before anything is rendered
//! ([`plan_names`]), hashes are known when everything is ([`finish`]), then the files are
//! written aside and moved into place ([`write`]). Nothing is moved before all is staged,
//! and a build with errors moves nothing.

mod finish;
mod names;
#[cfg(test)]
mod tests;
mod write;

use std::path::PathBuf;

use serde::Serialize;

use crate::{diagnostic::Diagnostic, host::Host, options::Options};

pub use finish::{Reference, RenderedFile, finish};
pub use names::{NamePlan, NameRequest, plan_names};
pub use write::write;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum OutputKind {
    Entry,
    Chunk,
    SourceMap,
    Asset,
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
    #[serde(skip)]
    pub content: Vec<u8>,
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

/// Names `files`, which `plan` was made for, and puts them on the disk.
///
/// `inputs` are absolute paths that `clean` must never touch: the files of the build.
pub fn emit(
    plan: &NamePlan,
    files: Vec<RenderedFile>,
    options: &Options,
    inputs: &[PathBuf],
    host: &dyn Host,
) -> Emitted {
    let mut emitted = finish(plan, files, options.source_map);
    if options.write && emitted.diagnostics.is_empty() {
        emitted.diagnostics =
            write(&mut emitted.files, &options.output, &options.root, inputs, host);
    }
    emitted
}
