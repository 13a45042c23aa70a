//! Names, hashes and writing, in memory and on the disk.
#![allow(clippy::disallowed_methods, reason = "the tests look at the disk themselves")]

use std::{
    io,
    path::{Path, PathBuf},
    sync::Mutex,
};

use super::*;
use crate::{
    host::{DiskHost, FileKind, MemoryHost, Metadata},
    options::{Integrity, OutputOptions, SourceMapKind},
    sourcemap::{Part, join},
};

fn request<'a>(template: &'a str, name: &'a str) -> NameRequest<'a> {
    NameRequest { template: template.into(), name, extension: "js" }
}

fn plan(requests: &[(&str, &str)]) -> NamePlan {
    let requests: Vec<NameRequest<'_>> =
        requests.iter().map(|(template, name)| request(template, name)).collect();
    let (plan, diagnostics) = plan_names(&requests);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    plan
}

fn rendered(plan: &NamePlan, text: &str, targets: &[usize]) -> RenderedFile {
    let mut content = text.as_bytes().to_vec();
    let mut references = Vec::new();
    for target in targets {
        content.extend_from_slice(b"import '");
        references.push(Reference { offset: content.len(), target: *target });
        content.extend_from_slice(plan.path(*target).as_bytes());
        content.extend_from_slice(b"'; ");
    }
    RenderedFile { content, references, ..RenderedFile::default() }
}

fn finished(plan: &NamePlan, files: Vec<RenderedFile>) -> Emitted {
    let emitted = finish(plan, files, SourceMapKind::None, None);
    assert!(emitted.diagnostics.is_empty(), "{:?}", emitted.diagnostics);
    emitted
}

fn text(file: &OutputFile) -> &str {
    std::str::from_utf8(&file.content).unwrap()
}

const HASHED: &str = "[name]-[hash:8].[ext]";

#[test]
fn templates() {
    let plan = plan(&[
        ("[name].[ext]", "main"),
        ("js/[name][ext]", "admin/main"),
        ("./[name].js", "b"),
        (HASHED, "x"),
        ("[contenthash:12]/[name].[chunkhash].js", "y"),
    ]);
    assert_eq!(plan.path(0), "main.js");
    assert_eq!(plan.path(1), "js/admin/main.js");
    assert_eq!(plan.path(2), "b.js");
    assert_eq!(plan.path(3).len(), "x-12345678.js".len());
    assert_eq!(plan.path(4).len(), "123456789012/y.12345678.js".len());
    assert!(plan.has_hash(3) && !plan.has_hash(2));
    assert_eq!(plan.relative_path(0, 2), "./b.js");
    assert_eq!(plan.relative_path(0, 1), "./js/admin/main.js");
    assert_eq!(plan.relative_path(1, 2), "../../b.js");
    assert_eq!(plan.relative_path(4, 1), "../js/admin/main.js");
    assert_eq!(plan.base_name(1), "main.js");
}

#[test]
fn bad_templates() {
    let code = |template: &str, name: &str| {
        let (_, diagnostics) = plan_names(&[request(template, name)]);
        diagnostics.first().map(|diagnostic| (diagnostic.code, diagnostic.message.clone()))
    };
    for (template, name, expected) in [
        ("[nme].js", "a", "unknown placeholder `[nme]`"),
        ("[name", "a", "without its `]`"),
        ("[hash:3].js", "a", "not 8 to 24 long"),
        ("[hash:x].js", "a", "not 8 to 24 long"),
        ("[name:3].js", "a", "unknown"),
        ("[name].js", "../a", "outside of the output folder"),
        ("/[name].js", "a", "outside of the output folder"),
        ("[name].js", "C:/a", "outside of the output folder"),
        ("[name]/", "a", "outside of the output folder"),
        ("", "a", "outside of the output folder"),
    ] {
        let (found, message) = code(template, name).expect(template);
        assert_eq!(found, "invalid-filename");
        assert!(message.contains(expected), "{message}");
    }
    let (_, diagnostics) = plan_names(&[request("b.js", "one"), request("b.js", "two")]);
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].code, "output-collision");
    let many = vec![request("[x].js", "one"), request("[x].js", "two")];
    assert_eq!(plan_names(&many).1.len(), 1);
}

#[test]
fn hashes_follow_contents_and_dependencies() {
    let plan = plan(&[("[name].js", "main"), (HASHED, "a"), (HASHED, "b"), (HASHED, "c")]);
    let build = |leaf: &str| {
        let files = vec![
            rendered(&plan, "m", &[1]),
            rendered(&plan, "a", &[2, 2]),
            rendered(&plan, leaf, &[]),
            rendered(&plan, "c", &[0]),
        ];
        finished(&plan, files)
    };
    let one = build("b");
    let two = build("B");
    assert_eq!(one.names[0], "main.js");
    for index in 1..4 {
        let hash = one.names[index].strip_suffix(".js").unwrap();
        let hash = hash.split_once('-').unwrap().1;
        assert!(hash.len() == 8 && hash.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        assert_eq!(plan.path(index).len(), one.names[index].len());
    }
    assert_ne!(one.names[1], two.names[1], "what it depends on has changed");
    assert_ne!(one.names[2], two.names[2]);
    assert_eq!(one.names[3], two.names[3]);
    assert_eq!(text(&one.files[0]), format!("mimport '{}'; ", one.names[1]));
    let b = &one.names[2];
    assert_eq!(text(&one.files[1]), format!("aimport '{b}'; import '{b}'; "));
}

#[test]
fn hashes_of_a_cycle_do_not_depend_on_order() {
    let names = ["a", "b", "c", "outside"];
    let build = |order: [usize; 4], c: &str| {
        let requests: Vec<(&str, &str)> =
            order.iter().map(|index| (HASHED, names[*index])).collect();
        let plan = plan(&requests);
        let at = |wanted: usize| order.iter().position(|index| *index == wanted).unwrap();
        let content = ["a", "b", c, "outside"];
        let edges: [&[usize]; 4] = [&[1], &[2, 3], &[0], &[]];
        let files = order.iter().map(|index| {
            let targets: Vec<usize> = edges[*index].iter().map(|target| at(*target)).collect();
            rendered(&plan, content[*index], &targets)
        });
        let mut names = finished(&plan, files.collect()).names;
        names.sort();
        names
    };
    let one = build([0, 1, 2, 3], "c");
    assert_eq!(one, build([3, 1, 0, 2], "c"));
    let other = build([0, 1, 2, 3], "C");
    for index in 0..3 {
        assert_ne!(one[index], other[index]);
    }
    assert_eq!(one[3], other[3]);
}

#[test]
fn deep_chains_need_no_stack() {
    let names: Vec<String> = (0..50_000).map(|index| format!("n{index}")).collect();
    let requests: Vec<(&str, &str)> = names.iter().map(|name| (HASHED, &**name)).collect();
    let plan = plan(&requests);
    let last = names.len() - 1;
    let files = (0..names.len()).map(|index| rendered(&plan, "", &[(index + 1).min(last)]));
    assert_eq!(finished(&plan, files.collect()).names.len(), names.len());
}

#[test]
fn references_are_found_in_printed_code() {
    let plan = plan(&[("[hash:10]/[name].js", "a"), ("[name].js", "b"), (HASHED, "c")]);
    let code = format!(
        "~~@ '{}' '{}' '{}' ~@zzzz@~ ~@0001@~ ~",
        plan.path(0),
        plan.relative_path(2, 2),
        plan.relative_path(0, 2)
    );
    let references = plan.references_in(code.as_bytes());
    assert_eq!(references.iter().map(|found| found.target).collect::<Vec<_>>(), [0, 2, 2]);
    let mut files =
        vec![rendered(&plan, "a", &[]), rendered(&plan, "b", &[]), rendered(&plan, "c", &[])];
    files[1] = RenderedFile { content: code.into_bytes(), references, ..files[1].clone() };
    let emitted = finished(&plan, files);
    let [a, _, c] = &emitted.names[..] else { panic!() };
    assert_eq!(text(&emitted.files[1]), format!("~~@ '{a}' './{c}' '../{c}' ~@zzzz@~ ~@0001@~ ~"));
}

#[test]
fn source_maps() {
    let plan = plan(&[("js/[name] [hash].js", "é"), ("[name].css", "s")]);
    let build = |kind| {
        let mut script = rendered(&plan, "code", &[]);
        script.map = Some(join(plan.base_name(0), &[Part::text("code")]));
        script.entry = Some("é".to_owned());
        script.kind = OutputKind::Entry;
        let mut style = rendered(&plan, "a{}\n", &[]);
        style.map = Some(join(plan.base_name(1), &[]));
        finish(&plan, vec![script, style], kind, None)
    };
    let none = build(SourceMapKind::None);
    assert_eq!((none.files.len(), text(&none.files[0])), (2, "code"));

    let file = build(SourceMapKind::File);
    let [script, map, style, _] = &file.files[..] else { panic!() };
    let hash = &script.path["js/é ".len()..script.path.len() - 3];
    assert_eq!(text(script), format!("code\n//# sourceMappingURL=%C3%A9%20{hash}.js.map\n"));
    assert_eq!(text(style), "a{}\n/*# sourceMappingURL=s.css.map */\n");
    assert_eq!(
        (map.path.clone(), map.kind),
        (format!("{}.map", script.path), OutputKind::SourceMap)
    );
    assert_eq!(map.entry.as_deref(), Some("é"));
    let json: serde_json::Value = serde_json::from_slice(&map.content).unwrap();
    assert_eq!(json["file"], script.path["js/".len()..]);

    let hidden = build(SourceMapKind::Hidden);
    assert_eq!((hidden.files.len(), text(&hidden.files[0])), (4, "code"));
    assert_eq!(hidden.names[0], none.names[0]);

    let inline = build(SourceMapKind::Inline);
    assert_eq!(inline.files.len(), 2);
    let url = crate::sourcemap::find_source_mapping_url(text(&inline.files[0])).unwrap();
    let map = crate::sourcemap::decode_data_url(url).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&map).unwrap();
    assert_eq!(json["file"], inline.names[0]["js/".len()..]);
    assert_ne!(inline.names[0], file.names[0]);
}

#[test]
fn files_of_one_name() {
    let template = "[hash].js";
    let plan = plan(&[(template, "a"), (template, "b")]);
    let emitted = finished(&plan, vec![rendered(&plan, "x", &[]), rendered(&plan, "x", &[])]);
    assert_eq!((emitted.files.len(), emitted.names.len()), (1, 2));
    let plan = self::plan(&[("[name]", "a"), ("[name].js", "a/b")]);
    let files = vec![rendered(&plan, "x", &[]), rendered(&plan, "x", &[])];
    let emitted = finish(&plan, files, SourceMapKind::None, None);
    assert_eq!(emitted.diagnostics[0].code, "output-collision");
}

/// An entry that holds the integrity of a chunk whose name has no hash.
fn with_integrity(chunk: &str) -> (Emitted, NamePlan) {
    let plan = plan(&[(HASHED, "main"), ("[name].js", "late")]);
    let kind = Integrity::Sha384;
    let content =
        format!("load('late.js', '{}')", plan.integrity_stand_in(1, kind.length())).into_bytes();
    let integrities = plan.integrities_in(&content, kind.length());
    assert_eq!(integrities, [Reference { offset: 17, target: 1 }]);
    let files = vec![
        RenderedFile { content, integrities, ..RenderedFile::default() },
        rendered(&plan, chunk, &[]),
    ];
    (finish(&plan, files, SourceMapKind::None, Some(kind)), plan)
}

#[test]
fn integrity_is_that_of_the_final_bytes() {
    let (first, _) = with_integrity("x = 1;");
    let digest = integrity::integrity_of(Integrity::Sha384, b"x = 1;");
    assert_eq!(first.files[1].integrity.as_deref(), Some(digest.as_str()));
    assert_eq!(text(&first.files[0]), format!("load('late.js', '{digest}')"));
    let own = integrity::integrity_of(Integrity::Sha384, &first.files[0].content);
    assert_eq!(first.files[0].integrity.as_deref(), Some(own.as_str()));
    let (second, _) = with_integrity("x = 2;");
    assert_eq!(first.names[1], second.names[1]);
    assert_ne!(first.names[0], second.names[0]);
}

fn output(path: &Path, clean: bool) -> OutputOptions {
    OutputOptions { path: path.to_path_buf(), clean, ..OutputOptions::default() }
}

fn files(list: &[(&str, &str, OutputKind)]) -> Vec<OutputFile> {
    let file = |(path, content, kind): &(&str, &str, OutputKind)| {
        OutputFile::new((*path).to_owned(), *kind, content.as_bytes().to_vec())
    };
    list.iter().map(file).collect()
}

use OutputKind::{Chunk, Entry};

/// Memory whose every `fail`th change fails, and which notes the moves.
struct Failing {
    inner: MemoryHost,
    fail: usize,
    changes: Mutex<usize>,
    moves: Mutex<Vec<PathBuf>>,
}

impl Failing {
    fn new(before: &[(&'static str, &'static str)], fail: usize) -> Self {
        let inner = MemoryHost::new(before.iter().copied());
        Self { inner, fail, changes: Mutex::new(0), moves: Mutex::new(Vec::new()) }
    }

    fn change(&self) -> io::Result<()> {
        let mut changes = self.changes.lock().unwrap();
        *changes += 1;
        if *changes == self.fail { Err(io::Error::other("refused")) } else { Ok(()) }
    }

    /// All files, with their contents.
    fn files(&self) -> Vec<(String, String)> {
        let mut files = Vec::new();
        let mut open = vec![PathBuf::from("/")];
        while let Some(folder) = open.pop() {
            for (name, kind) in self.inner.list(&folder).unwrap() {
                let path = folder.join(name);
                if kind == FileKind::Folder {
                    open.push(path);
                } else {
                    let content = String::from_utf8(self.inner.read(&path).unwrap()).unwrap();
                    files.push((path.to_string_lossy().into_owned(), content));
                }
            }
        }
        files.sort();
        files
    }
}

impl Host for Failing {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.inner.read(path)
    }
    fn metadata(&self, path: &Path) -> io::Result<Metadata> {
        self.inner.metadata(path)
    }
    fn link_metadata(&self, path: &Path) -> io::Result<Metadata> {
        self.inner.link_metadata(path)
    }
    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        self.inner.read_link(path)
    }
    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        self.inner.canonicalize(path)
    }
    fn list(&self, path: &Path) -> io::Result<Vec<(String, FileKind)>> {
        self.inner.list(path)
    }
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.change()?;
        self.inner.create_folder(path)
    }
    fn write(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        self.change()?;
        self.inner.write(path, content)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.change()?;
        self.moves.lock().unwrap().push(to.to_path_buf());
        self.inner.rename(from, to)
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.inner.remove_file(path)
    }
    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.inner.remove_folder(path)
    }
}

#[test]
fn any_failure_leaves_the_output_as_it_was() {
    let before = [("/p/dist/a.js", "old a"), ("/p/dist/b.js", "old b"), ("/p/dist/gone.js", "x")];
    let new = [
        ("b.js", "new b", Entry),
        ("a.js", "new a", Chunk),
        ("sub/c.js", "c", Chunk),
        ("main.js", "m", Entry),
    ];
    let mut failures = 0;
    loop {
        let host = Failing::new(&before, failures + 1);
        let options = output(Path::new("/p/dist"), true);
        let diagnostics = write(&mut files(&new), &options, Path::new("/p"), &[], &host);
        if diagnostics.is_empty() {
            let names: Vec<String> = host.files().into_iter().map(|file| file.0).collect();
            assert_eq!(
                names,
                ["/p/dist/a.js", "/p/dist/b.js", "/p/dist/main.js", "/p/dist/sub/c.js"]
            );
            assert_eq!(host.files()[1].1, "new b");
            let moves = host.moves.lock().unwrap();
            let place = |name: &str| moves.iter().position(|path| path.ends_with(name)).unwrap();
            assert!(place("a.js") < place("b.js") && place("sub/c.js") < place("b.js"));
            break;
        }
        failures += 1;
        assert!(diagnostics.iter().all(|diagnostic| diagnostic.code == "output-not-written"));
        let expected = before.map(|(path, content)| (path.to_owned(), content.to_owned()));
        assert_eq!(host.files(), expected, "failure {failures}");
    }
    // A folder, four contents, six moves: `a.js` and `b.js` are kept meanwhile.
    assert_eq!(failures, 11);
}

#[test]
fn unsafe_cleaning_is_refused() {
    let host = MemoryHost::new([("/p/src/a.js", "a"), ("/p/dist/old.js", "o")]);
    for folder in ["/p", "/", "/p/src"] {
        let inputs = [PathBuf::from("/p/src/a.js")];
        let mut new = files(&[("b.js", "b", Entry)]);
        let diagnostics =
            write(&mut new, &output(Path::new(folder), true), Path::new("/p"), &inputs, &host);
        assert_eq!(diagnostics.len(), 1, "{folder}");
        assert_eq!(diagnostics[0].code, "unsafe-clean");
        assert!(host.read(&Path::new(folder).join("b.js")).is_err());
        assert!(host.read(Path::new("/p/src/a.js")).is_ok());
    }
}

/// A folder of the machine's, removed at the end.
struct Temporary(PathBuf);

impl Temporary {
    fn new(name: &str) -> Self {
        let path =
            std::env::temp_dir().join(format!("pybundle-emit-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path.canonicalize().unwrap())
    }

    fn names(&self, folder: &str) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(self.0.join(folder))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn on_the_disk() {
    let folder = Temporary::new("disk");
    let root = &folder.0;
    let host = DiskHost::default();
    let options = output(&root.join("deep/dist"), true);
    let mut new = files(&[("a.js", "a", Entry), ("x/y/b.js", "b", Chunk)]);
    assert!(write(&mut new, &options, root, &[], &host).is_empty());
    assert!(new.iter().all(|file| file.changed));
    assert_eq!(folder.names("deep/dist"), ["a.js", "x"]);

    let dist = root.join("deep/dist");
    let written = |name: &str| std::fs::metadata(dist.join(name)).unwrap().modified().unwrap();
    let before = written("a.js");
    std::fs::create_dir_all(dist.join("old/older")).unwrap();
    std::fs::write(dist.join("old/older/o.js"), "o").unwrap();
    std::fs::write(dist.join(".gitkeep"), "").unwrap();
    let mut new = files(&[("a.js", "a", Entry), ("c.js", "cc", Chunk)]);
    assert!(write(&mut new, &options, root, &[], &host).is_empty());
    assert_eq!((new[0].changed, new[1].changed), (false, true));
    assert_eq!(written("a.js"), before);
    assert_eq!(folder.names("deep/dist"), [".gitkeep", "a.js", "c.js"]);

    // Same length, other bytes.
    let mut new = files(&[("a.js", "A", Entry), ("c.js", "cc", Chunk)]);
    assert!(write(&mut new, &options, root, &[], &host).is_empty());
    assert_eq!(std::fs::read_to_string(dist.join("a.js")).unwrap(), "A");
    assert_eq!((new[0].changed, new[1].changed), (true, false));
}

#[test]
fn things_in_the_way_on_the_disk() {
    let folder = Temporary::new("way");
    let root = &folder.0;
    let host = DiskHost::default();
    std::fs::write(root.join("file"), "f").unwrap();
    let code = |path: &str, name: &str| {
        let mut new = files(&[("first.js", "1", Chunk), (name, "2", Entry)]);
        let diagnostics = write(&mut new, &output(&root.join(path), false), root, &[], &host);
        diagnostics.first().map(|diagnostic| diagnostic.code)
    };
    assert_eq!(code("file", "a.js"), Some("output-not-a-folder"));
    assert_eq!(code("file/below", "a.js"), Some("output-not-written"));
    std::fs::create_dir_all(root.join("dist/a.js")).unwrap();
    assert_eq!(code("dist", "a.js"), Some("output-not-written"));
    assert_eq!(folder.names("dist"), ["a.js"]);
    assert_eq!(folder.names(""), ["dist", "file"]);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_by_cleaning() {
    let folder = Temporary::new("links");
    let root = &folder.0;
    let host = DiskHost::default();
    std::fs::create_dir_all(root.join("src")).unwrap();
    std::fs::write(root.join("src/a.js"), "a").unwrap();
    std::fs::create_dir_all(root.join("dist")).unwrap();
    std::os::unix::fs::symlink(root.join("src"), root.join("dist/link")).unwrap();
    let mut new = files(&[("b.js", "b", Entry)]);
    let inputs = [root.join("src/a.js")];
    assert!(write(&mut new, &output(&root.join("dist"), true), root, &inputs, &host).is_empty());
    assert_eq!(folder.names("dist"), ["b.js"]);
    assert_eq!(folder.names("src"), ["a.js"]);

    // An output folder that is a link to the sources.
    std::os::unix::fs::symlink(root.join("src"), root.join("linked")).unwrap();
    let diagnostics = write(&mut new, &output(&root.join("linked"), true), root, &inputs, &host);
    assert_eq!(diagnostics[0].code, "unsafe-clean");
}
