//! CommonJS: chunks require each other's files.

use std::fmt::Write;

use pybundle_lower::is_newer_name;

use super::{Body, Helper, Wrapper, public_getters};
use crate::{
    link::{Dynamic, Wrap},
    render::Piece,
};

impl Wrapper<'_> {
    pub(super) fn cjs(&self, body: Body, pieces: &mut Vec<Piece>) {
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
}
