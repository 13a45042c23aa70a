//! Branches that cannot be reached because of a constant in another module.
//!
//! ```js
//! import { DEBUG } from "./flags.js";
//! if (DEBUG) inspect();
//! ```
//! Such a module is parsed again with the constants put in, so that everything after sees only
//! what is left: no statement, no request is held by a dead branch. Few modules are concerned;
//! whether one is, its facts tell.

use std::sync::Arc;

use oxc::str::CompactStr;
use rayon::prelude::*;

use super::parse::{self, ParseContext};
use crate::{
    constants::Constants,
    graph::{Edge, ModuleGraph},
    module::{Constant, ImportRecord, ModuleId, RecordKind},
};

/// A name of an import, or a property of it, and what it is.
pub type KnownNames = Vec<(CompactStr, Option<CompactStr>, Constant)>;

/// Replaces the modules of which constants cut something off.
pub fn decide(graph: &mut ModuleGraph, context: &ParseContext) {
    let mut constants = Constants::new(graph);
    let mut concerned: Vec<(ModuleId, KnownNames)> = Vec::new();
    for (id, module) in graph.modules.iter_enumerated() {
        let facts = module.facts();
        let known: KnownNames = facts
            .tests
            .iter()
            .filter_map(|(symbol, name)| {
                let value = constants.seen(id, *symbol, name.as_ref())?;
                let local = module.module.scoping.symbol_name(*symbol).into();
                Some((local, name.clone(), value))
            })
            .collect();
        if !known.is_empty() && module.kind.is_some() && module.module.problems.is_empty() {
            concerned.push((id, known));
        }
    }
    let parsed: Vec<_> = concerned
        .into_par_iter()
        .filter_map(|(id, known)| {
            let module = &graph.modules[id];
            let path = parse::virtual_path(&module.name);
            let source = module.module.ast.source().to_owned();
            let parsed = parse::parse_knowing(context, &path, source, module.kind?, &known);
            let edges = edges(&module.facts().records, &module.edges, &parsed.facts.records)?;
            (parsed.problems.is_empty() && parsed.facts.format == module.facts().format)
                .then_some((id, parsed, edges))
        })
        .collect();
    for (id, module, edges) in parsed {
        graph.modules[id].module = Arc::new(module);
        graph.modules[id].edges = edges;
    }
}

type Records = oxc_index::IndexVec<crate::module::RecordId, ImportRecord>;
type Edges = oxc_index::IndexVec<crate::module::RecordId, Edge>;

/// Where the requests lead that are left: the same request of the same kind leads to the same
/// module.
fn edges(records: &Records, edges: &Edges, left: &Records) -> Option<Edges> {
    type Key = (CompactStr, RecordKind, Vec<(CompactStr, CompactStr)>);
    let key = |record: &ImportRecord| -> Key {
        (record.request.clone(), record.kind, record.attributes.clone())
    };
    let known: rustc_hash::FxHashMap<Key, Edge> =
        records.iter().zip(edges).map(|(record, edge)| (key(record), *edge)).collect();
    left.iter().map(|record| known.get(&key(record)).copied()).collect()
}
