//! Loaders that are a part of the engine: from the text of one language to that of another.
//!
//! Nothing here reads a file or knows of a graph: who calls gives texts and gets texts, with
//! the places of what else they ask for.

pub mod bounds;
pub mod css;
pub mod data;
pub mod icss;
pub mod sass;

/// A place in a text, as parsers of style sheets count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// From 0.
    pub line: u32,
    /// From 0, in UTF-16 units.
    pub column: u32,
}

/// What is wrong in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// In kebab case; stable.
    pub code: &'static str,
    /// Without a full stop.
    pub message: String,
    pub place: Option<Place>,
    pub hint: Option<&'static str>,
    /// The rest is as good as it would be without what is wrong: browsers skip it too.
    pub is_skipped: bool,
}

impl Problem {
    #[must_use]
    pub fn error(code: &'static str, message: impl Into<String>, place: Option<Place>) -> Self {
        Self { code, message: message.into(), place, hint: None, is_skipped: false }
    }

    #[must_use]
    pub fn hint(mut self, hint: &'static str) -> Self {
        self.hint = Some(hint);
        self
    }
}

impl Place {
    /// The byte of `text` that the place names, within it.
    #[must_use]
    pub fn offset(self, text: &str) -> usize {
        let mut start = 0;
        for _ in 0..self.line {
            match next_line(&text[start..]) {
                Some(length) => start += length,
                None => return text.len(),
            }
        }
        let mut units = 0;
        for (at, char) in text[start..].char_indices() {
            if units >= self.column || matches!(char, '\n' | '\r' | '\u{c}') {
                return start + at;
            }
            units += u32::from(char.len_utf16() == 2) + 1;
        }
        text.len()
    }
}

/// Bytes up to and with the next line end, as CSS has them.
fn next_line(text: &str) -> Option<usize> {
    let at = text.find(['\n', '\r', '\u{c}'])?;
    Some(if text[at..].starts_with("\r\n") { at + 2 } else { at + 1 })
}
