//! The production rendering: scope-hoisted chunks.
//!
//! ```js
//! import …                                  other chunks and externals (esm)
//! var __commonJS = …                        helpers that are used
//! var data = { … };                         JSON values
//! var a_exports = __export({}, { … });      name space objects
//! var require_b = __commonJS(…);            wrapped modules: nothing runs yet
//! const x = 1; …                            hoisted modules, in order, with
//! var import_b = require_b();               wrapped ones run where they are imported
//! export { … }
//! ```
//! In the formats that are no ES modules everything but the CommonJS modules is strict.

mod module;
mod naming;
mod requests;
mod settled;

use std::sync::atomic::{AtomicU32, Ordering};

use oxc::str::CompactStr;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Piece, RenderContext,
    names::{ChunkNames, declared},
    print::{Printed, TopLevel, Wrapper, WrapperFunction},
    rewrite::{Replacement, Replacements},
    runtime::{HELPERS, Helper},
};
use crate::{
    link::{Binding, Dynamic, Wrap},
    module::ModuleId,
    options::Format,
    split::{Chunk, ChunkId, Item, Step},
};

/// What a module that may await calls when it has run to its end.
const FINISHED: &str = "finished$";

/// The parts of a chunk's code, in order.
#[derive(Default)]
pub struct Body {
    /// Wrapped modules and values; CommonJS among them may be sloppy.
    pub definitions: Vec<Piece>,
    /// Hoisted modules and triggers: strict.
    pub sequence: Vec<Piece>,
    pub helpers: Vec<Helper>,
    /// Some definition must not become strict.
    pub sloppy: bool,
    /// The sequence awaits.
    pub awaits: bool,
    /// Functions in the sequence that are still open: where the target has no `async`
    /// functions, what comes after an `await` stands in `.then(function () { … })`.
    pub continuations: usize,
    pub legal: Vec<String>,
    /// Of the entry.
    pub public: Vec<PublicExport>,
    /// What other chunks mention, with the name it has here.
    pub provides: Vec<(Item, CompactStr)>,
}

impl Body {
    /// Appends a statement to `text` that waits for `value`, a promise or nothing.
    pub fn await_value(&mut self, value: &str, context: &RenderContext<'_>, text: &mut String) {
        self.awaits = true;
        if context.has_async() || context.options.format == Format::Esm {
            text.push_str(&format!("await {value};\n"));
        } else {
            self.continuations += 1;
            // What is waited for may be what brings promises.
            let settled = "(function (value) { return Promise.resolve(value); })";
            text.push_str(&format!("return {settled}({value}).then(function () {{\n"));
        }
    }
}

/// How the public exports of an entry are written, and what they need.
pub struct PublicExport {
    pub name: CompactStr,
    pub binding: Binding,
    /// The expression in this chunk.
    pub value: String,
    /// `value` is the name of a top-level binding.
    pub is_name: bool,
}

/// Renders the modules of a chunk; format wrappers come around it.
pub fn body(context: &RenderContext<'_>, chunk_id: ChunkId) -> Body {
    let view = View {
        context,
        chunk_id,
        chunk: &context.chunks.chunks[chunk_id],
        names: &context.names[chunk_id],
        helpers: AtomicU32::new(0),
    };
    let printed: FxHashMap<ModuleId, Printed> =
        view.chunk.modules.par_iter().map(|id| (*id, view.module(*id))).collect();
    let public =
        view.chunk.public_entry().map(|entry| view.public_exports(entry)).unwrap_or_default();
    let provides = view.chunk.provides.iter().map(|item| (*item, view.item(*item))).collect();
    let mut body = view.assemble(printed);
    body.public = public;
    body.provides = provides;
    body
}

struct View<'v> {
    context: &'v RenderContext<'v>,
    chunk_id: ChunkId,
    chunk: &'v Chunk,
    names: &'v ChunkNames,
    /// The helpers used so far, a bit each.
    helpers: AtomicU32,
}

impl View<'_> {
    fn assemble(&self, mut printed: FxHashMap<ModuleId, Printed>) -> Body {
        let mut body = Body::default();
        let context = self.context;
        let minify = context.options.minify;
        for id in self.chunk.modules.iter().filter(|id| self.has_namespace(**id)) {
            let name = self.item(Item::Namespace(*id));
            let empty = self.empty_object(*id);
            let none = FxHashMap::default();
            if context.wrap(*id) == Wrap::Value {
                let object = self.export_call(*id, empty, &none);
                body.definitions.push(Piece::text(format!("var {name} = {object};\n"), minify));
                continue;
            }
            // The object is there for all, its getters see the strict part; a lazy module
            // fills its own, when it runs.
            body.definitions.push(Piece::text(format!("var {name} = {empty};\n"), minify));
            if context.wrap(*id) == Wrap::Hoisted {
                let call = self.export_call(*id, &name, &none);
                let text = format!("{call};\n{}", self.reexports(*id));
                body.sequence.push(Piece::text(text, minify));
            }
        }
        let imports = self.imports_of_hoisted();
        let mut imported: FxHashSet<ModuleId> = FxHashSet::default();
        let mut late: Vec<Piece> = Vec::new();
        for step in &self.chunk.sequence {
            match step {
                Step::Define(id) => {
                    let Some(printed) = printed.remove(id) else { continue };
                    body.sloppy |= context.wrap(*id) == Wrap::CommonJs
                        && !context.graph.modules[*id].facts().strict;
                    body.legal.extend(printed.legal.iter().cloned());
                    body.definitions.push(self.comment(*id));
                    body.definitions.push(Piece::module(*id, printed));
                    if context.by_id.contains(id)
                        && let Some(value) = self.require(crate::graph::Edge::Module(*id), "")
                    {
                        let name = serde_json::to_string(&context.graph.modules[*id].name)
                            .unwrap_or_default();
                        let run = context.lambda("", &super::expression_text(&value));
                        let table = self.helper(Helper::Webpack);
                        let text = format!("{table}.m[{name}] = {run};\n");
                        body.definitions.push(Piece::text(text, minify));
                        if context.options.format == Format::Iife {
                            self.helper(Helper::Loader);
                        }
                    }
                }
                Step::Body(id) => {
                    let Some(printed) = printed.remove(id) else { continue };
                    body.awaits |= context.graph.modules[*id].facts().uses.top_level_await;
                    body.legal.extend(printed.legal.iter().cloned());
                    late.push(self.comment(*id));
                    late.push(Piece::module(*id, printed));
                }
                Step::Trigger(id) => {
                    let wrapper = self.item(Item::Wrapper(*id));
                    let text = match context.wrap(*id) {
                        Wrap::Lazy { awaits: true } => {
                            let mut text = self.polyfills_of_awaiting();
                            body.await_value(&format!("{wrapper}()"), context, &mut text);
                            text
                        }
                        Wrap::CommonJs if self.chunk.entry == Some(*id) || imports.contains(id) => {
                            imported.insert(*id);
                            format!("var {} = {wrapper}();\n", self.import(*id))
                        }
                        _ => format!("{wrapper}();\n"),
                    };
                    late.push(Piece::text(text, minify));
                }
            }
        }
        // Reached through a module of another chunk, which has run already.
        for id in imports {
            if imported.insert(id) {
                let text =
                    format!("var {} = {}();\n", self.import(id), self.item(Item::Wrapper(id)));
                body.sequence.push(Piece::text(text, minify));
            }
        }
        body.sequence.extend(late);
        let used = self.helpers.load(Ordering::Relaxed);
        body.helpers = HELPERS.into_iter().filter(|helper| used & helper.bit() != 0).collect();
        body
    }

    /// Where `async` is played by promises, a module that awaits needs them before it does
    /// anything, and what brings them is among its imports: that runs first.
    fn polyfills_of_awaiting(&self) -> String {
        let context = self.context;
        let mut text = String::new();
        let mut done = FxHashSet::default();
        for id in self.chunk.modules.iter().filter(|_| !context.has_async()) {
            let module = &context.graph.modules[*id];
            if context.wrap(*id) != (Wrap::Lazy { awaits: true }) {
                continue;
            }
            let edges = module.facts().records.iter().zip(&module.edges);
            let polyfills = edges
                .filter(|(record, _)| module.module.adds_polyfill(record))
                .filter_map(|(_, edge)| edge.module());
            for target in polyfills {
                if context.wrap(target) == Wrap::CommonJs && done.insert(target) {
                    text.push_str(&format!("{}();\n", self.item(Item::Wrapper(target))));
                }
            }
        }
        text
    }

    fn public_exports(&self, entry: ModuleId) -> Vec<PublicExport> {
        let context = self.context;
        let exports = &context.links.exports[entry];
        exports
            .names
            .iter()
            .map(|(name, binding)| {
                let replacement = match binding {
                    _ if context.wrap(entry).is_lazy() => {
                        Replacement::Member(self.item(Item::Namespace(entry)), name.clone())
                    }
                    binding => self.binding(None, binding),
                };
                PublicExport {
                    name: name.clone(),
                    binding: binding.clone(),
                    value: super::expression_text(&replacement),
                    is_name: matches!(replacement, Replacement::Name(_)),
                }
            })
            .collect()
    }

    fn comment(&self, id: ModuleId) -> Piece {
        if self.context.options.minify {
            return Piece::text(String::new(), true);
        }
        let name = self.context.graph.modules[id].name.replace(['\n', '\r'], " ");
        Piece::text(format!("// {name}\n"), false)
    }

    fn has_namespace(&self, id: ModuleId) -> bool {
        self.context.links.live[id].namespace || self.context.wrap(id).is_lazy()
    }

    /// CommonJS modules whose `module.exports` hoisted code of this chunk reads.
    fn imports_of_hoisted(&self) -> Vec<ModuleId> {
        let mut found = Vec::new();
        for id in &self.chunk.modules {
            if self.context.wrap(*id) == Wrap::Hoisted {
                let links = self.context.links;
                let mut used: Vec<ModuleId> =
                    self.used_bindings(*id).into_iter().filter_map(common_js).collect();
                if self.has_namespace(*id) {
                    used.extend(links.visible(*id).filter_map(|(_, binding)| common_js(binding)));
                    used.extend(dynamic_common_js(&links.exports[*id].dynamic));
                }
                for id in used {
                    if !found.contains(&id) {
                        found.push(id);
                    }
                }
            }
        }
        if let Some(entry) = self.chunk.public_entry()
            && !self.context.wrap(entry).is_wrapped()
        {
            let exports = &self.context.links.exports[entry];
            let used = exports.names.iter().filter_map(|(_, binding)| common_js(binding));
            for id in used.chain(dynamic_common_js(&exports.dynamic)) {
                if !found.contains(&id) {
                    found.push(id);
                }
            }
        }
        found
    }

    /// The bindings that live statements of a module mention.
    fn used_bindings(&self, id: ModuleId) -> Vec<&Binding> {
        let (graph, links) = (self.context.graph, self.context.links);
        let live = links.live[id].iter();
        live.filter(|statement| self.context.chunks.has(self.chunk_id, id, *statement))
            .flat_map(|statement| links.mentions(graph, id, statement))
            .map(|(_, binding)| binding)
            .collect()
    }
}

fn common_js(binding: &Binding) -> Option<ModuleId> {
    match binding {
        Binding::CommonJs(id, _) => Some(*id),
        _ => None,
    }
}

fn dynamic_common_js(dynamic: &[Dynamic]) -> impl Iterator<Item = ModuleId> + '_ {
    dynamic.iter().filter_map(|dynamic| match dynamic {
        Dynamic::CommonJs(id) => Some(*id),
        Dynamic::External(_) => None,
    })
}
