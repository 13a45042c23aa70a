//! Requests against small projects in memory.

use std::{path::Path, sync::Arc};

use serde_json::{Value, json};

use super::{Importer, ModuleFormat, RequestKind, Resolvers, Target};
use crate::{
    diagnostic::{Diagnostic, Location},
    host::{DiskHost, MemoryHost},
    options::Options,
};

/// A project in `/p` with resolve options and top-level options.
struct Project {
    resolvers: Resolvers,
}

fn project(files: &[(&str, &str)], changes: Value) -> Project {
    let resolvers =
        Resolvers::new(&options("/p", changes), Arc::new(MemoryHost::new(files.iter().copied())));
    Project { resolvers }
}

fn options(root: &str, changes: Value) -> Options {
    let mut options = json!({
        "root": root, "entries": [], "mode": "production", "platform": "web", "format": "iife",
        "output": {"path": "/p/dist", "filename": "b.js", "chunk_filename": "c.js", "public_path": "auto"},
    });
    if let (Value::Object(options), Value::Object(changes)) = (&mut options, changes) {
        options.extend(changes);
    }
    serde_json::from_value(options).unwrap()
}

impl Project {
    fn ask(&self, importer: &str, request: &str, kind: RequestKind) -> String {
        let importer = match kind {
            RequestKind::Entry => Importer::Folder(Path::new(importer)),
            _ => Importer::File(Path::new(importer)),
        };
        match self.resolvers.resolve(importer, request, kind) {
            Ok(Target::File(file)) => {
                format!("{}{}{}", file.path.display(), file.query, file.fragment)
            }
            Ok(Target::Ignored) => "ignored".to_owned(),
            Ok(Target::External { request, global }) => format!("external {request} {global:?}"),
            Ok(Target::NodeBuiltin { name }) => format!("node {name}"),
            Ok(Target::Data { mime, bytes }) => {
                format!("data {mime} {}", String::from_utf8_lossy(&bytes))
            }
            Err(unresolved) => {
                format!("error {}", self.resolvers.explain(&unresolved, None).message)
            }
        }
    }

    fn import(&self, importer: &str, request: &str) -> String {
        self.ask(importer, request, RequestKind::Import)
    }

    fn problem(&self, importer: &str, request: &str) -> Diagnostic {
        let unresolved = self
            .resolvers
            .resolve(Importer::File(Path::new(importer)), request, RequestKind::Import)
            .expect_err("resolves");
        self.resolvers.explain(&unresolved, Some(Location::file("a.js")))
    }

    fn file(&self, importer: &str, request: &str) -> super::ResolvedFile {
        let importer = Importer::File(Path::new(importer));
        match self.resolvers.resolve(importer, request, RequestKind::Import) {
            Ok(Target::File(file)) => file,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn files_and_folders() {
    let p = project(
        &[
            ("/p/src/a.js", ""),
            ("/p/src/a.ts", ""),
            ("/p/src/b.jsx", ""),
            ("/p/src/c/index.js", ""),
            ("/p/src/d.js", ""),
            ("/p/src/d/index.js", ""),
            ("/p/src/e/package.json", r#"{"main": "lib/x"}"#),
            ("/p/src/e/lib/x.js", ""),
            ("/p/src/hash#name.js", ""),
            ("/p/src/what?.js", ""),
            ("/p/src/é.js", ""),
            ("/p/public/z.js", ""),
            ("/p/node_modules/n/index.js", ""),
        ],
        json!({}),
    );
    let from = "/p/src/main.js";
    for (request, expected) in [
        ("./a", "/p/src/a.ts"),
        ("./a.js", "/p/src/a.js"),
        ("./b", "/p/src/b.jsx"),
        ("./c", "/p/src/c/index.js"),
        ("./c/", "/p/src/c/index.js"),
        ("./d", "/p/src/d.js"),
        ("./d/", "/p/src/d/index.js"),
        ("./e", "/p/src/e/lib/x.js"),
        (".", "error `.` is a folder with no `index` file in it"),
        ("../src/./a.js", "/p/src/a.js"),
        ("./a.js?x=1", "/p/src/a.js?x=1"),
        ("./a.js?x=1#frag", "/p/src/a.js?x=1#frag"),
        ("./a.js#frag", "/p/src/a.js#frag"),
        ("./a?x", "/p/src/a.ts?x"),
        ("./hash#name.js", "/p/src/hash#name.js"),
        ("./hash#name", "/p/src/hash#name.js"),
        ("./what?.js", "/p/src/what?.js"),
        ("./what?", "/p/src/what?.js"),
        ("./é", "/p/src/é.js"),
        ("/p/src/a.js", "/p/src/a.js"),
        ("/public/z", "/p/public/z.js"),
        ("file:///p/src/a.js", "/p/src/a.js"),
        ("n?q", "/p/node_modules/n/index.js?q"),
    ] {
        assert_eq!(p.import(from, request), expected, "{request}");
    }
}

#[test]
fn typescript_names() {
    let p = project(
        &[
            ("/p/src/a.ts", ""),
            ("/p/src/b.tsx", ""),
            ("/p/src/c.mts", ""),
            ("/p/node_modules/x/index.js", ""),
            ("/p/node_modules/x/index.ts", ""),
            ("/p/node_modules/x/sub.ts", ""),
            ("/p/node_modules/x/sub.js", ""),
            ("/p/node_modules/x/only.ts", ""),
        ],
        json!({}),
    );
    let from = "/p/src/main.ts";
    assert_eq!(p.import(from, "./a.js"), "/p/src/a.ts");
    assert_eq!(p.import(from, "./b.jsx"), "/p/src/b.tsx");
    assert_eq!(p.import(from, "./c.mjs"), "/p/src/c.mts");
    assert_eq!(p.import(from, "x"), "/p/node_modules/x/index.js");
    assert_eq!(p.import(from, "x/sub"), "/p/node_modules/x/sub.js");
    assert_eq!(p.import(from, "x/sub.ts"), "/p/node_modules/x/sub.ts");
    assert_eq!(p.import(from, "x/only"), "/p/node_modules/x/only.ts");
    assert_eq!(p.import("/p/node_modules/x/index.js", "./sub"), "/p/node_modules/x/sub.js");
    assert!(p.import("/p/node_modules/x/index.js", "./only.js").starts_with("error"));
}

#[test]
fn entries() {
    let p = project(
        &[
            ("/p/src/index.tsx", ""),
            ("/p/node_modules/lib/index.js", ""),
            ("/p/node_modules/path/index.js", ""),
        ],
        json!({"externals": [{"request": ".", "pattern": true}]}),
    );
    let entry = |request: &str| p.ask("/p", request, RequestKind::Entry);
    assert_eq!(entry("src/index.tsx"), "/p/src/index.tsx");
    assert_eq!(entry("./src"), "/p/src/index.tsx");
    assert_eq!(entry("src"), "/p/src/index.tsx");
    assert_eq!(entry("lib"), "/p/node_modules/lib/index.js");
    assert_eq!(entry("/p/src/index"), "/p/src/index.tsx");
    assert_eq!(entry("src/indx.tsx"), "error the entry `src/indx.tsx` was not found in `src`");
}

const PACKAGE: &str = r#"{
    "name": "pkg", "version": "1.2.3", "main": "main.js", "module": "module.js",
    "browser": {"./main.js": "./browser.js", "fs": false, "./node-only.js": false, "swap": "./own.js"}
}"#;

const EXPORTS: &str = r##"{
    "name": "exp", "version": "2.0.0",
    "imports": {"#inner": {"browser": "./inner-browser.js", "default": "./inner.js"}, "#dep": "pkg"},
    "exports": {
        ".": {"worker": "./worker.js", "node": "./node.js", "development": "./dev.js",
              "import": "./esm.mjs", "require": "./cjs.cjs"},
        "./feature/*": "./dist/*.js", "./feature/private": null,
        "./data": {"custom": "./data.js"}, "./array": ["./array.js"]
    }
}"##;

fn packages() -> Vec<(&'static str, &'static str)> {
    vec![
        ("/p/node_modules/pkg/package.json", PACKAGE),
        ("/p/node_modules/pkg/main.js", ""),
        ("/p/node_modules/pkg/module.js", ""),
        ("/p/node_modules/pkg/browser.js", ""),
        ("/p/node_modules/pkg/own.js", ""),
        ("/p/node_modules/pkg/node-only.js", ""),
        ("/p/node_modules/pkg/lib/deep.js", ""),
        ("/p/node_modules/exp/package.json", EXPORTS),
        ("/p/node_modules/exp/worker.js", ""),
        ("/p/node_modules/exp/node.js", ""),
        ("/p/node_modules/exp/dev.js", ""),
        ("/p/node_modules/exp/esm.mjs", ""),
        ("/p/node_modules/exp/cjs.cjs", ""),
        ("/p/node_modules/exp/array.js", ""),
        ("/p/node_modules/exp/data.js", ""),
        ("/p/node_modules/exp/inner.js", ""),
        ("/p/node_modules/exp/inner-browser.js", ""),
        ("/p/node_modules/exp/dist/one.js", ""),
        ("/p/node_modules/exp/dist/private.js", ""),
        ("/p/node_modules/events/package.json", r#"{"main": "./events.js"}"#),
        ("/p/node_modules/events/events.js", ""),
        ("/p/src/main.js", ""),
    ]
}

#[test]
fn package_entry_points() {
    let p = project(&packages(), json!({}));
    let from = "/p/src/main.js";
    // A "browser" map is no entry point itself, but is applied to the one found.
    assert_eq!(p.import(from, "pkg"), "/p/node_modules/pkg/module.js");
    assert_eq!(p.import(from, "pkg/main"), "/p/node_modules/pkg/browser.js");
    assert_eq!(p.import(from, "pkg/node-only"), "ignored");
    assert_eq!(p.import(from, "pkg/lib/deep"), "/p/node_modules/pkg/lib/deep.js");
    assert_eq!(p.import("/p/node_modules/pkg/lib/deep.js", "fs"), "ignored");
    assert_eq!(p.import("/p/node_modules/pkg/lib/deep.js", "swap"), "/p/node_modules/pkg/own.js");
    assert_eq!(p.import(from, "exp"), "/p/node_modules/exp/esm.mjs");
    assert_eq!(p.ask(from, "exp", RequestKind::Require), "/p/node_modules/exp/cjs.cjs");
    assert_eq!(p.ask(from, "exp", RequestKind::DynamicImport), "/p/node_modules/exp/esm.mjs");
    assert_eq!(p.import(from, "exp/feature/one"), "/p/node_modules/exp/dist/one.js");
    assert_eq!(p.import(from, "exp/array"), "/p/node_modules/exp/array.js");
    // A package reaches itself by its own name, and its private names.
    let inside = "/p/node_modules/exp/dist/one.js";
    assert_eq!(p.import(inside, "exp"), "/p/node_modules/exp/esm.mjs");
    assert_eq!(p.import(inside, "#inner"), "/p/node_modules/exp/inner-browser.js");
    assert_eq!(p.import(inside, "#dep"), "/p/node_modules/pkg/module.js");

    let p = project(&packages(), json!({"platform": "node", "mode": "development"}));
    assert_eq!(p.import(from, "exp"), "/p/node_modules/exp/node.js");
    assert_eq!(p.import(from, "pkg/main"), "/p/node_modules/pkg/main.js");
    assert_eq!(p.import(inside, "#inner"), "/p/node_modules/exp/inner.js");
    let p = project(&packages(), json!({"platform": "webworker"}));
    assert_eq!(p.import(from, "exp"), "/p/node_modules/exp/worker.js");
    let p = project(&packages(), json!({"mode": "development"}));
    assert_eq!(p.import(from, "exp"), "/p/node_modules/exp/dev.js");
    let p = project(&packages(), json!({"resolve": {"conditions": ["custom"]}}));
    assert_eq!(p.import(from, "exp/data"), "/p/node_modules/exp/data.js");
    let p = project(&packages(), json!({"resolve": {"main_fields": ["main"]}}));
    assert_eq!(p.import(from, "pkg"), "/p/node_modules/pkg/browser.js");
}

#[test]
fn what_packages_do_not_give() {
    let p = project(&packages(), json!({}));
    let from = "/p/src/main.js";
    let problem = p.problem(from, "exp/dist/one.js");
    assert_eq!(problem.message, "`exp/dist/one.js` is not exported by exp 2.0.0");
    assert_eq!(problem.notes, ["it exports `exp`, `exp/feature/*`, `exp/data`, `exp/array`"]);
    let problem = p.problem(from, "exp/feature/private");
    assert_eq!(problem.message, "`exp/feature/private` is not exported by exp 2.0.0");
    let problem = p.problem(from, "exp/data");
    assert_eq!(problem.notes, ["it needs one of: custom"]);
    let problem = p.problem(from, "exp/arrai");
    assert_eq!(problem.hint.as_deref(), Some("did you mean `exp/array`?"));
    let problem = p.problem(from, "pkg/lib/dep");
    assert_eq!(problem.hint.as_deref(), Some("did you mean `pkg/lib/deep`?"));
    let problem = p.problem(from, "pgk");
    assert_eq!(problem.hint.as_deref(), Some("did you mean `pkg`?"));
    assert_eq!(problem.notes, ["looked in node_modules"]);
    let problem = p.problem(from, "left-pad/x");
    assert_eq!(problem.message, "`left-pad/x` is not installed");
    assert_eq!(problem.hint.as_deref(), Some("npm install left-pad"));
    assert_eq!(
        p.problem(from, "@types/node").hint.as_deref(),
        Some("import `node`, or use `import type`")
    );
    assert!(p.problem(from, "@/views/home").hint.unwrap().contains("resolve.alias"));
    assert_eq!(
        p.problem("/p/node_modules/exp/esm.mjs", "#iner").hint.as_deref(),
        Some("did you mean `#inner`?")
    );
    assert_eq!(
        p.problem(from, "virtual:thing").message,
        "`virtual:thing` has the scheme `virtual:`, which is not supported"
    );
}

#[test]
fn misspelt_files() {
    let p = project(
        &[
            ("/p/src/Button.tsx", ""),
            ("/p/src/styles.scss", ""),
            ("/p/src/utils/format.ts", ""),
            ("/p/src/empty/x.txt", ""),
            ("/p/src/main.js", ""),
            ("/p/package.json", r#"{"dependencies": {"react": "*"}}"#),
        ],
        json!({}),
    );
    let from = "/p/src/main.js";
    let hint = |request: &str| p.problem(from, request).hint.unwrap_or_default();
    assert_eq!(
        hint("./button"),
        "the file is called `Button.tsx`: upper and lower case count; write `./Button`"
    );
    assert_eq!(hint("./Buton"), "did you mean `./Button`?");
    assert_eq!(hint("./styles"), "did you mean `./styles.scss`?");
    assert_eq!(hint("./styles.css"), "did you mean `./styles.scss`?");
    assert_eq!(hint("./utils/fromat"), "did you mean `./utils/format`?");
    assert_eq!(hint("./util/format"), "did you mean `src/utils`?");
    assert_eq!(hint("main.js"), "for the file beside it write `./main.js`");
    assert_eq!(hint("react"), "run `npm install`");
    assert_eq!(
        p.problem(from, "./empty").message,
        "`./empty` is a folder with no `index` file in it"
    );
    assert_eq!(hint("./nothing-like-it"), "");
    assert_eq!(p.problem(from, "").message, "`` names no file or package");
    let long = format!("./{}", "a/".repeat(100_000));
    assert!(p.problem(from, &long).message.ends_with("is longer than any path may be"));
    let deep = format!("./{}", "a/".repeat(2_000));
    assert_eq!(p.problem(from, &deep).code, "unresolved-import");
}

#[test]
fn node_modules_of_node() {
    let from = "/p/src/main.js";
    let p = project(&packages(), json!({}));
    assert_eq!(p.import(from, "events"), "/p/node_modules/events/events.js");
    assert_eq!(p.import(from, "events/"), "/p/node_modules/events/events.js");
    let problem = p.problem(from, "node:path");
    assert_eq!(problem.code, "node-builtin");
    assert_eq!(
        problem.hint.as_deref(),
        Some(
            "`npm install path-browserify`, then set resolve.alias \"node:path\" = \"path-browserify\"; false instead gives an empty module"
        )
    );
    assert_eq!(
        p.problem(from, "buffer").hint.as_deref(),
        Some(
            "`npm install buffer` puts a replacement in its place; with resolve.alias to false it becomes an empty module"
        )
    );
    assert!(p.problem(from, "node:events").hint.unwrap().contains("\"node:events\" = \"events/\""));
    assert!(p.problem(from, "fs").hint.unwrap().starts_with("it has no replacement for browsers"));

    let p = project(&packages(), json!({"platform": "node"}));
    assert_eq!(p.import(from, "events"), "node events");
    assert_eq!(p.import(from, "node:fs/promises"), "node node:fs/promises");
    assert_eq!(p.import(from, "fs/promises"), "node fs/promises");

    let aliased = json!({"resolve": {"alias": [["events", null]], "fallback": [["fs", null], ["path", "pkg"]]}});
    let p = project(&packages(), aliased);
    assert_eq!(p.import(from, "events"), "ignored");
    assert_eq!(p.import(from, "node:events"), "ignored");
    assert_eq!(p.import(from, "fs"), "ignored");
    assert_eq!(p.import(from, "node:fs"), "ignored");
    assert_eq!(p.import(from, "path"), "/p/node_modules/pkg/module.js");
}

#[test]
fn aliases() {
    let from = "/p/src/main.js";
    let mut files = packages();
    files.push(("/p/lib/one.ts", ""));
    let p = project(
        &files,
        json!({"resolve": {"alias": [
            ["@", "./lib"], ["only$", "pkg"], ["gone", null], ["broken", "./nowhere"],
            ["exp", "pkg"], ["https://cdn.test/x.js", "pkg"], ["a", "b"], ["b", "a"],
        ]}}),
    );
    assert_eq!(p.import(from, "@/one"), "/p/lib/one.ts");
    assert_eq!(p.import("/p/node_modules/pkg/main.js", "@/one"), "/p/lib/one.ts");
    assert_eq!(p.import(from, "only"), "/p/node_modules/pkg/module.js");
    assert!(p.import(from, "only/x").starts_with("error"));
    assert_eq!(p.import(from, "gone"), "ignored");
    assert_eq!(p.import(from, "exp/lib/deep"), "/p/node_modules/pkg/lib/deep.js");
    assert_eq!(p.import(from, "https://cdn.test/x.js"), "/p/node_modules/pkg/module.js");
    let problem = p.problem(from, "broken/x");
    assert_eq!(problem.message, "`broken/x` was not found where resolve.alias sends it");
    assert_eq!(problem.notes, ["`broken` is mapped to `./nowhere`"]);
    assert_eq!(p.problem(from, "a").message, "`a` leads back to itself");
}

#[test]
fn externals_and_urls() {
    let p = project(
        &packages(),
        json!({"externals": [
            {"request": "react", "global": "React"},
            {"request": "^@corp/", "pattern": true},
            {"request": "(", "pattern": true},
        ]}),
    );
    let from = "/p/src/main.js";
    assert_eq!(p.import(from, "react"), "external react Some(\"React\")");
    assert!(p.import(from, "react/jsx-runtime").starts_with("error"));
    assert_eq!(p.import(from, "@corp/x/y"), "external @corp/x/y None");
    assert_eq!(p.import(from, "https://cdn.test/x.js"), "external https://cdn.test/x.js None");
    assert_eq!(p.import(from, "data:text/javascript,1"), "data text/javascript 1");
    assert_eq!(p.import(from, "data:x"), "error `data:x` is not a valid data: URL");
    assert_eq!(p.ask(from, "main.js", RequestKind::Url), "/p/src/main.js");
    let problems = p.resolvers.diagnostics();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].code, "invalid-pattern");
}

#[test]
fn tsconfig_paths() {
    let files = [
        ("/p/tsconfig.json", r#"{"extends": "./base.json", "compilerOptions": {"baseUrl": "."}}"#),
        (
            "/p/base.json",
            r#"{"compilerOptions": {"paths": {"~/*": ["./src/*"]}, "jsx": "preserve"}}"#,
        ),
        ("/p/src/one.ts", ""),
        ("/p/src/main.ts", ""),
        ("/p/src/main.js", ""),
        ("/p/node_modules/x/index.js", ""),
        ("/p/sub/tsconfig.json", "{\"compilerOptions\": {\n  oops"),
        ("/p/sub/other.ts", ""),
        ("/p/alone/tsconfig.json", r#"{"extends": "not-installed"}"#),
    ];
    let p = project(&files, json!({}));
    assert_eq!(p.import("/p/src/main.ts", "~/one"), "/p/src/one.ts");
    assert_eq!(p.import("/p/src/main.js", "~/one"), "/p/src/one.ts");
    assert_eq!(p.import("/p/src/main.ts", "src/one"), "/p/src/one.ts");
    assert_eq!(p.import("/p/src/main.ts", "x"), "/p/node_modules/x/index.js");
    assert!(p.import("/p/node_modules/x/index.js", "~/one").starts_with("error"));
    let config = p.resolvers.tsconfig(Importer::File(Path::new("/p/src/main.ts"))).unwrap();
    assert_eq!(config.compiler_options.jsx.as_deref(), Some("preserve"));
    assert!(p.resolvers.diagnostics().is_empty());

    // A broken one is reported once, and the rest goes on.
    assert_eq!(p.import("/p/sub/main.ts", "./other"), "/p/sub/other.ts");
    assert_eq!(p.import("/p/sub/main2.ts", "./other"), "/p/sub/other.ts");
    assert_eq!(p.import("/p/alone/main.ts", "x"), "/p/node_modules/x/index.js");
    let problems = p.resolvers.diagnostics();
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert_eq!(
        problems[0].message,
        "`alone/tsconfig.json` names `not-installed`, which was not found"
    );
    assert!(problems[1].message.starts_with("`sub/tsconfig.json` is not valid: "));
    assert_eq!(problems[1].location.as_ref().map(|location| location.line), Some(2));

    let p = project(&files, json!({"resolve": {"tsconfig": "off"}}));
    assert!(p.import("/p/src/main.ts", "~/one").starts_with("error"));
    let p = project(&files, json!({"resolve": {"tsconfig": {"file": "/p/base.json"}}}));
    assert_eq!(p.import("/p/src/main.ts", "~/one"), "/p/src/one.ts");
    let p = project(&files, json!({"resolve": {"tsconfig": {"file": "/p/none.json"}}}));
    assert_eq!(p.import("/p/src/main.ts", "./one"), "/p/src/one.ts");
    assert_eq!(p.import("/p/src/main.ts", "x"), "/p/node_modules/x/index.js");
    assert_eq!(p.resolvers.diagnostics().len(), 1);
}

#[test]
fn package_facts() {
    let p = project(
        &[
            ("/p/package.json", r#"{"name": "app", "type": "module"}"#),
            ("/p/src/a.ts", ""),
            ("/p/src/a.cjs", ""),
            (
                "/p/node_modules/x/package.json",
                r#"{"name": "x", "sideEffects": ["*.css", "./esm/poly.js"]}"#,
            ),
            ("/p/node_modules/x/index.js", ""),
            ("/p/node_modules/x/a.css", ""),
            ("/p/node_modules/x/esm/package.json", r#"{"type": "module"}"#),
            ("/p/node_modules/x/esm/poly.js", ""),
            ("/p/node_modules/x/esm/pure.js", ""),
            ("/p/node_modules/bare/index.js", ""),
        ],
        json!({}),
    );
    let facts = |request: &str| {
        let file = p.file("/p/src/main.js", request);
        let name = file.package_name().map(str::to_owned);
        (file.format(), file.side_effects(), name)
    };
    let x = Some("x".to_owned());
    let app = Some("app".to_owned());
    assert_eq!(facts("./a"), (ModuleFormat::Module, None, app.clone()));
    assert_eq!(facts("./a.cjs"), (ModuleFormat::CommonJs, None, app));
    assert_eq!(facts("x"), (ModuleFormat::Unspecified, Some(false), x.clone()));
    assert_eq!(facts("x/a.css"), (ModuleFormat::Unspecified, Some(true), x.clone()));
    assert_eq!(facts("x/esm/poly"), (ModuleFormat::Module, Some(true), x.clone()));
    assert_eq!(facts("x/esm/pure"), (ModuleFormat::Module, Some(false), x));
    // What lies in node_modules without a package.json belongs to nobody around it.
    assert_eq!(facts("bare"), (ModuleFormat::Unspecified, None, None));
}

#[test]
fn broken_package_json() {
    let p = project(
        &[
            ("/p/node_modules/x/package.json", "{\n  \"main\": oops }"),
            ("/p/node_modules/x/index.js", ""),
            ("/p/node_modules/y/package.json", r#"{"main": "dist/y.js", "name": "y"}"#),
        ],
        json!({}),
    );
    let problem = p.problem("/p/src/main.js", "x");
    assert_eq!(problem.code, "invalid-package-json");
    assert_eq!(
        problem.location.as_ref().map(|l| (l.file.as_str(), l.line)),
        Some(("node_modules/x/package.json", 2))
    );
    assert_eq!(problem.notes, ["needed by a.js:1"]);
    let problem = p.problem("/p/src/main.js", "y");
    assert_eq!(problem.message, "`y` is installed, but its entry point is missing");
    assert_eq!(problem.notes[1], "\"main\" names `dist/y.js`, which is not there");
}

#[test]
fn watched() {
    let p = project(&packages(), json!({}));
    let importer = Importer::File(Path::new("/p/src/main.js"));
    for _ in 0..2 {
        let (_, watched) = p.resolvers.resolve_watched(importer, "pkg", RequestKind::Import);
        let has = |path: &str| watched.files.contains(Path::new(path));
        assert!(has("/p/node_modules/pkg/module.js"));
        assert!(has("/p/node_modules/pkg/package.json"));
        assert!(watched.missing.contains(Path::new("/p/src/node_modules")));
        let (_, watched) = p.resolvers.resolve_watched(importer, "./no", RequestKind::Import);
        assert!(watched.missing.contains(Path::new("/p/src/no.ts")));
    }
}

#[test]
fn links_on_disk() {
    use std::{fs, os::unix::fs::symlink, process};
    let root = std::env::temp_dir().join(format!("pybundle-links-{}", process::id()));
    fs::create_dir_all(root.join("packages/real")).unwrap();
    fs::create_dir_all(root.join("node_modules")).unwrap();
    // A file made with `File::create` is empty, which is all that matters here.
    fs::File::create(root.join("packages/real/index.js")).unwrap();
    symlink("../packages/real", root.join("node_modules/linked")).unwrap();
    symlink("b.js", root.join("a.js")).unwrap();
    symlink("a.js", root.join("b.js")).unwrap();
    let root = root.canonicalize().unwrap();
    let ask = |changes: Value, request: &str| {
        let options = options(root.to_str().unwrap(), changes);
        let resolvers = Resolvers::new(&options, Arc::new(DiskHost::default()));
        let importer = root.join("main.js");
        match resolvers.resolve(Importer::File(&importer), request, RequestKind::Import) {
            Ok(Target::File(file)) => {
                file.path.strip_prefix(&root).unwrap().to_string_lossy().into_owned()
            }
            Ok(other) => format!("{other:?}"),
            Err(unresolved) => resolvers.explain(&unresolved, None).message,
        }
    };
    assert_eq!(ask(json!({}), "linked"), "packages/real/index.js");
    let kept = json!({"resolve": {"symlinks": false}});
    assert_eq!(ask(kept, "linked"), "node_modules/linked/index.js");
    assert_eq!(ask(json!({}), "./a.js"), "`./a.js` is a symbolic link that leads nowhere");
    fs::remove_dir_all(&root).unwrap();
}
