//! What the query of a request asks for, in Vite's words.
//!
//! ```js
//! import Work from "./work?worker"            // new Work() starts it
//! import Work from "./work?sharedworker"
//! import Work from "./work?worker&inline"     // its script is in the bundle
//! import url from "./work?worker&url"         // the address of its script
//! import url from "./script.js?url"           // the address of the file as it is
//! ```
//! Each is a module of a few lines that says the same in the words of the platform.

use std::path::Path;

use super::{Found, Scanner, SourceKind, parse, parse::Goal, parse::Language, virtual_module};
use crate::{
    build,
    diagnostic::{Diagnostic, Location, Severity},
    host::display_path,
    options::{Entry, Format, OutputOptions, Platform, SourceMapKind},
    resolve::ResolvedFile,
    scan::Store,
};

/// A worker in a worker in a worker, and so on.
const MAX_INLINED: u32 = 4;

/// What stands for a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// The constructor that starts it.
    Constructor(&'static str),
    /// The same, with the script in it.
    Inline(&'static str),
    /// The address of the worker's script.
    Script(&'static str),
    /// The address of the file.
    Url,
}

impl Asked {
    /// Nothing but what Vite knows has a meaning: any other query belongs to the file.
    fn of_query(query: &str) -> Option<Self> {
        let mut words: Vec<&str> = query.strip_prefix('?')?.split('&').collect();
        words.sort_unstable();
        Some(match words.as_slice() {
            ["worker"] => Self::Constructor("Worker"),
            ["sharedworker"] => Self::Constructor("SharedWorker"),
            ["inline", "worker"] => Self::Inline("Worker"),
            ["inline", "sharedworker"] => Self::Inline("SharedWorker"),
            ["url", "worker"] => Self::Script("Worker"),
            ["sharedworker", "url"] => Self::Script("SharedWorker"),
            ["url"] => Self::Url,
            _ => return None,
        })
    }
}

impl Scanner<'_> {
    /// The module that a query asks for in the place of a script.
    pub(super) fn asked_by_query(&self, file: &ResolvedFile) -> Option<Found> {
        let asked = Asked::of_query(&file.query)?;
        parse::source_kind(&file.path, Goal::Unknown)?;
        let name =
            format!("{}{}", display_path(&self.options.root, &file.path), file.query.as_str());
        let text = match asked {
            Asked::Inline(constructor) => match self.bundled(&file.path, &name) {
                Some(code) => inline_text(constructor, &code),
                None => text(Asked::Constructor(constructor), &file.path),
            },
            asked => text(asked, &file.path),
        };
        let kind = SourceKind::new(Language::JavaScript, Goal::Module);
        Some(Found {
            folder: file.path.parent().map(Path::to_path_buf),
            side_effect_free: true,
            ..virtual_module(name, text, kind)
        })
    }

    /// The worker as one script, made by a build of its own. It shares no module with the
    /// page, so nothing of this build has to be known.
    fn bundled(&self, path: &Path, name: &str) -> Option<String> {
        let not_inlined = |message: String, hint: &str| {
            self.report(
                Diagnostic::warning("worker-not-inlined", message)
                    .at(Location::file(name))
                    .hint(hint),
            );
        };
        if self.options.inlined >= MAX_INLINED {
            not_inlined(
                format!("more than {MAX_INLINED} workers are put one into the other"),
                "a worker that has itself in it has no end: leave `inline` out",
            );
            return None;
        }
        let mut options = self.options.clone();
        options.entries = vec![Entry {
            name: "worker".to_owned(),
            request: path.to_string_lossy().into_owned(),
            before: Vec::new(),
            filename: Some("worker.js".to_owned()),
            depend_on: Vec::new(),
            runtime: None,
        }];
        if options.platform != Platform::Node {
            options.platform = Platform::Webworker;
        }
        options.format = Format::Iife;
        options.global_name = None;
        options.split_chunks = None;
        options.source_map = SourceMapKind::None;
        options.performance = None;
        options.banner = None;
        options.output = OutputOptions {
            path: options.output.path,
            asset_filename: options.output.asset_filename,
            chunk_filename: "[name].js".to_owned(),
            public_path: options.output.public_path,
            ..OutputOptions::default()
        };
        (options.stats, options.measure) = (false, false);
        (options.write, options.once, options.exits) = (false, true, false);
        options.inlined += 1;
        let store = Store::default();
        let mut result = build::build(&options, self.shared_host, &store);
        self.store.add_inputs(&store);
        let failed = result.diagnostics.iter().any(|one| one.severity == Severity::Error);
        for diagnostic in result.diagnostics {
            self.report(diagnostic);
        }
        if failed || result.stopped {
            return None;
        }
        if result.files.len() != 1 {
            let message = format!(
                "the script of `{name}` has {} files, so it is not put into the bundle",
                result.files.len()
            );
            not_inlined(
                message,
                "a script in a string can load no others: do without `import()` and files",
            );
            return None;
        }
        String::from_utf8(result.files.pop()?.content).ok()
    }
}

fn address(path: &Path) -> String {
    let file = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let request = serde_json::to_string(&format!("./{file}")).unwrap_or_default();
    format!("new URL({request}, import.meta.url)")
}

fn text(asked: Asked, path: &Path) -> String {
    let address = address(path);
    match asked {
        Asked::Url => format!("export default {address}.href;\n"),
        // Starting one says what the address is of.
        Asked::Script(constructor) => format!(
            "const url = {address};\nexport default url.href;\nexport function start() {{ return new {constructor}(url); }}\n"
        ),
        Asked::Constructor(constructor) | Asked::Inline(constructor) => format!(
            "export default function WorkerWrapper(options) {{\n\treturn new {constructor}({address}, options);\n}}\n"
        ),
    }
}

/// Where a policy of the page forbids `blob:`, the script is in the address itself, as in Vite.
fn inline_text(constructor: &str, code: &str) -> String {
    let code = serde_json::to_string(code).unwrap_or_default();
    let data = "\"data:text/javascript;charset=utf-8,\" + encodeURIComponent(code)";
    if constructor == "SharedWorker" {
        // Those of one address are one worker; each `blob:` would be another.
        return format!(
            "const code = {code};\nexport default function WorkerWrapper(options) {{\n\treturn new SharedWorker({data}, options);\n}}\n"
        );
    }
    format!(
        "const code = {code};
export default function WorkerWrapper(options) {{
	let url;
	try {{
		url = URL.createObjectURL(new Blob([code], {{ type: \"text/javascript;charset=utf-8\" }}));
		const worker = new Worker(url, options);
		worker.addEventListener(\"error\", function () {{ URL.revokeObjectURL(url); }});
		return worker;
	}} catch {{
		return new Worker({data}, options);
	}} finally {{
		if (url) setTimeout(function () {{ URL.revokeObjectURL(url); }}, 10000);
	}}
}}
"
    )
}
