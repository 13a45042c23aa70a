//! Problems in what the user gave, as data.
//!
//! A diagnostic never stops the stage that finds it: all of them are reported at the
//! end of the build. Codes are stable; warnings can be silenced by code, errors cannot.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, PartialOrd, Ord)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Error,
    Warning,
}

/// One problem, ready to be drawn.
#[derive(Debug, Clone, Serialize)]
pub struct Diagnostic {
    pub severity: Severity,
    /// Stable, in kebab case: `unresolved-import`.
    pub code: &'static str,
    /// One sentence, without a trailing period.
    pub message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
    /// What to do about it, where we know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Further facts, a line each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// A span of a file, with the lines around it.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// Relative to the project where it lies inside, with `/`.
    pub file: String,
    /// From 1.
    pub line: u32,
    /// From 1, in characters (Unicode scalar values).
    pub column: u32,
    /// Exclusive end, same units.
    pub end_line: u32,
    pub end_column: u32,
    /// First line number of `frame`.
    pub frame_line: u32,
    /// Some lines around the span, without line ends; very long lines are cut.
    pub frame: Vec<String>,
    /// Characters cut from the left of every line of `frame`.
    pub frame_skip: u32,
    /// A few words that stand under the marked span.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

impl Diagnostic {
    #[must_use]
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message.into())
    }

    #[must_use]
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message.into())
    }

    #[must_use]
    pub fn at(mut self, location: Location) -> Self {
        self.location = Some(location);
        self
    }

    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        if let Some(location) = &mut self.location {
            location.label = Some(label.into());
        }
        self
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    fn new(severity: Severity, code: &'static str, message: String) -> Self {
        Self { severity, code, message, location: None, hint: None, notes: Vec::new() }
    }
}

const CONTEXT_LINES: usize = 2;
const MAX_FRAME_WIDTH: usize = 160;

impl Location {
    /// The location of bytes `start..end` of `source`; both are clamped to it.
    #[must_use]
    pub fn new(file: impl Into<String>, source: &str, start: usize, end: usize) -> Self {
        let start = floor_char_boundary(source, start);
        let end = floor_char_boundary(source, end.max(start));
        let (line, column) = line_column(source, start);
        let (end_line, end_column) = line_column(source, end);
        let first = (line as usize).saturating_sub(1 + CONTEXT_LINES);
        let skip = (column as usize).saturating_sub(MAX_FRAME_WIDTH / 2 + 1);
        let skip = if column as usize > MAX_FRAME_WIDTH { skip } else { 0 };
        let frame = source
            .split('\n')
            .skip(first)
            .take(line as usize - first + 1)
            .map(|text| {
                text.trim_end_matches('\r').chars().skip(skip).take(MAX_FRAME_WIDTH).collect()
            })
            .collect();
        Self {
            file: file.into(),
            line,
            column,
            end_line,
            end_column,
            frame_line: u32::try_from(first + 1).unwrap_or(u32::MAX),
            frame,
            frame_skip: u32::try_from(skip).unwrap_or(u32::MAX),
            label: None,
        }
    }

    /// A whole file, where no place in it is to blame.
    #[must_use]
    pub fn file(file: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            line: 1,
            column: 1,
            end_line: 1,
            end_column: 1,
            frame_line: 1,
            frame: Vec::new(),
            frame_skip: 0,
            label: None,
        }
    }
}

fn floor_char_boundary(source: &str, at: usize) -> usize {
    let mut at = at.min(source.len());
    while !source.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn line_column(source: &str, at: usize) -> (u32, u32) {
    let before = &source[..at];
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |index| index + 1);
    let column = before[start..].chars().count() + 1;
    (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
}

/// The candidate nearest to `word`, if one is near enough to be meant.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = word.chars().count().div_ceil(3).clamp(1, 3);
    candidates
        .into_iter()
        .filter(|candidate| *candidate != word)
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Edits (insert, delete, replace, swap of neighbours) from `a` to `b`, letter case free.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().flat_map(char::to_lowercase).collect();
    let b: Vec<char> = b.chars().flat_map(char::to_lowercase).collect();
    if a.len().abs_diff(b.len()) > 3 {
        return usize::MAX;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut previous: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let cost = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (previous[j] + 1).min(row[j - 1] + 1).min(previous[j - 1] + cost);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut previous, row);
    }
    previous[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let location = Location::new("a.js", "x\né = bad", 5, 8);
        assert_eq!((location.line, location.column, location.end_column), (2, 3, 6));
        let location = Location::new("a.js", "x\né = bad", 7, 10);
        assert_eq!((location.line, location.column), (2, 5));
    }

    #[test]
    fn nearest_name() {
        assert_eq!(nearest("useStat", ["useState", "useEffect"]), Some("useState"));
        assert_eq!(nearest("nothing", ["useState"]), None);
        assert_eq!(nearest("ab", ["ba"]), Some("ba"));
    }
}
