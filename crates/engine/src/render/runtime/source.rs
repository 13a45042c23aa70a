//! The files of the run time that are written for many bundles: each gets the lines that it needs.
//!
//! ```js
//! // if retry timeout        lines for those who have either
//! // unless bundler          lines for those who have it not
//! // end
//! FIND_NONCE(nonce)          another file, or a value
//! ```
//! A bundle that loads nothing later, has no policy, or no limit of time, pays for none.

use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

/// A file of `runtime/`, an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Source {
    /// Where the files of the bundle are.
    Addresses,
    /// Loads the scripts of other chunks (iife).
    Loader,
    /// Adds `<link>` elements.
    Links,
    /// Makes addresses of scripts that Trusted Types let through.
    Trusted,
    /// The element of the running script, or an empty object.
    Script,
}

/// What a bundle needs of the run time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Parts {
    names: Vec<&'static str>,
    values: Vec<(&'static str, String)>,
}

impl Parts {
    pub fn add(&mut self, name: &'static str) {
        self.names.push(name);
    }

    pub fn add_if(&mut self, condition: bool, name: &'static str) {
        if condition {
            self.names.push(name);
        }
    }

    /// What stands for a word of the file.
    pub fn set(&mut self, word: &'static str, value: String) {
        self.values.push((word, value));
    }

    pub fn remove(&mut self, name: &str) {
        self.names.retain(|known| *known != name);
    }

    pub fn has(&self, name: &str) -> bool {
        self.names.contains(&name)
    }
}

impl Source {
    fn file(self) -> &'static str {
        match self {
            Self::Addresses => include_str!("../../../runtime/addresses.js"),
            Self::Loader => include_str!("../../../runtime/loader.js"),
            Self::Links => include_str!("../../../runtime/links.js"),
            Self::Trusted => include_str!("../../../runtime/trusted.js"),
            Self::Script => include_str!("../../../runtime/script.js"),
        }
    }

    /// The expression for a bundle that needs `parts` of it.
    pub fn text(self, parts: &Parts, minify: bool) -> String {
        // Every entry carries them; minifying them is done once.
        type Known = FxHashMap<(Source, Parts), String>;
        static MINIFIED: Mutex<Option<Known>> = Mutex::new(None);
        if !minify {
            return selected(self.file(), parts);
        }
        let mut known = MINIFIED.lock().unwrap_or_else(PoisonError::into_inner);
        known
            .get_or_insert_with(FxHashMap::default)
            .entry((self, parts.clone()))
            .or_insert_with(|| super::minified(&selected(self.file(), parts)))
            .clone()
    }
}

/// The lines of `file` that are for `parts`.
fn selected(file: &str, parts: &Parts) -> String {
    let mut text = String::with_capacity(file.len());
    let mut open: Vec<bool> = Vec::new();
    for line in file.trim_end().lines() {
        let word = line.trim_start();
        if let Some(names) = word.strip_prefix("// if ") {
            open.push(names.split(' ').any(|name| parts.has(name)));
        } else if let Some(names) = word.strip_prefix("// unless ") {
            open.push(!names.split(' ').any(|name| parts.has(name)));
        } else if word == "// end" {
            open.pop();
        } else if open.iter().all(|is_open| *is_open) {
            text.push_str(line);
            text.push('\n');
        }
    }
    text.pop();
    let files = [
        ("CURRENT_SCRIPT", include_str!("../../../runtime/script.js")),
        ("FIND_NONCE", include_str!("../../../runtime/nonce.js")),
    ];
    for (word, file) in files {
        if text.contains(word) {
            text = text.replace(word, &selected(file, parts));
        }
    }
    for (word, value) in &parts.values {
        text = text.replace(word, value);
    }
    text
}

#[cfg(test)]
mod tests {
    use oxc::{allocator::Allocator, parser::Parser, span::SourceType};

    use super::{Parts, Source, selected};

    const NAMES: [&str; 20] = [
        "page",
        "worker",
        "node",
        "script",
        "place",
        "old",
        "nonce",
        "url",
        "retry",
        "timeout",
        "trusted",
        "trusted_stop",
        "trusted_continue",
        "priority",
        "cross_origin",
        "integrity",
        "iife",
        "esm",
        "bundler",
        "",
    ];

    fn reads(source: Source, parts: &Parts) {
        let text = format!("x = {};", selected(source.file(), parts));
        let allocator = Allocator::default();
        let parsed = Parser::new(&allocator, &text, SourceType::script()).parse();
        assert!(parsed.diagnostics.is_empty(), "{parts:?}\n{text}");
        assert!(!text.contains("// if") && !text.contains("// end"), "{text}");
    }

    #[test]
    fn every_part_can_be_left_out() {
        let sources =
            [Source::Addresses, Source::Loader, Source::Links, Source::Trusted, Source::Script];
        for source in sources {
            for without in NAMES {
                let mut parts = Parts::default();
                let other = if source == Source::Links && without == "iife" { "" } else { "esm" };
                for name in NAMES.into_iter().filter(|name| *name != without) {
                    // A list of parameters is that of one format.
                    parts.add_if(
                        !(source == Source::Links && other == "esm" && name == "iife"),
                        name,
                    );
                }
                reads(source, &parts);
            }
            for only in NAMES {
                let mut parts = Parts::default();
                parts.add(only);
                reads(source, &parts);
            }
        }
    }
}
