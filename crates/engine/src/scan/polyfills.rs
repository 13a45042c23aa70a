//! Polyfills of core-js: what the code uses and the target lacks.
//!
//! Two ways. `usage` looks at every module ([`usage`]) and has it import what it needs
//! before anything else, so that each chunk brings its own. `entry` puts in place of an entry
//! point of core-js that code asks for the part of it that the target lacks ([`entry`]).
//! What is lacking, and which names stand for what, is in the package `core-js-compat` of
//! the project: nothing of it is built in but the editions, of which it does not know.
//!
//! A module's polyfills depend on its text, the options and the two versions; when those
//! change, [`super::store`] forgets all modules. Whether core-js is there is asked once a
//! build, and complained about only where something needs it.

mod arguments;
mod bindings;
mod catalog;
mod compat;
mod editions;
mod entry;
mod helpers;
mod insert;
mod places;
mod results;
mod target;
#[cfg(test)]
mod tests;
mod usage;
mod values;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use memchr::memmem;
use oxc::{
    allocator::Allocator,
    ast::ast::Program,
    semantic::{Scoping, SemanticBuilder},
    span::Span,
    str::CompactStr,
};

use super::helper_imports::is_helper_import;
use crate::{
    diagnostic::{Diagnostic, Location},
    host::Host,
    options::{self, Options},
    resolve::{Importer, RequestKind, Resolvers, Target as Resolved},
};
use catalog::Catalog;
use compat::{CompatData, CompatFiles, ModuleIndex, parse_version};
use target::Target;

/// A request that was added to a module, and why.
#[derive(Debug, Clone)]
pub struct Polyfill {
    /// `core-js/modules/es.promise.js`
    pub request: CompactStr,
    /// What needs it, as in code: `Promise`, `.flat()`; or the entry point it is a part of.
    pub feature: CompactStr,
    /// The first place that needs it.
    pub span: Span,
}

impl Polyfill {
    fn new(module: &str, feature: &str, span: Span) -> Self {
        let request = format!("core-js/modules/{module}.js").into();
        Self { request, feature: feature.into(), span }
    }

    /// `es.promise`
    #[must_use]
    pub fn module(&self) -> &str {
        let file = self.request.rsplit('/').next().unwrap_or_default();
        file.strip_suffix(".js").unwrap_or(file)
    }
}

/// Packages that are never given polyfills: those that make them.
#[must_use]
pub fn is_polyfill_package(name: &str) -> bool {
    matches!(name, "core-js" | "core-js-bundle" | "core-js-compat" | "core-js-pure")
}

/// What is installed; when it changes, all modules are read anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Installed {
    library: Result<Package, Trouble>,
    compat: Result<Package, Trouble>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Package {
    /// Absolute path of its `package.json`.
    file: PathBuf,
    version: String,
    /// The folder that it was found from.
    importer: PathBuf,
}

/// Why polyfills cannot be had.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Trouble {
    Absent { package: &'static str },
    Version { package: &'static str, version: String },
    Unreadable { package: &'static str, reason: String },
}

impl Installed {
    /// Looks for core-js and its data as the root of the project would, else as an entry
    /// would; paths that decide go to `files` and `missing`.
    pub fn find(
        options: &Options,
        host: &dyn Host,
        resolvers: &Resolvers,
        files: &mut Vec<PathBuf>,
        missing: &mut Vec<PathBuf>,
    ) -> Self {
        let entries = options.entries.iter().map(|entry| options.root.join(&entry.request));
        let mut folders = vec![options.root.clone()];
        folders.extend(entries.filter_map(|file| file.parent().map(Path::to_path_buf)));
        folders.dedup();
        let mut package = |package: &'static str| {
            let request = format!("{package}/package.json");
            let kind = RequestKind::Require;
            let found = folders.iter().find_map(|folder| {
                let importer = Importer::Folder(folder);
                if let Ok(Resolved::File(found)) = resolvers.resolve(importer, &request, kind) {
                    return Some((folder, found));
                }
                let (_, watched) = resolvers.resolve_watched(importer, &request, kind);
                missing.extend(watched.missing);
                None
            });
            let Some((folder, found)) = found else { return Err(Trouble::Absent { package }) };
            files.push(found.path.clone());
            let unreadable = |reason: String| Trouble::Unreadable { package, reason };
            let text = host.read(&found.path).map_err(|error| unreadable(error.to_string()))?;
            let json: serde_json::Value =
                serde_json::from_slice(&text).map_err(|error| unreadable(error.to_string()))?;
            let version = json.get("version").and_then(serde_json::Value::as_str).unwrap_or("");
            match parse_version(version) {
                Some((3, _, _)) => Ok(Package {
                    file: found.path,
                    version: version.to_owned(),
                    importer: folder.clone(),
                }),
                _ => Err(Trouble::Version { package, version: version.to_owned() }),
            }
        };
        Self { library: package("core-js"), compat: package("core-js-compat") }
    }
}

/// The polyfills of one configuration.
pub struct Polyfills {
    method: options::Polyfills,
    data: Arc<CompatData>,
    catalog: Catalog,
    lacking: Vec<bool>,
    /// The folder that core-js is asked for from, whichever module needs it.
    importer: PathBuf,
    trouble: Option<Trouble>,
    without_target: bool,
}

impl Polyfills {
    /// Reads the data of what is installed.
    #[must_use]
    pub fn load(options: &Options, host: &dyn Host, installed: &Installed) -> Self {
        let target = Target::new(&options.target);
        let mut trouble = installed.library.as_ref().err().cloned();
        let data = match installed.compat.clone().and_then(|package| read(host, &package.file)) {
            Ok(data) => Some(data),
            Err(problem) => {
                trouble = trouble.or(Some(problem));
                None
            }
        };
        let version = match &installed.library {
            Ok(package) => parse_version(&package.version).unwrap_or_default(),
            Err(_) => (u32::MAX, 0, 0),
        };
        let lacking = |data: &CompatData, lacks: &dyn Fn(&compat::CompatModule) -> bool| {
            data.modules
                .iter()
                .map(|module| module.since <= version && lacks(module))
                .collect::<Vec<bool>>()
        };
        let (data, lacking) = if let Some(data) = data {
            let lacking = lacking(&data, &|module| target.lacks(&data, module));
            (data, lacking)
        } else {
            let data = Arc::new(CompatData::assumed());
            let lacking = lacking(&data, &|module| target.probably_lacks(module));
            (data, lacking)
        };
        let catalog = match options.polyfills {
            options::Polyfills::Usage => Catalog::new(&data, &lacking),
            options::Polyfills::Entry | options::Polyfills::None => Catalog::default(),
        };
        Self {
            method: options.polyfills,
            data,
            catalog,
            lacking,
            importer: match &installed.library {
                Ok(package) => package.importer.clone(),
                Err(_) => options.root.clone(),
            },
            trouble,
            without_target: options.target.is_empty(),
        }
    }

    /// Adds to `program`, by decree a module or one by its syntax, what it needs, and returns
    /// that. Where core-js cannot be used, nothing is added, and the answer says what would be.
    pub fn apply<'a>(
        &self,
        program: &mut Program<'a>,
        scoping: &mut Scoping,
        allocator: &'a Allocator,
        by_decree: bool,
    ) -> Vec<Polyfill> {
        match self.method {
            options::Polyfills::None => Vec::new(),
            options::Polyfills::Usage => {
                let polyfills = self.used(program, scoping);
                if !polyfills.is_empty() && self.trouble.is_none() {
                    // An import would make a module of a script.
                    let is_module = by_decree
                        || program.source_type.is_module()
                        || program.body.iter().any(|statement| {
                            statement.is_module_declaration() && !is_helper_import(statement)
                        });
                    insert::insert(program, allocator, &polyfills, is_module);
                    // An import binds nothing; a `require` is a reference.
                    if !is_module {
                        *scoping = SemanticBuilder::new().build(program).semantic.into_scoping();
                    }
                }
                polyfills
            }
            options::Polyfills::Entry => {
                if memmem::find(program.source_text.as_bytes(), b"core-js").is_none() {
                    return Vec::new();
                }
                let available = self.trouble.is_none();
                let modules = |entry: &str| self.modules_of(entry);
                let done = entry::replace(program, scoping, allocator, available, &modules);
                if done.requires {
                    *scoping = SemanticBuilder::new().build(program).semantic.into_scoping();
                }
                done.polyfills
            }
        }
    }

    /// The polyfills of a module in the order of importing.
    fn used(&self, program: &Program<'_>, scoping: &Scoping) -> Vec<Polyfill> {
        usage::usage(program, scoping, &self.catalog)
            .into_iter()
            .map(|(at, used)| Polyfill::new(self.catalog.module(at), &used.feature, used.span))
            .collect()
    }

    /// Names of the modules of an entry point that the target lacks; `None` where it is none.
    fn modules_of(&self, entry: &str) -> Option<Vec<String>> {
        let Some(modules) = self.data.entries.get(entry) else {
            // Without the data nobody knows the entry points.
            return self.trouble.as_ref().map(|_| vec![entry.to_owned()]);
        };
        let name = |at: ModuleIndex| self.data.modules[usize::from(at)].name.as_str();
        let standard = |proposal: &str| {
            modules.iter().any(|at| {
                name(*at).strip_prefix("es.").is_some_and(|standard| standard == proposal)
            })
        };
        let lacking = modules
            .iter()
            .filter(|at| self.lacking[usize::from(**at)])
            .map(|at| name(*at))
            // A proposal that became standard is in the list under both names.
            .filter(|name| !name.strip_prefix("esnext.").is_some_and(standard))
            .map(str::to_owned)
            .collect();
        Some(lacking)
    }

    /// The folder that the added requests are resolved from.
    #[must_use]
    pub fn importer(&self) -> Importer<'_> {
        Importer::Folder(&self.importer)
    }

    /// A warning about the configuration, if there is something to say.
    #[must_use]
    pub fn warning(&self) -> Option<Diagnostic> {
        self.without_target.then(|| {
            Diagnostic::warning(
                "polyfills-without-target",
                "`polyfills` adds nothing, since no target is set and the newest engines lack nothing",
            )
            .hint("set `target` to the browsers that the output is for, such as \"> 0.5%, not dead\"")
        })
    }

    /// What to say where `polyfill` is needed and cannot be had.
    #[must_use]
    pub fn problem(&self, polyfill: &Polyfill, location: Location) -> Option<Diagnostic> {
        self.trouble.as_ref().map(|trouble| problem(trouble, polyfill, location))
    }

    /// core-js is there, but not the module that it should have.
    #[must_use]
    pub fn incomplete(polyfill: &Polyfill, location: Location) -> Diagnostic {
        let reason = format!("`{}` is not in it", polyfill.request);
        problem(&Trouble::Unreadable { package: "core-js", reason }, polyfill, location)
    }
}

fn problem(trouble: &Trouble, polyfill: &Polyfill, location: Location) -> Diagnostic {
    const INSTALL: &str = "npm install core-js core-js-compat";
    let feature = &polyfill.feature;
    let missing = |message: String| {
        Diagnostic::error("missing-core-js", message)
            .at(location.clone())
            .label("needed here")
            .hint(INSTALL)
    };
    match trouble {
        Trouble::Absent { package: "core-js" } => missing(format!(
            "`{feature}` needs a polyfill, and the package `core-js` is not installed"
        )),
        Trouble::Absent { package } => missing(format!(
            "`{feature}` may need a polyfill, and the package `{package}`, which knows, is not installed"
        )),
        Trouble::Unreadable { package, reason } => missing(format!(
            "`{feature}` needs a polyfill, and the package `{package}` cannot be used: {reason}"
        )),
        Trouble::Version { package, version } => Diagnostic::error(
            "unsupported-core-js",
            format!("`{feature}` needs a polyfill, and version {version} of `{package}` is installed, which is not 3.x"),
        )
        .at(location)
        .label("needed here")
        .hint("npm install core-js@3 core-js-compat@3"),
    }
}

fn read(host: &dyn Host, package: &Path) -> Result<Arc<CompatData>, Trouble> {
    let unreadable = |reason: String| Trouble::Unreadable { package: "core-js-compat", reason };
    let file = |name: &str| {
        host.read(&package.with_file_name(name))
            .map_err(|error| unreadable(format!("`{name}`: {error}")))
    };
    let files = CompatFiles {
        data: file("data.json")?,
        entries: file("entries.json")?,
        versions: file("modules-by-versions.json")?,
    };
    CompatData::parse(&files).map_err(unreadable)
}
