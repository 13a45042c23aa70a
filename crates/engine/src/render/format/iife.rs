//! Classic scripts: a function each, which gives the chunk to the loader, or just runs.

use std::fmt::Write;

use super::{Body, Helper, Wrapper, loading::GLOBAL, public_getters};
use crate::{link::Wrap, module::WorkerKind, render::Piece};

impl Wrapper<'_> {
    pub(super) fn iife(&self, body: Body, pieces: &mut Vec<Piece>) {
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
            let (name, addresses) = (self.name(Helper::Loader), self.own_addresses());
            pieces.push(self.text(format!("var {name} = {addresses};\n")));
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

    fn iife_chunk(&self, mut body: Body, pieces: &mut Vec<Piece>) {
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
        if body.helpers.contains(&Helper::ImportMeta) {
            // Only while its script runs does the browser say which one that is.
            let (name, url) = (self.name(Helper::ImportMeta), self.module_url());
            pieces.push(self.text(format!("var {name} = {{ url: {url} }};\n")));
            body.helpers.retain(|helper| *helper != Helper::ImportMeta);
        }
        let (global, key) = (GLOBAL, self.context.global_name(""));
        let queue = if has_loader {
            pieces.push(self.text(format!("var {loader} = {};\n", self.loader())));
            pieces.extend(self.style_loader(&loader).map(|text| self.text(text)));
            format!("{global}[{key}]")
        } else {
            pieces.push(self.text(format!(
                "var queue$ = {global}[{key}];\nif (!Array.isArray(queue$)) queue$ = {global}[{key}] = [];\nvar {loader} = queue$.loader;\n"
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
}

fn is_plain(name: &str) -> bool {
    oxc::syntax::identifier::is_identifier_name(name)
}
