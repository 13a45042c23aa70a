//! The map of a chunk from the maps of its modules.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::{
    ModuleMap, escape_into,
    extent::{lines_and_last_column, utf16_length},
    module::{End, FirstName},
    vlq,
};

/// What stands in a chunk, in order and without a gap.
#[derive(Debug, Clone, Copy)]
pub enum Part<'a> {
    /// What the bundler wrote.
    Text(TextExtent),
    /// The code that the map was made for, all of it.
    Module(&'a ModuleMap),
}

impl Part<'_> {
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::Text(TextExtent::of(text))
    }
}

/// The place that a text without original takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextExtent {
    /// Line ends in it.
    pub lines: u32,
    /// UTF-16 units behind the last line end.
    pub last_column: u32,
    /// Whether there is more than space before its first line end. What precedes it on the
    /// line must not be taken to reach into it.
    pub begins_on_line: bool,
}

impl TextExtent {
    #[must_use]
    pub fn of(text: &str) -> Self {
        let (lines, last_column) = lines_and_last_column(text);
        let first = text.split(['\n', '\r', '\u{2028}', '\u{2029}']).next().unwrap_or_default();
        Self { lines, last_column, begins_on_line: !first.trim().is_empty() }
    }

    /// A text that is known to hold no line end.
    #[must_use]
    pub fn within_line(text: &str) -> Self {
        let begins_on_line = !text.trim().is_empty();
        Self { lines: 0, last_column: utf16_length(text.as_bytes()), begins_on_line }
    }
}

/// The map of the chunk `file` as JSON. `file` comes first, at [`FILE_AT`]; a stand-in of
/// the same length may be replaced there.
///
/// A source that several modules lead to is listed once.
#[must_use]
pub fn join(file: &str, parts: &[Part<'_>]) -> Vec<u8> {
    let modules: Vec<&ModuleMap> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Module(module) => Some(*module),
            Part::Text(_) => None,
        })
        .collect();
    let sources = Sources::collect(&modules);
    let mut out = Vec::with_capacity(file.len() * 2 + estimate(parts, &sources));
    out.extend_from_slice(HEAD);
    escape_into(file, &mut out);
    out.extend_from_slice(b",\"names\":[");
    list(&mut out, modules.iter().filter(|module| module.name_count > 0), |out, module| {
        out.extend_from_slice(&module.names);
    });
    out.extend_from_slice(b"],\"sources\":[");
    list(&mut out, sources.listed.iter(), |out, source| escape_into(source.path, out));
    out.extend_from_slice(b"],\"sourcesContent\":[");
    list(&mut out, sources.listed.iter(), |out, source| {
        out.extend_from_slice(source.content.unwrap_or(b"null"));
    });
    out.extend_from_slice(b"],\"mappings\":\"");
    write_mappings(&mut out, parts, &sources);
    out.extend_from_slice(b"\"}");
    out
}

const HEAD: &[u8] = b"{\"version\":3,\"file\":";

/// Where the name of the file begins in the JSON, behind its quote.
pub const FILE_AT: usize = HEAD.len() + 1;

fn list<T>(out: &mut Vec<u8>, items: impl Iterator<Item = T>, write: impl Fn(&mut Vec<u8>, T)) {
    for (index, item) in items.enumerate() {
        if index > 0 {
            out.push(b',');
        }
        write(out, item);
    }
}

fn estimate(parts: &[Part<'_>], sources: &Sources<'_>) -> usize {
    const SEGMENTS: usize = 64;
    let mappings: usize = parts
        .iter()
        .map(|part| match part {
            Part::Text(text) => SEGMENTS + text.lines as usize,
            Part::Module(module) => {
                SEGMENTS + module.rest.len() + module.lines as usize + module.names.len() + 1
            }
        })
        .sum();
    let listed = sources
        .listed
        .iter()
        .map(|source| source.path.len() * 2 + 8 + source.content.map_or(4, <[u8]>::len));
    256 + mappings + listed.sum::<usize>()
}

struct Sources<'a> {
    listed: Vec<Listed<'a>>,
    /// For each module its sources' numbers, one behind the other.
    numbers: Vec<u32>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Listed<'a> {
    path: &'a str,
    content: Option<&'a [u8]>,
}

impl<'a> Sources<'a> {
    fn collect(modules: &[&'a ModuleMap]) -> Self {
        let count = modules.iter().map(|module| module.sources.len()).sum();
        let mut listed: Vec<Listed<'a>> = Vec::with_capacity(count);
        let mut numbers = Vec::with_capacity(count);
        // The last of that path, and for each the one before it: contents are only compared
        // where paths are equal, never hashed.
        let mut latest: FxHashMap<&str, u32> = FxHashMap::default();
        latest.reserve(count);
        let mut before: Vec<u32> = Vec::with_capacity(count);
        for source in modules.iter().flat_map(|module| &module.sources) {
            let source = Listed { path: &source.path, content: source.content.as_deref() };
            let mut candidate = latest.get(source.path).copied().unwrap_or(NO_SOURCE);
            while candidate != NO_SOURCE && listed[candidate as usize] != source {
                candidate = before[candidate as usize];
            }
            if candidate == NO_SOURCE {
                candidate = u32::try_from(listed.len()).unwrap_or(NO_SOURCE);
                listed.push(source);
                before.push(latest.insert(source.path, candidate).unwrap_or(NO_SOURCE));
            }
            numbers.push(candidate);
        }
        Self { listed, numbers }
    }
}

const NO_SOURCE: u32 = u32::MAX;

/// What the next segment's fields are differences to, and where the next part begins.
#[derive(Default)]
struct State {
    column: u32,
    /// Whether there is a segment on this line, and its column.
    on_line: bool,
    segment_column: u32,
    mapped: bool,
    source: u32,
    source_line: u32,
    source_column: u32,
    name: u32,
}

impl State {
    fn down(&mut self, out: &mut Vec<u8>, lines: u32) {
        if lines > 0 {
            out.resize(out.len() + lines as usize, b';');
            self.column = 0;
            self.on_line = false;
            self.segment_column = 0;
        }
    }

    fn segment(&mut self, out: &mut Vec<u8>, column: u32) {
        if self.on_line {
            out.push(b',');
        }
        push_difference(out, column, self.segment_column);
        self.segment_column = column;
        self.on_line = true;
    }

    /// What follows on this line has no original.
    fn end_mapped(&mut self, out: &mut Vec<u8>) {
        if self.on_line && self.mapped {
            self.segment(out, self.column);
            self.mapped = false;
        }
    }
}

fn write_mappings(out: &mut Vec<u8>, parts: &[Part<'_>], sources: &Sources<'_>) {
    let start = out.len();
    let mut state = State::default();
    let mut source_at = 0;
    let mut names = 0;
    for part in parts {
        match part {
            Part::Text(text) => {
                if text.begins_on_line {
                    state.end_mapped(out);
                }
                state.down(out, text.lines);
                state.column += text.last_column;
            }
            Part::Module(module) => {
                let numbers = &sources.numbers[source_at..source_at + module.sources.len()];
                write_module(out, &mut state, module, numbers, names);
                source_at += numbers.len();
                names += module.name_count;
            }
        }
    }
    let written = &out[start..];
    let kept = written.iter().rposition(|byte| *byte != b';').map_or(0, |last| last + 1);
    out.truncate(start + kept);
}

fn write_module(
    out: &mut Vec<u8>,
    state: &mut State,
    module: &ModuleMap,
    numbers: &[u32],
    names: u32,
) {
    let Some(first) = module.first else {
        if module.lines > 0 || module.last_column > 0 {
            state.end_mapped(out);
        }
        state.down(out, module.lines);
        state.column += module.last_column;
        return;
    };
    if first.line > 0 || first.column > 0 {
        state.end_mapped(out);
    }
    state.down(out, first.line);
    let start = state.column;
    state.segment(out, start + first.column);
    push_difference(out, numbers[0], state.source);
    push_difference(out, first.source_line, state.source_line);
    push_difference(out, first.source_column, state.source_column);

    let (rest, first_name) = renumbered(module, numbers);
    if let Some(FirstName { at, number }) = first_name {
        out.extend_from_slice(&rest[..at]);
        push_difference(out, names + number, state.name);
        out.extend_from_slice(&rest[at..]);
        state.name = names + module.end.name;
    } else {
        out.extend_from_slice(&rest);
    }

    let End { line, column, source, source_line, source_column, mapped, .. } = module.end;
    state.segment_column = if line == first.line { start + column } else { column };
    state.mapped = mapped;
    state.source = numbers[source as usize];
    state.source_line = source_line;
    state.source_column = source_column;
    if module.lines > 0 {
        // From the line of the last segment; the position is counted from that line's start.
        state.down(out, module.lines - line);
        state.column = 0;
    }
    state.column += module.last_column;
}

/// The segments behind the first with the chunk's numbers of sources. They are differences,
/// so nothing changes unless a source is one that was listed before.
fn renumbered<'a>(module: &'a ModuleMap, numbers: &[u32]) -> (Cow<'a, [u8]>, Option<FirstName>) {
    if numbers.is_sorted_by(|before, after| before + 1 == *after) {
        return (Cow::Borrowed(&module.rest), module.first_name);
    }
    let bytes = &module.rest;
    let mut out = Vec::with_capacity(bytes.len() + bytes.len() / 8);
    let mut first_name = module.first_name;
    let mut source = 0_usize;
    let mut at = 0;
    while at < bytes.len() {
        if matches!(bytes[at], b',' | b';') {
            out.push(bytes[at]);
            at += 1;
            continue;
        }
        let column = at;
        let _ = vlq::read(bytes, &mut at);
        out.extend_from_slice(&bytes[column..at]);
        let before = source;
        if let Some(step) = vlq::read(bytes, &mut at) {
            source = source.wrapping_add_signed(isize::try_from(step).unwrap_or(0));
            push_difference(&mut out, numbers[source], numbers[before]);
        }
        let others = at;
        while at < bytes.len() && !matches!(bytes[at], b',' | b';') {
            at += 1;
        }
        out.extend_from_slice(&bytes[others..at]);
        // A name is the last field, so the missing one is missing at the end of a segment.
        if let (Some(name), Some(old)) = (&mut first_name, module.first_name)
            && old.at == at
        {
            name.at = out.len();
        }
    }
    (Cow::Owned(out), first_name)
}

fn push_difference(out: &mut Vec<u8>, value: u32, before: u32) {
    vlq::push(out, i64::from(value) - i64::from(before));
}
