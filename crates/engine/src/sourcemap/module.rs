//! The map of one printed module, encoded and ready to be joined.

use std::cell::RefCell;

use oxc_sourcemap::SourceMap;

use super::{Incoming, escape_into, lines_and_last_column, vlq};

/// Turns a source's name in an incoming map into the path that the chunk's map shows.
pub type Resolve<'a> = &'a (dyn Fn(&str) -> String + Sync);

/// What a printed module came from.
#[derive(Clone, Copy)]
pub struct Origin<'a> {
    /// The module itself, as the chunk's map shows it.
    pub path: &'a str,
    /// Its own map: positions are then those of what the module was made of.
    pub incoming: Option<(&'a Incoming, Resolve<'a>)>,
}

/// Mappings of one module, relative to a state in which all is zero.
#[derive(Debug)]
pub struct ModuleMap {
    /// Of the printed code: line ends, and UTF-16 units behind the last.
    pub(super) lines: u32,
    pub(super) last_column: u32,
    /// The first segment, which a join encodes. `None`: nothing of the code has an original.
    pub(super) first: Option<First>,
    /// All further segments, encoded, without the number of the first name.
    pub(super) rest: Box<[u8]>,
    pub(super) first_name: Option<FirstName>,
    pub(super) end: End,
    /// In the order of first use: the first segment's source is number 0.
    pub(super) sources: Vec<Source>,
    /// In quotes, with commas between them, in the order of first use.
    pub(super) names: Box<[u8]>,
    pub(super) name_count: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct First {
    pub(super) line: u32,
    pub(super) column: u32,
    pub(super) source_line: u32,
    pub(super) source_column: u32,
}

/// The number that is missing in `rest`, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FirstName {
    pub(super) at: usize,
    pub(super) number: u32,
}

/// The state behind the last segment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct End {
    pub(super) line: u32,
    pub(super) column: u32,
    pub(super) source: u32,
    pub(super) source_line: u32,
    pub(super) source_column: u32,
    pub(super) name: u32,
    /// Whether the last segment has an original.
    pub(super) mapped: bool,
}

#[derive(Debug)]
pub(super) struct Source {
    pub(super) path: String,
    /// As JSON, in quotes.
    pub(super) content: Option<Box<[u8]>>,
}

impl ModuleMap {
    /// Encodes what oxc printed: `map` belongs to `code`.
    #[must_use]
    pub fn new(map: &SourceMap<'_>, code: &str, origin: Origin<'_>) -> Self {
        let (lines, last_column) = lines_and_last_column(code);
        if let Some((incoming, resolve)) = origin.incoming {
            let composed = composed(map, incoming, resolve, lines, last_column);
            // A map that explains nothing is of no use to anyone.
            if composed.first.is_some() {
                return composed;
            }
        }
        direct(map, origin.path, lines, last_column)
    }

    /// Line ends in the printed code.
    #[must_use]
    pub fn lines(&self) -> u32 {
        self.lines
    }
}

fn direct(map: &SourceMap<'_>, path: &str, lines: u32, last_column: u32) -> ModuleMap {
    encoded(|mut encoder| {
        let mut names = Vec::new();
        let mut name_count = 0;
        let numbers: Vec<Option<u32>> = map
            .get_names()
            .map(|name| {
                is_name(name).then(|| {
                    push_name(&mut names, name);
                    name_count += 1;
                    name_count - 1
                })
            })
            .collect();
        for token in map.get_tokens() {
            let original = token.get_source_id().map(|_| Target {
                source: 0,
                line: token.get_src_line(),
                column: token.get_src_col(),
            });
            let name = token.get_name_id().and_then(|index| numbers[index as usize]);
            encoder.push(token.get_dst_line(), token.get_dst_col(), original, name);
        }
        let content = map.get_source_content(0).map(json_string);
        let sources = vec![Source { path: path.to_owned(), content }];
        encoder.finish(lines, last_column, sources, names, name_count)
    })
}

fn composed(
    map: &SourceMap<'_>,
    incoming: &Incoming,
    resolve: Resolve<'_>,
    lines: u32,
    last_column: u32,
) -> ModuleMap {
    encoded(|mut encoder| {
        let mut sources = Numbering::new(incoming.source_count());
        let mut incoming_names = Numbering::new(incoming.name_count());
        let mut printed_names = Numbering::new(map.get_names().len());
        let mut names = Vec::new();
        let mut name_count = 0;
        let mut hint = 0;
        let mut previous = None;
        for token in map.get_tokens() {
            let (line, column) = (token.get_dst_line(), token.get_dst_col());
            let traced = token
                .get_source_id()
                .and_then(|_| incoming.trace(token.get_src_line(), token.get_src_col(), &mut hint));
            let name = traced.and_then(|original| {
                let (numbering, index, text) = match (original.name, token.get_name_id()) {
                    (Some(index), _) => (&mut incoming_names, index, incoming.name(index)),
                    (None, Some(index)) => {
                        let name = map.get_name(index).filter(|name| is_name(name))?;
                        (&mut printed_names, index, name)
                    }
                    (None, None) => return None,
                };
                Some(numbering.get(index, || {
                    push_name(&mut names, text);
                    name_count += 1;
                    name_count - 1
                }))
            });
            let original = traced.map(|original| Target {
                source: sources.next(original.source),
                line: original.line,
                column: original.column,
            });
            // Several tokens of the printed code may stand for one of the original.
            let this = (line, original, name);
            if previous == Some(this) && name.is_none() {
                continue;
            }
            previous = Some(this);
            encoder.push(line, column, original, name);
        }
        let sources = sources.in_order().map(|index| Source {
            path: resolve(incoming.source(index)),
            content: incoming.content(index).map(json_string),
        });
        encoder.finish(lines, last_column, sources.collect(), names, name_count)
    })
}

/// Numbers in the order of first use.
struct Numbering {
    numbers: Vec<u32>,
    used: Vec<u32>,
}

const UNUSED: u32 = u32::MAX;

impl Numbering {
    fn new(length: usize) -> Self {
        Self { numbers: vec![UNUSED; length], used: Vec::new() }
    }

    fn get(&mut self, index: u32, number: impl FnOnce() -> u32) -> u32 {
        let slot = &mut self.numbers[index as usize];
        if *slot == UNUSED {
            *slot = number();
        }
        *slot
    }

    fn next(&mut self, index: u32) -> u32 {
        let next = u32::try_from(self.used.len()).unwrap_or(UNUSED);
        let used = &mut self.used;
        let slot = &mut self.numbers[index as usize];
        if *slot == UNUSED {
            *slot = next;
            used.push(index);
        }
        *slot
    }

    fn in_order(self) -> impl Iterator<Item = u32> {
        self.used.into_iter()
    }
}

/// The printer takes whatever a printed name stands for as its name: `import.meta`, or a
/// string in other quotes. Such are no names.
fn is_name(text: &str) -> bool {
    !text.starts_with(['"', '\'', '`'])
        && !text.contains(['.', ',', ';', ' ', '\n', '\t', '(', ')', '[', '{'])
}

fn push_name(names: &mut Vec<u8>, name: &str) {
    if !names.is_empty() {
        names.push(b',');
    }
    escape_into(name, names);
}

fn json_string(text: &str) -> Box<[u8]> {
    SCRATCH.with_borrow_mut(|scratch| {
        scratch.clear();
        escape_into(text, scratch);
        scratch.as_slice().into()
    })
}

thread_local! {
    /// Written anew for every module, so that each keeps only what it needs.
    static SCRATCH: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static MAPPINGS: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

fn encoded(encode: impl FnOnce(Encoder<'_>) -> ModuleMap) -> ModuleMap {
    MAPPINGS.with_borrow_mut(|buffer| {
        encode(Encoder { buffer, at: 0, first: None, first_name: None, end: End::default() })
    })
}

/// Where a segment leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Target {
    source: u32,
    line: u32,
    column: u32,
}

struct Encoder<'a> {
    /// Longer than what is written, so that digits are stored without asking for room each.
    buffer: &'a mut Vec<u8>,
    at: usize,
    first: Option<First>,
    first_name: Option<FirstName>,
    end: End,
}

/// Room for one segment with its comma.
const SEGMENT: usize = 1 + 5 * vlq::MAX_DIGITS;

impl Encoder<'_> {
    #[inline]
    fn push(&mut self, line: u32, column: u32, original: Option<Target>, name: Option<u32>) {
        let Some(original) = original else {
            self.push_unmapped(line, column);
            return;
        };
        if self.first.is_some() {
            self.separate(line);
            let end = self.end;
            let mut at = self.at;
            at = vlq::write(self.buffer, at, difference(column, end.column));
            at = vlq::write(self.buffer, at, difference(original.source, end.source));
            at = vlq::write(self.buffer, at, difference(original.line, end.source_line));
            at = vlq::write(self.buffer, at, difference(original.column, end.source_column));
            self.at = at;
        } else {
            let (source_line, source_column) = (original.line, original.column);
            self.first = Some(First { line, column, source_line, source_column });
        }
        self.end = End {
            line,
            column,
            source: original.source,
            source_line: original.line,
            source_column: original.column,
            name: self.end.name,
            mapped: true,
        };
        if let Some(name) = name {
            if self.first_name.is_some() {
                self.at = vlq::write(self.buffer, self.at, difference(name, self.end.name));
            } else {
                self.first_name = Some(FirstName { at: self.at, number: name });
            }
            self.end.name = name;
        }
    }

    /// Ends what the segment before it explains; needed only where there is one on the line.
    fn push_unmapped(&mut self, line: u32, column: u32) {
        if self.first.is_some() && self.end.mapped && self.end.line == line {
            self.separate(line);
            self.at = vlq::write(self.buffer, self.at, difference(column, self.end.column));
            self.end.column = column;
            self.end.mapped = false;
        }
    }

    #[inline]
    fn separate(&mut self, line: u32) {
        let down = (line - self.end.line) as usize;
        let needed = self.at + down + SEGMENT;
        if needed > self.buffer.len() {
            self.buffer.resize(needed.max(self.buffer.len() * 2).max(4096), 0);
        }
        if down == 0 {
            self.buffer[self.at] = b',';
            self.at += 1;
        } else {
            self.buffer[self.at..self.at + down].fill(b';');
            self.at += down;
            self.end.column = 0;
        }
    }

    fn finish(
        self,
        lines: u32,
        last_column: u32,
        sources: Vec<Source>,
        names: Vec<u8>,
        name_count: u32,
    ) -> ModuleMap {
        ModuleMap {
            lines,
            last_column,
            first: self.first,
            rest: self.buffer[..self.at].into(),
            first_name: self.first_name,
            end: self.end,
            sources,
            names: names.into_boxed_slice(),
            name_count,
        }
    }
}

#[inline]
fn difference(value: u32, before: u32) -> i64 {
    i64::from(value) - i64::from(before)
}
