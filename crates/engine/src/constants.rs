//! The values of constants, across modules.
//!
//! A constant stands in for a name only where it has its value whenever it is read: in a
//! module that has run before all that can read it. In a cycle of imports that is not so.

use oxc::{ast::ast::*, semantic::SymbolId, str::CompactStr};
use oxc_index::IndexVec;
use rustc_hash::FxHashMap;

use crate::{
    graph::{Edge, GraphModule, ModuleGraph},
    module::{
        Constant, ConstantSource, ExportTarget, ImportedName, ModuleFormat, ModuleId, RecordId,
        RecordKind, StatementId,
    },
    scan::facts::evaluate,
};

/// Re-exports lead on, but not for ever.
const MAX_STEPS: usize = 64;

pub struct Constants<'g> {
    graph: &'g ModuleGraph,
    derived: FxHashMap<(ModuleId, SymbolId), Option<Constant>>,
    /// By module: the cycle that it is part of, once somebody asked.
    cycles: Option<IndexVec<ModuleId, usize>>,
}

/// The modules whose bindings others may look at before they have run: those in cycles.
/// Where some module awaits, an `import()` may be answered while another one runs, so it
/// counts as well.
#[must_use]
pub fn in_cycles(graph: &ModuleGraph) -> IndexVec<ModuleId, bool> {
    let awaits = graph.modules.iter().any(|module| module.facts().uses.top_level_await);
    let leads = |kind| waits_for(kind) || (awaits && kind == RecordKind::DynamicImport);
    let cycles = cycles(graph, leads);
    let mut sizes: FxHashMap<usize, usize> = FxHashMap::default();
    for cycle in &cycles {
        *sizes.entry(*cycle).or_default() += 1;
    }
    let of_module = |(id, module): (ModuleId, &GraphModule)| {
        sizes[&cycles[id]] > 1
            || module.edges.iter().any(|edge| edge.module().is_some_and(|target| target == id))
    };
    graph.modules.iter_enumerated().map(of_module).collect()
}

impl<'g> Constants<'g> {
    #[must_use]
    pub fn new(graph: &'g ModuleGraph) -> Self {
        Self { graph, derived: FxHashMap::default(), cycles: None }
    }

    /// What a name of `id` always is, or a property of the name space that it stands for.
    pub fn seen(
        &mut self,
        id: ModuleId,
        symbol: SymbolId,
        property: Option<&CompactStr>,
    ) -> Option<Constant> {
        let facts = self.graph.modules[id].facts();
        let Some(import) = facts.imports.get(&symbol) else {
            return if property.is_none() { self.value(id, symbol) } else { None };
        };
        let ((ImportedName::Name(name), None) | (ImportedName::Namespace, Some(name))) =
            (&import.name, property)
        else {
            return None;
        };
        let (owner, symbol) = self.find(id, import.record, name, 0)?;
        let value = self.value(owner, symbol)?;
        self.is_there(id, owner).then_some(value)
    }

    /// The binding that a name is imported from, as far as that is simple.
    fn find(
        &self,
        id: ModuleId,
        record: RecordId,
        name: &CompactStr,
        steps: usize,
    ) -> Option<(ModuleId, SymbolId)> {
        let target = self.graph.modules[id].edges[record].module()?;
        let facts = self.graph.modules[target].facts();
        if facts.format != ModuleFormat::Esm || steps > MAX_STEPS {
            return None;
        }
        let Some(export) = facts.exports.iter().find(|export| export.name == *name) else {
            let mut found =
                facts.stars.iter().filter_map(|star| self.find(target, *star, name, steps + 1));
            let first = found.next()?;
            return found.all(|other| other == first).then_some(first);
        };
        match &export.target {
            ExportTarget::Local(symbol) => match facts.imports.get(symbol) {
                None => Some((target, *symbol)),
                Some(import) => match &import.name {
                    ImportedName::Name(name) => self.find(target, import.record, name, steps + 1),
                    ImportedName::Namespace => None,
                },
            },
            ExportTarget::From(record, ImportedName::Name(name)) => {
                self.find(target, *record, name, steps + 1)
            }
            _ => None,
        }
    }

    /// What a binding of `owner` is, once `owner` has run.
    pub fn value(&mut self, owner: ModuleId, symbol: SymbolId) -> Option<Constant> {
        let statement = match self.graph.modules[owner].facts().constants.get(&symbol)? {
            ConstantSource::Value(value) => return Some(value.clone()),
            ConstantSource::Derived(statement) => *statement,
        };
        if let Some(known) = self.derived.get(&(owner, symbol)) {
            return known.clone();
        }
        // Until it is known, it is not: it may be defined by itself.
        self.derived.insert((owner, symbol), None);
        let graph = self.graph;
        let module = &graph.modules[owner].module;
        let init = initial_value(&module.ast.program().body, statement)?;
        let value = evaluate(init, &mut |ident| {
            let reference = module.scoping.get_reference(ident.reference_id.get()?);
            match reference.symbol_id() {
                Some(symbol) => self.seen(owner, symbol, None),
                None => (ident.name == "undefined").then_some(Constant::Undefined),
            }
        });
        self.derived.insert((owner, symbol), value.clone());
        value
    }

    /// Whenever `reader` runs, `owner` has run.
    pub fn is_there(&mut self, reader: ModuleId, owner: ModuleId) -> bool {
        if reader == owner {
            return false;
        }
        let module = &self.graph.modules[owner];
        let waits = module
            .facts()
            .records
            .iter()
            .zip(&module.edges)
            .any(|(record, edge)| waits_for(record.kind) && edge.module().is_some());
        if !waits {
            return true;
        }
        let cycles = self.cycles.get_or_insert_with(|| cycles(self.graph, waits_for));
        cycles[reader] != cycles[owner]
    }
}

fn waits_for(kind: RecordKind) -> bool {
    kind == RecordKind::Import || kind.runs_in_place()
}

fn initial_value<'p, 'a>(
    body: &'p [Statement<'a>],
    statement: StatementId,
) -> Option<&'p Expression<'a>> {
    let declaration = match &body[statement.index()] {
        Statement::VariableDeclaration(declaration) => declaration,
        Statement::ExportDeclaration(export) => match &export.declaration {
            Declaration::VariableDeclaration(declaration) => declaration,
            _ => return None,
        },
        _ => return None,
    };
    declaration.declarations.first()?.init.as_ref()
}

/// The cycles of imports and `require`s, numbered: strongly connected components by
/// Tarjan's algorithm, with a stack of its own.
fn cycles(graph: &ModuleGraph, leads: impl Fn(RecordKind) -> bool) -> IndexVec<ModuleId, usize> {
    const NONE: usize = usize::MAX;
    let count = graph.modules.len();
    let mut component: IndexVec<ModuleId, usize> = IndexVec::from_vec(vec![NONE; count]);
    let mut order: IndexVec<ModuleId, usize> = IndexVec::from_vec(vec![NONE; count]);
    let mut low: IndexVec<ModuleId, usize> = IndexVec::from_vec(vec![NONE; count]);
    let (mut next, mut components) = (0, 0);
    let mut open: Vec<ModuleId> = Vec::new();
    let mut work: Vec<(ModuleId, usize)> = Vec::new();
    for start in graph.modules.indices() {
        if order[start] != NONE {
            continue;
        }
        work.push((start, 0));
        while let Some((id, position)) = work.pop() {
            if position == 0 {
                order[id] = next;
                low[id] = next;
                next += 1;
                open.push(id);
            }
            let module = &graph.modules[id];
            let mut edges = module.facts().records.iter().zip(&module.edges).skip(position);
            let mut at = position;
            let entered = edges.find_map(|(record, edge)| {
                at += 1;
                let Edge::Module(target) = edge else { return None };
                if !leads(record.kind) {
                    return None;
                }
                if order[*target] == NONE {
                    return Some(*target);
                }
                if component[*target] == NONE {
                    low[id] = low[id].min(order[*target]);
                }
                None
            });
            if let Some(target) = entered {
                // Position 0 means entering; what was entered from here is looked at again.
                work.push((id, at.max(1)));
                work.push((target, 0));
                continue;
            }
            for (record, edge) in module.facts().records.iter().zip(&module.edges) {
                if let Edge::Module(target) = edge
                    && leads(record.kind)
                    && component[*target] == NONE
                    && order[*target] != NONE
                    && order[*target] > order[id]
                {
                    low[id] = low[id].min(low[*target]);
                }
            }
            if low[id] == order[id] {
                while let Some(member) = open.pop() {
                    component[member] = components;
                    if member == id {
                        break;
                    }
                }
                components += 1;
            }
        }
    }
    component
}
