//! What each module has in the files: its bytes, and its share of the compressed file.

use rayon::prelude::*;
use serde::Serialize;

use super::compress::gzip;
use crate::{emit::OutputFile, module::ModuleId};

/// One module in one file.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Measured {
    pub module: usize,
    /// Bytes of its code as it stands there.
    pub size: usize,
    /// Estimated: its part of the gzip of the file, by how well its code compresses alone.
    pub gzip: usize,
}

/// As gzip servers are set up to compress while they send.
const LEVEL: u32 = 6;

/// What modules have in `file`, in order, and the size of the whole file as gzip.
pub fn measure(file: &OutputFile) -> (Vec<Measured>, usize) {
    let whole = gzip(&file.content, LEVEL).len();
    // Parts of one module (its names, its statements) are one.
    let mut parts = file.parts.clone();
    parts.sort_by_key(|part| (part.module, part.start));
    let groups: Vec<_> = parts.chunk_by(|one, other| one.module == other.module).collect();
    let alone: Vec<(ModuleId, usize, usize)> = groups
        .into_par_iter()
        .map(|group| {
            let mut code = Vec::new();
            for part in group {
                code.extend_from_slice(file.content.get(part.start..part.end).unwrap_or_default());
            }
            (group[0].module, code.len(), gzip(&code, LEVEL).len())
        })
        .collect();
    let own: usize = file.content.len() - alone.iter().map(|(_, size, _)| size).sum::<usize>();
    // What the bundler wrote has its share too.
    let total: usize = alone.iter().map(|(_, _, gzip)| gzip).sum::<usize>() + own / 3;
    let measured = alone
        .into_iter()
        .map(|(module, size, gzip)| Measured {
            module: module.index(),
            size,
            gzip: (gzip * whole).checked_div(total).unwrap_or(0),
        })
        .collect();
    (measured, whole)
}
