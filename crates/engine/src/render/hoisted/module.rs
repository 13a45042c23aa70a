//! One module in its wrap: what stands before it, around it and behind it.

use oxc::{semantic::SymbolId, str::CompactStr};
use rustc_hash::FxHashSet;

use super::{
    FINISHED, Helper, Printed, Replacements, TopLevel, View, Wrapper, WrapperFunction, common_js,
    declared, settled::settled,
};
use crate::{
    link::{Binding, Wrap},
    module::ModuleId,
    options::Format,
    split::Item,
};

impl View<'_> {
    pub(super) fn module(&self, id: ModuleId) -> Printed {
        let context = self.context;
        let graph_module = &context.graph.modules[id];
        let facts = graph_module.facts();
        let wrap = context.wrap(id);
        let mut replacements = self.replacements(id);
        let mut wrapper = Wrapper::default();
        let mut mentioned: Vec<CompactStr> = Vec::new();
        match wrap {
            Wrap::Hoisted | Wrap::Value => {
                for symbol in
                    declared(context.graph, context.links, context.chunks, self.chunk_id, id)
                {
                    let Some(name) = self.names.items.get(&Item::Symbol(id, symbol.into())) else {
                        continue;
                    };
                    if graph_module.module.scoping.symbol_name(symbol) != name {
                        replacements.renames.insert(symbol, name.clone());
                    }
                }
                if let Some(text) = self.keep_default_name(id) {
                    wrapper.prologue = text;
                }
                wrapper.top_level = Some(self.top_level(id));
                let root = graph_module.module.scoping.root_scope_id();
                let scoping = &graph_module.module.scoping;
                replacements.avoid_capture(&graph_module.module, &[], |symbol| {
                    scoping.symbol_scope_id(symbol) != root
                });
            }
            Wrap::CommonJs => {
                // A path in the code would make its hash depend on the folders around it.
                let has_id = facts.uses.module_value || facts.uses.direct_eval || self.is_main(id);
                wrapper.directives = true;
                wrapper.function = Some(WrapperFunction {
                    name: self.item(Item::Wrapper(id)),
                    callee: self.helper(Helper::CommonJs),
                    parameters: vec!["exports", "module"],
                    arguments: has_id.then(|| graph_module.name.clone()).into_iter().collect(),
                    main: self.is_main(id).then(|| self.helper(Helper::Require)),
                });
                mentioned.push(self.helper(Helper::CommonJs));
                let words: Vec<&str> = mentioned.iter().map(CompactStr::as_str).collect();
                replacements.avoid_capture(&graph_module.module, &words, |_| true);
            }
            Wrap::Lazy { awaits } => {
                let own = facts.default_symbol.filter(|symbol| {
                    graph_module.module.scoping.symbol_name(*symbol)
                        == crate::scan::normalize::DEFAULT_BINDING
                });
                if let Some(symbol) = own {
                    replacements
                        .renames
                        .insert(symbol, super::super::names::default_name(&graph_module.name));
                }
                let prologue_names = self.lazy_names(id);
                let words: Vec<&str> = prologue_names.iter().map(CompactStr::as_str).collect();
                let imports = &facts.imports;
                replacements.avoid_capture(&graph_module.module, &words, |symbol| {
                    !imports.contains_key(&symbol)
                });
                wrapper.prologue = self.lazy_prologue(id, &replacements);
                // One that has had nothing to wait for is no promise to anyone.
                let parameters = if awaits && !facts.uses.top_level_await {
                    wrapper.epilogue = format!("{FINISHED}();");
                    vec![FINISHED]
                } else {
                    Vec::new()
                };
                wrapper.strict = context.options.format != Format::Esm;
                if awaits {
                    wrapper.awaits = Some(
                        context
                            .async_helper()
                            .map_or(CompactStr::new_const(""), |helper| self.helper(helper)),
                    );
                }
                wrapper.function = Some(WrapperFunction {
                    name: self.item(Item::Wrapper(id)),
                    callee: self.helper(Helper::Lazy),
                    parameters,
                    arguments: Vec::new(),
                    main: None,
                });
            }
        }
        let live = context.chunks.live(context.links, self.chunk_id, id);
        wrapper.is_part = context.chunks.parts.contains_key(&id);
        context.printer.print(context.graph, id, &live, &replacements, &wrapper)
    }

    fn top_level(&self, id: ModuleId) -> TopLevel {
        let module = &self.context.graph.modules[id];
        let is_part = self.context.chunks.parts.contains_key(&id);
        let mut given: Vec<SymbolId> = if is_part {
            // Other statements of the module are in other files.
            module.facts().declarations.keys().copied().collect()
        } else {
            self.context.links.live[id].given.iter().copied().collect()
        };
        given.sort_unstable();
        let in_cycle = is_part
            || self.context.links.in_cycles[id]
            || module.facts().uses.top_level_await
            || module.facts().uses.direct_eval;
        let is_live = |symbol: &SymbolId| self.context.symbol_is_live(id, *symbol);
        TopLevel {
            given: given.iter().copied().collect(),
            gives: given
                .into_iter()
                .filter(is_live)
                .map(|symbol| self.own_name(id, symbol))
                .collect(),
            in_cycle,
            settled: if in_cycle {
                Vec::new()
            } else {
                settled(&module.module)
                    .into_iter()
                    .filter(|(_, symbol)| is_live(symbol))
                    .map(|(statement, symbol)| (statement, self.own_name(id, symbol)))
                    .collect()
            },
        }
    }

    /// Somebody may ask for `require.main`.
    pub(super) fn is_main(&self, id: ModuleId) -> bool {
        self.chunk.entry == Some(id)
            && self
                .chunk
                .modules
                .iter()
                .any(|id| self.context.graph.modules[*id].facts().uses.require_value)
    }

    /// An anonymous default function is called `default`, whatever its binding is called.
    pub(super) fn keep_default_name(&self, id: ModuleId) -> Option<String> {
        let module = &self.context.graph.modules[id];
        let symbol = module.facts().default_symbol?;
        let is_function = module.module.scoping.symbol_flags(symbol).is_function()
            && module.module.scoping.symbol_name(symbol) == crate::scan::normalize::DEFAULT_BINDING;
        let item = Item::Symbol(id, symbol.into());
        let is_here = self.context.chunks.owner(self.context.graph, item) == Some(self.chunk_id);
        let is_live = self.context.symbol_is_live(id, symbol);
        (is_function && is_here && is_live && !self.context.options.minify)
            .then(|| format!("{}({});", self.helper(Helper::KeepName), self.own_name(id, symbol)))
    }

    pub(super) fn lazy_names(&self, id: ModuleId) -> Vec<CompactStr> {
        let mut names = vec![
            self.helper_name(Helper::Export),
            self.helper_name(Helper::Reexport),
            self.item(Item::Namespace(id)),
            "Promise".into(),
            FINISHED.into(),
        ];
        for dependency in &self.context.chunks.dependencies[id] {
            if self.context.wrap(dependency.module).is_wrapped() {
                names.push(self.item(Item::Wrapper(dependency.module)));
                names.extend(self.names.imports.get(&dependency.module).cloned());
            }
        }
        for (_, binding) in self.context.links.visible(id) {
            if !matches!(binding, Binding::Symbol(owner, _) if *owner == id) {
                names.extend(
                    self.binding(Some(id), binding).names().into_iter().map(CompactStr::from),
                );
            }
        }
        names.iter().filter_map(|name| name.split('.').next()).map(CompactStr::from).collect()
    }

    /// What a lazy module does first: its exports, then its imports in their order.
    pub(super) fn lazy_prologue(&self, id: ModuleId, replacements: &Replacements) -> String {
        let context = self.context;
        let name = self.item(Item::Namespace(id));
        let mut text = self.export_call(id, &name, &replacements.renames);
        text.push_str(";\n");
        let mut waiting = Vec::new();
        let mut imported = FxHashSet::default();
        for dependency in &context.chunks.dependencies[id] {
            let target = dependency.module;
            if !dependency.eager || !context.wrap(target).is_wrapped() {
                continue;
            }
            let wrapper = self.item(Item::Wrapper(target));
            match context.wrap(target) {
                Wrap::Lazy { awaits: true } => {
                    // All start in order, then all are waited for.
                    text.push_str(&format!("var wait${} = {wrapper}();\n", waiting.len()));
                    waiting.push(format!("wait${}", waiting.len()));
                }
                Wrap::CommonJs => {
                    imported.insert(target);
                    text.push_str(&format!("var {} = {wrapper}();\n", self.import(target)));
                }
                _ => text.push_str(&format!("{wrapper}();\n")),
            }
        }
        for target in self.used_bindings(id).into_iter().filter_map(common_js) {
            if imported.insert(target) {
                let wrapper = self.item(Item::Wrapper(target));
                text.push_str(&format!("var {} = {wrapper}();\n", self.import(target)));
            }
        }
        text.push_str(&self.reexports(id));
        if !waiting.is_empty() {
            // One that leads back to us is running and gives nothing to wait for.
            let any = waiting.join(" || ");
            text.push_str(&format!("if ({any}) await Promise.all([{}]);\n", waiting.join(", ")));
        }
        if let Some(keep) = self.keep_default_name(id) {
            text.push_str(&keep);
        }
        text
    }
}
