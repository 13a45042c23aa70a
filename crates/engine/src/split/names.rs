//! Names of chunks: that of the entry, else the one asked for, else of the file that is
//! loaded, else `shared`.

use std::path::Path;

use indexmap::IndexMap;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{ChunkGraph, Root};
use crate::{graph::ModuleGraph, module::ModuleId};

/// The roots that comments put into one chunk, by index: those of the same name.
pub fn groups(roots: &[Root]) -> Vec<Vec<usize>> {
    let mut groups: IndexMap<&str, Vec<usize>> = IndexMap::new();
    for (index, root) in roots.iter().enumerate() {
        if let (None, Some(name)) = (&root.name, &root.chunk_name) {
            groups.entry(name).or_default().push(index);
        }
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

/// Whoever loads one root of a group loads all of it.
pub fn join(roots: &mut [Root]) {
    for group in groups(roots) {
        let mut loaders: Vec<ModuleId> = Vec::new();
        for loader in group.iter().flat_map(|index| &roots[*index].loaders) {
            if !loaders.contains(loader) {
                loaders.push(*loader);
            }
        }
        for index in group {
            roots[index].loaders.clone_from(&loaders);
        }
    }
}

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
    let dynamic: FxHashMap<ModuleId, Option<&str>> = roots
        .iter()
        .filter(|root| root.name.is_none())
        .map(|root| (root.module, root.chunk_name.as_deref()))
        .collect();
    for chunk in chunk_graph.chunks.iter_mut().filter(|chunk| chunk.entry.is_none()) {
        let given = chunk.modules.iter().find_map(|id| dynamic.get(id).copied().flatten());
        let loaded = chunk.modules.iter().find(|id| dynamic.contains_key(id));
        let base = match (given, loaded) {
            _ if !chunk.name.is_empty() => std::mem::take(&mut chunk.name),
            (Some(name), _) => given_name(name),
            (None, Some(id)) => base_name(&graph.modules[*id].name),
            (None, None) => "shared".to_owned(),
        };
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

/// The name in a comment as a part of a path that stays in the output folder.
fn given_name(name: &str) -> String {
    let parts: Vec<String> = name
        .split('/')
        .map(|part| {
            part.chars()
                .map(|char| {
                    let plain = char.is_ascii_alphanumeric() || "-_.~@+".contains(char);
                    if plain { char } else { '-' }
                })
                .collect::<String>()
        })
        .filter(|part| !part.trim_matches('.').is_empty())
        .collect();
    if parts.is_empty() { "chunk".to_owned() } else { parts.join("/") }
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
