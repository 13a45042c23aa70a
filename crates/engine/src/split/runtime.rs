//! Files that hold only the loader: `optimization.runtime_chunk`.

use rustc_hash::FxHashMap;

use super::{ChunkGraph, ChunkId, empty_chunk};
use crate::options::Options;

/// Adds the files that the entries ask for, each once. Their names are final: pages load
/// them.
pub fn add(options: &Options, chunk_graph: &mut ChunkGraph) {
    let mut added: FxHashMap<&str, ChunkId> = FxHashMap::default();
    for entry in &options.entries {
        let Some(name) = &entry.runtime else { continue };
        let runtime = *added.entry(name).or_insert_with(|| {
            let mut chunk = empty_chunk(None);
            chunk.name.clone_from(name);
            chunk.is_runtime = true;
            chunk_graph.chunks.push(chunk)
        });
        let mut chunks = chunk_graph.chunks.iter_mut();
        if let Some(chunk) = chunks.find(|chunk| chunk.entry.is_some() && chunk.name == entry.name)
        {
            chunk.runtime = Some(runtime);
        }
    }
}
