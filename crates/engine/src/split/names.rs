//! Names of chunks: that of the entry, else of the file that is loaded, else `shared`.

use std::path::Path;

use rustc_hash::FxHashSet;

use super::{ChunkGraph, Root};
use crate::{graph::ModuleGraph, module::ModuleId};

pub fn assign(graph: &ModuleGraph, roots: &[Root], chunk_graph: &mut ChunkGraph) {
    let mut taken: FxHashSet<String> = FxHashSet::default();
    taken.extend(
        roots.iter().filter(|root| root.worker.is_none()).filter_map(|root| root.name.clone()),
    );
    let mut entries = roots.iter().filter(|root| root.name.is_some());
    for chunk in chunk_graph.chunks.iter_mut().filter(|chunk| chunk.entry.is_some()) {
        let Some(root) = entries.next() else { break };
        chunk.name = match (&root.name, root.worker) {
            (Some(name), None) => name.clone(),
            _ => free_name(&base_name(&graph.modules[root.module].name), &mut taken),
        };
    }
    let dynamic: FxHashSet<ModuleId> =
        roots.iter().filter(|root| root.name.is_none()).map(|root| root.module).collect();
    for chunk in chunk_graph.chunks.iter_mut().filter(|chunk| chunk.entry.is_none()) {
        let loaded = chunk.modules.iter().find(|id| dynamic.contains(id));
        let base =
            loaded.map_or_else(|| "shared".to_owned(), |id| base_name(&graph.modules[*id].name));
        chunk.name = free_name(&base, &mut taken);
    }
}

fn free_name(base: &str, taken: &mut FxHashSet<String>) -> String {
    let mut name = base.to_owned();
    let mut number = 1;
    while !taken.insert(name.clone()) {
        number += 1;
        name = format!("{base}-{number}");
    }
    name
}

/// `src/pages/about.js` → `about`, `src/about/index.js` → `about`; letters that file names
/// and URLs take as they are.
fn base_name(module: &str) -> String {
    let path = Path::new(module.split(['?', '#']).next().unwrap_or(module));
    let stem =
        path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let folder =
        path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let name = match (stem.as_str(), folder) {
        ("index", Some(folder)) => folder,
        _ => stem,
    };
    let clean: String = name
        .chars()
        .map(
            |char| {
                if char.is_ascii_alphanumeric() || matches!(char, '-' | '_') { char } else { '-' }
            },
        )
        .take(40)
        .collect();
    if clean.trim_matches('-').is_empty() { "chunk".to_owned() } else { clean }
}
