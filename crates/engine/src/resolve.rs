//! From a request as it is written in a module to what it stands for.
//!
//! The algorithm is that of `oxc_resolver` with webpack's defaults. Around it stands what
//! webpack decides before and after resolving: externals, Node.js's own modules, `data:`,
//! and what a `package.json` says of the file that was found. Nothing here reads a module.

mod builtin;
mod data_uri;
mod defaults;
mod explain;
mod files;
pub mod glob;
mod scope;
#[cfg(test)]
mod tests;
mod tsconfig;

use std::{
    collections::BTreeSet,
    path::{Component, Path, PathBuf},
    sync::Arc,
};

use oxc_resolver::{
    Resolution, ResolveContext, ResolveError, ResolveOptions, ResolverGeneric, TsConfig,
};
use regex::Regex;

use crate::{
    diagnostic::Diagnostic,
    host::{FileKind, Host},
    options::{Options, Platform},
};
use builtin::builtin_name;
use defaults::{Owner, System, resolver_options, style_options};
use files::HostFiles;
pub use glob::Glob;
use scope::Scopes;
pub use scope::{PackageType, Scope};
use tsconfig::{Found, Tsconfigs};

/// How a request is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RequestKind {
    /// `import … from`, `export … from`
    Import,
    /// `import()`
    DynamicImport,
    /// `require()`
    Require,
    /// `require.resolve()`
    RequireResolve,
    /// `new URL(…, import.meta.url)`: without `./` still a path first.
    Url,
    /// A path, with or without `./`, or a package.
    Entry,
    /// `@import` in CSS, `composes: … from`: without `./` still a path first, and packages
    /// answer with style sheets.
    Style,
}

/// Where a request is written.
#[derive(Debug, Clone, Copy)]
pub enum Importer<'a> {
    /// Absolute path of a file.
    File(&'a Path),
    /// Absolute path of a folder: for entries, and for modules that are no file.
    Folder(&'a Path),
}

/// What a request stands for.
#[derive(Debug, Clone)]
pub enum Target {
    File(ResolvedFile),
    /// Replaced by an empty module, by `false` in a `browser` field or in an alias.
    Ignored,
    /// Left for the run time to supply.
    External {
        request: String,
        global: Option<String>,
    },
    /// A module of Node.js itself, under the name that was written.
    NodeBuiltin {
        name: String,
    },
    /// The content of a `data:` request; the media type in lower case, without parameters.
    Data {
        mime: String,
        bytes: Vec<u8>,
    },
}

pub type Resolved = Result<Target, Box<Unresolved>>;

/// A file with what its package says of it.
#[derive(Debug, Clone)]
pub struct ResolvedFile {
    /// Absolute, without links where `symlinks` is on.
    pub path: PathBuf,
    /// With its `?`, or empty.
    pub query: String,
    /// With its `#`, or empty.
    pub fragment: String,
    /// The nearest `package.json`.
    pub scope: Option<Arc<Scope>>,
}

/// Whether a file is one of the two kinds of module by decree, whatever its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ModuleFormat {
    /// `.mjs`, `.mts`, or under `"type": "module"`: Node.js's strict rules for imports
    /// of `CommonJS` apply.
    Module,
    /// `.cjs`, `.cts`, or under `"type": "commonjs"`.
    CommonJs,
    /// Its content decides.
    Unspecified,
}

impl ResolvedFile {
    #[must_use]
    pub fn format(&self) -> ModuleFormat {
        match self.path.extension().and_then(|extension| extension.to_str()) {
            Some("mjs" | "mts") => ModuleFormat::Module,
            Some("cjs" | "cts") => ModuleFormat::CommonJs,
            Some("js" | "jsx" | "ts" | "tsx") => {
                match self.scope.as_ref().and_then(|scope| scope.package_type) {
                    Some(PackageType::Module) => ModuleFormat::Module,
                    Some(PackageType::CommonJs) => ModuleFormat::CommonJs,
                    None => ModuleFormat::Unspecified,
                }
            }
            _ => ModuleFormat::Unspecified,
        }
    }

    /// What `sideEffects` declares for this file; `None` where nothing is declared, and
    /// then running it may matter. Matches patterns, so ask once a module.
    #[must_use]
    pub fn side_effects(&self) -> Option<bool> {
        self.scope.as_ref()?.side_effects(&self.path)
    }

    #[must_use]
    pub fn package_name(&self) -> Option<&str> {
        self.scope.as_ref()?.package_name()
    }
}

/// A request that stands for nothing; [`Resolvers::explain`] finds out why.
#[derive(Debug, Clone)]
pub struct Unresolved {
    pub request: String,
    pub kind: RequestKind,
    /// The folder it was resolved from.
    pub folder: PathBuf,
    cause: Cause,
}

#[derive(Debug, Clone)]
enum Cause {
    Resolver(ResolveError),
    /// A module of Node.js that browsers do not have.
    Builtin,
    BadData,
    TooLong,
}

/// What a resolution looked at: when one of these changes or appears, ask again.
#[derive(Debug, Default)]
pub struct Watched {
    pub files: BTreeSet<PathBuf>,
    pub missing: BTreeSet<PathBuf>,
}

/// No path of the systems we run on is longer; the resolver recurses over folders.
const MAX_REQUEST: usize = 4096;

type Resolver = ResolverGeneric<HostFiles>;

/// One resolver for each way of asking, over one cache of the file system.
pub struct Resolvers {
    root: PathBuf,
    platform: Platform,
    host: Arc<dyn Host>,
    import: Pair,
    require: Pair,
    path_first: Pair,
    styles: Pair,
    /// Folders, by the same aliases.
    folders: Pair,
    externals: Vec<External>,
    /// Keys of alias and fallback without `$`, to see whether one applies.
    alias_keys: Vec<String>,
    options: crate::options::ResolveOptions,
    scopes: Scopes,
    tsconfigs: Tsconfigs,
    diagnostics: Vec<Diagnostic>,
}

struct Pair {
    project: Resolver,
    package: Resolver,
}

struct External {
    request: Matcher,
    global: Option<String>,
}

enum Matcher {
    Whole(String),
    Pattern(Regex),
}

impl Resolvers {
    #[must_use]
    pub fn new(options: &Options, host: Arc<dyn Host>) -> Self {
        let project = Resolver::new_with_file_system(
            HostFiles(Arc::clone(&host)),
            resolver_options(options, System::Import, Owner::Project),
        );
        let package =
            project.clone_with_options(resolver_options(options, System::Import, Owner::Package));
        let with = |system, prefer_relative| {
            let for_owner = |owner| {
                let mut options = resolver_options(options, system, owner);
                options.prefer_relative = prefer_relative;
                project.clone_with_options(options)
            };
            Pair { project: for_owner(Owner::Project), package: for_owner(Owner::Package) }
        };
        let require = with(System::Require, false);
        let path_first = with(System::Import, true);
        let for_styles = |owner| project.clone_with_options(style_options(options, owner));
        let styles =
            Pair { project: for_styles(Owner::Project), package: for_styles(Owner::Package) };
        let for_folders = |owner| {
            project.clone_with_options(ResolveOptions {
                resolve_to_context: true,
                // They speak of modules, not of folders.
                exports_fields: Vec::new(),
                ..resolver_options(options, System::Import, owner)
            })
        };
        let folders =
            Pair { project: for_folders(Owner::Project), package: for_folders(Owner::Package) };
        let mut diagnostics = Vec::new();
        let keys = options.resolve.alias.iter().chain(&options.resolve.fallback);
        Self {
            root: options.root.clone(),
            platform: options.platform,
            import: Pair { project, package },
            require,
            path_first,
            styles,
            folders,
            externals: externals(options, &mut diagnostics),
            alias_keys: keys.map(|(key, _)| key.trim_end_matches('$').to_owned()).collect(),
            options: options.resolve.clone(),
            scopes: Scopes::new(Arc::clone(&host)),
            tsconfigs: Tsconfigs::new(options),
            diagnostics,
            host,
        }
    }

    /// Problems in the configuration, and in the `tsconfig.json` files met so far.
    #[must_use]
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut all = self.diagnostics.clone();
        all.extend(self.tsconfigs.diagnostics());
        all
    }

    /// Forgets everything read from the file system. Nothing may be resolving meanwhile.
    pub fn clear(&self) {
        self.import.project.clear_cache();
        self.scopes.clear();
        self.tsconfigs.clear();
    }

    pub fn resolve(&self, importer: Importer<'_>, request: &str, kind: RequestKind) -> Resolved {
        self.resolve_with(importer, request, kind, None)
    }

    /// Like [`Self::resolve`], with what the answer depends on. Slower.
    pub fn resolve_watched(
        &self,
        importer: Importer<'_>,
        request: &str,
        kind: RequestKind,
    ) -> (Resolved, Watched) {
        let mut context = ResolveContext::default();
        let resolved = self.resolve_with(importer, request, kind, Some(&mut context));
        let mut watched = Watched {
            files: context.file_dependencies.into_iter().collect(),
            missing: context.missing_dependencies.into_iter().collect(),
        };
        // The resolver names a package.json, or a node_modules that is not there, only the
        // first time it meets it.
        let folder = importer.folder();
        for scope in [self.scopes.of_folder(folder), file_scope(&resolved)].into_iter().flatten() {
            watched.files.insert(scope.folder.join("package.json"));
        }
        if let Some(tsconfig) = self.tsconfig(importer) {
            watched.files.insert(tsconfig.path().to_owned());
        }
        if !request.starts_with(['.', '/']) {
            for ancestor in folder.ancestors() {
                let modules = ancestor.join("node_modules");
                if self.host.metadata(&modules).is_err() {
                    watched.missing.insert(modules);
                }
            }
        }
        (resolved, watched)
    }

    /// The `tsconfig.json` that a file belongs to; none inside packages. The compiler
    /// options of those it extends are filled in.
    #[must_use]
    pub fn tsconfig(&self, importer: Importer<'_>) -> Option<Arc<TsConfig>> {
        match self.tsconfigs.find(&self.import.project, self.host.as_ref(), importer) {
            Found::Config { config, .. } => Some(config),
            Found::Nothing | Found::Broken => None,
        }
    }

    /// The folder that a request names, by the rules of requests.
    #[must_use]
    pub fn folder(&self, importer: Importer<'_>, request: &str) -> Option<PathBuf> {
        if request.len() > MAX_REQUEST {
            return None;
        }
        let found = if self.in_package(importer.folder()) {
            ask(&self.folders.package, importer, &Found::Nothing, request, None)
        } else {
            let tsconfig = self.tsconfigs.find(&self.folders.project, self.host.as_ref(), importer);
            ask(&self.folders.project, importer, &tsconfig, request, None)
        };
        found.ok().map(|found| found.path().to_owned())
    }

    /// The folder of a package, as Node.js looks for it.
    #[must_use]
    pub fn package_folder(&self, from: &Path, name: &str) -> Option<PathBuf> {
        from.ancestors().map(|folder| folder.join("node_modules").join(name)).find(|folder| {
            self.host.metadata(folder).is_ok_and(|found| found.kind == FileKind::Folder)
        })
    }

    /// What requests may leave out at the end of a file's name, the likeliest first.
    #[must_use]
    pub fn extensions(&self, folder: &Path) -> &[String] {
        let pair = &self.import;
        let resolver = if self.in_package(folder) { &pair.package } else { &pair.project };
        &resolver.options().extensions
    }

    /// The files that stand for their folder.
    #[must_use]
    pub fn main_files(&self) -> &[String] {
        &self.import.project.options().main_files
    }

    fn resolve_with(
        &self,
        importer: Importer<'_>,
        request: &str,
        kind: RequestKind,
        mut watch: Option<&mut ResolveContext>,
    ) -> Resolved {
        let unresolved = |cause| {
            Err(Box::new(Unresolved {
                request: request.to_owned(),
                kind,
                folder: importer.folder().to_owned(),
                cause,
            }))
        };
        if kind != RequestKind::Entry
            && let Some(external) = self.external(request)
        {
            return Ok(external);
        }
        if request.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:")) {
            return match data_uri::decode(request) {
                Some((mime, bytes)) => Ok(Target::Data { mime, bytes }),
                None => unresolved(Cause::BadData),
            };
        }
        if request.len() > MAX_REQUEST {
            return unresolved(Cause::TooLong);
        }
        let builtin = builtin_name(request).filter(|_| kind != RequestKind::Entry);
        if self.platform == Platform::Node && builtin.is_some() && !self.has_alias(request) {
            return Ok(Target::NodeBuiltin { name: request.to_owned() });
        }
        let mut result = self.find(importer, request, kind, watch.as_deref_mut());
        if let (Err(_), Some(name)) = (&result, builtin) {
            // What is configured for `fs` is meant for `node:fs` too.
            if name.len() < request.len() && self.has_alias(name) {
                result = self.find(importer, name, kind, watch);
            }
            if let Err(error) = &result
                && is_absent(error)
            {
                return if self.platform == Platform::Node {
                    Ok(Target::NodeBuiltin { name: request.to_owned() })
                } else {
                    unresolved(Cause::Builtin)
                };
            }
        }
        match result {
            Ok(resolution) => Ok(Target::File(self.resolved_file(
                resolution.path().to_owned(),
                resolution.query().unwrap_or(""),
                resolution.fragment().unwrap_or(""),
            ))),
            Err(ResolveError::Ignored(_)) => Ok(Target::Ignored),
            Err(error) if is_absent(&error) => {
                match self.named_literally(importer, request, kind) {
                    Some(path) => Ok(Target::File(self.resolved_file(path, "", ""))),
                    None => unresolved(Cause::Resolver(error)),
                }
            }
            Err(error) => unresolved(Cause::Resolver(error)),
        }
    }

    fn resolved_file(&self, path: PathBuf, query: &str, fragment: &str) -> ResolvedFile {
        let scope = path.parent().and_then(|folder| self.scopes.of_folder(folder));
        ResolvedFile { path, query: query.to_owned(), fragment: fragment.to_owned(), scope }
    }

    fn find(
        &self,
        importer: Importer<'_>,
        request: &str,
        kind: RequestKind,
        mut watch: Option<&mut ResolveContext>,
    ) -> Result<Resolution, ResolveError> {
        let pair = match kind {
            RequestKind::Import | RequestKind::DynamicImport => &self.import,
            RequestKind::Require | RequestKind::RequireResolve => &self.require,
            RequestKind::Url | RequestKind::Entry => &self.path_first,
            RequestKind::Style => &self.styles,
        };
        if self.in_package(importer.folder()) {
            return ask(&pair.package, importer, &Found::Nothing, request, watch);
        }
        let tsconfig = self.tsconfigs.find(&pair.project, self.host.as_ref(), importer);
        let found = ask(&pair.project, importer, &tsconfig, request, watch.as_deref_mut())?;
        // A package may hold its TypeScript sources beside what was made of them.
        if self.options.extensions.is_none()
            && self.in_package(found.path())
            && let Some("ts" | "tsx" | "mts" | "cts") =
                found.path().extension().and_then(|extension| extension.to_str())
            && let Ok(made) = ask(&pair.package, importer, &Found::Nothing, request, watch)
        {
            return Ok(made);
        }
        Ok(found)
    }

    /// Below `node_modules`; where the whole project is installed in one, below a further.
    fn in_package(&self, path: &Path) -> bool {
        path.strip_prefix(&self.root)
            .unwrap_or(path)
            .components()
            .any(|component| component.as_os_str() == "node_modules")
    }

    fn external(&self, request: &str) -> Option<Target> {
        let listed = self.externals.iter().find(|external| match &external.request {
            Matcher::Whole(whole) => whole == request,
            Matcher::Pattern(pattern) => pattern.is_match(request),
        });
        if let Some(external) = listed {
            let global = external.global.clone();
            return Some(Target::External { request: request.to_owned(), global });
        }
        // A file on the network is nothing to bundle.
        let remote = ["http://", "https://", "//"].iter().any(|start| request.starts_with(start));
        (remote && !self.has_alias(request))
            .then(|| Target::External { request: request.to_owned(), global: None })
    }

    fn has_alias(&self, request: &str) -> bool {
        self.alias_keys.iter().any(|key| {
            request
                .strip_prefix(key.split('*').next().unwrap_or(key))
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || key.contains('*'))
        })
    }

    /// A file whose own name contains a `?`, which the resolver takes for a query.
    fn named_literally(
        &self,
        importer: Importer<'_>,
        request: &str,
        kind: RequestKind,
    ) -> Option<PathBuf> {
        let path_first = matches!(kind, RequestKind::Url | RequestKind::Entry | RequestKind::Style);
        if !request.contains('?') || !(path_first || request.starts_with(['.', '/'])) {
            return None;
        }
        let path = join(importer.folder(), request);
        let extensions = self.import.project.options().extensions.iter().map(String::as_str);
        [""].into_iter().chain(extensions).find_map(|extension| {
            let mut path = path.clone().into_os_string();
            path.push(extension);
            let path = PathBuf::from(path);
            let metadata = self.host.metadata(&path).ok()?;
            (metadata.kind == FileKind::File).then_some(())?;
            self.host.canonicalize(&path).ok()
        })
    }
}

impl<'a> Importer<'a> {
    #[must_use]
    pub fn folder(self) -> &'a Path {
        match self {
            Importer::File(file) => file.parent().unwrap_or(file),
            Importer::Folder(folder) => folder,
        }
    }
}

/// Asks one resolver. What was looked at is collected only where somebody wants it, or
/// where the resolver would otherwise look for a `tsconfig.json` by itself.
fn ask(
    resolver: &Resolver,
    importer: Importer<'_>,
    tsconfig: &Found<'_>,
    request: &str,
    watch: Option<&mut ResolveContext>,
) -> Result<Resolution, ResolveError> {
    let folder = importer.folder();
    match (watch, tsconfig) {
        (None, Found::Nothing) => resolver.resolve(folder, request),
        (None, Found::Config { again: Some(file), .. }) => resolver.resolve_file(file, request),
        (watch, found) => {
            let tsconfig = match found {
                Found::Config { config, .. } => Some(config.as_ref()),
                Found::Nothing | Found::Broken => None,
            };
            let mut unwanted = ResolveContext::default();
            let context = watch.unwrap_or(&mut unwanted);
            resolver.resolve_with_context(folder, request, tsconfig, context)
        }
    }
}

fn file_scope(resolved: &Resolved) -> Option<Arc<Scope>> {
    match resolved {
        Ok(Target::File(file)) => file.scope.clone(),
        _ => None,
    }
}

/// Nothing was found, as against something that is broken.
fn is_absent(error: &ResolveError) -> bool {
    matches!(error, ResolveError::NotFound(_) | ResolveError::MatchedAliasNotFound(..))
}

fn externals(options: &Options, diagnostics: &mut Vec<Diagnostic>) -> Vec<External> {
    let mut externals = Vec::new();
    for external in &options.externals {
        let request = if external.pattern {
            match Regex::new(&external.request) {
                Ok(pattern) => Matcher::Pattern(pattern),
                Err(error) => {
                    let reason = error.to_string();
                    let message =
                        format!("the pattern `{}` in `externals` is not valid", external.request);
                    let mut diagnostic = Diagnostic::error("invalid-pattern", message)
                        .hint("look-around and back-references are not supported");
                    diagnostic.notes.extend(reason.lines().map(str::to_owned));
                    diagnostics.push(diagnostic);
                    continue;
                }
            }
        } else {
            Matcher::Whole(external.request.clone())
        };
        externals.push(External { request, global: external.global.clone() });
    }
    externals
}

/// `folder` and `relative` joined, with `.` and `..` taken out.
#[must_use]
pub fn join(folder: &Path, relative: &str) -> PathBuf {
    let mut path = folder.to_owned();
    for component in Path::new(relative).components() {
        match component {
            Component::RootDir => path = PathBuf::from("/"),
            Component::ParentDir => {
                path.pop();
            }
            Component::Normal(name) => path.push(name),
            Component::CurDir | Component::Prefix(_) => {}
        }
    }
    path
}
