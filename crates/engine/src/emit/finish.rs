//! Hashes of contents, and contents with the final names in them.
//!
//! A hash is one of the content, nothing else: neither of the folder the project lies in
//! nor of the order of chunks. A file that names another by its hash depends on it; files
//! that name each other get their hashes together.

use std::path::Path;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use super::{
    Emitted, NamePlan, OutputFile, OutputKind,
    names::{Shape, base_name},
};
use crate::{
    diagnostic::Diagnostic,
    options::SourceMapKind,
    sourcemap::{FILE_AT, append_base64},
};

/// A file as rendered, with stand-ins for the names that hold a hash.
#[derive(Debug, Clone)]
pub struct RenderedFile {
    pub kind: OutputKind,
    pub entry: Option<String>,
    pub content: Vec<u8>,
    /// In any order; those to names without a hash may be left out.
    pub references: Vec<Reference>,
    /// As [`crate::sourcemap::join`] makes it, for the file [`NamePlan::base_name`].
    pub map: Option<Vec<u8>>,
}

/// A place where a stand-in, as the plan gave it, is written into a content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    /// Byte where the stand-in begins.
    pub offset: usize,
    /// Which name of the plan it stands for.
    pub target: usize,
}

/// A marker of a hash within a content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Marker {
    offset: usize,
    length: usize,
    target: usize,
}

/// Gives every file its name and its final content. `files` are in the order of the plan.
///
/// # Panics
/// Where a reference names a place in which its stand-in does not stand.
#[must_use]
pub fn finish(plan: &NamePlan, files: Vec<RenderedFile>, source_map: SourceMapKind) -> Emitted {
    assert_eq!(plan.shapes.len(), files.len(), "every planned name has its file");
    let markers: Vec<Vec<Marker>> =
        files.par_iter().map(|file| markers(plan, &file.content, &file.references)).collect();
    let own: Vec<u128> = files
        .par_iter()
        .zip(&markers)
        .enumerate()
        .map(|(index, (file, markers))| {
            let shape = &plan.shapes[index];
            if shape.hashes.is_empty() { 0 } else { own_digest(file, markers, shape, source_map) }
        })
        .collect();
    let digests = digests(plan, &markers, &own);
    let hashes: Vec<String> = digests.into_iter().map(encode).collect();
    let names: Vec<String> =
        plan.shapes.iter().zip(&hashes).map(|(shape, hash)| named(shape, hash)).collect();
    let finished: Vec<[Option<OutputFile>; 2]> = files
        .into_par_iter()
        .zip(&markers)
        .enumerate()
        .map(|(index, (mut file, markers))| {
            for marker in markers {
                let hash = &hashes[marker.target].as_bytes()[..marker.length];
                file.content[marker.offset..][..marker.length].copy_from_slice(hash);
            }
            let shape = &plan.shapes[index];
            with_map(file, &names[index], shape, source_map)
        })
        .collect();
    let (files, diagnostics) = without_twins(finished);
    Emitted { files, names, diagnostics }
}

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
                markers.push(Marker { offset, length: hash.length, target });
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
fn digests(plan: &NamePlan, markers: &[Vec<Marker>], own: &[u128]) -> Vec<u128> {
    let edges: Vec<Vec<usize>> = markers
        .iter()
        .enumerate()
        .map(|(index, markers)| {
            // Where the own name has no hash, nothing depends on this file.
            if plan.shapes[index].hashes.is_empty() {
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

fn with_map(
    file: RenderedFile,
    path: &str,
    shape: &Shape,
    source_map: SourceMapKind,
) -> [Option<OutputFile>; 2] {
    let RenderedFile { kind, entry, mut content, map, .. } = file;
    let output = |path: String, kind, entry, content: Vec<u8>| OutputFile {
        path,
        size: content.len() as u64,
        kind,
        entry,
        changed: true,
        content,
    };
    let Some(mut map) = map.filter(|_| source_map != SourceMapKind::None) else {
        return [Some(output(path.to_owned(), kind, entry, content)), None];
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
    let map = (source_map != SourceMapKind::Inline)
        .then(|| output(format!("{path}.map"), OutputKind::SourceMap, entry.clone(), map));
    [Some(output(path.to_owned(), kind, entry, content)), map]
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
fn without_twins(finished: Vec<[Option<OutputFile>; 2]>) -> (Vec<OutputFile>, Vec<Diagnostic>) {
    let mut files: Vec<OutputFile> = Vec::with_capacity(finished.len() * 2);
    let mut diagnostics = Vec::new();
    let mut taken: FxHashMap<String, usize> = FxHashMap::default();
    for file in finished.into_iter().flatten().flatten() {
        if let Some(other) = taken.get(&file.path) {
            if files[*other].content != file.content {
                let message = format!("two different files would be written to `{}`", file.path);
                diagnostics.push(
                    Diagnostic::error("output-collision", message)
                        .hint("use `[name]` or `[hash]` in the file name of the output"),
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
