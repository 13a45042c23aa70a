//! `manifest.json` in Vite's format: <https://vite.dev/guide/backend-integration>.
//!
//! ```json
//! {
//!   "_shared-1a2b3c4d.js": { "file": "shared-1a2b3c4d.js", "name": "shared" },
//!   "src/main.js": {
//!     "file": "main-5e6f7a8b.js", "name": "main", "src": "src/main.js", "isEntry": true,
//!     "imports": ["_shared-1a2b3c4d.js"], "dynamicImports": ["src/late.js"]
//!   }
//! }
//! ```

use std::collections::BTreeMap;

use oxc_index::IndexVec;
use rustc_hash::FxHashSet;
use serde_json::{Map, Value, json};

use super::{Build, json_file};
use crate::{
    emit::{Emitted, OutputFile},
    module::{ModuleId, RecordKind},
    split::ChunkId,
};

pub fn file(build: &Build<'_>, emitted: &Emitted, name: &str) -> OutputFile {
    let keys = keys(build, emitted);
    let mut names: FxHashSet<String> = FxHashSet::default();
    let mut manifest: BTreeMap<String, Value> = BTreeMap::new();
    for (id, chunk) in build.chunks.chunks.iter_enumerated() {
        let path = &emitted.names[id.index()];
        for key in &keys[id] {
            let mut entry = Map::new();
            entry.insert("file".into(), json!(path));
            // Readers look things up by name too, so each is given once.
            if names.insert(chunk.name.clone()) {
                entry.insert("name".into(), json!(chunk.name));
            }
            if let Some(source) = key.source {
                entry.insert("src".into(), json!(build.graph.modules[source].name));
            }
            if chunk.entry.is_some() && key.source == chunk.entry {
                entry.insert("isEntry".into(), json!(true));
            }
            if key.dynamic {
                entry.insert("isDynamicEntry".into(), json!(true));
            }
            let mut list = |field: &str, chunks: &mut dyn Iterator<Item = &ChunkId>| {
                let list: Vec<&str> =
                    chunks.filter_map(|id| Some(keys[*id].first()?.text.as_str())).collect();
                if !list.is_empty() {
                    entry.insert(field.into(), json!(list));
                }
            };
            list("imports", &mut chunk.imports.iter());
            list("dynamicImports", &mut chunk.dynamic_imports.iter());
            if let Some(style) = build.style_path(id, emitted) {
                entry.insert("css".into(), json!([style]));
            }
            let integrity = emitted.file(path).and_then(|file| file.integrity.as_ref());
            if let Some(integrity) = integrity {
                entry.insert("integrity".into(), json!(integrity));
            }
            manifest.insert(key.text.clone(), Value::Object(entry));
        }
    }
    if let Some(path) = &build.options.output.import_map {
        manifest.insert(path.clone(), json!({ "file": path }));
    }
    json_file(name, &json!(manifest))
}

/// Under what a chunk stands in the manifest.
struct Key {
    text: String,
    /// The module that whoever loads the chunk asks for.
    source: Option<ModuleId>,
    dynamic: bool,
}

/// The keys of all chunks: the entry, the targets of `import()` in it, else the file.
fn keys(build: &Build<'_>, emitted: &Emitted) -> IndexVec<ChunkId, Vec<Key>> {
    let mut taken: FxHashSet<String> = FxHashSet::default();
    let mut keys: IndexVec<ChunkId, Vec<Key>> =
        build.chunks.chunks.iter().map(|_| Vec::new()).collect();
    let targets = dynamic_targets(build);
    for (id, chunk) in build.chunks.chunks.iter_enumerated() {
        let loaded = chunk
            .modules
            .iter()
            .copied()
            .filter(|module| chunk.entry != Some(*module) && targets.contains(module));
        for source in chunk.entry.into_iter().chain(loaded) {
            let text = build.graph.modules[source].name.clone();
            if taken.insert(text.clone()) {
                let dynamic = targets.contains(&source);
                keys[id].push(Key { text, source: Some(source), dynamic });
            }
        }
    }
    for (id, chunk) in build.chunks.chunks.iter_enumerated() {
        if keys[id].is_empty() {
            // Two entries may be one module; the file of the second has none of its own.
            let base = emitted.names[id.index()].rsplit('/').next().unwrap_or_default();
            let mut text = format!("_{base}");
            let mut number = 1;
            while !taken.insert(text.clone()) {
                number += 1;
                text = format!("_{number}_{base}");
            }
            keys[id].push(Key { text, source: chunk.entry, dynamic: false });
        }
    }
    keys
}

/// Modules that a live `import()` loads from another chunk.
fn dynamic_targets(build: &Build<'_>) -> FxHashSet<ModuleId> {
    let mut targets = FxHashSet::default();
    for (id, module) in build.graph.modules.iter_enumerated() {
        for statement in build.links.live[id].iter() {
            for record in &module.facts().statements[statement].records {
                if module.facts().records[*record].kind == RecordKind::DynamicImport
                    && let Some(target) = module.edges[*record].module()
                    && build.chunks.chunk_of[target] != build.chunks.chunk_of[id]
                {
                    targets.insert(target);
                }
            }
        }
    }
    targets
}
