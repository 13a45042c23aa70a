//! SCSS and indented Sass to CSS, by grass.

use std::{
    cell::RefCell,
    fmt, io,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::Arc,
};

use grass::{ErrorKind, Fs, Logger, Options, OutputStyle};

use crate::{Place, Problem, bounds};

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
    /// Something is extended, and there are modules that it may be in.
    extends_across_modules: bool,
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
    /// An error that is none of Sass, by its code.
    Refused(&'static str),
}

/// Compiles the file `path` with the content `source`.
#[must_use]
pub fn compile(path: &Path, source: &str, load_paths: &[PathBuf], files: &dyn Files) -> Sass {
    let mut sass = run(path, source, load_paths, files, Extends::AsWritten);
    if !sass.extends_across_modules {
        return sass;
    }
    let marked = run(path, source, load_paths, files, Extends::Marked);
    let Some(css) = marked.css else { return sass };
    sass.css = None;
    let log = Log::default();
    let options =
        Options::default().logger(&log).style(OutputStyle::Expanded).allows_charset(false);
    let text = css.replace(MARKED_EXTEND, "@extend ").replace(MARKED_PLACEHOLDER, "%");
    match catch_unwind(AssertUnwindSafe(|| grass::from_string(text.clone(), &options))) {
        Ok(Ok(css)) => sass.css = Some(css),
        Ok(Err(error)) => {
            if let ErrorKind::ParseError { message, loc, .. } = error.kind() {
                let mut message = message_at(MessageKind::Error, &message, &loc);
                path.clone_into(&mut message.file);
                sass.messages.push(message);
            }
        }
        Err(_) => {}
    }
    if sass.css.is_none() && sass.messages.iter().all(|known| known.kind != MessageKind::Error) {
        sass.messages.push(whole(path, source, "an `@extend` could not be followed".to_owned()));
    }
    sass
}

/// What is done about `@extend`. grass follows it within a module only, where Sass does in all
/// that a module uses: <https://sass-lang.com/documentation/at-rules/extend/#extension-scope>.
/// Where that could matter, extensions and placeholders are left in the CSS under other names,
/// and followed when all of it is one sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extends {
    AsWritten,
    Marked,
}

const MARKED_EXTEND: &str = "--pybundle-extend:";
const MARKED_PLACEHOLDER: &str = ".pybundle-placeholder-";

/// Puts the marks in, without moving lines.
fn marked(text: &str) -> String {
    let text = text.replace("@extend", MARKED_EXTEND);
    let mut made = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find('%') {
        let (before, after) = rest.split_at(at);
        made.push_str(before);
        let begins = made
            .chars()
            .next_back()
            .is_none_or(|char| char.is_whitespace() || "{};,>+~:(".contains(char));
        let is_name =
            after[1..].starts_with(|char: char| char.is_alphabetic() || "_-#".contains(char));
        made.push_str(if begins && is_name { MARKED_PLACEHOLDER } else { "%" });
        rest = &after[1..];
    }
    made + rest
}

fn whole(path: &Path, source: &str, text: String) -> Message {
    Message {
        kind: MessageKind::Error,
        text,
        file: path.to_owned(),
        source: source.to_owned(),
        start: Place::default(),
        end: Place::default(),
    }
}

fn run(
    path: &Path,
    source: &str,
    load_paths: &[PathBuf],
    files: &dyn Files,
    extends: Extends,
) -> Sass {
    let log = Log::default();
    let world = World { files, entry: (path, source), extends, state: RefCell::default() };
    let options = Options::default()
        .fs(&world)
        .logger(&log)
        .style(OutputStyle::Expanded)
        .allows_charset(false)
        .load_paths(load_paths);
    let result = catch_unwind(AssertUnwindSafe(|| grass::from_path(path, &options)));
    let mut state = world.state.into_inner();
    let mut sass = Sass {
        css: None,
        files: std::mem::take(&mut state.read),
        missing: std::mem::take(&mut state.missing),
        messages: log.messages.into_inner(),
        extends_across_modules: state.has_extend && state.has_modules,
    };
    let whole = |text: String| whole(path, source, text);
    match result {
        Ok(Ok(css)) => sass.css = Some(css),
        Ok(Err(error)) => sass.messages.push(match error.kind() {
            ErrorKind::ParseError { message, loc, .. } => {
                let message = message_at(MessageKind::Error, &message, &loc);
                state.refused.map_or(message, |refused| *refused)
            }
            ErrorKind::IoError(error) => {
                state.refused.map_or_else(|| whole(error.to_string()), |refused| *refused)
            }
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
    extends: Extends,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    read: Vec<PathBuf>,
    missing: Vec<PathBuf>,
    has_extend: bool,
    has_modules: bool,
    /// Why a file is not given to the parser.
    refused: Option<Box<Message>>,
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
        let text = older_colors(if path == self.entry.0 {
            self.entry.1.as_bytes().to_vec()
        } else {
            rebased(self.files.read(path)?, path, self.entry.0, self.files)
        });
        let has = |word: &[u8]| text.windows(word.len()).any(|found| found == word);
        state.has_extend |= has(b"@extend");
        // Those of Sass itself have nothing to extend.
        state.has_modules |= has(b"@forward")
            || std::str::from_utf8(&text).is_ok_and(|text| {
                text.split("@use")
                    .skip(1)
                    .any(|rest| !rest.trim_start_matches([' ', '"', '\'']).starts_with("sass:"))
            });
        let problem = match std::str::from_utf8(&text) {
            Ok(text) => bounds::check(text).err(),
            Err(_) => Some(Problem::error("invalid-utf8", "the file is not valid UTF-8", None)),
        };
        if let Some(problem) = problem {
            let place = problem.place.unwrap_or_default();
            state.refused = Some(Box::new(Message {
                kind: MessageKind::Refused(problem.code),
                text: problem.message,
                file: path.to_owned(),
                source: String::from_utf8_lossy(&text).into_owned(),
                start: place,
                end: place,
            }));
            return Err(io::ErrorKind::InvalidData.into());
        }
        if self.extends == Extends::Marked
            && let Ok(text) = std::str::from_utf8(&text)
        {
            return Ok(marked(text).into_bytes());
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

const CALLS: [&str; 4] = [".channel(", ".adjust(", ".change(", ".scale("];

/// `color.channel($c, "red", $space: rgb)` → `color.red($c)`, and
/// `color.adjust($c, $lightness: 5%, $space: hsl)` → `color.adjust($c, $lightness: 5%)`
///
/// The newer names for what grass knows by the older ones:
/// <https://sass-lang.com/documentation/modules/color/#channel>. Whoever says the channel by a
/// variable, or means another space, gets the error of grass.
fn older_colors(text: Vec<u8>) -> Vec<u8> {
    if !text.windows(7).any(|seven| seven == b"$space:") {
        return text;
    }
    let Ok(text) = String::from_utf8(text) else { return Vec::new() };
    let mut made = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((at, call)) =
        CALLS.iter().filter_map(|call| Some((rest.find(call)?, *call))).min()
    {
        made.push_str(&rest[..at]);
        let inside = &rest[at + call.len()..];
        let replaced = closing_bracket(inside).and_then(|end| {
            let arguments = split_arguments(&inside[..end]);
            let replaced = older_call(call, &arguments)?;
            let lines = inside[..end].matches('\n').count() - replaced.matches('\n').count();
            Some((end, replaced + &"\n".repeat(lines)))
        });
        if let Some((end, call)) = replaced {
            // What the arguments hold may be such a call too.
            let (name, arguments) = call.split_once('(').unwrap_or((&call, ""));
            let arguments = older_colors(arguments.as_bytes().to_vec());
            made.push_str(name);
            made.push('(');
            made.push_str(&String::from_utf8(arguments).unwrap_or_default());
            rest = &inside[end..];
        } else {
            made.push_str(call);
            rest = inside;
        }
    }
    made.push_str(rest);
    made.into_bytes()
}

/// The call without its `)`.
fn older_call(call: &str, arguments: &[&str]) -> Option<String> {
    let space = arguments.iter().find_map(|argument| argument.trim().strip_prefix("$space:"));
    let space = space?.trim();
    if call != ".channel(" {
        let is_legacy = matches!(space, "rgb" | "hsl" | "hwb");
        let kept = arguments.iter().filter(|argument| !argument.trim().starts_with("$space:"));
        return is_legacy.then(|| format!("{call}{}", kept.copied().collect::<Vec<_>>().join(",")));
    }
    let [color, channel, _] = arguments else { return None };
    let channel = channel.trim().trim_matches(['"', '\'']);
    let is_known = match channel {
        "red" | "green" | "blue" => space == "rgb",
        "hue" | "saturation" | "lightness" => space == "hsl",
        "alpha" => true,
        _ => false,
    };
    is_known.then(|| format!(".{channel}({color}"))
}

/// The byte of the `)` that closes what was open before `text`.
fn closing_bracket(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(at),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Between the commas that are in no brackets.
fn split_arguments(text: &str) -> Vec<&str> {
    let (mut arguments, mut start, mut depth) = (Vec::new(), 0, 0);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => depth -= 1,
            b',' if depth == 0 => {
                arguments.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    if !text[start..].trim().is_empty() {
        arguments.push(&text[start..]);
    }
    arguments
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colors_by_their_older_names() {
        let made = |text: &str| {
            String::from_utf8(older_colors(text.as_bytes().to_vec())).unwrap_or_default()
        };
        assert_eq!(
            made(
                "a: color.channel(f($c, 1), \"red\", $space: rgb) + 1;\nb: x.channel(\n$c,\n'hue',\n$space: hsl,\n)"
            ),
            "a: color.red(f($c, 1)) + 1;\nb: x.hue(\n$c\n\n\n)"
        );
        assert_eq!(
            made(
                "color.adjust(color.channel($c, 'red', $space: rgb), $lightness: 1%,\n$space: hsl)"
            ),
            "color.adjust(color.red($c), $lightness: 1%\n)"
        );
        let unknown = "color.channel($c, $name, $space: oklch)";
        assert_eq!(made(unknown), unknown);
    }

    #[test]
    fn marks_of_extensions() {
        assert_eq!(
            marked("%a, b > %c { @extend %d; width: 10% + (7 % 2); content: \"%s\" }"),
            ".pybundle-placeholder-a, b > .pybundle-placeholder-c { --pybundle-extend: .pybundle-placeholder-d; width: 10% + (7 % 2); content: \"%s\" }"
        );
    }

    struct Two;

    impl Files for Two {
        fn is_file(&self, path: &Path) -> bool {
            path == Path::new("/p/_b.scss")
        }
        fn is_folder(&self, _path: &Path) -> bool {
            false
        }
        fn read(&self, _path: &Path) -> io::Result<Vec<u8>> {
            Ok(b"%p { color: red } .q { margin: 0 }".to_vec())
        }
        fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
            Ok(path.to_owned())
        }
        fn in_package(&self, _folder: &Path, _request: &str) -> Option<PathBuf> {
            None
        }
    }

    #[test]
    fn extensions_reach_into_modules() {
        let source = "@use \"b\"; .x { @extend %p; } .y { @extend .q; }";
        let sass = compile(Path::new("/p/a.scss"), source, &[], &Two);
        let css = sass.css.unwrap_or_default().replace(['\n', ' '], "");
        assert_eq!(css, ".x{color:red;}.q,.y{margin:0;}", "{:?}", sass.messages);
    }

    #[test]
    fn folders_from_folders() {
        assert_eq!(up_and_down(Path::new("/a/b"), Path::new("/a/c/d")), "../c/d/");
        assert_eq!(up_and_down(Path::new("/a"), Path::new("/a/c")), "c/");
    }
}
