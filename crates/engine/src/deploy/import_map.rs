//! An import map: where the chunks are that name each other by a fixed specifier.
//!
//! ```json
//! {
//!   "imports": { "pybundle:shop/shared": "/static/shared-1a2b3c4d.js" },
//!   "integrity": { "/static/shared-1a2b3c4d.js": "sha384-…" }
//! }
//! ```
//! With it a change of one chunk changes the name of that chunk and of no other.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{Build, json_file};
use crate::{
    emit::{Emitted, OutputFile, OutputKind},
    render::mapped_specifier,
};

/// The map as JSON, and as the element that a page holds before its first module script.
pub fn files(build: &Build<'_>, emitted: &Emitted, name: &str) -> [OutputFile; 2] {
    let mut imports: BTreeMap<String, String> = BTreeMap::new();
    let mut integrity: BTreeMap<String, String> = BTreeMap::new();
    for (id, chunk) in build.chunks.chunks.iter_enumerated() {
        let path = &emitted.names[id.index()];
        let url = url(&build.options.output.public_path, path);
        imports.insert(mapped_specifier(&build.options.unique_name, &chunk.name), url.clone());
        if let Some(value) = emitted.file(path).and_then(|file| file.integrity.clone()) {
            integrity.insert(url, value);
        }
    }
    let mut map = Map::new();
    map.insert("imports".into(), json!(imports));
    if !integrity.is_empty() {
        map.insert("integrity".into(), json!(integrity));
    }
    let json = json_file(name, &Value::Object(map));
    let text = String::from_utf8_lossy(&json.content);
    // The only sequences that would end the element, or begin another, have a `<`.
    let element =
        format!("<script type=\"importmap\">\n{}</script>\n", text.replace('<', "\\u003c"));
    let path = format!("{}.html", name.strip_suffix(".json").unwrap_or(name));
    let snippet = OutputFile::new(path, OutputKind::Manifest, element.into_bytes());
    [json, snippet]
}

/// A value of an import map must not look like the name of a package.
fn url(public_path: &str, path: &str) -> String {
    let path = path.replace('%', "%25").replace('?', "%3F").replace('#', "%23");
    if public_path == "auto" { format!("./{path}") } else { format!("{public_path}{path}") }
}
