//! What plugins are asked once there is code: each script, and all files before they are
//! written. (`scan/hooks.rs` has what they are asked before.)

use std::sync::Arc;

use serde_json::json;

use crate::{
    diagnostic::Diagnostic,
    emit::{Emitted, NamePlan, OutputFile, OutputKind, RenderedFile, integrity_of},
    host::{
        Host,
        bridge::{Answer, Request, Task},
    },
    options::Options,
    scan::foreign,
    split::ChunkGraph,
};

/// Shows each script to the plugins, which may give another one in its place.
pub fn chunks_rendered(
    files: &mut [RenderedFile],
    chunks: &ChunkGraph,
    plan: &NamePlan,
    options: &Options,
    host: &dyn Host,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    if !options.hooks.chunk_rendered {
        return diagnostics;
    }
    for ((id, chunk), file) in chunks.chunks.iter_enumerated().zip(files) {
        let details = json!({
            "name": chunk.name,
            "entry": chunk.public_entry().is_some(),
            "format": format!("{:?}", options.format).to_lowercase(),
        });
        let path = plan.path(id.index()).to_owned();
        let content = Arc::new(std::mem::take(&mut file.content));
        let answer = ask(host, "chunk_rendered", path, Arc::clone(&content), &details);
        file.content = Arc::unwrap_or_clone(content);
        let answer = answer.unwrap_or_else(|late| {
            diagnostics.push(*late);
            None
        });
        let Some(answer) = answer else { continue };
        for problem in answer.said.problems {
            diagnostics.push(foreign(problem, &chunk.name, &file.content));
        }
        let Some(code) = answer.content else { continue };
        if file.map.is_some() && !code.starts_with(&file.content) {
            file.map = None;
            diagnostics.push(
                Diagnostic::warning(
                    "plugin-warning",
                    format!("the script `{}` has no source map: a plugin changed it", chunk.name),
                )
                .hint("what is only added at the end leaves the map as it is"),
            );
        }
        file.references = plan.references_in(&code);
        if let Some(integrity) = options.output.integrity {
            file.integrities = plan.integrities_in(&code, integrity.length());
        }
        file.parts.clear();
        file.content = code;
    }
    diagnostics
}

/// Adds what loaders wrote, and shows all files to the plugins, which may add, change and
/// remove some.
pub fn assets(
    files: &[(String, Vec<u8>)],
    emitted: &mut Emitted,
    options: &Options,
    host: &dyn Host,
) {
    for (path, content) in files {
        put(emitted, path, content.clone(), options);
    }
    if !options.hooks.assets {
        return;
    }
    let listed: Vec<_> = emitted
        .files
        .iter()
        .map(|file| {
            json!({ "path": file.path, "size": file.size, "kind": file.kind, "entry": file.entry })
        })
        .collect();
    let mut contents = Vec::new();
    for file in &emitted.files {
        contents.extend_from_slice(&file.content);
    }
    let details = json!({ "files": listed });
    let answer = ask(host, "assets", String::new(), Arc::new(contents), &details);
    let answer = answer.unwrap_or_else(|late| {
        emitted.diagnostics.push(*late);
        None
    });
    let Some(answer) = answer else { return };
    for problem in answer.said.problems {
        emitted.diagnostics.push(foreign(problem, "", &[]));
    }
    emitted.files.retain(|file| !answer.said.removed.contains(&file.path));
    for (path, content) in answer.files {
        put(emitted, &path, content, options);
    }
    if emitted.files.is_empty() && emitted.diagnostics.is_empty() {
        let message = "plugins removed every file of the build";
        emitted.diagnostics.push(Diagnostic::warning("plugin-warning", message));
    }
}

fn put(emitted: &mut Emitted, path: &str, content: Vec<u8>, options: &Options) {
    let integrity = options.output.integrity.map(|kind| integrity_of(kind, &content));
    if let Some(known) = emitted.files.iter_mut().find(|file| file.path == path) {
        if known.content == content {
            return;
        }
        known.size = content.len() as u64;
        known.content = content;
        known.parts.clear();
        if known.integrity.is_some() {
            known.integrity = integrity;
        }
        return;
    }
    emitted.files.push(OutputFile::new(path.to_owned(), OutputKind::Asset, content));
}

fn ask(
    host: &dyn Host,
    hook: &'static str,
    path: String,
    content: Arc<Vec<u8>>,
    details: &serde_json::Value,
) -> Result<Option<Answer>, Box<Diagnostic>> {
    let Some(bridge) = host.bridge() else { return Ok(None) };
    let request = Request {
        id: bridge.next_id(),
        task: Task::Hook(hook),
        path,
        query: String::new(),
        fragment: String::new(),
        content,
        details: details.to_string(),
    };
    bridge.ask(request, || host.stopped())
}
