//! What a chunk tells the browser to fetch before it is asked for.
//!
//! ```js
//! import(/* webpackPrefetch: true */ "./later.js")
//! →   __links(["./later.js"], "prefetch");              when the script of the chunk runs
//! import("./page.js")
//! →   (__links(["./shared.js"], "modulepreload"), import("./page.js"))
//! ```
//! A browser learns of the imports of a module when it has the module. The second form tells it
//! of them at once, so that a chunk and what it needs come together, in one round trip.

use super::{
    RenderContext,
    runtime::{Parts, Source},
};
use crate::{
    module::RecordKind,
    options::{Format, Platform},
    split::{ChunkId, evaluation_order},
};

impl RenderContext<'_> {
    /// Statements that add the elements of hints, if there are any. `name` is the variable that
    /// has the loader (iife), or what adds the elements (esm).
    pub(super) fn links(&self, chunk_id: ChunkId, name: &str) -> Option<String> {
        let format = self.options.format;
        if self.options.platform != Platform::Web || format == Format::Cjs {
            return None;
        }
        let wanted = self.wanted(chunk_id);
        if wanted.is_empty() {
            return None;
        }
        let mut known = evaluation_order(&self.chunks.chunks, chunk_id);
        let mut calls = Vec::new();
        let add = if format == Format::Esm { name } else { "add" };
        for link in wanted {
            let mut files = Vec::new();
            for chunk in evaluation_order(&self.chunks.chunks, link.chunk).into_iter().rev() {
                if known.contains(&chunk) {
                    continue;
                }
                known.push(chunk);
                files.push(match format {
                    Format::Esm => quoted(&self.specifier(chunk_id, chunk)),
                    _ => quoted(&self.chunks.chunks[chunk].name),
                });
            }
            if files.is_empty() {
                continue;
            }
            let rel = match (link.prefetch, format) {
                (true, _) => "prefetch",
                (false, Format::Esm) => "modulepreload",
                (false, _) => "preload",
            };
            let priority = link
                .priority
                .as_deref()
                .map_or_else(String::new, |priority| format!(", {}", quoted(priority)));
            calls.push(format!("{add}([{}], {}{priority});", files.join(", "), quoted(rel)));
        }
        if calls.is_empty() {
            return None;
        }
        let calls = calls.join("\n");
        Some(if format == Format::Esm {
            format!("{calls}\n")
        } else {
            let adder = self.link_adder();
            format!("{name} && (function (add) {{\n{calls}\n}})({adder}({name}));\n")
        })
    }

    /// What is fetched beside a chunk when it is asked for by `import()`: the place for whatever
    /// else a chunk needs before it can be of use.
    pub(super) fn beside(&self, from: ChunkId, to: ChunkId) -> Option<String> {
        let options = self.options;
        if !options.output.module_preload
            || options.format != Format::Esm
            || options.platform != Platform::Web
            || self.chunks.chunks[from].worker.is_some()
        {
            return None;
        }
        let known = evaluation_order(&self.chunks.chunks, from);
        let files: Vec<String> = evaluation_order(&self.chunks.chunks, to)
            .into_iter()
            .filter(|chunk| *chunk != to && !known.contains(chunk))
            .map(|chunk| quoted(&self.specifier(from, chunk)))
            .collect();
        if files.is_empty() {
            None
        } else {
            Some(format!("[{}], \"modulepreload\"", files.join(", ")))
        }
    }

    /// An expression that gives what adds the elements; in iife a function of the loader does.
    pub(super) fn link_adder(&self) -> String {
        let options = self.options;
        let mut parts = Parts::default();
        let is_esm = options.format == Format::Esm;
        parts.add(if is_esm { "esm" } else { "iife" });
        parts.add_if(is_esm && self.asks.bundler, "bundler");
        parts.add_if(options.output.integrity.is_some(), "integrity");
        if let Some(mode) = &options.output.cross_origin_loading {
            parts.add("cross_origin");
            parts.set("CROSS_ORIGIN", quoted(mode));
        }
        let source = Source::Links.text(&parts, options.minify);
        if !is_esm {
            return source;
        }
        let address = if options.output.import_map.is_some() {
            "import.meta.resolve(file)"
        } else {
            "new URL(file, import.meta.url).href"
        };
        let address = self.lambda("file", address);
        let bundler = if self.asks.bundler {
            let (global, key) = (super::format::GLOBAL, self.global_name("_webpack"));
            format!(", {}", self.lambda("", &format!("{global}[{key}]")))
        } else {
            String::new()
        };
        format!("{source}({address}{bundler})")
    }

    /// Preloads first, then by number; each chunk once.
    fn wanted(&self, chunk_id: ChunkId) -> Vec<Link> {
        let mut links: Vec<Link> = Vec::new();
        for id in &self.chunks.chunks[chunk_id].modules {
            let module = &self.graph.modules[*id];
            for (record, edge) in module.facts().records.iter().zip(&module.edges) {
                let (Some(magic), Some(target)) = (&record.magic, edge.module()) else { continue };
                let Some(chunk) = self.chunks.chunk_of[target] else { continue };
                let order = match (magic.preload, magic.prefetch) {
                    (Some(order), _) => (false, order),
                    (None, Some(order)) => (true, order),
                    (None, None) => continue,
                };
                if record.kind != RecordKind::DynamicImport || chunk == chunk_id {
                    continue;
                }
                let priority = magic.fetch_priority.clone();
                links.push(Link { prefetch: order.0, order: order.1, chunk, priority });
            }
        }
        links.sort_by_key(|link| (link.prefetch, std::cmp::Reverse(link.order)));
        links
    }
}

struct Link {
    prefetch: bool,
    order: i32,
    chunk: ChunkId,
    priority: Option<String>,
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}
