//! What a build is asked to do.
//!
//! The command line and the configuration file are read in Python; the engine gets
//! one complete, validated value as JSON. Nothing here has a default that depends on
//! the environment: whoever calls has already decided.

mod mangle;
mod requests;
mod splitting;
mod styles;

use std::{path::PathBuf, sync::OnceLock};

use serde::Deserialize;

use crate::{
    rules::{Condition, Rules},
    scan::target::Target,
};
pub use mangle::MangleProps;
pub use requests::{ContextRule, IgnoreRule};
pub use splitting::{CacheGroup, ModuleType, Selection, SplitChunks};
pub use styles::{Convention, StyleOptions};

/// Everything that decides what a build produces.
#[expect(clippy::struct_excessive_bools, reason = "independent switches")]
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Options {
    /// Absolute path of the project; reported paths and module ids are relative to it.
    pub root: PathBuf,
    pub entries: Vec<Entry>,
    pub mode: Mode,
    pub platform: Platform,
    /// `es2015` … `esnext`, or browserslist queries (`chrome 80`, `> 1%`); empty means esnext.
    #[serde(default)]
    pub target: Vec<String>,
    /// What the lowering may take for granted.
    #[serde(default)]
    pub assumptions: pybundle_lower::Assumptions,
    /// The target, once somebody asked for it.
    #[serde(skip)]
    syntax: OnceLock<Target>,
    pub format: Format,
    /// `iife` only: the global variable that receives the exports of the entry.
    #[serde(default)]
    pub global_name: Option<String>,
    /// Distinguishes the run time of this bundle from others on one page.
    #[serde(default)]
    pub unique_name: String,
    pub output: OutputOptions,
    #[serde(default)]
    pub resolve: ResolveOptions,
    #[serde(default)]
    pub module: Rules,
    #[serde(default)]
    pub hooks: Hooks,
    /// The first rule that fits a context is taken.
    #[serde(default)]
    pub contexts: Vec<ContextRule>,
    /// How many scripts of workers this one is to be put into, one in the other.
    #[serde(skip)]
    pub inlined: u32,
    /// Expression to replace → JavaScript source to put there; sorted by Python.
    #[serde(default)]
    pub define: Vec<(String, String)>,
    /// Free identifier → module request and export name (`None`: default or `module.exports`).
    #[serde(default)]
    pub provide: Vec<Provide>,
    #[serde(default)]
    pub externals: Vec<External>,
    #[serde(default)]
    pub banner: Option<String>,
    #[serde(default)]
    pub drop_console: bool,
    #[serde(default)]
    pub drop_debugger: bool,
    #[serde(default)]
    pub legal_comments: LegalComments,
    #[serde(default)]
    pub minify: bool,
    /// Properties that get short names.
    #[serde(default)]
    pub mangle_props: Option<MangleProps>,
    #[serde(default)]
    pub polyfills: Polyfills,
    /// Leave out what nothing uses. Off in development.
    #[serde(default)]
    pub tree_shaking: bool,
    /// `None`: a file more only where the code cannot do without.
    #[serde(default)]
    pub split_chunks: Option<SplitChunks>,
    #[serde(default)]
    pub styles: StyleOptions,
    /// Template of the files that hold a loader.
    #[serde(default)]
    pub runtime_filename: String,
    #[serde(default)]
    pub source_map: SourceMapKind,
    #[serde(default)]
    pub jsx: JsxOptions,
    /// `__filename` and `__dirname` become the path relative to `root`.
    #[serde(default)]
    pub node_paths: bool,
    /// Threads to use; 0 means one a core.
    #[serde(default)]
    pub jobs: usize,
    /// Whether the result carries the module list with reasons.
    #[serde(default)]
    pub stats: bool,
    /// With `stats`: what each module has in the files, compressed too.
    #[serde(default)]
    pub measure: bool,
    /// How large files may be.
    #[serde(default)]
    pub performance: Option<Performance>,
    /// No other build will follow with the same compiler, so nothing is kept for it.
    #[serde(default)]
    pub once: bool,
    /// The process ends after this build, so memory need not be given back.
    #[serde(default)]
    pub exits: bool,
    /// Write the files; otherwise they are only returned.
    #[serde(default = "yes")]
    pub write: bool,
}

fn asset_filename() -> String {
    "[name]-[contenthash:8].[ext]".to_owned()
}

fn yes() -> bool {
    true
}

impl Options {
    /// What the output must be understood by; an invalid target lacks nothing (scanning
    /// reports it).
    #[must_use]
    pub fn syntax(&self) -> &Target {
        self.syntax.get_or_init(|| Target::new(&self.target).unwrap_or_default())
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    pub name: String,
    /// As written: a path relative to `root` (with or without `./`) or a package.
    pub request: String,
    /// Requests of what runs before it, as a part of the same entry.
    #[serde(default)]
    pub before: Vec<String>,
    /// Template of its file, where it is not that of all.
    #[serde(default)]
    pub filename: Option<String>,
    /// Names of entries whose modules are there when it is loaded.
    #[serde(default)]
    pub depend_on: Vec<String>,
    /// `iife` only: the file with the loader, where that is not a part of the entry's.
    #[serde(default)]
    pub runtime: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    Production,
    Development,
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Platform {
    Web,
    Webworker,
    Node,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    Iife,
    Esm,
    Cjs,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutputOptions {
    /// Absolute path of the output folder.
    pub path: PathBuf,
    /// `[name]`, `[contenthash]`, `[contenthash:8]`, `[ext]` are replaced.
    pub filename: String,
    /// Names of those entries whose name matches; the first that does is taken.
    #[serde(default)]
    pub filename_rules: Vec<NameRule>,
    pub chunk_filename: String,
    /// Of files that are copied as they are.
    #[serde(default = "asset_filename")]
    pub asset_filename: String,
    #[serde(default)]
    pub chunk_filename_rules: Vec<NameRule>,
    /// `auto`, or a URL prefix ending in `/`.
    pub public_path: String,
    #[serde(default)]
    pub clean: bool,
    /// Absolute paths of files that `clean` leaves, though the engine does not write them.
    #[serde(default)]
    pub keep: Vec<PathBuf>,
    /// Name of a manifest in Vite's format.
    #[serde(default)]
    pub manifest: Option<String>,
    /// `esm` only: chunks name each other by a fixed specifier, and the file of this name
    /// says where they are; one that ends in `.html` instead of `.json` lies beside it.
    #[serde(default)]
    pub import_map: Option<String>,
    /// Digests for subresource integrity.
    #[serde(default)]
    pub integrity: Option<Integrity>,
    /// The `crossorigin` of scripts that are loaded by the bundle.
    #[serde(default)]
    pub cross_origin_loading: Option<String>,
    /// How often a chunk that did not come is asked for again at once (iife).
    #[serde(default)]
    pub chunk_retries: u32,
    /// Milliseconds after which a chunk counts as not coming (iife); 0 is no limit.
    #[serde(default)]
    pub chunk_load_timeout: u32,
    /// Name of the global variable through which the scripts of an iife bundle meet.
    #[serde(default)]
    pub chunk_loading_global: Option<String>,
    /// What an `import()` needs besides its own file is fetched with it (esm).
    #[serde(default)]
    pub module_preload: bool,
    /// The policy that makes the addresses of scripts.
    #[serde(default)]
    pub trusted_types: Option<TrustedTypes>,
    /// Name of a list of the packages in the bundle, with their licences.
    #[serde(default)]
    pub licenses: Option<String>,
    #[serde(default)]
    pub compress: Option<Compress>,
}

/// A policy of Trusted Types (<https://www.w3.org/TR/trusted-types/>).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrustedTypes {
    pub policy_name: String,
    /// A page that does not allow the policy gets no scripts, rather than addresses that no
    /// policy made.
    pub stop: bool,
}

/// A pattern of names of entries or chunks (`admin/*`), and the file name for them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameRule {
    pub pattern: String,
    pub filename: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Integrity {
    Sha256,
    Sha384,
    Sha512,
}

/// Compressed twins of the files that browsers load; a level of `None` makes none.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Compress {
    #[serde(default)]
    pub gzip: Option<u32>,
    #[serde(default)]
    pub brotli: Option<u32>,
    #[serde(default)]
    pub zstd: Option<u32>,
    /// Bytes; smaller files get none.
    #[serde(default)]
    pub min_size: u64,
}

/// Bytes, before any compression.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Performance {
    #[serde(default)]
    pub max_asset_size: Option<u64>,
    /// Of an entry together with the chunks that it needs at once.
    #[serde(default)]
    pub max_entrypoint_size: Option<u64>,
    pub hints: Hints,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Hints {
    Warning,
    Error,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ResolveOptions {
    /// In order; a key ending in `$` matches exactly; a target of `None` is an empty module.
    pub alias: Vec<(String, Option<String>)>,
    pub fallback: Vec<(String, Option<String>)>,
    pub extensions: Option<Vec<String>>,
    pub main_fields: Option<Vec<String>>,
    pub main_files: Option<Vec<String>>,
    /// Added to the conditions that the platform and the mode give.
    pub conditions: Vec<String>,
    pub modules: Option<Vec<String>>,
    pub symlinks: Option<bool>,
    pub tsconfig: Tsconfig,
    pub ignore: Vec<IgnoreRule>,
}

/// Where `paths` and `baseUrl` come from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tsconfig {
    /// The nearest `tsconfig.json` above each file.
    #[default]
    Auto,
    Off,
    File(PathBuf),
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provide {
    pub name: String,
    pub request: String,
    #[serde(default)]
    pub export: Option<String>,
}

/// A request that is left for the run time to supply.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct External {
    /// The whole request, or with `pattern` a regular expression searched in it.
    pub request: String,
    #[serde(default)]
    pub pattern: bool,
    /// The global expression that holds it (`React`, `window.jQuery`); otherwise it is
    /// imported or required under its own name.
    #[serde(default)]
    pub global: Option<String>,
}

/// What the plugins of the host want to be asked.
#[expect(clippy::struct_excessive_bools, reason = "independent switches")]
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Hooks {
    /// There are loaders or plugins of the host's at all.
    pub used: bool,
    /// Requests, by their text.
    pub resolve: Vec<Condition>,
    /// Paths and ids.
    pub load: Vec<Condition>,
    pub transform: Vec<Condition>,
    pub module_parsed: bool,
    pub chunk_rendered: bool,
    pub assets: bool,
}

/// Whether polyfills are taken from the core-js of the project.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Polyfills {
    /// Every module imports what it uses and the target lacks.
    Usage,
    /// Requests of core-js's entry points become those of what the target lacks.
    Entry,
    #[default]
    None,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LegalComments {
    #[default]
    Inline,
    Eof,
    /// In a file beside each script.
    External,
    /// The same, and the script names that file.
    Linked,
    None,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceMapKind {
    #[default]
    None,
    /// Beside the bundle, named by a comment in it.
    File,
    /// In the bundle, as a data URL.
    Inline,
    /// Beside the bundle, not named in it.
    Hidden,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct JsxOptions {
    pub runtime: JsxRuntime,
    pub import_source: Option<String>,
    pub development: bool,
    pub pragma: Option<String>,
    pub pragma_frag: Option<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum JsxRuntime {
    #[default]
    Automatic,
    Classic,
    Preserve,
}
