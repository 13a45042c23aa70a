//! ES modules: chunks import names of each other.

use std::fmt::Write;

use super::{Body, Helper, PublicExport, Wrapper};
use crate::{
    link::{Binding, Dynamic, Wrap},
    module::ImportedName,
    options::Platform,
    render::Piece,
};

impl Wrapper<'_> {
    pub(super) fn esm(&self, body: Body, pieces: &mut Vec<Piece>) {
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
        let links = context.links(self.chunk_id, self.name(Helper::Links));
        let more: &[Helper] = if links.is_some() { &[Helper::Links] } else { &[] };
        self.helpers(&body, more, pieces);
        pieces.extend(links.map(|links| self.text(links)));
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
}
