//! What `scan` gives: every module that the entries reach, and the edges between them.

use std::{path::PathBuf, sync::Arc};

use oxc_index::{IndexVec, define_index_type};

use rustc_hash::FxHashMap;

use crate::{
    module::{Facts, Module, ModuleId, RecordId},
    scan::parse::SourceKind,
    scan::styles::Style,
    sourcemap::Incoming,
};

define_index_type! {
    /// A module that the run time supplies.
    pub struct ExternalId = u32;
}

define_index_type! {
    /// A file that is copied as it is.
    pub struct AssetId = u32;
}

/// Frozen once made; a rebuild makes a new one that shares the modules.
#[derive(Default)]
pub struct ModuleGraph {
    pub modules: IndexVec<ModuleId, GraphModule>,
    pub externals: IndexVec<ExternalId, External>,
    pub assets: IndexVec<AssetId, Asset>,
    pub entries: Vec<EntryPoint>,
    /// Those among them that style sheets name, by their paths.
    pub style_assets: FxHashMap<PathBuf, AssetId>,
    /// Targets of `new Worker` and its like, in the order in which they are met.
    pub workers: Vec<ModuleId>,
    /// What loaders write beside the bundle, by path.
    pub files: Vec<(String, Vec<u8>)>,
}

impl ModuleGraph {
    /// Something runs the module by itself: a page, a worker.
    #[must_use]
    pub fn is_root(&self, id: ModuleId) -> bool {
        self.entries.iter().any(|entry| entry.module == id) || self.workers.contains(&id)
    }
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
    /// What it adds to the style sheet of its chunk.
    pub style: Option<Arc<Style>>,
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
    Asset(AssetId),
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

/// A file that code names by its address.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Path relative to the project, with `/`.
    pub name: String,
    pub path: PathBuf,
    pub content: Arc<Vec<u8>>,
}

#[derive(Debug, Clone)]
pub struct EntryPoint {
    pub name: String,
    pub module: ModuleId,
}
