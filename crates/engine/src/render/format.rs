//! What stands around the code of a chunk: the formats iife, esm and cjs.

mod cjs;
mod esm;
mod iife;
mod loading;

pub use loading::{GLOBAL, webpack};

use super::{
    Piece, RenderContext,
    hoisted::{Body, PublicExport},
    runtime::Helper,
};
use crate::{
    emit::license_name,
    graph::{Edge, ExternalId},
    link::Binding,
    module::RecordKind,
    options::{Format, LegalComments, Platform},
    split::ChunkId,
};

/// The code of a chunk.
pub struct ChunkCode {
    /// In order.
    pub pieces: Vec<Piece>,
    /// Legal comments that stand in a file of their own.
    pub legal: Option<String>,
}

/// Puts the format around `body`.
pub fn chunk(context: &RenderContext<'_>, chunk_id: ChunkId, body: Body) -> ChunkCode {
    let wrapper = Wrapper { context, chunk_id };
    let mut pieces = Vec::new();
    // Only the first line of a file may say what runs it.
    let hashbang = context.chunks.chunks[chunk_id]
        .entry
        .and_then(|entry| context.graph.modules[entry].facts().hashbang.as_ref());
    if let Some(hashbang) = hashbang {
        pieces.push(Piece::text(format!("#!{hashbang}\n"), false));
    }
    let banner = context.options.banner.as_deref().unwrap_or("");
    if !banner.is_empty() {
        pieces.push(Piece::text(format!("{banner}\n"), false));
    }
    let legal = legal_text(&body.legal);
    if let (LegalComments::Linked, Some(_)) = (context.options.legal_comments, &legal) {
        let name = license_name(context.plan.base_name(chunk_id.index()));
        let text = format!("/*! For license information please see {name} */\n");
        pieces.push(Piece::text(text, false));
    }
    match context.options.format {
        Format::Esm => wrapper.esm(body, &mut pieces),
        Format::Cjs => wrapper.cjs(body, &mut pieces),
        Format::Iife => wrapper.iife(body, &mut pieces),
    }
    pieces.push(Piece::text("\n".to_owned(), false));
    match (context.options.legal_comments, legal) {
        (LegalComments::Eof, Some(text)) => {
            pieces.push(Piece::text(text, false));
            ChunkCode { pieces, legal: None }
        }
        (_, legal) => ChunkCode { pieces, legal },
    }
}

/// Each comment once, in lines of its own.
fn legal_text(comments: &[String]) -> Option<String> {
    let mut seen = rustc_hash::FxHashSet::default();
    let mut text = String::new();
    for comment in comments.iter().filter(|comment| seen.insert(comment.as_str())) {
        text.push_str(comment);
        text.push('\n');
    }
    Some(text).filter(|text| !text.is_empty())
}

/// A file with nothing but the loader.
pub fn runtime(context: &RenderContext<'_>, chunk_id: ChunkId) -> ChunkCode {
    let wrapper = Wrapper { context, chunk_id };
    let mut pieces = Vec::new();
    if let Some(banner) = context.options.banner.as_deref().filter(|text| !text.is_empty()) {
        pieces.push(Piece::text(format!("{banner}\n"), false));
    }
    let (open, loader) = (wrapper.opening(), wrapper.loader());
    let made = match wrapper.style_loader("loader$") {
        Some(styles) => format!("var loader$ = {loader};\n{styles}"),
        None => format!("{loader};\n"),
    };
    pieces.push(wrapper.text(format!("{open}{made}}})();\n")));
    pieces.push(Piece::text("\n".to_owned(), false));
    ChunkCode { pieces, legal: None }
}

struct Wrapper<'w> {
    context: &'w RenderContext<'w>,
    chunk_id: ChunkId,
}

impl Wrapper<'_> {
    fn text(&self, text: impl Into<String>) -> Piece {
        Piece::text(text.into(), self.context.options.minify)
    }

    fn chunk(&self) -> &crate::split::Chunk {
        &self.context.chunks.chunks[self.chunk_id]
    }

    fn name(&self, helper: Helper) -> &str {
        self.context.names[self.chunk_id].helpers.get(&helper).map_or(helper.name(), |name| name)
    }

    fn helpers(&self, body: &Body, more: &[Helper], pieces: &mut Vec<Piece>) {
        for helper in super::runtime::HELPERS {
            if !body.helpers.contains(&helper) && !more.contains(&helper) {
                continue;
            }
            let name = self.name(helper);
            let text = match helper {
                Helper::Loader => continue,
                Helper::Links => format!("var {name} = {};\n", self.context.link_adder()),
                Helper::Trusted => format!("var {name} = {};\n", self.context.trusted()),
                Helper::Webpack => {
                    let loader = self.name(Helper::Loader);
                    let made = webpack(self.context, self.chunk_id, loader, "null");
                    format!("var {name} = {made};\n")
                }
                Helper::ImportMeta => format!("var {name} = {{ url: {} }};\n", self.module_url()),
                Helper::Require
                    if self.context.options.format == Format::Esm
                        && self.context.options.platform == Platform::Node =>
                {
                    format!("var {name} = __createRequire(import.meta.url);\n")
                }
                helper => helper.declaration(name, self.context.options.minify),
            };
            pieces.push(self.text(text));
        }
    }

    /// Externals that the chunk uses other than by a `require` that stays where it is.
    fn externals(&self) -> Vec<ExternalId> {
        let mut externals = Vec::new();
        let context = self.context;
        for id in &self.chunk().modules {
            let module = &context.graph.modules[*id];
            for (record, edge) in module.facts().records.iter().zip(&module.edges) {
                let Edge::External(external) = edge else { continue };
                let wanted = match record.kind {
                    RecordKind::Import => true,
                    RecordKind::Require => {
                        context.options.format == Format::Esm
                            && context.options.platform != Platform::Node
                            && context.graph.externals[*external].global.is_none()
                    }
                    _ => false,
                };
                if wanted && !externals.contains(external) {
                    externals.push(*external);
                }
            }
            let exported = context.links.exports[*id].names.iter().map(|(_, binding)| binding);
            for binding in context.links.imports[*id].values().chain(exported) {
                if let Binding::External(external, _) = binding
                    && !externals.contains(external)
                {
                    externals.push(*external);
                }
            }
        }
        if let Some(entry) = self.chunk().public_entry() {
            for (_, binding) in &context.links.exports[entry].names {
                if let Binding::External(external, _) = binding
                    && !externals.contains(external)
                {
                    externals.push(*external);
                }
            }
        }
        externals.sort_unstable();
        externals
    }

    fn external_declarations(&self, pieces: &mut Vec<Piece>) {
        for id in self.externals() {
            let external = &self.context.graph.externals[id];
            let names = &self.context.names[self.chunk_id];
            let Some(name) = names.externals.get(&id) else { continue };
            let literal = serde_json::to_string(&external.request).unwrap_or_default();
            let text = match (&external.global, self.context.options.format) {
                (Some(global), _) => format!("var {name} = {global};\n"),
                (None, Format::Esm) => format!("import * as {name} from {literal};\n"),
                (None, _) => format!("var {name} = require({literal});\n"),
            };
            pieces.push(self.text(text));
        }
    }

    /// `{ a: () => a, … }` of what other chunks mention.
    fn provided(&self, body: &Body) -> Option<String> {
        if body.provides.is_empty() {
            return None;
        }
        let getters: Vec<String> = body
            .provides
            .iter()
            .map(|(item, name)| {
                self.context.getter(&self.context.export_alias(self.chunk_id, *item), name)
            })
            .collect();
        Some(format!("{{{} }}", getters.join(",")))
    }

    /// `(() => {`, closed by `})();`
    fn opening(&self) -> &'static str {
        if self.context.options.syntax().features.arrow_functions {
            "(function () {\n"
        } else {
            "(() => {\n"
        }
    }

    /// Definitions, then the sequence: strict, in a function of its own where some
    /// definition is sloppy or the sequence awaits. `waits` stands before that function.
    fn inner(
        &self,
        body: Body,
        strict: bool,
        waits: &str,
        head: String,
        tail: String,
        pieces: &mut Vec<Piece>,
    ) {
        pieces.extend(body.definitions);
        let has_code =
            body.sequence.iter().any(|piece| piece.map.is_some() || !piece.code.is_empty());
        let directive = if strict { "" } else { "\"use strict\";\n" };
        let open = if body.awaits {
            let open = if self.context.has_async() { "(async () => {\n" } else { self.opening() };
            Some(format!("{waits}{open}{directive}"))
        } else if !strict && (has_code || !head.is_empty()) {
            Some(format!("{}{directive}", self.opening()))
        } else {
            None
        };
        let closes = open.is_some();
        if let Some(open) = open {
            pieces.push(self.text(open));
        }
        if !head.is_empty() {
            pieces.push(self.text(head));
        }
        pieces.extend(body.sequence);
        if !tail.is_empty() {
            pieces.push(self.text(tail));
        }
        if closes {
            self.close(body.continuations, pieces);
            pieces.push(self.text("})();\n"));
        }
    }

    /// Ends the functions that [`Body::await_value`] began.
    fn close(&self, continuations: usize, pieces: &mut Vec<Piece>) {
        if continuations > 0 {
            pieces.push(self.text(format!("{}\n", "});".repeat(continuations))));
        }
    }
}

/// `{ name: () => value, … }` of the exports of an entry.
fn public_getters(context: &RenderContext<'_>, public: &[PublicExport]) -> String {
    let getters: Vec<String> =
        public.iter().map(|export| context.getter(&export.name, &export.value)).collect();
    format!("{{{} }}", getters.join(","))
}
