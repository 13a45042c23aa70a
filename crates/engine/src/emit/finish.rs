//! Hashes of contents, and contents with the final names in them.
//!
//! A hash is one of the content, nothing else: neither of the folder the project lies in
//! nor of the order of chunks. A file that names another by its hash depends on it; files
//! that name each other get their hashes together.
//!
//! The integrity of a file is a digest of its final bytes, so files that hold those of others
//! are finished after all that do not. They must not name each other so.

use std::path::Path;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use super::{
    Emitted, NamePlan, OutputFile, OutputKind,
    integrity::integrity_of,
    names::{Shape, base_name},
};
use crate::{
    diagnostic::Diagnostic,
    module::ModuleId,
    options::{Integrity, SourceMapKind},
    sourcemap::{FILE_AT, append_base64},
};

/// A file as rendered, with stand-ins for the names that hold a hash.
#[derive(Debug, Clone, Default)]
pub struct RenderedFile {
    pub kind: OutputKind,
    pub entry: Option<String>,
    pub content: Vec<u8>,
    /// In any order; those to names without a hash may be left out.
    pub references: Vec<Reference>,
    /// Places of [`NamePlan::integrity_stand_in`], of files that have none themselves.
    pub integrities: Vec<Reference>,
    /// As [`crate::sourcemap::join`] makes it, for the file [`NamePlan::base_name`].
    pub map: Option<Vec<u8>>,
    /// Legal comments, for a file beside it.
    pub legal: Option<String>,
    /// What modules have in it, in order.
    pub parts: Vec<ModulePart>,
}

/// The bytes of one module in a content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ModulePart {
    pub module: ModuleId,
    pub start: usize,
    pub end: usize,
}

/// A place where a stand-in, as the plan gave it, is written into a content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    /// Byte where the stand-in begins.
    pub offset: usize,
    /// Which name of the plan it stands for.
    pub target: usize,
}

/// A marker of a hash or of an integrity within a content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Marker {
    offset: usize,
    length: usize,
    target: usize,
    is_integrity: bool,
}

/// Gives every file its name and its final content. `files` are in the order of the plan.
///
/// # Panics
/// Where a reference names a place in which its stand-in does not stand.
#[must_use]
pub fn finish(
    plan: &NamePlan,
    files: Vec<RenderedFile>,
    source_map: SourceMapKind,
    integrity: Option<Integrity>,
) -> Emitted {
    assert_eq!(plan.shapes.len(), files.len(), "every planned name has its file");
    let markers: Vec<Vec<Marker>> = files
        .par_iter()
        .map(|file| {
            let mut markers = markers(plan, &file.content, &file.references);
            if let Some(integrity) = integrity {
                markers.extend(file.integrities.iter().map(|reference| Marker {
                    offset: reference.offset,
                    length: integrity.length(),
                    target: reference.target,
                    is_integrity: true,
                }));
                markers.sort_unstable();
            }
            markers
        })
        .collect();
    // Who holds the integrity of a file depends on its content, whatever its name is.
    let all = integrity.is_some() && files.iter().any(|file| !file.integrities.is_empty());
    let matters: Vec<bool> =
        plan.shapes.iter().map(|shape| all || !shape.hashes.is_empty()).collect();
    let own: Vec<u128> = files
        .par_iter()
        .zip(&markers)
        .enumerate()
        .map(|(index, (file, markers))| {
            let shape = &plan.shapes[index];
            if matters[index] { own_digest(file, markers, shape, source_map) } else { 0 }
        })
        .collect();
    let digests = digests(plan, &markers, &own, &matters);
    let hashes: Vec<String> = digests.into_iter().map(encode).collect();
    let names: Vec<String> =
        plan.shapes.iter().zip(&hashes).map(|(shape, hash)| named(shape, hash)).collect();
    let close = |index: usize, mut file: RenderedFile, integrities: &[Option<String>]| {
        for marker in &markers[index] {
            let value = if marker.is_integrity {
                integrities.get(marker.target).and_then(Option::as_deref).unwrap_or_default()
            } else {
                &hashes[marker.target]
            };
            if let Some(value) = value.as_bytes().get(..marker.length) {
                file.content[marker.offset..][..marker.length].copy_from_slice(value);
            }
        }
        let mut closed = with_companions(file, &names[index], &plan.shapes[index], source_map);
        if let (Some(integrity), Some(file)) = (integrity, &mut closed[0]) {
            file.integrity = Some(integrity_of(integrity, &file.content));
        }
        closed
    };
    let mut finished: Vec<Companions> = Vec::new();
    let mut late: Vec<(usize, RenderedFile)> = Vec::new();
    files
        .into_par_iter()
        .enumerate()
        .map(|(index, file)| {
            if integrity.is_some() && !file.integrities.is_empty() {
                (Companions::default(), Some((index, file)))
            } else {
                (close(index, file, &[]), None)
            }
        })
        .collect::<Vec<_>>()
        .into_iter()
        .for_each(|(closed, waiting)| {
            finished.push(closed);
            late.extend(waiting);
        });
    if !late.is_empty() {
        let integrities: Vec<Option<String>> =
            finished.iter().map(|[file, ..]| file.as_ref()?.integrity.clone()).collect();
        let closed: Vec<(usize, Companions)> = late
            .into_par_iter()
            .map(|(index, file)| (index, close(index, file, &integrities)))
            .collect();
        for (index, closed) in closed {
            finished[index] = closed;
        }
    }
    let (files, diagnostics) = without_twins(finished);
    Emitted { files, names, diagnostics }
}

/// A file, its source map, and its legal comments.
type Companions = [Option<OutputFile>; 3];

/// How far behind its reference a stand-in's marker may begin: `../` for each folder.
const MAX_PREFIX: usize = 3 * 64;

fn markers(plan: &NamePlan, content: &[u8], references: &[Reference]) -> Vec<Marker> {
    let mut markers = Vec::with_capacity(references.len());
    for Reference { offset, target } in references.iter().copied() {
        let shape = &plan.shapes[target];
        let mut from = offset;
        for (count, hash) in shape.hashes.iter().enumerate() {
            let marker = &shape.text.as_bytes()[hash.at..][..hash.length];
            let end = content.len().min(from + MAX_PREFIX + shape.text.len());
            let found = content[from..end].windows(marker.len()).position(|text| text == marker);
            // A path from the same folder leaves out folders, and the hashes in them.
            let last = count + 1 == shape.hashes.len();
            assert!(found.is_some() || !last, "no stand-in for file {target} at byte {offset}");
            if let Some(found) = found {
                let offset = from + found;
                let length = hash.length;
                markers.push(Marker { offset, length, target, is_integrity: false });
                from = offset + hash.length;
            }
        }
    }
    markers.sort_unstable();
    markers.dedup();
    markers
}

/// Of the content without the hashes in it.
fn own_digest(
    file: &RenderedFile,
    markers: &[Marker],
    shape: &Shape,
    source_map: SourceMapKind,
) -> u128 {
    let mut hasher = Xxh3::new();
    let mut at = 0;
    for marker in markers {
        hasher.update(&file.content[at..marker.offset]);
        hasher.update(&[0]);
        at = marker.offset + marker.length;
    }
    hasher.update(&file.content[at..]);
    // What is appended for the map belongs to the content.
    match (source_map, &file.map) {
        (SourceMapKind::File, Some(_)) => hasher.update(&[0, 1]),
        (SourceMapKind::Inline, Some(map)) => {
            hasher.update(&[0, 2]);
            let end = FILE_AT + base_name(&shape.text).len();
            hasher.update(map.get(end..).unwrap_or(map));
        }
        _ => {}
    }
    hasher.digest128()
}

/// The digest of each file, over those that it names too.
fn digests(plan: &NamePlan, markers: &[Vec<Marker>], own: &[u128], matters: &[bool]) -> Vec<u128> {
    let edges: Vec<Vec<usize>> = markers
        .iter()
        .enumerate()
        .map(|(index, markers)| {
            // Where the own name has no hash, nothing depends on this file.
            if !matters[index] {
                return Vec::new();
            }
            let mut targets: Vec<usize> = markers.iter().map(|marker| marker.target).collect();
            targets.sort_unstable();
            targets.dedup();
            targets
        })
        .collect();
    let mut digests = vec![0_u128; own.len()];
    let groups = groups(&edges);
    let mut group_of = vec![0; own.len()];
    for (number, group) in groups.iter().enumerate() {
        for index in group {
            group_of[*index] = number;
        }
    }
    for (number, group) in groups.iter().enumerate() {
        let cyclic = group.len() > 1 || edges[group[0]].contains(&group[0]);
        let mut members: Vec<(String, u128, usize)> = group
            .iter()
            .map(|index| {
                let mut bytes = own[*index].to_le_bytes().to_vec();
                for marker in &markers[*index] {
                    if cyclic && group_of[marker.target] == number {
                        bytes.extend_from_slice(
                            without_hash(&plan.shapes[marker.target]).as_bytes(),
                        );
                    } else {
                        bytes.extend_from_slice(&digests[marker.target].to_le_bytes());
                    }
                }
                (without_hash(&plan.shapes[*index]), xxh3_128(&bytes), *index)
            })
            .collect();
        if cyclic {
            members.sort_unstable();
            let mut hasher = Xxh3::new();
            for (name, digest, _) in &members {
                hasher.update(name.as_bytes());
                hasher.update(&digest.to_le_bytes());
            }
            let whole = hasher.digest128();
            for (name, digest, _) in &mut members {
                let mut bytes = whole.to_le_bytes().to_vec();
                bytes.extend_from_slice(&digest.to_le_bytes());
                bytes.extend_from_slice(name.as_bytes());
                *digest = xxh3_128(&bytes);
            }
        }
        for (_, digest, index) in members {
            digests[index] = digest;
        }
    }
    digests
}

/// The strongly connected components, each behind those that it leads to (Tarjan, without
/// recursion).
fn groups(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    const NEW: usize = usize::MAX;
    let mut order = vec![NEW; edges.len()];
    let mut low = vec![0; edges.len()];
    let mut waiting = vec![false; edges.len()];
    let (mut stack, mut path, mut groups) = (Vec::new(), Vec::new(), Vec::new());
    let mut count = 0;
    for start in 0..edges.len() {
        if order[start] == NEW {
            path.push((start, 0));
        }
        while let Some((node, next)) = path.last_mut() {
            let node = *node;
            if *next == 0 && order[node] == NEW {
                order[node] = count;
                low[node] = count;
                count += 1;
                stack.push(node);
                waiting[node] = true;
            }
            if let Some(target) = edges[node].get(*next).copied() {
                *next += 1;
                if order[target] == NEW {
                    path.push((target, 0));
                } else if waiting[target] {
                    low[node] = low[node].min(order[target]);
                }
                continue;
            }
            path.pop();
            if let Some((parent, _)) = path.last() {
                low[*parent] = low[*parent].min(low[node]);
            }
            if low[node] == order[node] {
                let first = stack.iter().rposition(|other| *other == node).unwrap_or(0);
                let group = stack.split_off(first);
                for member in &group {
                    waiting[*member] = false;
                }
                groups.push(group);
            }
        }
    }
    groups
}

fn without_hash(shape: &Shape) -> String {
    named(shape, &"0".repeat(HASH_DIGITS))
}

fn named(shape: &Shape, hash: &str) -> String {
    let mut name = shape.text.clone();
    for place in &shape.hashes {
        name.replace_range(place.at..place.at + place.length, &hash[..place.length]);
    }
    name
}

/// Five bits a digit; lower case only, since some file systems do not tell cases apart, and
/// without the letters that are taken for digits or make words.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

const HASH_DIGITS: usize = 128 / 5;

fn encode(digest: u128) -> String {
    let digit = |place| usize::try_from((digest >> (place * 5)) & 31).unwrap_or(0);
    (0..HASH_DIGITS).map(|place| char::from(DIGITS[digit(place)])).collect()
}

fn with_companions(
    file: RenderedFile,
    path: &str,
    shape: &Shape,
    source_map: SourceMapKind,
) -> Companions {
    let RenderedFile { kind, entry, mut content, map, legal, parts, .. } = file;
    let legal = legal.map(|text| OutputFile {
        entry: entry.clone(),
        ..OutputFile::new(license_name(path), OutputKind::License, text.into_bytes())
    });
    let Some(mut map) = map.filter(|_| source_map != SourceMapKind::None) else {
        let file = OutputFile { entry, parts, ..OutputFile::new(path.to_owned(), kind, content) };
        return [Some(file), None, legal];
    };
    let (stand_in, name) = (base_name(&shape.text), base_name(path));
    if let Some(place) = map.get_mut(FILE_AT..FILE_AT + name.len())
        && place == stand_in.as_bytes()
    {
        place.copy_from_slice(name.as_bytes());
    }
    if source_map != SourceMapKind::Hidden {
        let (open, close) =
            if Path::new(path).extension().is_some_and(|extension| extension == "css") {
                ("/*", " */\n")
            } else {
                ("//", "\n")
            };
        if content.last().is_some_and(|byte| *byte != b'\n') {
            content.push(b'\n');
        }
        content.extend_from_slice(open.as_bytes());
        content.extend_from_slice(b"# sourceMappingURL=");
        if source_map == SourceMapKind::Inline {
            content.extend_from_slice(b"data:application/json;charset=utf-8;base64,");
            append_base64(&map, &mut content);
        } else {
            percent_encode(name, &mut content);
            content.extend_from_slice(b".map");
        }
        content.extend_from_slice(close.as_bytes());
    }
    let map = (source_map != SourceMapKind::Inline).then(|| OutputFile {
        entry: entry.clone(),
        ..OutputFile::new(format!("{path}.map"), OutputKind::SourceMap, map)
    });
    let file = OutputFile { entry, parts, ..OutputFile::new(path.to_owned(), kind, content) };
    [Some(file), map, legal]
}

/// `main.js` → `main.js.LICENSE.txt`
pub fn license_name(path: &str) -> String {
    format!("{path}.LICENSE.txt")
}

/// A name as one part of a URL's path.
fn percent_encode(name: &str, out: &mut Vec<u8>) {
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~!$&'()+,;=@".contains(&byte) {
            out.push(byte);
        } else {
            out.extend_from_slice(format!("%{byte:02X}").as_bytes());
        }
    }
}

/// Files of one name are one where their contents are equal, and an error where not.
fn without_twins(finished: Vec<Companions>) -> (Vec<OutputFile>, Vec<Diagnostic>) {
    let mut files: Vec<OutputFile> = Vec::with_capacity(finished.len() * 2);
    let mut diagnostics = Vec::new();
    let mut taken: FxHashMap<String, usize> = FxHashMap::default();
    for file in finished.into_iter().flatten().flatten() {
        if let Some(other) = taken.get(&file.path) {
            if files[*other].content != file.content {
                let message = format!("two different files would be written to `{}`", file.path);
                diagnostics.push(
                    Diagnostic::error("output-collision", message)
                        .hint("use `[name]` or `[contenthash]` in the file name of the output"),
                );
            }
        } else {
            taken.insert(file.path.clone(), files.len());
            files.push(file);
        }
    }
    for file in &files {
        for (slash, _) in file.path.match_indices('/') {
            if let Some(other) = taken.get(&file.path[..slash]) {
                let (file, folder) = (&file.path, &files[*other].path);
                let message = format!("`{folder}` would be a file, and a folder with `{file}`");
                diagnostics.push(Diagnostic::error("output-collision", message));
            }
        }
    }
    (files, diagnostics)
}
