//! Modules that are made of a folder: contexts, and what globs match.
//!
//! Such a module is text that this file writes, with one request for each file:
//! ```js
//! module.exports = require("pybundle:runtime/helpers/moduleContext")([
//! 	[function () { return require("./de.js"); }, require.resolveWeak("./de.js"), "./de", "./de.js"],
//! ], "src/lang sync /^\.\/.*$/");
//! ```
//! So whatever comes later knows only requests. What is in the folder is told by the host,
//! and the folders are inputs of the build.

mod list;
mod patterns;

use std::{
    fmt::Write,
    path::{Path, PathBuf},
};

use rustc_hash::FxHashMap;

use super::{
    Found, Scanner, SourceKind,
    dialect::{Asked, ContextRequest, GlobRequest, Kind, ListRequest, Magic, Mode, quote},
    parse::{self, Goal, HELPER_PACKAGE, Language},
    request_rules::Files,
    virtual_module,
};
use crate::{
    diagnostic::{Diagnostic, Location},
    host::display_path,
    module::{ImportRecord, Module},
    resolve::{self, Importer},
};
use list::Listing;
use patterns::{Globs, Pattern};

/// A file of a context, and the requests that name it.
struct Member {
    /// From the folder, with `./`.
    path: String,
    requests: Vec<String>,
}

impl Scanner<'_> {
    /// The module that a request for several files stands for.
    pub(super) fn context_module(
        &self,
        importer: &Found,
        module: &Module,
        record: &ImportRecord,
        asked: &str,
    ) -> Found {
        let span = record.request_span;
        let location = Location::new(
            importer.name.clone(),
            module.ast.source(),
            span.start as usize,
            span.end as usize,
        );
        let asking = Asking { importer, location, guarded: record.guarded };
        match Asked::parse(asked) {
            Some(Asked::Context(request)) => self.context(&asking, &request),
            Some(Asked::Glob(request)) => self.glob(&asking, &request),
            Some(Asked::List(request)) => self.list(&asking, &request),
            // Nobody but the engine writes these.
            None => self.empty_context(&asking, asked.to_owned()),
        }
    }

    fn empty_context(&self, asking: &Asking<'_>, name: String) -> Found {
        let text = format!("module.exports = require({MODULE_CONTEXT:?})([], \"\");\n");
        made(asking, name, text, self.options.root.clone(), Goal::CommonJs)
    }

    fn say(&self, asking: &Asking<'_>, diagnostic: Diagnostic) {
        self.report(diagnostic.at(asking.location.clone()));
    }

    // --- Contexts ----------------------------------------------------------------

    fn context(&self, asking: &Asking<'_>, request: &ContextRequest) -> Found {
        let importer = asking.importer();
        let importer = importer.as_importer(&self.options.root);
        let written = &request.folder;
        if self.rules.ignores(written, &asking.importer.name) {
            return self.empty_context(asking, format!("{written} (ignored)"));
        }
        let Some(folder) = self.resolvers.folder(importer, written) else {
            let looked = resolve::join(importer.folder(), written);
            let shown = display_path(&self.options.root, importer.folder()).into_owned();
            let place = if shown.is_empty() { String::new() } else { format!(" in `{shown}`") };
            let message = format!("the folder `{written}` was not found{place}");
            let diagnostic = if asking.guarded || request.kind != Kind::Explicit {
                Diagnostic::warning("context-folder-not-found", message)
            } else {
                Diagnostic::error("context-folder-not-found", message)
            };
            self.store.add_missing([looked]);
            self.say(asking, diagnostic.hint("paths of contexts start at the file that has them"));
            return self.empty_context(asking, format!("{written} (no folder)"));
        };
        let shown = display_path(&self.options.root, &folder);
        let shown = if shown.is_empty() { ".".into() } else { shown };
        let mut request = request.clone();
        let files = self.rules.apply(&mut request, &asking.importer.name, &shown);
        let request = &request;
        let patterns = match Patterns::new(request) {
            Ok(patterns) => patterns,
            Err(message) => {
                let message = format!("the pattern of this context is not valid: {message}");
                self.say(asking, Diagnostic::error("invalid-pattern", message));
                return self.empty_context(asking, format!("{written} (no pattern)"));
            }
        };
        let members = self.members(&folder, request, &patterns, &files);
        if members.is_empty() {
            let message = format!("no file in `{shown}` matches `{}`", patterns.shown());
            let hint = if request.kind == Kind::Explicit {
                "the pattern is compared with paths that begin with `./`, with and without extension"
            } else {
                "the pattern is made of the parts that are written out"
            };
            self.say(asking, Diagnostic::warning("empty-context", message).hint(hint));
        }
        let name = context_name(asking, request, &shown, &patterns) + &files.shown;
        let text = match request.mode {
            Mode::LazyOnce => {
                let eager = ContextRequest {
                    mode: Mode::Eager,
                    folder: ".".to_owned(),
                    magic: Magic { ..Magic::default() },
                    pattern: match files.shown.as_str() {
                        "" => request.pattern.clone(),
                        // The rule is none of the module that asks then.
                        _ => exactly(&members),
                    },
                    ..request.clone()
                };
                once_text(request, &eager, &members, &name)
            }
            _ => context_text(request, &members, &name),
        };
        made(asking, name, text, folder, Goal::CommonJs)
    }

    /// All files of a folder under the requests that match, in the order of these.
    fn members(
        &self,
        folder: &Path,
        request: &ContextRequest,
        patterns: &Patterns,
        meant: &Files,
    ) -> Vec<Member> {
        let listing = Listing {
            host: self.host,
            output: &self.options.output.path,
            everything: false,
            depth: if request.recursive { usize::MAX } else { 0 },
        };
        let (files, folders) = listing.files(folder);
        self.store.add_folders(folders);
        let extensions = self.resolvers.extensions(folder);
        // By request: how much of the file's name it leaves out, and the file.
        let mut best: FxHashMap<String, (usize, usize)> = FxHashMap::default();
        for (index, file) in files.iter().enumerate() {
            // An expression means code; what lies beside it is not meant.
            if request.kind != Kind::Explicit && !is_code(Path::new(file)) {
                continue;
            }
            let path = format!("./{file}");
            if !meant.has(&path) {
                continue;
            }
            for (rank, candidate) in self.alternatives(&path, extensions) {
                if !patterns.matches(&candidate) {
                    continue;
                }
                let known = best.entry(candidate).or_insert((rank, index));
                if rank < known.0 {
                    *known = (rank, index);
                }
            }
        }
        let mut members: Vec<Member> = files
            .iter()
            .map(|file| Member { path: format!("./{file}"), requests: Vec::new() })
            .collect();
        for (request, (_, index)) in best {
            members[index].requests.push(request);
        }
        members.retain(|member| !member.requests.is_empty());
        for member in &mut members {
            member.requests.sort_unstable();
        }
        members.sort_unstable_by(|a, b| a.requests[0].cmp(&b.requests[0]));
        members
    }

    /// A file, and what a request may leave out: its extension, or that it is the index of
    /// its folder.
    fn alternatives(&self, path: &str, extensions: &[String]) -> Vec<(usize, String)> {
        let mut found = vec![(0, path.to_owned())];
        for (rank, extension) in extensions.iter().enumerate() {
            if let Some(stem) = path.strip_suffix(extension.as_str())
                && !stem.ends_with('/')
            {
                found.push((rank + 1, stem.to_owned()));
            }
        }
        for index in 0..found.len() {
            let (rank, path) = found[index].clone();
            for main in self.resolvers.main_files() {
                if let Some(folder) = path.strip_suffix(main.as_str())
                    && folder.ends_with('/')
                {
                    let rank = rank + extensions.len();
                    found.push((rank, folder.to_owned()));
                    found.push((rank, folder.trim_end_matches('/').to_owned()));
                }
            }
        }
        found
    }

    // --- Lists -------------------------------------------------------------------

    fn list(&self, asking: &Asking<'_>, request: &ListRequest) -> Found {
        let importer = asking.importer();
        let folder = importer.as_importer(&self.options.root).folder().to_path_buf();
        let shown = display_path(&self.options.root, &folder);
        let shown = if shown.is_empty() { ".".into() } else { shown };
        let name = format!("{shown} list {}", request.requests.join(", "));
        let mut text = format!("module.exports = require({})([\n", quoted(MODULE_CONTEXT));
        for request in &request.requests {
            let request = quoted(request);
            let _ = writeln!(
                text,
                "[function () {{ return require({request}); }}, require.resolveWeak({request}), {request}],"
            );
        }
        let _ = writeln!(text, "], {});", quoted(&name));
        made(asking, name, text, folder, Goal::CommonJs)
    }

    // --- Globs -------------------------------------------------------------------

    fn glob(&self, asking: &Asking<'_>, request: &GlobRequest) -> Found {
        let importer = asking.importer();
        let importer = importer.as_importer(&self.options.root);
        let folder = importer.folder().to_path_buf();
        let base = request.base.as_deref().map(|base| self.glob_base(&folder, base));
        let start = base.as_deref().unwrap_or(&folder);
        let mut globs = Globs::default();
        for pattern in &request.patterns {
            let (negated, plain) = match pattern.strip_prefix('!') {
                Some(plain) => (true, plain),
                None => (false, pattern.as_str()),
            };
            // What is taken away so is taken away wherever it lies.
            let anywhere =
                (negated && plain.starts_with("**")).then(|| Pattern::new(Path::new("/"), plain));
            let absolute = anywhere.or_else(|| self.glob_pattern(importer, start, plain));
            let Some(absolute) = absolute else {
                let message = format!("the pattern `{pattern}` does not say where its files are");
                self.say(
                    asking,
                    Diagnostic::error("invalid-glob", message)
                        .hint("begin it with `./`, `../`, `/`, `**/` or an alias"),
                );
                return made(asking, pattern.clone(), GLOB_OF_NOTHING.into(), folder, Goal::Module);
            };
            globs.add(absolute, negated);
        }
        let mut files: Vec<PathBuf> = Vec::new();
        for (root, depth) in globs.roots() {
            let listing = Listing {
                host: self.host,
                output: &self.options.output.path,
                everything: request.exhaustive,
                depth,
            };
            let (found, folders) = listing.files(&root);
            self.store.add_folders(folders);
            if self.host.metadata(&root).is_err() {
                self.store.add_missing([root.clone()]);
            }
            files.extend(found.iter().map(|file| root.join(file)));
        }
        files.sort_unstable();
        files.dedup();
        let own = asking.importer.path.as_deref();
        files.retain(|file| Some(file.as_path()) != own && globs.matches(file));
        let written = request.patterns.join(", ");
        if files.is_empty() {
            let message = format!("no file matches `{written}`");
            self.say(asking, Diagnostic::warning("empty-context", message));
        }
        // Relative keys where all patterns are.
        let relative = request
            .patterns
            .iter()
            .all(|pattern| pattern.starts_with('.') || pattern.starts_with('!'));
        let entries: Vec<(String, String)> = files
            .iter()
            .map(|file| {
                let path = patterns::relative(&folder, file);
                let key = match &base {
                    Some(base) => patterns::relative(base, file),
                    None if relative => path.clone(),
                    None => {
                        let key = patterns::relative(&self.options.root, file);
                        match key.strip_prefix("./") {
                            Some(rest) => format!("/{rest}"),
                            None => key,
                        }
                    }
                };
                (key, format!("{path}{}", request.query))
            })
            .collect();
        let shown = display_path(&self.options.root, &folder);
        let shown = if shown.is_empty() { ".".into() } else { shown };
        let mut name = format!("{shown} glob {written}");
        let options = GlobRequest { patterns: Vec::new(), ..request.clone() };
        if options != GlobRequest::default() {
            let _ = write!(name, " {}", serde_json::to_string(&options).unwrap_or_default());
        }
        if let Some(own) = own.and_then(Path::file_name) {
            let _ = write!(name, " for {}", own.to_string_lossy());
        }
        made(asking, name, glob_text(request, &entries), folder, Goal::Module)
    }

    fn glob_base(&self, folder: &Path, base: &str) -> PathBuf {
        match base.strip_prefix('/') {
            Some(rest) => resolve::join(&self.options.root, rest),
            None => resolve::join(folder, base),
        }
    }

    /// The pattern as an absolute path; `None` where it says no place.
    fn glob_pattern(&self, importer: Importer<'_>, start: &Path, pattern: &str) -> Option<Pattern> {
        if let Some(rest) = pattern.strip_prefix('/') {
            return Some(Pattern::new(&self.options.root, rest));
        }
        if pattern.starts_with("./") || pattern.starts_with("../") {
            return Some(Pattern::new(start, pattern));
        }
        if pattern.starts_with("**") {
            return Some(Pattern::new(&self.options.root, pattern));
        }
        // An alias: the part before the first wildcard names a folder.
        let (fixed, rest) = patterns::split_fixed(pattern);
        let folder = self.resolvers.folder(importer, fixed)?;
        Some(Pattern::new(&folder, rest))
    }
}

fn made(asking: &Asking<'_>, name: String, text: String, folder: PathBuf, goal: Goal) -> Found {
    Found {
        folder: Some(folder),
        asked: Some(asking.location.clone()),
        strict_interop: asking.importer.strict_interop,
        ..virtual_module(name, text, SourceKind::new(Language::JavaScript, goal))
    }
}

/// What tells two contexts apart; shown in messages, and the `id` of the context.
fn context_name(
    asking: &Asking<'_>,
    request: &ContextRequest,
    folder: &str,
    patterns: &Patterns,
) -> String {
    let mut name = format!("{folder} {}", request.mode.name());
    if !request.recursive {
        name.push_str(" nonrecursive");
    }
    let _ = write!(name, " {}", patterns.shown());
    if let Some(include) = &request.magic.include {
        let _ = write!(name, " include: /{}/{}", include.source, include.flags);
    }
    if let Some(exclude) = &request.magic.exclude {
        let _ = write!(name, " exclude: /{}/{}", exclude.source, exclude.flags);
    }
    if !request.query.is_empty() {
        let _ = write!(name, " query: {}", request.query);
    }
    let comment = Magic { mode: Mode::Lazy, ..request.magic.clone() }.comment();
    let _ = write!(name, " {comment}");
    if asking.importer.strict_interop && request.mode != Mode::Sync {
        name.push_str("strict");
    }
    // A list, and not the files that expressions may mean.
    if request.kind == Kind::Explicit {
        name.push_str(" context");
    }
    name.trim_end().to_owned()
}

/// Who asks, and where.
struct Asking<'a> {
    importer: &'a Found,
    location: Location,
    guarded: bool,
}

impl Asking<'_> {
    fn importer(&self) -> Place<'_> {
        match (&self.importer.path, &self.importer.folder) {
            (Some(path), _) => Place::File(path),
            (None, Some(folder)) => Place::Folder(folder),
            (None, None) => Place::Root,
        }
    }
}

enum Place<'a> {
    File(&'a Path),
    Folder(&'a Path),
    Root,
}

impl<'a> Place<'a> {
    fn as_importer(&self, root: &'a Path) -> Importer<'a> {
        match self {
            Self::File(file) => Importer::File(file),
            Self::Folder(folder) => Importer::Folder(folder),
            Self::Root => Importer::Folder(root),
        }
    }
}

/// What a request must look like, and what it must not.
struct Patterns {
    pattern: regress::Regex,
    include: Option<regress::Regex>,
    exclude: Option<regress::Regex>,
    shown: String,
}

impl Patterns {
    fn new(request: &ContextRequest) -> Result<Self, String> {
        let compile = |pattern: &super::dialect::Pattern| {
            // What a search for the next match would need is of no meaning here.
            let flags: String =
                pattern.flags.chars().filter(|flag| !matches!(flag, 'g' | 'y' | 'd')).collect();
            regress::Regex::with_flags(&pattern.source, flags.as_str())
                .map_err(|error| error.to_string())
        };
        Ok(Self {
            pattern: compile(&request.pattern)?,
            include: request.magic.include.as_ref().map(compile).transpose()?,
            exclude: request.magic.exclude.as_ref().map(compile).transpose()?,
            shown: format!("/{}/{}", request.pattern.source, request.pattern.flags),
        })
    }

    fn matches(&self, request: &str) -> bool {
        self.pattern.find(request).is_some()
            && self.include.as_ref().is_none_or(|include| include.find(request).is_some())
            && self.exclude.as_ref().is_none_or(|exclude| exclude.find(request).is_none())
    }

    fn shown(&self) -> &str {
        &self.shown
    }
}

const MODULE_CONTEXT: &str = "pybundle:runtime/helpers/moduleContext";
const GLOB_OF_NOTHING: &str = "export default {};\n";

/// There is something built in that reads it, and it holds code.
fn is_code(path: &Path) -> bool {
    let name = path.file_name().map_or("".into(), |name| name.to_string_lossy());
    let declares = [".d.ts", ".d.mts", ".d.cts"].iter().any(|end| name.ends_with(end));
    path.extension().is_some() && !declares && parse::source_kind(path, Goal::Unknown).is_some()
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

fn context_text(request: &ContextRequest, members: &[Member], name: &str) -> String {
    debug_assert!(MODULE_CONTEXT.starts_with(HELPER_PACKAGE));
    let asynchronous =
        request.kind == Kind::Import || !matches!(request.mode, Mode::Sync | Mode::Weak);
    let mut text = format!("module.exports = require({})([\n", quoted(MODULE_CONTEXT));
    for (index, member) in members.iter().enumerate() {
        let file = quoted(&format!("{}{}", member.path, request.query));
        let requests: Vec<String> = member.requests.iter().map(|request| quoted(request)).collect();
        let run = match (request.kind, request.mode) {
            (Kind::Resolve, _) => "null".to_owned(),
            (_, Mode::Sync) => format!("function () {{ return require({file}); }}"),
            (Kind::Explicit, Mode::Weak) => {
                format!("function () {{ return {}.weak({file}); }}", super::dialect::REQUIRE)
            }
            _ => {
                let magic = Magic {
                    chunk_name: request
                        .magic
                        .chunk_name
                        .as_deref()
                        .map(|name| chunk_name(name, &member.requests, index)),
                    mode: request.mode,
                    ..request.magic.clone()
                };
                format!("function () {{ return import({}{file}); }}", magic.comment())
            }
        };
        let _ = writeln!(text, "[{run}, require.resolveWeak({file}), {}],", requests.join(", "));
    }
    let flag = if asynchronous { ", true" } else { "" };
    let _ = writeln!(text, "], {}{flag});", quoted(name));
    text
}

/// What only the requests of `members` look like.
fn exactly(members: &[Member]) -> super::dialect::Pattern {
    let mut requests = members.iter().flat_map(|member| &member.requests);
    let mut source = String::from("^(?:");
    if let Some(first) = requests.next() {
        quote(first, &mut source);
    }
    for request in requests {
        source.push('|');
        quote(request, &mut source);
    }
    source.push_str(")$");
    super::dialect::Pattern { source, flags: String::new() }
}

/// All modules in one file, which is loaded when the first is asked for.
fn once_text(
    request: &ContextRequest,
    eager: &ContextRequest,
    members: &[Member],
    name: &str,
) -> String {
    let all = format!(
        "{}{}",
        super::dialect::CONTEXT,
        serde_json::to_string(&Asked::Context(eager.clone())).unwrap_or_default()
    );
    let magic = Magic {
        mode: Mode::Lazy,
        exports: None,
        chunk_name: request.magic.chunk_name.clone().or_else(|| Some(folder_name(name))),
        ..request.magic.clone()
    };
    let mut text = format!(
        "function all() {{ return import({}{}); }}\nmodule.exports = require({})([\n",
        magic.comment(),
        quoted(&all),
        quoted(MODULE_CONTEXT)
    );
    for member in members {
        let requests: Vec<String> = member.requests.iter().map(|request| quoted(request)).collect();
        let first = &requests[0];
        let file = quoted(&format!("{}{}", member.path, request.query));
        let _ = writeln!(
            text,
            "[function () {{ return all().then(function (all) {{ return all[\"default\"]({first}); }}); }}, require.resolveWeak({file}), {}],",
            requests.join(", ")
        );
    }
    let _ = writeln!(text, "], {}, true);", quoted(name));
    text
}

/// `src/lang lazy-once …` → `lang`
fn folder_name(context: &str) -> String {
    let folder = context.split(' ').next().unwrap_or(context);
    folder.rsplit('/').next().unwrap_or(folder).to_owned()
}

/// `[request]` and `[index]`; one of them is always there, as in webpack.
fn chunk_name(template: &str, requests: &[String], index: usize) -> String {
    let shortest = requests.iter().min_by_key(|request| request.len()).map_or("", String::as_str);
    let mut request = String::new();
    for char in shortest.chars() {
        if char.is_ascii_alphanumeric() || "_-!=()^$".contains(char) {
            request.push(char);
        } else if !request.ends_with('-') {
            request.push('-');
        }
    }
    let request = request.trim_matches('-');
    let index = index.to_string();
    if template.contains("[request]") || template.contains("[index]") {
        template.replace("[request]", request).replace("[index]", &index)
    } else {
        format!("{template}{index}")
    }
}

fn glob_text(request: &GlobRequest, entries: &[(String, String)]) -> String {
    let mut imports = String::new();
    let mut text = String::from("export default {\n");
    for (index, (key, path)) in entries.iter().enumerate() {
        let (key, path) = (quoted(key), quoted(path));
        let key = if key == "\"__proto__\"" { format!("[{key}]") } else { key };
        match (&request.import, request.eager) {
            (None, true) => {
                let _ = writeln!(imports, "import * as _{index} from {path};");
                let _ = writeln!(text, "{key}: _{index},");
            }
            (Some(name), true) => {
                let _ = writeln!(imports, "import {{ {} as _{index} }} from {path};", quoted(name));
                let _ = writeln!(text, "{key}: _{index},");
            }
            (None, false) => {
                let _ = writeln!(text, "{key}: function () {{ return import({path}); }},");
            }
            (Some(name), false) => {
                let name = quoted(name);
                let _ = writeln!(
                    text,
                    "{key}: function () {{ return import({path}).then(function (module) {{ return module[{name}]; }}); }},"
                );
            }
        }
    }
    text.push_str("};\n");
    imports + &text
}
