//! What is replaced in the code of one module: imports, `require`, `import()`.

use super::{Helper, Replacement, Replacements, View, naming::named};
use crate::{
    graph::Edge,
    link::{Binding, Wrap},
    module::{ImportRecord, MemberUse, ModuleId, RecordKind},
    options::{Format, Platform},
    split::Item,
};

impl View<'_> {
    pub(super) fn replacements(&self, id: ModuleId) -> Replacements {
        let context = self.context;
        let links = context.links;
        let module = &context.graph.modules[id];
        let facts = module.facts();
        let mut replacements = context.common_replacements(id);
        if facts.uses.require_value {
            replacements.globals.insert("require", self.helper(Helper::Require));
        }
        if facts.uses.bundler {
            replacements.globals.insert("__webpack_require__", self.helper(Helper::Webpack));
            if context.options.format == Format::Iife {
                self.helper(Helper::Loader);
            }
        }
        if context.mentions(id, "__non_webpack_require__") {
            let created =
                context.options.format == Format::Esm && context.options.platform == Platform::Node;
            let name = if created { self.helper(Helper::Require) } else { "require".into() };
            replacements.globals.insert("__non_webpack_require__", name);
        }
        if context.options.format != Format::Esm && context.mentions_import_meta(id) {
            replacements.import_meta = Some(self.helper(Helper::ImportMeta));
        }
        for (symbol, binding) in &links.imports[id] {
            replacements.symbols.insert(*symbol, self.binding(Some(id), binding));
        }
        replacements.functions.clone_from(&links.functions[id]);
        if context.chunks.parts.contains_key(&id) {
            // Its own bindings, where they are in another chunk.
            for symbol in facts.declarations.keys().filter(|symbol| !self.is_here(id, **symbol)) {
                let replacement = named(self.item(Item::Symbol(id, (*symbol).into())));
                replacements.symbols.insert(*symbol, replacement);
            }
        }
        for statement in links.live[id].iter() {
            for member in &facts.statements[statement].members {
                let Some(found) = &links.members[id][*member] else { continue };
                let MemberUse { symbol, path, .. } = &facts.members[*member];
                // `ns.name` of what is not there stays a member, with no `this` for calls.
                let (depth, replacement) = match &found.binding {
                    Binding::Namespace(target) if found.depth < path.names.len() => {
                        let object = self.item(Item::Namespace(*target));
                        let name = path.names[found.depth].clone();
                        (found.depth + 1, Replacement::Member(object, name))
                    }
                    _ if found.depth == 0 => continue,
                    binding => (found.depth, self.binding(Some(id), binding)),
                };
                replacements.insert_member(*symbol, &path.names[..depth], replacement);
            }
        }
        for ((record_id, record), edge) in facts.records.iter_enumerated().zip(&module.edges) {
            if let Some(value) = links.requested.get(&(id, record_id)) {
                replacements.insert(record, Replacement::Constant(value.clone()));
                continue;
            }
            if let RecordKind::Worker(kind) = record.kind
                && matches!(edge, Edge::Module(_))
            {
                replacements.start(record, context.start(kind));
            }
            let replacement = match record.kind {
                RecordKind::Import => continue,
                RecordKind::Worker(_) | RecordKind::Url => {
                    context.url(self.chunk_id, *edge, record.kind, |helper| self.helper(helper))
                }
                RecordKind::Asset => {
                    context.asset_address(self.chunk_id, *edge, |helper| self.helper(helper))
                }
                RecordKind::Require => self.require(*edge, &record.request),
                RecordKind::DynamicImport => {
                    self.dynamic_import(*edge, record, module.strict_interop)
                }
                RecordKind::EagerImport => self.eager_import(*edge, record, module.strict_interop),
                RecordKind::WeakImport if self.has(*edge) => {
                    self.eager_import(*edge, record, module.strict_interop)
                }
                RecordKind::WeakRequire if self.has(*edge) => self.require(*edge, &record.request),
                RecordKind::WeakRequire => Some(context.unavailable(*edge, &record.request)),
                RecordKind::WeakImport => {
                    let thrown = context.unavailable(*edge, &record.request);
                    let thrown = context.lambda("", &super::super::expression_text(&thrown));
                    Some(Replacement::Raw(format!("Promise.resolve().then({thrown})").into()))
                }
                RecordKind::IsIncluded => Some(context.is_included(*edge)),
                RecordKind::RequireResolve | RecordKind::WeakResolve => Some(context.resolved_id(
                    *edge,
                    &record.request,
                    || self.helper(Helper::Require),
                )),
            };
            if let Some(replacement) = replacement {
                replacements.insert(record, replacement);
            }
        }
        replacements
    }

    pub(super) fn require(&self, edge: Edge, request: &str) -> Option<Replacement> {
        match edge {
            Edge::Module(target) => Some(match self.context.wrap(target) {
                Wrap::CommonJs => Replacement::Invoke(self.item(Item::Wrapper(target))),
                Wrap::Lazy { .. } => {
                    let namespace = self.item(Item::Namespace(target));
                    let value = if self.context.has_module_exports_name(target) {
                        format!("{namespace}[\"module.exports\"]").into()
                    } else {
                        namespace
                    };
                    Replacement::InvokeThen(self.item(Item::Wrapper(target)), value)
                }
                Wrap::Value => {
                    let symbol = self.context.graph.modules[target].facts().default_symbol?;
                    named(self.item(Item::Symbol(target, symbol.into())))
                }
                // `require` makes a module lazy, so this is not reached.
                Wrap::Hoisted => named(self.item(Item::Namespace(target))),
            }),
            Edge::External(external) => {
                let variable = self
                    .names
                    .externals
                    .get(&external)
                    .cloned()
                    .unwrap_or_else(|| "undefined".into());
                Some(
                    self.context
                        .require_external(external, variable, || self.helper(Helper::Require)),
                )
            }
            Edge::Missing | Edge::Asset(_) => {
                Some(Replacement::Request(self.helper(Helper::Require), request.into()))
            }
        }
    }

    /// `import("./chunk.js").then((chunk) => chunk.a_exports)`
    pub(super) fn dynamic_import(
        &self,
        edge: Edge,
        record: &ImportRecord,
        strict: bool,
    ) -> Option<Replacement> {
        let context = self.context;
        let namespace = || self.helper(Helper::Namespace);
        let target = match context.imported_later(edge, &record.request, namespace) {
            Ok(target) => target,
            Err(replacement) => return Some(replacement),
        };
        let owner = context.chunks.chunk_of[target]?;
        let value = self.namespace_value(target, strict, |item: Item| -> String {
            if owner == self.chunk_id {
                self.item(item).to_string()
            } else {
                format!("chunk.{}", context.export_alias(owner, item))
            }
        });
        let load = if owner == self.chunk_id {
            format!("Promise.resolve().then({})", context.lambda("", &value))
        } else {
            let load =
                context.load_chunk(self.chunk_id, owner, record.magic.as_deref(), |helper| {
                    self.helper(helper)
                });
            format!("{load}.then({})", context.lambda("chunk", &value))
        };
        Some(Replacement::Raw(load.into()))
    }

    /// `import()` of a module that is there: nothing is loaded, but it runs only now.
    fn eager_import(&self, edge: Edge, record: &ImportRecord, strict: bool) -> Option<Replacement> {
        let Edge::Module(target) = edge else {
            return self.dynamic_import(edge, record, strict);
        };
        let value = self.namespace_value(target, strict, |item| self.item(item).to_string());
        let lambda = self.context.lambda("", &value);
        Some(Replacement::Raw(format!("Promise.resolve().then({lambda})").into()))
    }

    /// The module is in this file.
    fn has(&self, edge: Edge) -> bool {
        match edge {
            Edge::Module(target) => self.context.chunks.chunk_of[target] == Some(self.chunk_id),
            Edge::External(_) => true,
            Edge::Missing | Edge::Asset(_) => false,
        }
    }

    /// Runs a module that is there, and gives its name space.
    fn namespace_value(
        &self,
        target: ModuleId,
        strict: bool,
        name: impl Fn(Item) -> String,
    ) -> String {
        let context = self.context;
        match context.wrap(target) {
            Wrap::Hoisted | Wrap::Value => name(Item::Namespace(target)),
            Wrap::CommonJs => {
                let from = format!("{}()", name(Item::Wrapper(target)));
                let flag = if strict { ", 1" } else { "" };
                format!("{}({from}{flag})", self.helper(Helper::Namespace))
            }
            Wrap::Lazy { awaits: false } => {
                format!("({}(), {})", name(Item::Wrapper(target)), name(Item::Namespace(target)))
            }
            Wrap::Lazy { awaits: true } => format!(
                "Promise.resolve({}()).then({})",
                name(Item::Wrapper(target)),
                context.lambda("", &name(Item::Namespace(target)))
            ),
        }
    }
}
