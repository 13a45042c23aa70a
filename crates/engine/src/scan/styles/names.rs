//! What names in CSS modules become.

use std::path::Path;

use pybundle_loaders::css::LocalNames;
use xxhash_rust::xxh3::xxh3_128;

use crate::options::StyleOptions;

const DEFAULT_HASH: usize = 6;
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// How the names of the sheet `name`, a path from the project, are made.
#[must_use]
pub fn local_names(options: &StyleOptions, name: &str) -> LocalNames {
    LocalNames {
        around: around(&options.local_ident_name, name),
        animation: options.animation,
        container: options.container,
        // Names of lines have the ends `-start` and `-end`, which must stay at their ends.
        grid: options.grid && options.local_ident_name.ends_with("[local]"),
        custom_idents: options.custom_idents,
        dashed_idents: options.dashed_idents,
        pure: options.pure,
    }
}

/// `[name]-[hash:6]_[local]` → `["card-x1y2z3_", ""]`
fn around(template: &str, name: &str) -> Vec<String> {
    let path = name.split(['?', '#']).next().unwrap_or(name);
    let mut around = vec![String::new()];
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('[') {
        let Some((key, after)) = after.split_once(']') else { break };
        rest = after;
        let mut push = |text: &str| {
            if let Some(last) = around.last_mut() {
                last.push_str(text);
            }
        };
        push(before);
        let (key, length) = match key.split_once(':') {
            // `[hash:base64:5]`, as webpack says it: the digits are ours all the same.
            Some((key, length)) => {
                (key, length.rsplit(':').next().and_then(|length| length.parse().ok()))
            }
            None => (key, None),
        };
        match key {
            "local" => around.push(String::new()),
            "name" => push(&plain(base(path))),
            "path" => push(&plain(&format!("{}-", folder(path)))),
            "folder" => push(&plain(folder(path).rsplit('/').next().unwrap_or_default())),
            "hash" | "contenthash" | "chunkhash" | "fullhash" => {
                // Those of a file's parts are told apart by their queries.
                push(&hash(name, length.unwrap_or(DEFAULT_HASH)));
            }
            _ => {}
        }
    }
    if let Some(last) = around.last_mut() {
        last.push_str(rest);
    }
    let first = &around[0];
    // A name that begins so would have to be escaped everywhere.
    if first.trim_start_matches('-').starts_with(|char: char| char.is_ascii_digit())
        || first.starts_with("--")
    {
        around[0].insert(0, '_');
    }
    around
}

/// `src/card.module.css` → `card`
fn base(path: &str) -> &str {
    let file = path.rsplit('/').next().unwrap_or(path);
    file.split('.').find(|part| !part.is_empty()).unwrap_or(file)
}

fn folder(path: &str) -> &str {
    Path::new(path).parent().and_then(Path::to_str).unwrap_or_default()
}

/// Only what stands in names without being escaped.
fn plain(text: &str) -> String {
    text.trim_matches('/')
        .chars()
        .map(|char| match char {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' | '\u{a0}'.. => char,
            _ => '-',
        })
        .collect()
}

fn hash(text: &str, length: usize) -> String {
    let digest = xxh3_128(text.as_bytes());
    (0..length.clamp(1, 24))
        .map(|place| char::from(DIGITS[usize::try_from((digest >> (place * 5)) & 31).unwrap_or(0)]))
        .collect()
}

/// A name for the layer of the import number `index` in the sheet `name`.
pub fn anonymous_layer(name: &str, index: usize) -> String {
    format!("anonymous-{}", hash(&format!("{name}\0{index}"), 8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates() {
        let made = around("[name]-[hash:6]_[local]", "src/card.module.css");
        assert_eq!(made.len(), 2);
        assert!(made[0].starts_with("card-") && made[0].ends_with('_') && made[0].len() == 12);
        assert_eq!(around("[path][name]__[local]x", "src/a b/c.css"), ["src-a-b-c__", "x"]);
        assert_eq!(around("[local]", "1.css"), ["", ""]);
        assert_eq!(around("[name]_[local]", "1.css"), ["_1_", ""]);
        assert_ne!(hash("a", 6), hash("b", 6));
    }
}
