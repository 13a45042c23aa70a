//! Objects of constants that nobody changes: `export const settings = { debug: false }`,
//! where all that is ever done with `settings` is to read `settings.debug`.
//!
//! Then the value stands in the place of the property, and the object is not needed. Who
//! might get hold of the object itself might change it, so this asks of the whole graph
//! that nobody does: no name space object shows it, no `require` or `import()`, no entry.

use oxc::{
    ast::ast::*,
    semantic::{Scoping, SymbolId},
    str::CompactStr,
};
use oxc_index::IndexVec;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Binding, Exports, constants::is_short, members::follow};
use crate::{
    graph::ModuleGraph,
    module::{Constant, ModuleFormat, ModuleId, RecordKind},
    scan::facts::evaluate,
};

/// The values of properties, by the object.
pub type Objects = FxHashMap<(ModuleId, SymbolId), Vec<(CompactStr, Constant)>>;

/// The objects whose properties are constants, whoever reads them.
pub fn constant_objects(
    graph: &ModuleGraph,
    exports: &IndexVec<ModuleId, Exports>,
    imports: &IndexVec<ModuleId, FxHashMap<SymbolId, Binding>>,
) -> Objects {
    let mut objects = Objects::default();
    for id in graph.modules.indices() {
        find(graph, id, &mut objects);
    }
    if objects.is_empty() {
        return objects;
    }
    let mut seen = Seen { graph, exports, objects, shown: FxHashSet::default(), open: Vec::new() };
    for (id, module) in graph.modules.iter_enumerated() {
        let facts = module.facts();
        if graph.is_root(id) {
            seen.show(id);
        }
        for (record, edge) in facts.records.iter().zip(&module.edges) {
            if record.kind != RecordKind::Import
                && let Some(target) = edge.module()
            {
                seen.show(target);
            }
        }
        for statement in &facts.statements {
            let calls = statement.calls.iter().map(|call| &call.symbol);
            for symbol in statement.needs.iter().chain(calls).chain(&statement.pure_if) {
                if let Some(binding) = imports[id].get(symbol) {
                    seen.binding(binding);
                }
            }
        }
        for member in &facts.members {
            let Some(binding) = imports[id].get(&member.symbol) else { continue };
            let found = follow(exports, binding, &member.path);
            // A method gets the object as its `this`.
            if member.path.seen().len() <= found.depth {
                seen.binding(&found.binding);
            }
        }
    }
    seen.close();
    seen.objects
}

struct Seen<'s> {
    graph: &'s ModuleGraph,
    exports: &'s IndexVec<ModuleId, Exports>,
    objects: Objects,
    /// Modules all of whose exports somebody may look at.
    shown: FxHashSet<ModuleId>,
    open: Vec<ModuleId>,
}

impl Seen<'_> {
    /// Somebody has got what `binding` stands for.
    fn binding(&mut self, binding: &Binding) {
        match binding {
            Binding::Symbol(owner, symbol) => {
                self.objects.remove(&(*owner, *symbol));
            }
            Binding::Namespace(id) | Binding::Member(id, _) => self.show(*id),
            _ => {}
        }
    }

    fn show(&mut self, id: ModuleId) {
        if self.shown.insert(id) {
            self.open.push(id);
        }
    }

    fn close(&mut self) {
        let exports = self.exports;
        while let Some(id) = self.open.pop() {
            for (_, binding) in &exports[id].names {
                self.binding(binding);
            }
            // What a name space passes on may be known at run time only.
            for star in &self.graph.modules[id].facts().stars {
                if let Some(target) = self.graph.modules[id].edges[*star].module() {
                    self.show(target);
                }
            }
        }
    }
}

/// The candidates of one module, which does not mention them itself.
fn find(graph: &ModuleGraph, id: ModuleId, objects: &mut Objects) {
    let module = &graph.modules[id].module;
    let facts = &module.facts;
    if facts.format != ModuleFormat::Esm || facts.uses.direct_eval {
        return;
    }
    // Asked for once: a module may have thousands of objects.
    let mut mentioned: Option<FxHashSet<SymbolId>> = None;
    for (statement, node) in facts.statements.iter().zip(&module.ast.program().body) {
        let [symbol] = statement.declares.as_slice() else { continue };
        let Some(object) = declared_object(node) else { continue };
        if facts.declarations.get(symbol).is_none_or(|places| places.len() != 1)
            || module.scoping.symbol_is_mutated(*symbol)
            || !module.scoping.symbol_redeclarations(*symbol).is_empty()
        {
            continue;
        }
        let mentioned = mentioned.get_or_insert_with(|| {
            facts.statements.iter().flat_map(|statement| statement.needs.iter().copied()).collect()
        });
        if !mentioned.contains(symbol)
            && let Some(values) = constants(object, &module.scoping)
        {
            objects.insert((id, *symbol), values);
        }
    }
}

fn declared_object<'p, 'a>(statement: &'p Statement<'a>) -> Option<&'p ObjectExpression<'a>> {
    let declaration = match statement {
        Statement::VariableDeclaration(declaration) => declaration,
        Statement::ExportDeclaration(export) => match &export.declaration {
            Declaration::VariableDeclaration(declaration) => declaration,
            _ => return None,
        },
        _ => return None,
    };
    let [declarator] = declaration.declarations.as_slice() else { return None };
    match (&declarator.id, &declarator.init) {
        (BindingPattern::BindingIdentifier(_), Some(Expression::ObjectExpression(object))) => {
            Some(object)
        }
        _ => None,
    }
}

/// The values of an object that has nothing but constants.
fn constants(
    object: &ObjectExpression<'_>,
    scoping: &Scoping,
) -> Option<Vec<(CompactStr, Constant)>> {
    let mut values: Vec<(CompactStr, Constant)> = Vec::with_capacity(object.properties.len());
    for property in &object.properties {
        let ObjectPropertyKind::ObjectProperty(property) = property else { return None };
        if property.computed || property.method || property.kind != PropertyKind::Init {
            return None;
        }
        let name = property.key.static_name()?;
        let value = evaluate(&property.value, &mut |ident| {
            let symbol = scoping.get_reference(ident.reference_id.get()?).symbol_id();
            (ident.name == "undefined" && symbol.is_none()).then_some(Constant::Undefined)
        })?;
        if name == "__proto__"
            || !is_short(&value)
            || values.iter().any(|(known, _)| *known == *name)
        {
            return None;
        }
        values.push((CompactStr::from(&*name), value));
    }
    Some(values)
}
