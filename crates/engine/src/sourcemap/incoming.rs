//! The map that a module brings along: from the file on disk to what it was made of.

use std::path::Path;

use serde::Deserialize;

use super::vlq;

/// How many of the last lines that are not blank are looked at.
const LAST_LINES: usize = 5;

/// The URL of the `sourceMappingURL` comment among the last lines of `source`.
#[must_use]
pub fn find_source_mapping_url(source: &str) -> Option<&str> {
    let lines = source.trim_end().rsplit(['\n', '\r']).map(str::trim);
    lines.filter(|line| !line.is_empty()).take(LAST_LINES).find_map(|line| {
        let at = line.rfind("sourceMappingURL=")?;
        let url = line[at + "sourceMappingURL=".len()..].trim();
        let before = line[..at].trim_end().strip_suffix(['#', '@'])?;
        let url = if before.ends_with("//") {
            url
        } else if before.ends_with("/*") {
            url.strip_suffix("*/")?.trim_end()
        } else {
            return None;
        };
        // In code that writes such comments, what follows is the rest of a string.
        let whole = !url.is_empty() && !url.contains(['"', '\'', '`', ' ', '\t']);
        whole.then_some(url)
    })
}

/// A map read and decoded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Incoming {
    /// As written, `sourceRoot` before it; `None` where the map has no name for it.
    sources: Vec<Option<String>>,
    /// As many as there are sources.
    contents: Vec<Option<String>>,
    names: Vec<String>,
    /// In the order of what is generated.
    segments: Vec<Segment>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Segment {
    line: u32,
    column: u32,
    /// [`NONE`] where the text has no original.
    source: u32,
    source_line: u32,
    source_column: u32,
    name: u32,
}

const NONE: u32 = u32::MAX;

/// Where a token comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Original {
    pub(super) source: u32,
    pub(super) line: u32,
    pub(super) column: u32,
    /// Only where the token begins where a segment does.
    pub(super) name: Option<u32>,
}

impl Incoming {
    /// The sources without content, asked from `read` by their name as the map gives it.
    pub fn complete(&mut self, mut read: impl FnMut(&str) -> Option<String>) {
        for (source, content) in self.sources.iter().zip(&mut self.contents) {
            if let (Some(source), None) = (source, &content) {
                *content = read(source);
            }
        }
    }

    /// The map from what `self` was made to, to what that was made from by `inner`.
    #[must_use]
    pub fn composed_with(&self, inner: &Self) -> Self {
        let mut composed = Self {
            sources: inner.sources.clone(),
            contents: inner.contents.clone(),
            names: inner.names.clone(),
            segments: Vec::with_capacity(self.segments.len()),
        };
        let first = u32::try_from(composed.names.len()).unwrap_or(NONE);
        composed.names.extend(self.names.iter().cloned());
        let mut hint = 0;
        for segment in &self.segments {
            let Segment { line, column, .. } = *segment;
            let nothing = Segment {
                line,
                column,
                source: NONE,
                source_line: 0,
                source_column: 0,
                name: NONE,
            };
            let original = (segment.source != NONE)
                .then(|| inner.trace(segment.source_line, segment.source_column, &mut hint))
                .flatten();
            composed.segments.push(original.map_or(nothing, |original| Segment {
                source: original.source,
                source_line: original.line,
                source_column: original.column,
                name: original.name.unwrap_or(match segment.name {
                    NONE => NONE,
                    name => first + name,
                }),
                ..nothing
            }));
        }
        composed
    }

    /// Names sources relative to the folder of `file`, where they are absolute and in `root`:
    /// no map says where a checkout lies.
    pub fn relocate(&mut self, file: &Path, root: &Path) {
        let folder = file.parent().unwrap_or(root);
        for source in self.sources.iter_mut().flatten() {
            let path = Path::new(source.strip_prefix("file://").unwrap_or(source));
            if !path.is_absolute() || !path.starts_with(root) {
                continue;
            }
            let shared = folder.ancestors().find(|above| path.starts_with(above)).unwrap_or(root);
            let up = folder.strip_prefix(shared).map_or(0, |rest| rest.components().count());
            let down = path.strip_prefix(shared).unwrap_or(path).to_string_lossy().into_owned();
            *source = "../".repeat(up) + &down;
        }
    }

    pub(super) fn source(&self, index: u32) -> &str {
        self.sources[index as usize].as_deref().unwrap_or_default()
    }

    pub(super) fn source_count(&self) -> usize {
        self.sources.len()
    }

    pub(super) fn content(&self, index: u32) -> Option<&str> {
        self.contents[index as usize].as_deref()
    }

    pub(super) fn name(&self, index: u32) -> &str {
        &self.names[index as usize]
    }

    pub(super) fn name_count(&self) -> usize {
        self.names.len()
    }

    /// The original of a position: of the last segment that begins there or before it on the
    /// same line. `hint` is kept by the caller between calls; tokens mostly come in order.
    pub(super) fn trace(&self, line: u32, column: u32, hint: &mut usize) -> Option<Original> {
        const STEPS: usize = 8;
        let here = |segment: &Segment| (segment.line, segment.column) <= (line, column);
        let mut after = (*hint).min(self.segments.len());
        if after > 0 && !here(&self.segments[after - 1]) {
            after = self.segments[..after].partition_point(here);
        } else {
            let near = self.segments[after..].iter().take(STEPS).take_while(|next| here(next));
            let steps = near.count();
            after += steps;
            if steps == STEPS {
                after += self.segments[after..].partition_point(here);
            }
        }
        *hint = after;
        let segment = self.segments[..after].last()?;
        if segment.line != line || segment.source == NONE {
            return None;
        }
        let exact = segment.column == column && segment.name != NONE;
        Some(Original {
            source: segment.source,
            line: segment.source_line,
            column: segment.source_column,
            name: exact.then_some(segment.name),
        })
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Json {
    sources: Option<Vec<Option<String>>>,
    sources_content: Option<Vec<Option<String>>>,
    source_root: Option<String>,
    names: Option<Vec<String>>,
    mappings: Option<String>,
    sections: Option<Vec<Section>>,
}

#[derive(Deserialize)]
struct Section {
    offset: Offset,
    map: Option<Json>,
}

#[derive(Deserialize, Clone, Copy)]
struct Offset {
    line: u32,
    column: u32,
}

/// Reads a map, plain or in sections; `None` where it is no map.
///
/// What a map should have and lacks (contents, names, valid indices) is tolerated; a
/// position that it does not explain has no original then.
#[must_use]
pub fn parse_incoming(json: &[u8]) -> Option<Incoming> {
    let json = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
    // Servers may put a line before it that keeps it from running as a script.
    let json = if json.starts_with(b")]}") {
        let end = json.iter().position(|byte| *byte == b'\n')?;
        &json[end + 1..]
    } else {
        json
    };
    let json: Json = serde_json::from_slice(json).ok()?;
    let mut incoming = Incoming::default();
    if let Some(sections) = json.sections {
        // Sections within sections are not allowed; such a one has no mappings.
        for section in sections {
            if let Some(map) = section.map {
                append(&mut incoming, map, section.offset)?;
            }
        }
    } else {
        json.mappings.as_ref()?;
        append(&mut incoming, json, Offset { line: 0, column: 0 })?;
    }
    let order = |segment: &Segment| (segment.line, segment.column);
    if !incoming.segments.is_sorted_by_key(order) {
        incoming.segments.sort_by_key(order);
    }
    Some(incoming)
}

fn append(incoming: &mut Incoming, json: Json, offset: Offset) -> Option<()> {
    let sources = json.sources.unwrap_or_default();
    let names = json.names.unwrap_or_default();
    let base = Base {
        source: i64::try_from(incoming.sources.len()).ok()?,
        source_count: i64::try_from(sources.len()).ok()?,
        name: i64::try_from(incoming.names.len()).ok()?,
        name_count: i64::try_from(names.len()).ok()?,
    };
    let root = json.source_root.unwrap_or_default();
    incoming.sources.extend(sources.into_iter().map(|source| Some(below(&root, source?))));
    incoming.contents.extend(json.sources_content.unwrap_or_default());
    incoming.contents.resize(incoming.sources.len(), None);
    incoming.names.extend(names);
    let mappings = json.mappings.unwrap_or_default();
    decode(mappings.as_bytes(), offset, &base, &mut incoming.segments)?;
    // A source without name and content explains nothing.
    let void = |index: u32| {
        let index = index as usize;
        incoming.sources[index].is_none() && incoming.contents[index].is_none()
    };
    for segment in &mut incoming.segments {
        if segment.source != NONE && void(segment.source) {
            segment.source = NONE;
        }
    }
    Some(())
}

/// Indices of a section begin behind those of the sections before it.
struct Base {
    source: i64,
    source_count: i64,
    name: i64,
    name_count: i64,
}

fn below(root: &str, source: String) -> String {
    let absolute = source.starts_with('/') || source.contains("://");
    if root.is_empty() || absolute {
        source
    } else if root.ends_with('/') {
        format!("{root}{source}")
    } else {
        format!("{root}/{source}")
    }
}

fn decode(bytes: &[u8], offset: Offset, base: &Base, segments: &mut Vec<Segment>) -> Option<()> {
    let mut line = offset.line;
    let mut column = i64::from(offset.column);
    let [mut source, mut source_line, mut source_column, mut name] = [0_i64; 4];
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b';' => {
                line = line.checked_add(1)?;
                column = 0;
                at += 1;
            }
            b',' => at += 1,
            _ => {
                let mut fields = [0_i64; 5];
                let mut count = 0;
                while at < bytes.len() && !matches!(bytes[at], b',' | b';') {
                    let value = vlq::read(bytes, &mut at)?;
                    *fields.get_mut(count)? = value;
                    count += 1;
                }
                column += fields[0];
                let mut segment = Segment {
                    line,
                    column: u32::try_from(column).ok()?,
                    source: NONE,
                    source_line: 0,
                    source_column: 0,
                    name: NONE,
                };
                if count >= 4 {
                    source += fields[1];
                    source_line += fields[2];
                    source_column += fields[3];
                    let position = (u32::try_from(source_line), u32::try_from(source_column));
                    if let (0.., Ok(source_line), Ok(source_column)) =
                        (source, position.0, position.1)
                        && source < base.source_count
                    {
                        segment.source = u32::try_from(base.source + source).ok()?;
                        segment.source_line = source_line;
                        segment.source_column = source_column;
                    }
                }
                if count == 5 {
                    name += fields[4];
                    if (0..base.name_count).contains(&name) {
                        segment.name = u32::try_from(base.name + name).ok()?;
                    }
                }
                segments.push(segment);
            }
        }
    }
    Some(())
}
