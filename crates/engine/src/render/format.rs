//! What stands around the code of a chunk: the formats iife, esm and cjs.

mod loading;

use std::fmt::Write;

use pybundle_lower::is_newer_name;

use super::{
    Piece, RenderContext,
    hoisted::{Body, PublicExport},
    runtime::Helper,
};
use crate::{
    emit::license_name,
    graph::{Edge, ExternalId},
    link::{Binding, Dynamic, Wrap},
    module::{ImportedName, RecordKind, WorkerKind},
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
    pieces.push(wrapper.text(format!("{open}{loader};\n}})();\n")));
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
                Helper::Loader | Helper::Addresses => continue,
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

    /// The address of the running script, where there is no `import.meta`.
    fn module_url(&self) -> String {
        let options = self.context.options;
        match (options.platform, options.format) {
            (Platform::Node, _) => "require(\"url\").pathToFileURL(__filename).href".to_owned(),
            (Platform::Web, _) => "typeof document === \"undefined\" ? typeof location === \"undefined\" ? \"\" : location.href : (document.currentScript && document.currentScript.src) || document.baseURI".to_owned(),
            (Platform::Webworker, _) => "self.location.href".to_owned(),
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

    fn esm(&self, body: Body, pieces: &mut Vec<Piece>) {
        let context = self.context;
        let names = &context.names[self.chunk_id];
        if body.helpers.contains(&Helper::Require) && context.options.platform == Platform::Node {
            pieces.push(
                self.text("import { createRequire as __createRequire } from \"node:module\";\n"),
            );
        }
        self.external_declarations(pieces);
        for import in &self.chunk().imports {
            let path = context.specifier(self.chunk_id, *import);
            let literal = serde_json::to_string(&path).unwrap_or_default();
            let list: Vec<String> = self
                .chunk()
                .needs
                .iter()
                .filter(|item| context.chunks.owner(context.graph, **item) == Some(*import))
                .filter_map(|item| {
                    let local = names.items.get(item)?;
                    let alias = context.export_alias(*import, *item);
                    Some(if alias == local.as_str() {
                        alias
                    } else {
                        format!("{alias} as {local}")
                    })
                })
                .collect();
            pieces.push(self.text(if list.is_empty() {
                format!("import {literal};\n")
            } else {
                format!("import {{ {} }} from {literal};\n", list.join(", "))
            }));
        }
        self.helpers(&body, &[], pieces);
        pieces.extend(context.links(self.chunk_id, "").map(|links| self.text(links)));
        let mut exports: Vec<String> = Vec::new();
        let mut tail = String::new();
        for (item, name) in &body.provides {
            let alias = context.export_alias(self.chunk_id, *item);
            exports.push(if alias == name.as_str() { alias } else { format!("{name} as {alias}") });
        }
        self.esm_public(&body.public, &mut exports, &mut tail);
        pieces.extend(body.definitions);
        pieces.extend(body.sequence);
        if !tail.is_empty() {
            pieces.push(self.text(tail));
        }
        if !exports.is_empty() {
            pieces.push(self.text(format!("export {{ {} }};\n", exports.join(", "))));
        }
    }

    fn esm_public(&self, public: &[PublicExport], exports: &mut Vec<String>, tail: &mut String) {
        let context = self.context;
        let Some(entry) = self.chunk().public_entry() else { return };
        if context.wrap(entry) == Wrap::CommonJs {
            if let Some(name) = context.names[self.chunk_id].imports.get(&entry) {
                let _ = writeln!(tail, "export default {name};");
            }
            return;
        }
        for (index, export) in public.iter().enumerate() {
            let alias = if oxc::syntax::identifier::is_identifier_name(&export.name) {
                export.name.to_string()
            } else {
                serde_json::to_string(export.name.as_str()).unwrap_or_default()
            };
            if let Binding::External(external, ImportedName::Name(name)) = &export.binding
                && context.external_is_namespace(*external)
            {
                let request = &context.graph.externals[*external].request;
                let literal = serde_json::to_string(request).unwrap_or_default();
                let _ = writeln!(tail, "export {{ {name} as {alias} }} from {literal};");
            } else if export.is_name {
                exports.push(if export.value == alias {
                    alias
                } else {
                    format!("{} as {alias}", export.value)
                });
            } else {
                let name = format!("export_{index}$");
                let _ = writeln!(tail, "var {name} = {};", export.value);
                exports.push(format!("{name} as {alias}"));
            }
        }
        for dynamic in &context.links.exports[entry].dynamic {
            if let Dynamic::External(external) = dynamic
                && context.external_is_namespace(*external)
            {
                let request = &context.graph.externals[*external].request;
                let literal = serde_json::to_string(request).unwrap_or_default();
                let _ = writeln!(tail, "export * from {literal};");
            }
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

    fn cjs(&self, body: Body, pieces: &mut Vec<Piece>) {
        let context = self.context;
        let entry = self.chunk().entry;
        let strict = !body.sloppy;
        if strict {
            pieces.push(self.text("\"use strict\";\n"));
        }
        self.external_declarations(pieces);
        for import in &self.chunk().imports {
            let path = context.plan.relative_path(self.chunk_id.index(), import.index());
            let literal = serde_json::to_string(&path).unwrap_or_default();
            let field =
                if context.chunks.chunks[*import].entry.is_some() { ".__chunk" } else { "" };
            pieces.push(self.text(match context.names[self.chunk_id].chunks.get(import) {
                Some(name) => format!("var {name} = require({literal}){field};\n"),
                None => format!("require({literal});\n"),
            }));
        }
        let provided = self.provided(&body);
        let has_public = self.chunk().public_entry().is_some_and(|entry| {
            context.wrap(entry) != Wrap::CommonJs
                && (!body.public.is_empty() || !context.links.exports[entry].dynamic.is_empty())
        });
        let mut more = Vec::new();
        if provided.is_some() || has_public {
            more.push(Helper::Export);
        }
        let dynamic = self.dynamic_exports();
        if !dynamic.is_empty() {
            more.push(Helper::Reexport);
        }
        self.helpers(&body, &more, pieces);
        let export = self.name(Helper::Export).to_owned();
        let mut head = String::new();
        let is_common_js = entry.is_some_and(|entry| context.wrap(entry) == Wrap::CommonJs);
        if let Some(getters) = provided.as_ref().filter(|_| !is_common_js) {
            let _ = match entry {
                Some(_) => writeln!(
                    head,
                    "Object.defineProperty(exports, \"__chunk\", {{ value: {export}({{}}, {getters}) }});"
                ),
                None => writeln!(head, "{export}(exports, {getters}, 0, 1);"),
            };
        }
        if has_public {
            let getters = public_getters(self.context, &body.public);
            let _ = writeln!(head, "{export}(exports, {getters}, 1, 1);");
        }
        for source in dynamic {
            let _ = writeln!(head, "{}(exports, {source});", self.name(Helper::Reexport));
        }
        let mut tail = String::new();
        if let Some(entry) = entry
            && context.wrap(entry) == Wrap::CommonJs
            && let Some(name) = context.names[self.chunk_id].imports.get(&entry)
        {
            let _ = writeln!(tail, "module.exports = {name};");
            if let Some(getters) = &provided {
                let _ = writeln!(
                    tail,
                    "if (Object(module.exports) === module.exports) Object.defineProperty(module.exports, \"__chunk\", {{ value: {export}({{}}, {getters}) }});"
                );
            }
        }
        let target = context.options.syntax();
        // Node.js reads the names that an ES module can import from CommonJS off the text.
        let hint: Vec<&str> = body
            .public
            .iter()
            .map(|export| export.name.as_str())
            .filter(|name| has_public && *name != "default")
            .filter(|name| {
                oxc::syntax::identifier::is_identifier_name(name)
                    && !oxc::syntax::keyword::is_reserved_keyword(name)
                    && !matches!(*name, "eval" | "arguments" | "let" | "static" | "await" | "yield")
            })
            .filter(|name| !target.features.unicode_escapes || !is_newer_name(name))
            .collect();
        let hint = if hint.is_empty() {
            String::new()
        } else {
            // Not run: what the names would be is of no importance.
            let long = target.features.object_literals;
            let names: Vec<String> = hint
                .iter()
                .map(|name| if long { format!("{name}: {name}") } else { (*name).to_owned() })
                .collect();
            format!("0 && (module.exports = {{ {} }});\n", names.join(", "))
        };
        self.inner(body, strict, "", head, tail, pieces);
        if !hint.is_empty() {
            pieces.push(self.text(hint));
        }
    }

    fn dynamic_exports(&self) -> Vec<String> {
        let Some(entry) = self.chunk().public_entry() else { return Vec::new() };
        self.context.links.exports[entry]
            .dynamic
            .iter()
            .filter_map(|dynamic| match dynamic {
                Dynamic::External(external) => {
                    let request = &self.context.graph.externals[*external].request;
                    Some(format!("require({})", serde_json::to_string(request).unwrap_or_default()))
                }
                Dynamic::CommonJs(id) => {
                    let names = &self.context.names[self.chunk_id];
                    let item = crate::split::Item::Wrapper(*id);
                    Some(format!("{}()", names.items.get(&item)?))
                }
            })
            .collect()
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

    fn iife(&self, body: Body, pieces: &mut Vec<Piece>) {
        if self.is_alone() {
            self.iife_single(body, pieces);
        } else {
            self.iife_chunk(body, pieces);
        }
    }

    fn iife_single(&self, body: Body, pieces: &mut Vec<Piece>) {
        let context = self.context;
        let strict = !body.sloppy;
        let global =
            context.options.global_name.as_deref().filter(|_| self.chunk().worker.is_none());
        let directive = if strict { "\"use strict\";\n" } else { "" };
        let open = format!("{}{directive}", self.opening());
        pieces.push(self.text(match global {
            Some(name) if is_plain(name) => format!("var {name} = {open}"),
            Some(name) => format!("{name} = {open}"),
            None => open,
        }));
        self.external_declarations(pieces);
        if body.helpers.contains(&Helper::Loader) {
            let (name, base) = (self.name(Helper::Loader).to_owned(), self.base());
            let source = Helper::Addresses.source_text(context.options.minify);
            pieces.push(self.text(format!("var {name} = {source}({base});\n")));
        }
        let result = global.and_then(|_| self.result(&body));
        let more = if result.is_some() { vec![Helper::Export] } else { Vec::new() };
        self.helpers(&body, &more, pieces);
        let mut head = String::new();
        let mut after = String::new();
        if let Some((declare, fill, value)) = result {
            pieces.push(self.text(declare));
            head = fill;
            after = format!("return {value};\n");
        }
        let mut tail = String::new();
        if !after.is_empty()
            && let Some(entry) = self.chunk().entry
            && context.wrap(entry) == Wrap::CommonJs
            && let Some(name) = context.names[self.chunk_id].imports.get(&entry)
        {
            let _ = writeln!(tail, "library = {name};");
        }
        self.inner(body, strict, "", head, tail, pieces);
        if !after.is_empty() {
            pieces.push(self.text(after));
        }
        pieces.push(self.text("})();\n"));
    }

    /// How the exports of the entry become a value: a declaration, code that fills it, and
    /// its name.
    fn result(&self, body: &Body) -> Option<(String, String, String)> {
        let entry = self.chunk().entry?;
        if self.context.wrap(entry) == Wrap::CommonJs {
            Some(("var library;\n".into(), String::new(), "library".into()))
        } else {
            let export = self.name(Helper::Export);
            let fill =
                format!("{export}(library, {}, 1);\n", public_getters(self.context, &body.public));
            Some(("var library = {};\n".into(), fill, "library".into()))
        }
    }

    fn iife_chunk(&self, body: Body, pieces: &mut Vec<Piece>) {
        let context = self.context;
        let chunk = self.chunk();
        let strict = !body.sloppy;
        let names = &context.names[self.chunk_id];
        let id = serde_json::to_string(&chunk.name).unwrap_or_default();
        let needs: Vec<String> = chunk
            .imports
            .iter()
            .map(|import| {
                serde_json::to_string(&context.chunks.chunks[*import].name).unwrap_or_default()
            })
            .collect();
        let parameters: Vec<&str> = std::iter::once("exports")
            .chain(
                chunk
                    .imports
                    .iter()
                    .map(|import| names.chunks.get(import).map_or("_", |name| name)),
            )
            .collect();
        let public =
            context.options.global_name.as_deref().filter(|_| chunk.public_entry().is_some());
        let open = match public {
            Some(name) if is_plain(name) => format!("var {name} = {}", self.opening()),
            Some(name) => format!("{name} = {}", self.opening()),
            None => self.opening().to_owned(),
        };
        // No function loads scripts into a worklet, but its scripts are ES modules.
        if chunk.worker == Some(WorkerKind::Worklet) {
            for import in &chunk.imports {
                let path = context.plan.relative_path(self.chunk_id.index(), import.index());
                let path = serde_json::to_string(&path).unwrap_or_default();
                pieces.push(self.text(format!("import {path};\n")));
            }
        }
        pieces.push(self.text(open));
        let loader = self.name(Helper::Loader).to_owned();
        let has_loader = chunk.entry.is_some() && chunk.runtime.is_none();
        let (global, key) = (GLOBAL, self.key());
        let queue = if has_loader {
            pieces.push(self.text(format!("var {loader} = {};\n", self.loader())));
            pieces.extend(self.style_loader(&loader).map(|text| self.text(text)));
            format!("{global}[{key}]")
        } else {
            pieces.push(self.text(format!(
                "var queue$ = {global}[{key}] = {global}[{key}] || [], {loader} = queue$.loader;\n"
            )));
            "queue$".to_owned()
        };
        pieces.extend(context.links(self.chunk_id, &loader).map(|links| self.text(links)));
        let asynchronous = if body.awaits && context.has_async() { "async " } else { "" };
        let directive = if strict { "\"use strict\";\n" } else { "" };
        pieces.push(self.text(format!(
            "{queue}.push([{id}, [{}], {asynchronous}function ({}) {{\n{directive}",
            needs.join(", "),
            parameters.join(", ")
        )));
        if !has_loader && body.helpers.contains(&Helper::Loader) {
            // The loader is there when the chunk runs, not always when its script does.
            pieces.push(self.text(format!("{loader} = queue$.loader;\n")));
        }
        self.external_declarations(pieces);
        let provided = self.provided(&body);
        let result = public.and_then(|_| self.result(&body));
        let mut more = Vec::new();
        if provided.is_some() || result.is_some() {
            more.push(Helper::Export);
        }
        self.helpers(&body, &more, pieces);
        let mut head = String::new();
        if let Some(getters) = provided {
            let _ = writeln!(head, "{}(exports, {getters});", self.name(Helper::Export));
        }
        let mut after = String::new();
        let mut tail = String::new();
        if let Some((declare, fill, value)) = result {
            pieces.push(self.text(declare));
            head.push_str(&fill);
            after = format!("return {value};\n");
            if let Some(entry) = chunk.entry
                && context.wrap(entry) == Wrap::CommonJs
                && let Some(name) = names.imports.get(&entry)
            {
                let _ = writeln!(tail, "library = {name};");
            }
        }
        // The function of the chunk itself awaits, where it may hold the sequence.
        let open = if strict { body.continuations } else { 0 };
        let body = Body { awaits: body.awaits && !strict, ..body };
        let waits = if context.has_async() { "await " } else { "return " };
        self.inner(body, strict, waits, head, tail, pieces);
        if !after.is_empty() {
            pieces.push(self.text(after));
        }
        self.close(open, pieces);
        // What gives a value must have its loader before; else it may come later.
        let waits = chunk.runtime.is_some() && public.is_none();
        pieces.push(self.text(if waits { "}, 1]);\n" } else { "}]);\n" }));
        if chunk.entry.is_some() && !waits {
            let run = if public.is_some() { "return " } else { "" };
            pieces.push(self.text(format!("{run}{loader}.run({id});\n")));
        }
        pieces.push(self.text("})();\n"));
    }

    /// The name of the variable through which the scripts of one bundle meet.
    fn key(&self) -> String {
        let key = global_key(&self.context.options.unique_name);
        serde_json::to_string(&key).unwrap_or_default()
    }

    /// The expression that gives the loader, and makes it if there is none.
    fn loader(&self) -> String {
        let source = Helper::Loader.source_text(self.context.options.minify);
        let (key, files, base, checks) = (self.key(), self.files(), self.base(), self.checks());
        format!("{source}({GLOBAL}, {key}, {files}, {base}{checks})")
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

    /// Where the files are loaded from.
    fn base(&self) -> String {
        let options = self.context.options;
        if options.output.public_path != "auto" {
            return serde_json::to_string(&options.output.public_path).unwrap_or_default();
        }
        let depth = self.context.plan.path(self.chunk_id.index()).matches('/').count();
        let up = "../".repeat(depth);
        let up = serde_json::to_string(&up).unwrap_or_default();
        format!(
            "(typeof document !== \"undefined\" ? ((document.currentScript && document.currentScript.src) || document.baseURI).replace(/[^/]*([?#].*)?$/, \"\") : typeof importScripts === \"function\" ? self.location.href.replace(/[^/]*([?#].*)?$/, \"\") : typeof __dirname === \"string\" ? __dirname + \"/\" : \"\") + {up}"
        )
    }
}

/// The object behind `__webpack_require__`: one for all files of a bundle.
pub fn webpack(
    context: &RenderContext<'_>,
    chunk_id: ChunkId,
    loader: &str,
    registry: &str,
) -> String {
    let options = context.options;
    let wrapper = Wrapper { context, chunk_id };
    let source = Helper::Webpack.source_text(options.minify);
    let has_loader = options.format == Format::Iife && context.chunks.chunks.len() > 1;
    let (loader, base) = if has_loader {
        (loader, "\"\"".to_owned())
    } else if options.format == Format::Esm && options.output.public_path == "auto" {
        ("null", "new URL(\".\", import.meta.url).href".to_owned())
    } else {
        ("null", wrapper.base())
    };
    let key = global_key(&options.unique_name) + "_webpack";
    let key = serde_json::to_string(&key).unwrap_or_default();
    let hash = context.hash();
    format!(
        "{source}((typeof globalThis === \"undefined\" ? self : globalThis), {key}, {loader}, {base}, \"{hash}\", {registry})"
    )
}

/// Where the scripts of a bundle meet.
const GLOBAL: &str = "(typeof globalThis === \"undefined\" ? self : globalThis)";

/// The name of the global variable through which the scripts of one bundle meet.
fn global_key(unique_name: &str) -> String {
    let name: String = unique_name
        .chars()
        .map(|char| if char.is_ascii_alphanumeric() { char } else { '_' })
        .collect();
    format!("pybundle_{name}")
}

fn is_plain(name: &str) -> bool {
    oxc::syntax::identifier::is_identifier_name(name)
}

/// `{ name: () => value, … }` of the exports of an entry.
fn public_getters(context: &RenderContext<'_>, public: &[PublicExport]) -> String {
    let getters: Vec<String> =
        public.iter().map(|export| context.getter(&export.name, &export.value)).collect();
    format!("{{{} }}", getters.join(","))
}
