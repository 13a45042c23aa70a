//! Modules of files that are no code: what stands for their address, text or bytes.
//!
//! ```js
//! const address = new URL("./asset", import.meta.url);      // asset/resource
//! export { address as default, address as "module.exports" };
//!
//! "data:image/png;base64,…"                                  // asset/inline, as JSON
//! "the text"                                                 // asset/source, as JSON
//!
//! import decode from "pybundle:runtime/helpers/decodeBytes"; // asset/bytes
//! export default /* @__PURE__ */ decode("…");
//! ```
//! Rendering puts the address as a text in the place of the `new URL`. Who asks by `require`
//! gets the value itself, as from webpack.

use std::path::Path;

use super::parse::{Goal, HELPER_PACKAGE, Language, SourceKind};
use crate::{
    module::{Module, RecordKind},
    rules::ModuleKind,
    sourcemap::append_base64,
};

/// The text of the module of a file whose content is in the bundle.
///
/// # Errors
/// The byte from which on a text is no UTF-8.
pub fn text(kind: ModuleKind, path: &Path, content: &[u8]) -> Result<(String, SourceKind), usize> {
    let quote = |text: &str| serde_json::to_string(text).unwrap_or_default();
    let base64 = |start: &str| {
        let mut text = start.as_bytes().to_vec();
        append_base64(content, &mut text);
        String::from_utf8(text).unwrap_or_default()
    };
    Ok(match kind {
        ModuleKind::AssetBytes => {
            let text = format!(
                "import decode from \"{HELPER_PACKAGE}/helpers/decodeBytes\";\n\
                 const bytes = /* @__PURE__ */ decode(\"{}\");\n\
                 export {{ bytes as default, bytes as \"module.exports\" }};\n",
                base64("")
            );
            (text, SourceKind::new(Language::JavaScript, Goal::Module))
        }
        ModuleKind::AssetSource => {
            let text = std::str::from_utf8(content).map_err(|error| error.valid_up_to())?;
            (quote(text.trim_start_matches('\u{feff}')), json())
        }
        _ => {
            let start = format!("data:{};base64,", mime_type(path));
            (quote(&base64(&start)), json())
        }
    })
}

fn json() -> SourceKind {
    SourceKind::new(Language::Json, Goal::Unknown)
}

/// The text of the module of a file that is copied.
#[must_use]
pub fn address() -> (String, SourceKind) {
    let text = "const address = new URL(\"./asset\", import.meta.url);\n\
                export { address as default, address as \"module.exports\" };\n";
    (text.to_owned(), SourceKind::new(Language::JavaScript, Goal::Module))
}

/// Makes the address in the module that [`address`] is the text of the file's.
pub fn mark(module: &mut Module) {
    for record in &mut module.facts.records {
        if record.kind == RecordKind::Url {
            record.kind = RecordKind::Asset;
        }
    }
    for statement in &mut module.facts.statements {
        statement.side_effects = false;
    }
}

/// The media type of a file, by its name: <https://www.iana.org/assignments/media-types>.
fn mime_type(path: &Path) -> &'static str {
    let extension = path
        .extension()
        .map_or(String::new(), |extension| extension.to_string_lossy().to_ascii_lowercase());
    match extension.as_str() {
        "apng" => "image/apng",
        "avif" => "image/avif",
        "bmp" => "image/bmp",
        "cur" | "ico" => "image/x-icon",
        "gif" => "image/gif",
        "jfif" | "jpeg" | "jpg" | "pjp" | "pjpeg" => "image/jpeg",
        "jxl" => "image/jxl",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "webp" => "image/webp",
        "aac" => "audio/aac",
        "flac" => "audio/flac",
        "m4a" => "audio/mp4",
        "mp3" => "audio/mpeg",
        "ogg" | "opus" => "audio/ogg",
        "wav" => "audio/wav",
        "mov" => "video/quicktime",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "vtt" => "text/vtt",
        "eot" => "application/vnd.ms-fontobject",
        "otf" => "font/otf",
        "ttf" => "font/ttf",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        "css" => "text/css",
        "csv" => "text/csv",
        "html" => "text/html",
        "js" | "mjs" => "text/javascript",
        "md" => "text/markdown",
        "txt" => "text/plain",
        "json" => "application/json",
        "pdf" => "application/pdf",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml",
        _ => "application/octet-stream",
    }
}
