//! Which scripts an iife chunk may load, and what is said of them.

use super::{super::runtime, Wrapper};
use crate::split::{Chunk, ChunkId};

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

    /// What the elements of scripts say besides where they are: their integrity, and the mode
    /// of requests to other origins. Entries name each other, so theirs is left to the page.
    pub(super) fn checks(&self) -> String {
        let output = &self.context.options.output;
        let text = |text: &str| serde_json::to_string(text).unwrap_or_default();
        let integrities = output.integrity.map(|integrity| {
            let loadable = self.listed().into_iter();
            let list: Vec<String> = loadable
                .map(|id| (id, &self.context.chunks.chunks[id]))
                .filter(|(_, chunk)| chunk.entry.is_none())
                .map(|(id, chunk)| {
                    let value =
                        self.context.plan.integrity_stand_in(id.index(), integrity.length());
                    format!("{}: {}", text(&chunk.name), text(&value))
                })
                .collect();
            format!("{{ {} }}", list.join(", "))
        });
        match (&output.cross_origin_loading, integrities) {
            (None, None) => String::new(),
            (Some(mode), None) => format!(", {}", text(mode)),
            (mode, Some(integrities)) => {
                let mode = mode.as_deref().map_or_else(|| "\"\"".to_owned(), text);
                format!(", {mode}, {integrities}")
            }
        }
    }

    /// A statement that teaches the loader to load the style sheets of chunks, if they have any.
    pub(super) fn style_loader(&self, loader: &str) -> Option<String> {
        let context = self.context;
        let text = |text: &str| serde_json::to_string(text).unwrap_or_default();
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
                .map(|(name, index)| format!("{}: {}", text(name), text(&value(*index))))
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
}
