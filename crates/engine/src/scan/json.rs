//! JSON as a module: `export default <the value>`, and its top-level keys as names.

use indexmap::IndexMap;
use oxc::{
    allocator::Allocator,
    ast::ast::*,
    parser::Parser,
    span::{SourceType, Span},
    str::CompactStr,
};

use serde::{Deserialize, de::IgnoredAny};

use crate::module::Problem;

/// The program of a JSON file and the keys that can be imported by name.
///
/// # Errors
/// A syntax error of the JSON, at its place.
pub fn program<'a>(
    source: &'a str,
    allocator: &'a Allocator,
) -> Result<(Program<'a>, Vec<CompactStr>), Problem> {
    let text = source.trim_start_matches('\u{feff}');
    let keys = keys(text).map_err(|error| {
        let offset = offset(text, error.line(), error.column()) + (source.len() - text.len());
        let at = u32::try_from(offset).unwrap_or(0);
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or(&message).to_owned();
        Problem::error("json-syntax", format!("invalid JSON: {message}"), Span::new(at, at + 1))
    })?;
    // In an object literal `__proto__` would set the prototype, and U+2028 is as good as in
    // JSON since ES2019 but not for older targets: such files are read at run time.
    let literal = if text.contains("__proto__") || text.contains(['\u{2028}', '\u{2029}']) {
        let quoted = serde_json::to_string(text.trim()).unwrap_or_default();
        let quoted = quoted.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
        format!("export default /* @__PURE__ */ JSON.parse({quoted})")
    } else {
        format!("export default {}", text.trim())
    };
    let literal = allocator.alloc_str(&literal);
    let parsed = Parser::new(allocator, literal, SourceType::mjs()).parse();
    if parsed.panicked || !parsed.diagnostics.is_empty() {
        let quoted = serde_json::to_string(text.trim()).unwrap_or_default();
        let literal = allocator.alloc_str(&format!("export default JSON.parse({quoted})"));
        return Ok((Parser::new(allocator, literal, SourceType::mjs()).parse().program, keys));
    }
    Ok((parsed.program, keys))
}

/// The keys of the object that the text is, if it is one; reads all of it. Depth is the
/// business of [`crate::nesting`].
fn keys(text: &str) -> serde_json::Result<Vec<CompactStr>> {
    let mut keys = Vec::new();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    deserializer.disable_recursion_limit();
    if text.trim_start().starts_with('{') {
        let object: IndexMap<String, IgnoredAny> = IndexMap::deserialize(&mut deserializer)?;
        keys.extend(object.keys().filter(|key| *key != "default").map(|key| key.as_str().into()));
    } else {
        IgnoredAny::deserialize(&mut deserializer)?;
    }
    deserializer.end()?;
    Ok(keys)
}

fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    (start + column.saturating_sub(1)).min(text.len())
}
