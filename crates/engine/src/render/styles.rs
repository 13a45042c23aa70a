//! The style sheet of a chunk: those of its modules, one after the other.
//!
//! ```css
//! @charset "UTF-8";
//! @import "https://fonts.example/inter.css";
//! .a { … }
//! @media print { .b { … } }
//! ```
//! What is imported twice is where its last import stands, as in browsers; its layers keep
//! the rank of their first.

use std::{borrow::Cow, fmt::Write};

use oxc::str::CompactStr;
use oxc_sourcemap::SourceMapBuilder;
use rustc_hash::FxHashSet;

use super::{RenderContext, source_path};
use crate::{
    emit::{ModulePart, OutputKind, RenderedFile},
    module::ModuleId,
    options::{Format, SourceMapKind},
    scan::styles::{Condition, Sheet, StyleItem, StyleUrl},
    sourcemap::{self, ModuleMap, Origin, Part},
    split::{ChunkId, evaluation_order},
};

struct Piece {
    code: String,
    map: Option<ModuleMap>,
    module: Option<ModuleId>,
}

impl Piece {
    fn text(code: String) -> Self {
        Self { code, map: None, module: None }
    }
}

impl RenderContext<'_> {
    pub(super) fn style_sheet(&self, chunk_id: ChunkId) -> RenderedFile {
        let chunk = &self.chunks.chunks[chunk_id];
        let index = self.style_index(chunk_id).unwrap_or_default();
        let styles = chunk.modules.iter().filter_map(|id| {
            let style = self.graph.modules[*id].style.as_ref()?;
            Some(style.items.iter().map(|item| (*id, item)))
        });
        let items = cascade(styles.flatten().collect());
        let minify = self.options.minify;
        let mut pieces = Vec::new();
        let mut external = FxHashSet::default();
        for (_, item) in &items {
            if let StyleItem::External { request, conditions } = &**item
                && external.insert((request, conditions))
            {
                pieces.push(Piece::text(external_import(request, conditions, minify)));
            }
        }
        for (id, item) in &items {
            let (before, after) = around(item, minify);
            if !before.is_empty() {
                pieces.push(Piece::text(before));
            }
            if let StyleItem::Sheet { sheet, urls, .. } = &**item {
                pieces.push(self.sheet_piece(index, *id, sheet, urls));
            }
            if !after.is_empty() {
                pieces.push(Piece::text(after));
            }
        }
        if !pieces.iter().all(|piece| piece.code.is_ascii()) {
            pieces.insert(0, Piece::text(format!("@charset \"UTF-8\";{}", end(minify))));
        }
        let mut content = Vec::new();
        let mut parts = Vec::new();
        for piece in &pieces {
            let start = content.len();
            content.extend_from_slice(piece.code.as_bytes());
            if let Some(module) = piece.module {
                parts.push(ModulePart { module, start, end: content.len() });
            }
        }
        let map = (self.options.source_map != SourceMapKind::None).then(|| {
            let parts: Vec<Part<'_>> = pieces
                .iter()
                .map(|piece| match &piece.map {
                    Some(map) => Part::Module(map),
                    None => Part::text(&piece.code),
                })
                .collect();
            sourcemap::join(self.plan.base_name(index), &parts)
        });
        RenderedFile {
            kind: OutputKind::Style,
            entry: chunk.public_entry().map(|_| chunk.name.clone()),
            references: self.plan.references_in(&content),
            content,
            map,
            parts,
            ..RenderedFile::default()
        }
    }

    /// Something in a chunk loads another that has a style sheet (esm).
    pub(super) fn loads_styles(&self, from: ChunkId) -> bool {
        let mut targets = self.chunks.chunks[from].dynamic_imports.iter();
        self.options.format == Format::Esm
            && targets.any(|to| !self.new_styles(from, *to).is_empty())
    }

    /// The style sheets that a chunk needs beyond those that are there where `from` runs.
    fn new_styles(&self, from: ChunkId, to: ChunkId) -> Vec<ChunkId> {
        let chunks = self.chunks;
        if chunks.styles.is_empty() {
            return Vec::new();
        }
        chunks.styles_of(to, &evaluation_order(&chunks.chunks, from))
    }

    /// A promise of the style sheets that must be there before a chunk runs (esm).
    pub(super) fn styles_before(
        &self,
        from: ChunkId,
        to: ChunkId,
        helper: impl Fn() -> CompactStr,
    ) -> Option<String> {
        let files: Vec<String> = self
            .new_styles(from, to)
            .into_iter()
            .filter_map(|id| {
                let path = self.plan.relative_path(from.index(), self.style_index(id)?);
                let literal = serde_json::to_string(&path).unwrap_or_default();
                Some(format!("new URL({literal}, import.meta.url).href"))
            })
            .collect();
        if files.is_empty() {
            return None;
        }
        let cross_origin =
            self.options.output.cross_origin_loading.as_ref().map_or_else(String::new, |mode| {
                format!(", {}", serde_json::to_string(mode).unwrap_or_default())
            });
        Some(format!("{}([{}]{cross_origin})", helper(), files.join(", ")))
    }

    /// A sheet with its addresses put in; what it maps moves with them.
    fn sheet_piece(
        &self,
        index: usize,
        module: ModuleId,
        sheet: &Sheet,
        urls: &[StyleUrl],
    ) -> Piece {
        let css = &sheet.css;
        let mut code = String::with_capacity(css.code.len());
        // Of each mark: how much longer is what stands in its place?
        let mut growth: Vec<i64> = Vec::new();
        let mut at = 0;
        for mark in &css.marks {
            code.push_str(&css.code[at..mark.offset]);
            at = mark.offset + mark.length;
            let address = urls.get(mark.url).map(|url| self.style_address(index, url));
            let address = address.unwrap_or_default();
            growth.push(i64::from(units(&address)) - i64::try_from(mark.length).unwrap_or(0));
            code.push_str(&address);
        }
        code.push_str(&css.code[at..]);
        let map = (self.options.source_map != SourceMapKind::None)
            .then(|| sheet_map(sheet, &code, &growth));
        Piece { code, map, module: Some(module) }
    }

    fn style_address<'u>(&self, index: usize, url: &'u StyleUrl) -> Cow<'u, str> {
        let (asset, suffix) = match url {
            StyleUrl::Text(text) => return Cow::Borrowed(text),
            StyleUrl::Asset { asset, suffix } => (asset, suffix),
        };
        let known = self.graph.style_assets.get(&asset.path);
        let Some(target) = known.and_then(|id| self.asset_index(*id)) else {
            return Cow::Borrowed("");
        };
        let public_path = &self.options.output.public_path;
        // A relative one is relative to the page, which sheets know nothing of.
        let address = if public_path == "auto" || public_path.starts_with('.') {
            let relative = self.plan.relative_path(index, target);
            relative.strip_prefix("./").map_or(relative.clone(), str::to_owned)
        } else {
            format!("{public_path}{}", self.plan.path(target))
        };
        Cow::Owned(format!("{}{suffix}", address.replace(' ', "%20")))
    }
}

/// Of sheets that are the same only the last stays.
fn cascade(items: Vec<(ModuleId, &StyleItem)>) -> Vec<(ModuleId, Cow<'_, StyleItem>)> {
    let mut seen = FxHashSet::default();
    let mut kept: Vec<(ModuleId, Cow<'_, StyleItem>)> = Vec::with_capacity(items.len());
    for (id, item) in items.into_iter().rev() {
        if let StyleItem::Sheet { sheet, conditions, .. } = item
            && !seen.insert((&sheet.path, &sheet.name, sheet.is_local, conditions))
        {
            if !sheet.css.layers.is_empty() || !conditions.is_empty() {
                let (names, conditions) = (sheet.css.layers.clone(), conditions.clone());
                kept.push((id, Cow::Owned(StyleItem::Layers { names, conditions })));
            }
            continue;
        }
        kept.push((id, Cow::Borrowed(item)));
    }
    kept.reverse();
    kept
}

fn sheet_map(sheet: &Sheet, code: &str, growth: &[i64]) -> ModuleMap {
    let mut builder = SourceMapBuilder::default();
    let path = source_path(&sheet.source_name());
    let id = builder.add_source_and_content(&path, &sheet.source);
    // Where marks stood, by line and column of the code with the marks.
    let mut places = Vec::new();
    let (mut line, mut column, mut at) = (0, 0, 0);
    for (mark, growth) in sheet.css.marks.iter().zip(growth) {
        for text in sheet.css.code[at..mark.offset].split_inclusive('\n') {
            if text.ends_with('\n') {
                (line, column) = (line + 1, 0);
            } else {
                column += units(text);
            }
        }
        at = mark.offset;
        places.push((line, column, *growth));
    }
    let mut passed = 0;
    let (mut of_line, mut moved) = (0, 0);
    for mapping in &sheet.css.mappings {
        while let Some((line, _, growth)) =
            places.get(passed).filter(|place| (place.0, place.1) < (mapping.line, mapping.column))
        {
            if *line != of_line {
                (of_line, moved) = (*line, 0);
            }
            moved += growth;
            passed += 1;
        }
        let moved = if mapping.line == of_line { moved } else { 0 };
        let column = u32::try_from(i64::from(mapping.column) + moved).unwrap_or(0);
        let original = mapping.original;
        builder.add_token(mapping.line, column, original.line, original.column, Some(id), None);
    }
    let map = builder.into_sourcemap();
    let resolve = |source: &str| sheet.resolved(source);
    let incoming =
        sheet.incoming.as_deref().map(|incoming| (incoming, &resolve as sourcemap::Resolve<'_>));
    ModuleMap::new(&map, code, Origin { path: &path, incoming })
}

/// What opens and closes the conditions of an item, or all of it.
#[must_use]
pub fn around(item: &StyleItem, minify: bool) -> (String, String) {
    let end = end(minify);
    match item {
        StyleItem::External { .. } => (String::new(), String::new()),
        StyleItem::Sheet { conditions, .. } => {
            let (before, count) = opened(conditions);
            let line = if count > 0 { end } else { "" };
            (format!("{before}{line}"), "}".repeat(count) + line)
        }
        StyleItem::Layers { names, conditions } => {
            let layers: Vec<&str> =
                conditions.iter().filter_map(|condition| condition.layer.as_deref()).collect();
            let around = layers.join(".");
            let is_plain = conditions
                .iter()
                .all(|condition| condition.media.is_none() && condition.supports.is_none());
            if names.is_empty() && around.is_empty() {
                return (String::new(), String::new());
            }
            if is_plain {
                let full: Vec<String> = match (names.is_empty(), around.is_empty()) {
                    (true, _) => vec![around],
                    (false, true) => names.clone(),
                    (false, false) => names.iter().map(|name| format!("{around}.{name}")).collect(),
                };
                return (
                    format!("@layer {};{end}", full.join(if minify { "," } else { ", " })),
                    String::new(),
                );
            }
            let (before, count) = opened(conditions);
            let inside = if names.is_empty() {
                String::new()
            } else {
                format!("@layer {};", names.join(","))
            };
            (format!("{before}{inside}{}{end}", "}".repeat(count)), String::new())
        }
    }
}

fn opened(conditions: &[Condition]) -> (String, usize) {
    let mut text = String::new();
    let mut count = 0;
    for condition in conditions {
        if let Some(media) = &condition.media {
            let _ = write!(text, "@media {media}{{");
            count += 1;
        }
        if let Some(supports) = &condition.supports {
            let _ = write!(text, "@supports {supports}{{");
            count += 1;
        }
        if let Some(layer) = &condition.layer {
            let _ = write!(text, "@layer {layer}{{");
            count += 1;
        }
    }
    (text, count)
}

/// An `@import` that stays. Conditions within conditions need a sheet for each.
#[must_use]
pub fn external_import(request: &str, conditions: &[Condition], minify: bool) -> String {
    let mut address = request.to_owned();
    let mut text = String::new();
    for (index, condition) in conditions.iter().rev().enumerate() {
        if index > 0 {
            let mut data = b"data:text/css;base64,".to_vec();
            sourcemap::append_base64(text.as_bytes(), &mut data);
            address = String::from_utf8(data).unwrap_or_default();
        }
        text = import_text(&address, condition);
    }
    if conditions.is_empty() {
        text = import_text(&address, &Condition::default());
    }
    text + end(minify)
}

fn import_text(address: &str, condition: &Condition) -> String {
    let quoted = address.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\a ");
    let mut text = format!("@import \"{quoted}\"");
    if let Some(layer) = &condition.layer {
        let _ = write!(text, " layer({layer})");
    }
    if let Some(supports) = &condition.supports {
        let _ = write!(text, " supports{supports}");
    }
    if let Some(media) = &condition.media {
        let _ = write!(text, " {media}");
    }
    text + ";"
}

fn units(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or(0)
}

fn end(minify: bool) -> &'static str {
    if minify { "" } else { "\n" }
}
