//! What a chunk tells the browser to fetch before it is asked for.
//!
//! ```js
//! import(/* webpackPrefetch: true */ "./later.js")
//! →   (function (files, nonce) { … })([["prefetch", loader.base + "later.js"]], loader.nonce);
//! ```
//! A chunk that loads others by such an `import()` adds the elements when its own script
//! runs: for each file that the other needs, and that is not there already.

use super::{RenderContext, runtime};
use crate::{
    module::RecordKind,
    options::{Format, Platform},
    split::{ChunkId, evaluation_order},
};

impl RenderContext<'_> {
    /// A statement that adds the elements, if there are any. `loader` is the variable that
    /// has the loader (iife); it is of no meaning in esm.
    pub(super) fn links(&self, chunk_id: ChunkId, loader: &str) -> Option<String> {
        let format = self.options.format;
        if self.options.platform != Platform::Web || format == Format::Cjs {
            return None;
        }
        let wanted = self.wanted(chunk_id);
        if wanted.is_empty() {
            return None;
        }
        let mut known = evaluation_order(&self.chunks.chunks, chunk_id);
        let mut files = Vec::new();
        for link in wanted {
            for chunk in evaluation_order(&self.chunks.chunks, link.chunk).into_iter().rev() {
                if known.contains(&chunk) {
                    continue;
                }
                known.push(chunk);
                let rel = match (link.prefetch, format) {
                    (true, _) => "prefetch",
                    (false, Format::Esm) => "modulepreload",
                    (false, _) => "preload",
                };
                let place = if format == Format::Esm {
                    let path = self.plan.relative_path(chunk_id.index(), chunk.index());
                    format!("new self.URL({}, import.meta.url).href", quoted(&path))
                } else {
                    format!("{loader}.base + {}", quoted(self.plan.path(chunk.index())))
                };
                let priority = link
                    .priority
                    .as_deref()
                    .map_or_else(String::new, |priority| format!(", {}", quoted(priority)));
                files.push(format!("[{}, {place}{priority}]", quoted(rel)));
            }
        }
        if files.is_empty() {
            return None;
        }
        let source = runtime::links(self.options.minify);
        let (guard, nonce) = if format == Format::Esm {
            // Where there is no page, there may be no `URL` of it either.
            ("typeof self !== \"undefined\" && ".to_owned(), String::new())
        } else {
            (format!("{loader} && "), format!(", {loader}.nonce"))
        };
        Some(format!("{guard}{source}([{}]{nonce});\n", files.join(", ")))
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
