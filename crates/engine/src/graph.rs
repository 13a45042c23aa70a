//! What `scan` gives: every module that the entries reach, and the edges between them.

use std::{path::PathBuf, sync::Arc};

use oxc_index::{IndexVec, define_index_type};

use crate::{
    module::{Facts, Module, ModuleId, RecordId},
    scan::parse::SourceKind,
    sourcemap::Incoming,
};

define_index_type! {
    /// A module that the run time supplies.
    pub struct ExternalId = u32;
}

/// Frozen once made; a rebuild makes a new one that shares the modules.
#[derive(Default)]
pub struct ModuleGraph {
    pub modules: IndexVec<ModuleId, GraphModule>,
    pub externals: IndexVec<ExternalId, External>,
    pub entries: Vec<EntryPoint>,
}

/// A module at its place in the graph.
pub struct GraphModule {
    pub module: Arc<Module>,
    /// Path relative to the project with query and fragment, or the name of a module that
    /// is no file. Unique; the same wherever the checkout lies.
    pub name: String,
    /// Absolute; `None` for a module that is no file.
    pub path: Option<PathBuf>,
    /// Its package says that it may be left out when nothing of it is used.
    pub side_effect_free: bool,
    /// Imports of CommonJS follow Node.js's rules: `.mjs`, or under `"type": "module"`.
    pub strict_interop: bool,
    pub edges: IndexVec<RecordId, Edge>,
    /// How it was parsed, where it may be parsed again.
    pub kind: Option<SourceKind>,
    /// The module's own source map, where it was made from something else.
    pub incoming: Option<Arc<Incoming>>,
}

impl GraphModule {
    #[must_use]
    pub fn facts(&self) -> &Facts {
        &self.module.facts
    }
}

/// Where a request leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    Module(ModuleId),
    External(ExternalId),
    /// Not found, and guarded by `try`: it throws when it is reached.
    Missing,
}

impl Edge {
    #[must_use]
    pub fn module(self) -> Option<ModuleId> {
        match self {
            Self::Module(id) => Some(id),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct External {
    pub request: String,
    /// An expression that holds the module, instead of a `require` or an `import`.
    pub global: Option<String>,
}

#[derive(Debug, Clone)]
pub struct EntryPoint {
    pub name: String,
    pub module: ModuleId,
}
