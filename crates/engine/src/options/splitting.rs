//! How the code is divided among files: `optimization.split_chunks` and `runtime_chunk`.

use serde::Deserialize;

/// `optimization.split_chunks`, all defaults decided.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SplitChunks {
    pub chunks: Selection,
    /// Bytes of source: less is not worth a file.
    pub min_size: u64,
    /// Bytes of source: more is divided; 0 is no bound.
    pub max_size: u64,
    /// Entries and `import()`s that must share what gets a file.
    pub min_chunks: usize,
    /// Files that one `import()` may load.
    pub max_async_requests: usize,
    /// Files that one entry may load.
    pub max_initial_requests: usize,
    /// In the order in which they take modules.
    pub cache_groups: Vec<CacheGroup>,
}

/// Whose modules are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Selection {
    /// Those that no entry has, only what is loaded later.
    Async,
    /// Those that an entry has.
    Initial,
    All,
}

/// One of `optimization.split_chunks.cache_groups`: modules that go to files of their own.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CacheGroup {
    pub key: String,
    /// Regular expressions searched in the path of a module; without any, all match.
    pub test: Vec<String>,
    #[serde(rename = "type")]
    pub kind: Option<ModuleType>,
    pub chunks: Selection,
    /// All modules go to one file of this name; otherwise a file for each set of users.
    pub name: Option<String>,
    pub min_size: u64,
    pub max_size: u64,
    pub min_chunks: usize,
    /// Whatever sizes and numbers of requests say.
    pub enforce: bool,
    /// A file that holds just these modules already is as good.
    pub reuse_existing_chunk: bool,
}

/// webpack's names for kinds of modules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum ModuleType {
    #[serde(rename = "javascript/auto")]
    JavaScript,
    /// By Node.js's rules: `.mjs`, or under `"type": "module"`.
    #[serde(rename = "javascript/esm")]
    StrictModule,
    #[serde(rename = "json")]
    Json,
}
