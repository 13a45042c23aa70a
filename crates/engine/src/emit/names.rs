//! Names of output files before their hashes are known.
//!
//! A hash has a fixed length, so the length of a name is known from the start. Where a name
//! goes into code early, a marker of that length stands for the hash; columns of source
//! maps do not move when it is replaced.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::diagnostic::Diagnostic;

/// What a name is made from.
#[derive(Debug, Clone)]
pub struct NameRequest<'a> {
    /// `[name]-[hash:8].[ext]`
    pub template: Cow<'a, str>,
    /// May hold folders: `admin/main`.
    pub name: &'a str,
    /// Without a dot: `js`; empty for a file that has none.
    pub extension: &'a str,
}

/// The names of all files of a build, by the index of their requests.
#[derive(Debug, Clone, Default)]
pub struct NamePlan {
    pub(super) shapes: Vec<Shape>,
}

/// A name with markers where its hashes will stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shape {
    pub(super) text: String,
    pub(super) hashes: Vec<Hash>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hash {
    pub(super) at: usize,
    pub(super) length: usize,
}

/// `[contenthash]` without a length.
const DEFAULT_HASH: usize = 8;
const MIN_HASH: usize = 8;
/// As many digits as the whole hash has.
const MAX_HASH: usize = 24;

/// Plans the names; those that are no good are named in the diagnostics.
#[must_use]
pub fn plan_names(requests: &[NameRequest<'_>]) -> (NamePlan, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut plan = NamePlan::default();
    let mut reported = Vec::new();
    for (index, request) in requests.iter().enumerate() {
        let shape = shape(request, index).unwrap_or_else(|diagnostic| {
            // Many names come from one template; its error is one.
            if !reported.contains(&diagnostic.message) {
                reported.push(diagnostic.message.clone());
                diagnostics.push(*diagnostic);
            }
            Shape { text: String::new(), hashes: Vec::new() }
        });
        plan.shapes.push(shape);
    }
    let mut taken: FxHashMap<&str, usize> = FxHashMap::default();
    for (index, shape) in plan.shapes.iter().enumerate() {
        if shape.hashes.is_empty()
            && !shape.text.is_empty()
            && let Some(other) = taken.insert(&shape.text, index)
        {
            diagnostics.push(collision(&shape.text, requests[other].name, requests[index].name));
        }
    }
    (plan, diagnostics)
}

fn collision(path: &str, one: &str, other: &str) -> Diagnostic {
    let message = format!("`{one}` and `{other}` would both be written to `{path}`");
    Diagnostic::error("output-collision", message)
        .hint("use `[name]` or `[contenthash]` in the file name of the output")
}

impl NamePlan {
    #[must_use]
    pub fn len(&self) -> usize {
        self.shapes.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.shapes.is_empty()
    }

    /// Whether the final name is not known yet, so that a use of it must be reported.
    #[must_use]
    pub fn has_hash(&self, target: usize) -> bool {
        !self.shapes[target].hashes.is_empty()
    }

    /// The path of `target` from the output folder: final without a hash in it, otherwise
    /// a stand-in of the same length.
    #[must_use]
    pub fn path(&self, target: usize) -> &str {
        &self.shapes[target].text
    }

    /// The last part of [`NamePlan::path`], for the `file` of a source map.
    #[must_use]
    pub fn base_name(&self, target: usize) -> &str {
        base_name(self.path(target))
    }

    /// The path of `target` from the folder of `from`, beginning with `./` or `../`.
    #[must_use]
    pub fn relative_path(&self, from: usize, target: usize) -> String {
        let (to, from) = (self.path(target), self.path(from));
        let from_folder = &from[..from.rfind('/').map_or(0, |slash| slash + 1)];
        let mut common = 0;
        for (at, _) in from_folder.match_indices('/') {
            // Folders named by a hash have different markers, so they are never common.
            if to.get(..=at) != Some(&from[..=at]) {
                break;
            }
            common = at + 1;
        }
        let up = from_folder[common..].matches('/').count();
        let start = if up == 0 { "./".to_owned() } else { "../".repeat(up) };
        start + &to[common..]
    }

    /// What stands in a content for the integrity of `target`, `length` bytes of ASCII.
    #[must_use]
    pub fn integrity_stand_in(&self, target: usize, length: usize) -> String {
        let mut text = String::with_capacity(length);
        push_marker(&mut text, INTEGRITY_MARK, target, length);
        text
    }

    /// Where [`NamePlan::integrity_stand_in`] gave what stands in `code`.
    #[must_use]
    pub fn integrities_in(&self, code: &[u8], length: usize) -> Vec<super::Reference> {
        let mut found = Vec::new();
        for offset in memchr::memmem::find_iter(code, &INTEGRITY_MARK) {
            if let Some(target) = marked(&code[offset..], INTEGRITY_MARK)
                && target < self.len()
                && code[offset..].starts_with(self.integrity_stand_in(target, length).as_bytes())
            {
                found.push(super::Reference { offset, target });
            }
        }
        found
    }

    /// The stand-ins of the plan that occur in `code`, for a text that went through a printer.
    #[must_use]
    pub fn references_in(&self, code: &[u8]) -> Vec<super::Reference> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(next) = memchr::memmem::find(&code[at..], &MARK) {
            let offset = at + next;
            at = offset + 1;
            if let Some(target) = marked(&code[offset..], MARK)
                && let Some(shape) = self.shapes.get(target)
                && let Some(hash) = shape.hashes.iter().find(|hash| {
                    code[offset..].starts_with(&shape.text.as_bytes()[hash.at..][..hash.length])
                })
            {
                found.push(super::Reference { offset, target });
                at = offset + hash.length;
            }
        }
        found
    }
}

pub fn base_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn shape(request: &NameRequest<'_>, index: usize) -> Result<Shape, Box<Diagnostic>> {
    let NameRequest { template, name, extension } = request;
    let template = &**template;
    let bad = |reason: String| {
        let message = format!("the file name `{template}` {reason}");
        let hint = "known are `[name]`, `[contenthash]`, `[contenthash:8]` and `[ext]`";
        Box::new(Diagnostic::error("invalid-filename", message).hint(hint))
    };
    let mut text = String::new();
    let mut hashes = Vec::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        let (key, after) =
            after.split_once(']').ok_or_else(|| bad("has a `[` without its `]`".to_owned()))?;
        rest = after;
        let (key, length) = match key.split_once(':') {
            Some((key, length)) => (key, Some(length)),
            None => (key, None),
        };
        match (key, length) {
            ("name", None) => text.push_str(name),
            ("ext", None) => {
                let dotted = text.ends_with('.');
                match (extension.is_empty(), dotted) {
                    // A file without an extension gets no dot either.
                    (true, true) => drop(text.pop()),
                    (false, false) => text.push('.'),
                    _ => {}
                }
                text.push_str(extension);
            }
            // webpack's four words differ in what they are hashes of. Here it always is what
            // is in the file, so that a name changes if and only if the content does.
            ("contenthash" | "hash" | "chunkhash" | "fullhash", length) => {
                let length = match length.map(str::parse) {
                    None => DEFAULT_HASH,
                    Some(Ok(length)) if (MIN_HASH..=MAX_HASH).contains(&length) => length,
                    Some(_) => {
                        let limits = format!("{MIN_HASH} to {MAX_HASH}");
                        return Err(bad(format!("asks for a hash that is not {limits} long")));
                    }
                };
                hashes.push(Hash { at: text.len(), length });
                push_marker(&mut text, MARK, index, length);
            }
            _ => return Err(bad(format!("has the unknown placeholder `[{key}]`"))),
        }
    }
    text.push_str(rest);
    if let Some(inner) = text.strip_prefix("./") {
        for hash in &mut hashes {
            hash.at -= 2;
        }
        text = inner.to_owned();
    }
    let wrong = text.contains(['\\', '\0', '\n', '\r'])
        || text.split('/').any(|part| matches!(part, "" | "." | ".."));
    // A drive of Windows begins so.
    if wrong || text.as_bytes().get(1) == Some(&b':') {
        let message = format!("`{name}` would be written outside of the output folder");
        let shown = template.replace("[name]", name);
        let diagnostic = Diagnostic::error("invalid-filename", message)
            .note(format!("the file name is `{shown}`"))
            .hint("names are relative paths with `/` and without `..`");
        return Err(Box::new(diagnostic));
    }
    Ok(Shape { text, hashes })
}

/// Unlikely in code, and safe within any string.
const MARK: [u8; 2] = *b"~@";
const INTEGRITY_MARK: [u8; 2] = *b"~&";
const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
const MARK_DIGITS: usize = 4;

/// `~@000c@~` for number 12, made longer with `~`.
fn push_marker(text: &mut String, mark: [u8; 2], index: usize, length: usize) {
    text.extend(mark.map(char::from));
    for place in (0..MARK_DIGITS).rev() {
        let digit = index / DIGITS.len().pow(u32::try_from(place).unwrap_or(0)) % DIGITS.len();
        text.push(char::from(DIGITS[digit]));
    }
    text.push('@');
    text.extend(std::iter::repeat_n('~', length - MARK.len() - MARK_DIGITS - 1));
}

fn marked(code: &[u8], mark: [u8; 2]) -> Option<usize> {
    let digits = code.strip_prefix(&mark)?.get(..MARK_DIGITS)?;
    digits.iter().try_fold(0, |number, byte| {
        let digit = DIGITS.iter().position(|digit| digit == byte)?;
        Some(number * DIGITS.len() + digit)
    })
}
