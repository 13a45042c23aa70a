//! Entries that are style sheets need no scripts.

use super::Build;
use crate::{emit::Emitted, module::ModuleId, split::ChunkId};

/// Takes out the scripts of chunks that are style sheets alone: those stand for them then.
pub fn leave_out_scripts(build: &Build<'_>, emitted: &mut Emitted) {
    for id in &build.chunks.styles {
        if !is_style_alone(build, *id) {
            continue;
        }
        let Some(style) = build.chunks.style_index(*id) else { continue };
        let style = emitted.names[style].clone();
        let script = std::mem::replace(&mut emitted.names[id.index()], style);
        let map = format!("{script}.map");
        emitted.files.retain(|file| file.path != script && file.path != map);
    }
}

/// A page asks for it, nobody reads anything of it, and nothing in it is code.
fn is_style_alone(build: &Build<'_>, id: ChunkId) -> bool {
    let chunks = &build.chunks.chunks;
    let chunk = &chunks[id];
    let is_style = |module: ModuleId| {
        let module = &build.graph.modules[module];
        module.style.as_ref().is_some_and(|style| !style.is_local)
    };
    chunk.public_entry().is_some()
        && !chunk.dynamic
        && chunk.provides.is_empty()
        && chunk.imports.is_empty()
        && chunk.modules.iter().all(|module| is_style(*module))
        && !chunks.iter().any(|other| other.imports.contains(&id) || other.depends_on.contains(&id))
}
