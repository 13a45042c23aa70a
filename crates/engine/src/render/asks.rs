//! What a bundle asks of the run time.

use crate::{graph::ModuleGraph, link::public_path};

/// What some module asks of the run time, so that no bundle has what none asks for.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts")]
pub struct Asks {
    /// Addresses of files.
    pub urls: bool,
    /// Some `import()` has a priority.
    pub priority: bool,
    /// What is behind `__webpack_require__`.
    pub bundler: bool,
    /// Its `p` is assigned to, which is where files lie.
    pub moves: bool,
}

/// One look at all modules, since all files of a bundle carry the same run time.
pub fn asks(graph: &ModuleGraph) -> Asks {
    let moves = public_path::assignments(graph).next().is_some();
    let mut asks = Asks { moves, ..Asks::default() };
    for module in &graph.modules {
        let facts = module.facts();
        asks.urls |= facts.uses.urls;
        asks.bundler |= facts.uses.bundler;
        asks.priority |= facts.records.iter().any(|record| {
            record.magic.as_ref().is_some_and(|magic| magic.fetch_priority.is_some())
        });
    }
    asks
}
