//! Which scripts an iife chunk may load, what is said of them, and what loads them.

use std::fmt::Write;

use super::{Helper, RenderContext, Wrapper};
use crate::{
    options::{Format, Platform},
    render::runtime::{self, Parts, Source},
    split::{Chunk, ChunkId},
};

impl Wrapper<'_> {
    /// Neither needs other chunks nor is needed by any, so it has no use for the loader.
    pub(super) fn is_alone(&self) -> bool {
        let loads = |chunk: &Chunk, id: ChunkId| {
            chunk.imports.contains(&id) || chunk.dynamic_imports.contains(&id)
        };
        self.chunk().entry.is_some()
            && self.loadable().is_empty()
            && !self.context.chunks.chunks.iter().any(|chunk| loads(chunk, self.chunk_id))
    }

    /// All other chunks that this one leads to, now or later. What belongs to other entries
    /// alone is none of its business: its name would change with theirs.
    pub(super) fn loadable(&self) -> Vec<ChunkId> {
        let chunks = &self.context.chunks.chunks;
        let mut seen = vec![false; chunks.len()];
        seen[self.chunk_id.index()] = true;
        let mut found = Vec::new();
        let mut open = vec![self.chunk_id];
        while let Some(id) = open.pop() {
            for next in chunks[id].imports.iter().chain(&chunks[id].dynamic_imports) {
                if !std::mem::replace(&mut seen[next.index()], true) {
                    found.push(*next);
                    open.push(*next);
                }
            }
        }
        found.sort_unstable();
        found
    }

    /// The chunks whose files the loader of this one knows.
    pub(super) fn listed(&self) -> Vec<ChunkId> {
        let chunks = &self.context.chunks.chunks;
        let all =
            if self.chunk().is_runtime { chunks.indices().collect() } else { self.loadable() };
        let is_listed = |id: &ChunkId| *id != self.chunk_id && !chunks[*id].is_runtime;
        all.into_iter().filter(is_listed).collect()
    }

    /// Digests of what the loader may load. Entries name each other, so theirs is left to the
    /// page.
    fn integrities(&self) -> Option<String> {
        let integrity = self.context.options.output.integrity?;
        let list: Vec<String> = self
            .listed()
            .into_iter()
            .map(|id| (id, &self.context.chunks.chunks[id]))
            .filter(|(_, chunk)| chunk.entry.is_none())
            .map(|(id, chunk)| {
                let value = self.context.plan.integrity_stand_in(id.index(), integrity.length());
                format!("{}: {}", quoted(&chunk.name), quoted(&value))
            })
            .collect();
        Some(format!("{{ {} }}", list.join(", ")))
    }

    /// What scripts of this chunk's world need of the run time. All loaders of a world are the
    /// same, since the first one serves all.
    pub(super) fn parts(&self) -> Parts {
        let (options, output) = (self.context.options, &self.context.options.output);
        let asks = self.context.asks;
        let mut parts = Parts::default();
        let is_auto = output.public_path == "auto";
        let is_page = options.platform == Platform::Web && self.chunk().worker.is_none();
        match options.platform {
            Platform::Node => parts.add("node"),
            _ if is_page => {
                parts.add("page");
                parts.add("nonce");
                parts.add_if(is_auto, "script");
                parts.add_if(options.syntax().features.arrow_functions, "old");
                parts.add_if(asks.priority, "priority");
                parts.add_if(output.chunk_load_timeout > 0, "timeout");
            }
            _ => {
                parts.add("worker");
                parts.add_if(is_auto, "place");
            }
        }
        parts.add_if(asks.urls, "url");
        parts.add_if(output.integrity.is_some(), "integrity");
        parts.add_if(output.cross_origin_loading.is_some(), "cross_origin");
        if options.platform != Platform::Node {
            parts.add_if(output.chunk_retries > 0, "retry");
            parts.add_if(output.trusted_types.is_some(), "trusted");
            parts.set("CHUNK_RETRIES", output.chunk_retries.to_string());
            parts.set("CHUNK_LOAD_TIMEOUT", output.chunk_load_timeout.to_string());
        }
        parts
    }

    /// The expression that gives the loader, and makes it if there is none.
    pub(super) fn loader(&self) -> String {
        let (minify, parts) = (self.context.options.minify, self.parts());
        let source = Source::Loader.text(&parts, minify);
        let (key, files) = (self.context.global_name(""), self.files());
        let settings = self.addresses(&parts);
        let integrities = self.integrities().map_or_else(String::new, |list| format!(", {list}"));
        format!("{source}({GLOBAL}, {key}, {files}, {settings}{integrities})")
    }

    /// An object that knows where files are.
    fn addresses(&self, parts: &Parts) -> String {
        let output = &self.context.options.output;
        let mut settings = format!("{{ base: {}", self.base());
        if let Some(mode) = &output.cross_origin_loading {
            let _ = write!(settings, ", crossOrigin: {}", quoted(mode));
        }
        if parts.has("trusted") {
            let _ = write!(settings, ", trusted: {}", self.context.trusted());
        }
        settings.push_str(" }");
        if ["nonce", "script", "place", "url"].into_iter().any(|name| parts.has(name)) {
            let source = Source::Addresses.text(parts, self.context.options.minify);
            format!("{source}({settings})")
        } else {
            settings
        }
    }

    /// What stands for the loader in a script that loads nothing itself.
    pub(super) fn own_addresses(&self) -> String {
        let mut parts = self.parts();
        if !self.context.asks.bundler {
            parts.remove("nonce");
        }
        self.addresses(&parts)
    }

    /// The address of the running script, where there is no `import.meta`.
    pub(super) fn module_url(&self) -> String {
        let options = self.context.options;
        match (options.platform, options.format) {
            (Platform::Node, _) => "require(\"url\").pathToFileURL(__filename).href".to_owned(),
            (Platform::Web, _) => {
                let script = Source::Script.text(&self.parts(), options.minify);
                format!(
                    "typeof document === \"undefined\" ? typeof location === \"undefined\" ? \"\" : location.href : {script}.src || document.baseURI"
                )
            }
            (Platform::Webworker, _) => "self.location.href".to_owned(),
        }
    }

    /// A statement that teaches the loader to load the style sheets of chunks, if they have any.
    pub(super) fn style_loader(&self, loader: &str) -> Option<String> {
        let context = self.context;
        let with_style: Vec<(&str, usize)> = self
            .listed()
            .into_iter()
            .filter_map(|id| {
                let index = context.style_index(id)?;
                Some((context.chunks.chunks[id].name.as_str(), index))
            })
            .collect();
        if with_style.is_empty() {
            return None;
        }
        let table = |value: &dyn Fn(usize) -> String| {
            let list: Vec<String> = with_style
                .iter()
                .map(|(name, index)| format!("{}: {}", quoted(name), quoted(&value(*index))))
                .collect();
            format!("{{ {} }}", list.join(", "))
        };
        let files = table(&|index| context.plan.path(index).to_owned());
        let integrities = match context.options.output.integrity {
            Some(integrity) => {
                table(&|index| context.plan.integrity_stand_in(index, integrity.length()))
            }
            None => "{}".to_owned(),
        };
        let [styles, add] = runtime::styles(context.options.minify);
        Some(format!("{styles}({loader}, {files}, {integrities}, {add});\n"))
    }

    /// The files of the chunks that it may load, with what each needs.
    fn files(&self) -> String {
        let context = self.context;
        let files: Vec<String> = self
            .listed()
            .into_iter()
            .map(|id| (id, &context.chunks.chunks[id]))
            .map(|(id, chunk)| {
                let name = serde_json::to_string(&chunk.name).unwrap_or_default();
                let mut list =
                    vec![serde_json::to_string(context.plan.path(id.index())).unwrap_or_default()];
                list.extend(chunk.imports.iter().map(|import| {
                    serde_json::to_string(&context.chunks.chunks[*import].name).unwrap_or_default()
                }));
                format!("{name}: [{}]", list.join(", "))
            })
            .collect();
        format!("{{ {} }}", files.join(", "))
    }

    /// Where the files are loaded from: for `auto` the way from the script to the output folder.
    fn base(&self) -> String {
        let options = self.context.options;
        if options.output.public_path != "auto" {
            return quoted(&options.output.public_path);
        }
        let up = quoted(&self.context.way_up(self.chunk_id));
        match options.platform {
            Platform::Node => {
                format!("(typeof __dirname === \"string\" ? __dirname + \"/\" : \"\") + {up}")
            }
            _ => up,
        }
    }
}

impl RenderContext<'_> {
    /// From the file of a chunk to the output folder.
    fn way_up(&self, chunk_id: ChunkId) -> String {
        "../".repeat(self.plan.path(chunk_id.index()).matches('/').count())
    }

    /// The function that makes addresses of scripts by the policy of the bundle. It is found
    /// through a global variable, since a page may allow each policy only once.
    pub(super) fn trusted(&self) -> String {
        let Some(trusted) = &self.options.output.trusted_types else { return String::new() };
        let mut parts = Parts::default();
        parts.add(if trusted.stop { "trusted_stop" } else { "trusted_continue" });
        let source = Source::Trusted.text(&parts, self.options.minify);
        let (key, name) = (self.global_name("_trusted"), quoted(&trusted.policy_name));
        format!("{source}({GLOBAL}, {key}, {name})")
    }

    /// The name of a global variable through which the scripts of one bundle meet, as text.
    pub(in crate::render) fn global_name(&self, suffix: &str) -> String {
        let name = match &self.options.output.chunk_loading_global {
            Some(name) => format!("{name}{suffix}"),
            None => format!("pybundle_{}{suffix}", self.options.unique_name),
        };
        quoted(&name)
    }
}

/// The object behind `__webpack_require__`: one for all files of a bundle. `loader` is the
/// variable that has the loader, or what stands for it (iife).
pub fn webpack(
    context: &RenderContext<'_>,
    chunk_id: ChunkId,
    loader: &str,
    registry: &str,
) -> String {
    let options = context.options;
    let wrapper = Wrapper { context, chunk_id };
    let source = Helper::Webpack.source_text(options.minify);
    let (loader, base) = match options.format {
        Format::Iife => (loader, "\"\"".to_owned()),
        Format::Esm if options.output.public_path == "auto" => {
            let up = quoted(&format!("./{}", context.way_up(chunk_id)));
            ("null", format!("new URL({up}, import.meta.url).href"))
        }
        _ if options.output.public_path == "auto" && options.platform != Platform::Node => {
            ("null", format!("{}.base", wrapper.own_addresses()))
        }
        _ => ("null", wrapper.base()),
    };
    let (key, hash) = (context.global_name("_webpack"), context.hash());
    format!("{source}({GLOBAL}, {key}, {loader}, {base}, \"{hash}\", {registry})")
}

/// Where the scripts of a bundle meet.
pub const GLOBAL: &str = "(typeof globalThis === \"undefined\" ? self : globalThis)";

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}
