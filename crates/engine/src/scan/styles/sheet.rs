//! One file as a style sheet, and what is kept of it between builds.

use std::{
    borrow::Cow,
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use pybundle_loaders::{
    Place, Problem,
    css::{self, Css, CssOptions},
    icss,
    sass::{self, Message, MessageKind, Sass},
};
use rustc_hash::FxHashMap;

use super::{Scanner, StyleKind, Syntax, local_names};
use crate::{
    diagnostic::{Diagnostic, Location, Severity},
    host::{FileKind, Host, display_path},
    options::SourceMapKind,
    resolve::{Importer, RequestKind, Resolvers, Target},
    sourcemap::Incoming,
};

/// A file, compiled; depends on its own bytes, those that Sass reads with it, and options.
#[derive(Debug, Default)]
pub struct Sheet {
    /// Absolute.
    pub path: PathBuf,
    /// Relative to the project, with `/`.
    pub name: String,
    /// The CSS that was compiled.
    pub source: String,
    pub css: Css,
    pub is_local: bool,
    /// `@value` and `:export`, in order.
    pub values: Vec<(String, String)>,
    pub problems: Vec<Diagnostic>,
    /// Its own source map.
    pub incoming: Option<Arc<Incoming>>,
    /// The files that it was made of.
    files: Vec<PathBuf>,
    missing: Vec<PathBuf>,
}

/// The sheets of earlier builds.
#[derive(Default)]
pub struct Sheets {
    known: Mutex<FxHashMap<(PathBuf, StyleKind), Arc<Sheet>>>,
}

impl Sheets {
    /// Forgets what is made of `paths`, or would be.
    pub fn invalidate(&self, paths: &[PathBuf]) {
        if let Ok(mut known) = self.known.lock() {
            known.retain(|_, sheet| {
                let mut all = sheet.files.iter().chain(&sheet.missing);
                !all.any(|file| paths.iter().any(|changed| file.starts_with(changed)))
            });
        }
    }
}

impl Scanner<'_> {
    /// The file `path` as a sheet of its own.
    pub(super) fn sheet(&self, path: &Path, kind: StyleKind) -> Arc<Sheet> {
        let key = (path.to_owned(), StyleKind { is_inline: false, ..kind });
        let sheets = &self.store.sheets.known;
        let known = sheets.lock().ok().and_then(|known| known.get(&key).cloned());
        let sheet = known.unwrap_or_else(|| {
            let made = Arc::new(self.compile(path, kind));
            match sheets.lock() {
                // Two threads may have made it.
                Ok(mut known) => Arc::clone(known.entry(key).or_insert(made)),
                Err(_) => made,
            }
        });
        self.store.add_files(sheet.files.iter().cloned());
        self.store.add_missing(sheet.missing.iter().cloned());
        sheet
    }

    fn compile(&self, path: &Path, kind: StyleKind) -> Sheet {
        let name = display_path(&self.options.root, path).into_owned();
        let mut sheet = Sheet {
            path: path.to_owned(),
            name,
            is_local: kind.is_local,
            files: vec![path.to_owned()],
            ..Sheet::default()
        };
        match self.host.read(path) {
            Ok(content) => self.sheet_of(path, &sheet.name, &content, kind, None),
            Err(error) => {
                sheet.problems.push(super::super::store::unreadable(&sheet.name, &error));
                sheet
            }
        }
    }

    /// The sheet that `content` is, which loaders may have made. `incoming` is the map from it
    /// to the file.
    pub(in super::super) fn sheet_of(
        &self,
        path: &Path,
        name: &str,
        content: &[u8],
        kind: StyleKind,
        incoming: Option<Arc<Incoming>>,
    ) -> Sheet {
        let mut sheet = Sheet {
            path: path.to_owned(),
            name: name.to_owned(),
            is_local: kind.is_local,
            files: vec![path.to_owned()],
            incoming,
            ..Sheet::default()
        };
        let text = match std::str::from_utf8(content) {
            Ok(text) => text,
            Err(error) => {
                let at = error.valid_up_to();
                let text = String::from_utf8_lossy(content);
                sheet.problems.push(
                    Diagnostic::error("invalid-utf8", "the file is not valid UTF-8")
                        .at(Location::new(&sheet.name, &text, at, at + 1))
                        .label("this byte")
                        .hint("save the file as UTF-8"),
                );
                return sheet;
            }
        };
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        sheet.source = if kind.syntax == Syntax::Css {
            text.to_owned()
        } else {
            match self.sass(path, text, &mut sheet) {
                Some(css) => css,
                None => return sheet,
            }
        };
        let maps = self.options.source_map != SourceMapKind::None;
        let options = CssOptions {
            minify: self.options.minify,
            source_map: maps,
            browsers: self.options.syntax().browsers(),
            modules: kind.is_local.then(|| local_names(&self.options.styles, &sheet.name)),
        };
        let mut compiled = Cow::Borrowed(sheet.source.as_str());
        if kind.is_local {
            let shared = icss::replace(&sheet.source);
            sheet.values = shared.values;
            if let Some(text) = shared.text {
                compiled = Cow::Owned(text);
            }
        }
        sheet.css = css::compile(&sheet.name, &compiled, &options);
        if maps && kind.syntax == Syntax::Css && sheet.incoming.is_none() {
            sheet.incoming = self.incoming(Some(path), &sheet.source);
        }
        for problem in std::mem::take(&mut sheet.css.problems) {
            sheet.problems.extend(diagnostic(&sheet, kind, &problem));
        }
        sheet
    }

    fn sass(&self, path: &Path, text: &str, sheet: &mut Sheet) -> Option<String> {
        let world = World { host: self.host, resolvers: self.resolvers, folder: path.parent()? };
        let mut load_paths = self.options.styles.load_paths.clone();
        // Packages are found without a prefix too, as by other tools.
        load_paths.extend(
            path.ancestors().skip(1).map(|folder| folder.join("node_modules")).filter(|folder| {
                self.host.metadata(folder).is_ok_and(|found| found.kind == FileKind::Folder)
            }),
        );
        let Sass { css, files, missing, messages, .. } =
            sass::compile(path, text, &load_paths, &world);
        sheet.missing = missing;
        sheet.missing.sort();
        sheet.missing.dedup();
        for file in files {
            if !sheet.files.contains(&file) {
                sheet.files.push(file);
            }
        }
        for message in messages {
            let chain = self.sass_chain(path, text, &message.file, &sheet.files);
            sheet.problems.extend(self.sass_diagnostic(&message, chain));
        }
        css
    }

    /// `@debug` says nothing that a build is to say.
    fn sass_diagnostic(&self, message: &Message, chain: Vec<String>) -> Option<Diagnostic> {
        let name = display_path(&self.options.root, &message.file).into_owned();
        let (severity, code) = match message.kind {
            MessageKind::Error => (Severity::Error, "sass-error"),
            // What packages warn of, their users cannot mend.
            MessageKind::Warning if in_package(&name) => return None,
            MessageKind::Warning => (Severity::Warning, "sass-warning"),
            MessageKind::Debug => return None,
            MessageKind::Refused(code) => (Severity::Error, code),
        };
        let source = &message.source;
        let (start, end) = (message.start.offset(source), message.end.offset(source));
        let mut lines = message.text.lines();
        let mut diagnostic = Diagnostic::error(code, lines.next().unwrap_or("it failed"))
            .at(Location::new(name, source, start, end));
        diagnostic.severity = severity;
        diagnostic.notes.extend(lines.map(str::to_owned));
        diagnostic.notes.extend(chain);
        Some(diagnostic)
    }

    /// How the compiled file leads to `file`: a line for each request, the nearest first.
    fn sass_chain(&self, entry: &Path, text: &str, file: &Path, files: &[PathBuf]) -> Vec<String> {
        let mut chain = Vec::new();
        let mut target = file.to_owned();
        while target != entry && chain.len() < 32 {
            let asked = files.iter().filter(|from| **from != target).find_map(|from| {
                let read;
                let text = if from == entry {
                    text
                } else {
                    read = String::from_utf8(self.host.read(from).ok()?).ok()?;
                    &read
                };
                let (line, source) = text
                    .lines()
                    .enumerate()
                    .find(|(_, line)| sass::line_asks_for(line, &target))?;
                Some((from.clone(), line, source.trim().to_owned()))
            });
            let Some((from, line, source)) = asked else { break };
            let name = display_path(&self.options.root, &from).into_owned();
            chain.push(format!("asked for in {name}:{}: {source}", line + 1));
            target = from;
        }
        chain
    }
}

fn diagnostic(sheet: &Sheet, kind: StyleKind, problem: &Problem) -> Option<Diagnostic> {
    let is_warning = problem.code == "css-unknown";
    if problem.is_skipped && in_package(&sheet.name) {
        return None;
    }
    let location = problem.place.map_or_else(
        || Location::file(&sheet.name),
        |place: Place| {
            let start = place.offset(&sheet.source);
            let end =
                sheet.source[start..].chars().next().map_or(start, |char| start + char.len_utf8());
            Location::new(&sheet.name, &sheet.source, start, end)
        },
    );
    let mut diagnostic = Diagnostic::error(problem.code, problem.message.clone()).at(location);
    if is_warning || (problem.is_skipped && kind.syntax != Syntax::Css) {
        diagnostic.severity = Severity::Warning;
    }
    if kind.syntax != Syntax::Css {
        diagnostic = diagnostic.note("the place is one of the CSS that Sass made");
    }
    if let Some(hint) = problem.hint {
        diagnostic = diagnostic.hint(hint);
    }
    Some(diagnostic)
}

fn in_package(name: &str) -> bool {
    name.split('/').any(|part| part == "node_modules")
}

/// The files as Sass asks for them.
struct World<'w> {
    host: &'w dyn Host,
    resolvers: &'w Resolvers,
    folder: &'w Path,
}

impl sass::Files for World<'_> {
    fn is_file(&self, path: &Path) -> bool {
        self.host.metadata(path).is_ok_and(|found| found.kind == FileKind::File)
    }

    fn is_folder(&self, path: &Path) -> bool {
        self.host.metadata(path).is_ok_and(|found| found.kind == FileKind::Folder)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.host.read(path)
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        self.host.canonicalize(path)
    }

    fn in_package(&self, _folder: &Path, request: &str) -> Option<PathBuf> {
        let mut parts = request.splitn(if request.starts_with('@') { 3 } else { 2 }, '/');
        let mut name = parts.next()?.to_owned();
        if name.starts_with('@') {
            name = format!("{name}/{}", parts.next()?);
        }
        if let Some(rest) = parts.next() {
            return Some(self.resolvers.package_folder(self.folder, &name)?.join(rest));
        }
        // The name of a package alone, with what Sass tries behind it.
        let name =
            ["sass", "scss", "css"].iter().find_map(|end| name.strip_suffix(&format!(".{end}")))?;
        match self.resolvers.resolve(Importer::Folder(self.folder), name, RequestKind::Style) {
            Ok(Target::File(file)) => Some(file.path),
            _ => None,
        }
    }
}

impl Sheet {
    /// The files that it was made of, its own included.
    #[must_use]
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// What it would be made of if it were there.
    #[must_use]
    pub fn missing(&self) -> &[PathBuf] {
        &self.missing
    }

    /// How source maps call what was compiled.
    #[must_use]
    pub fn source_name(&self) -> String {
        if self.path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("css")) {
            self.name.clone()
        } else {
            format!("{}.css", self.name)
        }
    }

    /// A source of its own map, as the map of the chunk shows it.
    #[must_use]
    pub fn resolved(&self, source: &str) -> String {
        let folder = self.name.rsplit_once('/').map_or("", |(folder, _)| folder);
        if source.contains("://") || source.starts_with('/') || folder.is_empty() {
            return source.to_owned();
        }
        let mut parts: Vec<&str> = folder.split('/').collect();
        for part in source.split('/') {
            match part {
                "." | "" => {}
                ".." if parts.last().is_some_and(|last| *last != "..") => {
                    parts.pop();
                }
                part => parts.push(part),
            }
        }
        parts.join("/")
    }
}
