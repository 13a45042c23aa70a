//! `module.exports = require("./other")` and nothing else: whoever asks for such a module gets
//! the other one at once.

use crate::{
    graph::{Edge, ModuleGraph},
    module::{ModuleFormat, ModuleId, RecordKind},
};

/// Aliases of aliases lead on, but not for ever.
const MAX_STEPS: usize = 32;

/// Lets requests pass by the modules that only pass on.
pub fn follow(graph: &mut ModuleGraph) {
    let target_of = |graph: &ModuleGraph, id: ModuleId| -> Option<ModuleId> {
        let module = &graph.modules[id];
        let facts = module.facts();
        let record = facts.common_js.alias?;
        let target = module.edges[record].module()?;
        let same = facts.format == ModuleFormat::CommonJs
            && graph.modules[target].facts().format == ModuleFormat::CommonJs;
        same.then_some(target)
    };
    if !graph.modules.iter().any(|module| module.facts().common_js.alias.is_some()) {
        return;
    }
    for id in graph.modules.indices() {
        for record in graph.modules[id].facts().records.indices() {
            let kind = graph.modules[id].facts().records[record].kind;
            let Some(mut target) = graph.modules[id].edges[record].module() else { continue };
            if kind == RecordKind::RequireResolve {
                continue;
            }
            for _ in 0..MAX_STEPS {
                match target_of(graph, target) {
                    Some(next) if next != id => target = next,
                    _ => break,
                }
            }
            graph.modules[id].edges[record] = Edge::Module(target);
        }
    }
}
