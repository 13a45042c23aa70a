//! SCSS and indented Sass to CSS, by grass.

use std::{
    cell::RefCell,
    fmt, io,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::Arc,
};

use grass::{ErrorKind, Fs, Logger, Options, OutputStyle};

use crate::{Place, bounds};

/// Where Sass finds files.
pub trait Files {
    fn is_file(&self, path: &Path) -> bool;
    fn is_folder(&self, path: &Path) -> bool;
    /// # Errors
    /// Those of the file system.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// # Errors
    /// Those of the file system.
    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf>;
    /// What a path stands for that Sass made of a request with `pkg:` or `~`: without it,
    /// beside what else it may be. `folder` is where the request stands.
    fn in_package(&self, folder: &Path, request: &str) -> Option<PathBuf>;
}

/// What Sass made of a file.
#[derive(Debug, Default)]
pub struct Sass {
    /// `None` where there is an error among the messages.
    pub css: Option<String>,
    /// Read, in the order in which they were met, each once.
    pub files: Vec<PathBuf>,
    /// Where a file would have been taken from, had there been one.
    pub missing: Vec<PathBuf>,
    pub messages: Vec<Message>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub kind: MessageKind,
    pub text: String,
    /// As it was found.
    pub file: PathBuf,
    /// The whole of that file.
    pub source: String,
    pub start: Place,
    pub end: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageKind {
    Error,
    /// `@warn`
    Warning,
    /// `@debug`
    Debug,
}

/// Compiles the file `path` with the content `source`.
#[must_use]
pub fn compile(path: &Path, source: &str, load_paths: &[PathBuf], files: &dyn Files) -> Sass {
    let log = Log::default();
    let world = World { files, entry: (path, source), state: RefCell::default() };
    let options = Options::default()
        .fs(&world)
        .logger(&log)
        .style(OutputStyle::Expanded)
        .allows_charset(false)
        .load_paths(load_paths);
    let result = catch_unwind(AssertUnwindSafe(|| grass::from_path(path, &options)));
    let state = world.state.into_inner();
    let mut sass = Sass {
        css: None,
        files: state.read,
        missing: state.missing,
        messages: log.messages.into_inner(),
    };
    let whole = |text: String| Message {
        kind: MessageKind::Error,
        text,
        file: path.to_owned(),
        source: source.to_owned(),
        start: Place::default(),
        end: Place::default(),
    };
    match result {
        Ok(Ok(css)) => sass.css = Some(css),
        Ok(Err(error)) => sass.messages.push(match error.kind() {
            ErrorKind::ParseError { message, loc, .. } => {
                let mut message = message_at(MessageKind::Error, &message, &loc);
                if let Some((file, reason)) = &state.refused {
                    message.text.clone_from(reason);
                    message.file.clone_from(file);
                }
                message
            }
            ErrorKind::IoError(error) => match &state.refused {
                Some((file, reason)) => Message {
                    file: file.clone(),
                    source: String::new(),
                    ..whole(reason.clone())
                },
                None => whole(error.to_string()),
            },
            ErrorKind::FromUtf8Error(_) => whole("the file is not valid UTF-8".to_owned()),
            _ => whole("the file could not be compiled".to_owned()),
        }),
        Err(_) => sass.messages.push(whole("the compiler of Sass gave up on this file".to_owned())),
    }
    sass
}

/// The files as grass asks for them.
struct World<'w> {
    files: &'w dyn Files,
    entry: (&'w Path, &'w str),
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    read: Vec<PathBuf>,
    missing: Vec<PathBuf>,
    /// A file that is not given to the parser, and why.
    refused: Option<(PathBuf, String)>,
}

impl fmt::Debug for World<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("World")
    }
}

impl World<'_> {
    /// grass joins a request to a folder, whatever the request is: `/app/pkg:name/file`.
    fn real(&self, path: &Path) -> Option<PathBuf> {
        let text = path.to_str()?;
        let (at, length) = match text.find("/pkg:") {
            Some(at) => (at, "/pkg:".len()),
            None => match text.find("/~") {
                Some(at) => (at, "/~".len()),
                None => return Some(path.to_owned()),
            },
        };
        // The partial of `pkg:name` itself is asked for as `_pkg:name`.
        let request = text[at + length..].trim_start_matches('/');
        self.files.in_package(Path::new(&text[..at]), request)
    }
}

impl Fs for World<'_> {
    fn is_dir(&self, path: &Path) -> bool {
        self.real(path).is_some_and(|path| self.files.is_folder(&path))
    }

    fn is_file(&self, path: &Path) -> bool {
        let Some(real) = self.real(path) else { return false };
        let found = self.files.is_file(&real);
        if !found {
            self.state.borrow_mut().missing.push(real);
        }
        found
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut state = self.state.borrow_mut();
        if !state.read.iter().any(|known| known == path) {
            state.read.push(path.to_owned());
        }
        let text = if path == self.entry.0 {
            self.entry.1.as_bytes().to_vec()
        } else {
            rebased(self.files.read(path)?, path, self.entry.0, self.files)
        };
        let problem = match std::str::from_utf8(&text) {
            Ok(text) => bounds::check(text).err().map(|problem| problem.message),
            Err(_) => Some("the file is not valid UTF-8".to_owned()),
        };
        if let Some(reason) = problem {
            state.refused = Some((path.to_owned(), reason));
            return Err(io::ErrorKind::InvalidData.into());
        }
        Ok(text)
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        let real = self.real(path).ok_or(io::ErrorKind::NotFound)?;
        self.files.canonicalize(&real)
    }
}

/// Addresses in the files that a sheet is made of are relative to those: Sass leaves them as
/// they are, so they are made relative to the sheet. Only such as name a file.
fn rebased(text: Vec<u8>, path: &Path, entry: &Path, files: &dyn Files) -> Vec<u8> {
    let (Some(folder), Some(root)) = (path.parent(), entry.parent()) else { return text };
    if folder == root || !text.windows(4).any(|four| four == b"url(") {
        return text;
    }
    let Ok(text) = String::from_utf8(text) else { return Vec::new() };
    let mut made = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("url(") {
        let (before, after) = rest.split_at(at + "url(".len());
        made.push_str(before);
        rest = after;
        let open = after.len() - after.trim_start_matches([' ', '"', '\'']).len();
        let request = after[open..].split(['"', '\'', ')', '\n']).next().unwrap_or_default();
        let file = request.split(['?', '#']).next().unwrap_or_default();
        let is_plain = crate::css::is_file(request) && !request.contains(['$', '{', '~', '+']);
        if is_plain && files.is_file(&folder.join(file)) && !files.is_file(&root.join(file)) {
            made.push_str(&after[..open]);
            made.push_str(&up_and_down(root, folder));
            made.push_str(request);
            rest = &after[open + request.len()..];
        }
    }
    made.push_str(rest);
    made.into_bytes()
}

/// `../x/` from one folder to another.
fn up_and_down(from: &Path, to: &Path) -> String {
    let (from, to): (Vec<_>, Vec<_>) = (from.components().collect(), to.components().collect());
    let common = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let mut path = "../".repeat(from.len() - common);
    for part in &to[common..] {
        path.push_str(&part.as_os_str().to_string_lossy());
        path.push('/');
    }
    path
}

#[derive(Debug, Default)]
struct Log {
    messages: RefCell<Vec<Message>>,
}

impl Log {
    /// Loops say the same again and again.
    fn add(&self, message: Message) {
        let mut messages = self.messages.borrow_mut();
        if !messages.contains(&message) {
            messages.push(message);
        }
    }
}

impl Logger for Log {
    fn debug(&self, location: grass_location::SpanLoc, message: &str) {
        self.add(message_at(MessageKind::Debug, message, &location));
    }

    fn warn(&self, location: grass_location::SpanLoc, message: &str) {
        self.add(message_at(MessageKind::Warning, message, &location));
    }
}

/// The crate that grass takes places from.
mod grass_location {
    pub use codemap::SpanLoc;
}

fn message_at(kind: MessageKind, text: &str, location: &grass_location::SpanLoc) -> Message {
    let place = |at: codemap::LineCol| Place {
        line: u32::try_from(at.line).unwrap_or(0),
        column: u32::try_from(at.column).unwrap_or(0),
    };
    Message {
        kind,
        text: text.trim_end_matches('.').to_owned(),
        file: PathBuf::from(location.file.name()),
        source: location.file.source().to_owned(),
        start: place(location.begin),
        end: place(location.end),
    }
}

/// A shared list of folders.
pub type LoadPaths = Arc<[PathBuf]>;

/// Whether a line of Sass is a request that may have led to `file`: by the name alone.
#[must_use]
pub fn line_asks_for(line: &str, file: &Path) -> bool {
    let line = line.trim_start();
    if !["@use", "@import", "@forward"].iter().any(|word| line.starts_with(word)) {
        return false;
    }
    let name = |path: &Path| {
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        stem.map(|stem| stem.trim_start_matches('_').to_owned())
    };
    let folder = file.parent().and_then(name);
    let wanted = name(file);
    line.split(['"', '\'', ' ', ',', ';']).skip(1).any(|request| {
        let asked = name(Path::new(request));
        asked.is_some()
            && (asked == wanted || (wanted.as_deref() == Some("index") && asked == folder))
    })
}
