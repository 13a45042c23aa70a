//! What outlives one build: parsed modules and the caches of the resolver.
//!
//! A parsed module depends on its bytes and the options only, so it stays until its path
//! is reported as changed. Resolutions depend on what does *not* exist too; they are
//! forgotten on every change, which costs some stat calls and can never be stale.

use std::{
    collections::BTreeSet,
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use rustc_hash::FxHashMap;

use super::{
    Key,
    load::Made,
    parse::{self, ParseContext, SourceKind},
    polyfills::{Installed, Polyfills},
    styles::Sheets,
};
use crate::{
    diagnostic::{Diagnostic, Location},
    host::Host,
    mangle::PropsCache,
    module::Module,
    options::{self, Options},
    resolve::{Importer, RequestKind, Resolvers, Target},
};

type Kept = FxHashMap<Key, (Option<PathBuf>, bool, Arc<Made>)>;
type Parsed = (Arc<Module>, Option<Diagnostic>);

/// Kept between the builds of one configuration.
#[derive(Default)]
pub struct Store {
    modules: Mutex<FxHashMap<(PathBuf, SourceKind), Parsed>>,
    /// What chains came to: the file, whether it may have changed, and the result.
    made: Mutex<Kept>,
    assets: Mutex<FxHashMap<PathBuf, Arc<Vec<u8>>>>,
    pub(super) sheets: Sheets,
    context: Mutex<Option<Arc<ParseContext>>>,
    polyfills: Mutex<Option<(Installed, Arc<Polyfills>)>>,
    resolvers: Mutex<Option<Arc<Resolvers>>>,
    missing: Mutex<BTreeSet<PathBuf>>,
    /// Names that properties have had in a build.
    properties: Mutex<PropsCache>,
    /// Files that the build under way, or the last one, has asked for.
    files: Mutex<Vec<PathBuf>>,
    /// Folders whose names it has asked for.
    folders: Mutex<BTreeSet<PathBuf>>,
}

impl Store {
    /// Forgets what depends on `paths`.
    pub fn invalidate(&self, paths: &[PathBuf]) {
        if let Ok(mut modules) = self.modules.lock() {
            modules.retain(|(path, _), _| !paths.iter().any(|changed| path.starts_with(changed)));
        }
        if let Ok(mut made) = self.made.lock() {
            let touches = |known: &Path| paths.iter().any(|changed| known.starts_with(changed));
            made.retain(|_, (path, stale, made)| {
                *stale |= path.as_deref().is_some_and(touches);
                let watched = &made.watched;
                let folder =
                    |known: &PathBuf| paths.iter().any(|changed| changed.starts_with(known));
                !(watched.files.iter().any(|file| touches(file))
                    || watched.missing.iter().any(|file| touches(file))
                    || watched.folders.iter().any(folder))
            });
        }
        if let Ok(mut assets) = self.assets.lock() {
            assets.retain(|path, _| !paths.iter().any(|changed| path.starts_with(changed)));
        }
        self.sheets.invalidate(paths);
        if let Ok(resolvers) = self.resolvers.lock()
            && let Some(resolvers) = &*resolvers
        {
            resolvers.clear();
        }
    }

    #[must_use]
    pub fn property_names(&self) -> PropsCache {
        self.properties.lock().map(|names| names.clone()).unwrap_or_default()
    }

    /// Without a cache that outlives the process, each build gives names anew: it is to be the
    /// same as one that was started afresh.
    pub fn keep_property_names(&self, names: &PropsCache, options: &Options) {
        let keeps = options.mangle_props.as_ref().is_some_and(|stated| stated.remember);
        if keeps && let Ok(mut kept) = self.properties.lock() {
            kept.clone_from(names);
        }
    }

    /// The polyfills of the configuration. When another core-js is installed than in the
    /// build before, all that was parsed with the old one is forgotten.
    pub(super) fn polyfills(
        &self,
        options: &Options,
        host: &dyn Host,
        resolvers: &Resolvers,
    ) -> Option<Arc<Polyfills>> {
        if options.polyfills == options::Polyfills::None {
            return None;
        }
        let (mut files, mut missing) = (Vec::new(), Vec::new());
        let installed = Installed::find(options, host, resolvers, &mut files, &mut missing);
        if let Ok(mut known) = self.files.lock() {
            known.extend(files);
        }
        self.add_missing(missing);
        let mut known =
            self.polyfills.lock().expect("no thread panics while it holds the polyfills");
        if let Some((before, polyfills)) = &*known
            && *before == installed
        {
            return Some(Arc::clone(polyfills));
        }
        if known.is_some() {
            self.modules.lock().expect("no thread panics while it holds the modules").clear();
            self.made.lock().expect("no thread panics while it holds what was made").clear();
            *self.context.lock().expect("no thread panics while it holds the context") = None;
        }
        let polyfills = Arc::new(Polyfills::load(options, host, &installed));
        *known = Some((installed, Arc::clone(&polyfills)));
        Some(polyfills)
    }

    pub(super) fn context(
        &self,
        options: &Options,
        polyfills: Option<&Arc<Polyfills>>,
    ) -> Result<Arc<ParseContext>, Vec<Diagnostic>> {
        let mut context = self.context.lock().expect("no thread panics while it holds the context");
        if let Some(context) = &*context {
            return Ok(Arc::clone(context));
        }
        let made = Arc::new(ParseContext::new(options, polyfills.cloned())?);
        *context = Some(Arc::clone(&made));
        Ok(made)
    }

    pub(super) fn resolvers(&self, options: &Options, host: &Arc<dyn Host>) -> Arc<Resolvers> {
        let mut resolvers =
            self.resolvers.lock().expect("no thread panics while it holds the resolvers");
        Arc::clone(
            resolvers.get_or_insert_with(|| Arc::new(Resolvers::new(options, Arc::clone(host)))),
        )
    }

    /// The file that a request names from a folder.
    pub(crate) fn resolve(
        &self,
        options: &Options,
        host: &Arc<dyn Host>,
        folder: &Path,
        request: &str,
    ) -> Result<PathBuf, String> {
        let resolvers = self.resolvers(options, host);
        let importer = Importer::Folder(folder);
        match resolvers.resolve(importer, request, RequestKind::Import) {
            Ok(Target::File(file)) => Ok(file.path),
            Ok(_) => Err(format!("`{request}` is no file")),
            Err(unresolved) => {
                let (_, watched) =
                    resolvers.resolve_watched(importer, request, RequestKind::Import);
                self.add_missing(watched.missing);
                Err(resolvers.explain(&unresolved, None).message)
            }
        }
    }

    /// The parsed module of a file, read if it is not known.
    #[expect(clippy::too_many_arguments, reason = "what decides how one file is read")]
    pub(super) fn module(
        &self,
        host: &dyn Host,
        context: &ParseContext,
        path: &Path,
        name: &str,
        kind: SourceKind,
        once: bool,
        report: impl FnOnce(Diagnostic),
    ) -> Arc<Module> {
        if let Ok(mut files) = self.files.lock() {
            files.push(path.to_path_buf());
        }
        let key = (path.to_path_buf(), kind);
        let known = self.modules.lock().ok().and_then(|modules| modules.get(&key).cloned());
        let (module, diagnostic) = known.unwrap_or_else(|| {
            let read = read(host, context, path, name, kind);
            if once {
                return read;
            }
            if let Ok(mut modules) = self.modules.lock() {
                modules.insert(key, read.clone());
            }
            read
        });
        if let Some(diagnostic) = diagnostic {
            report(diagnostic);
        }
        module
    }

    /// Files that the build is made of besides those that are asked for here.
    pub(super) fn add_files(&self, paths: impl IntoIterator<Item = PathBuf>) {
        if let Ok(mut files) = self.files.lock() {
            files.extend(paths);
        }
    }

    /// What the chain of a module came to in an earlier build, if nothing can have changed.
    pub(super) fn made(&self, key: &Key) -> Option<Arc<Made>> {
        let made = self.made.lock().ok()?;
        made.get(key).filter(|(_, stale, _)| !stale).map(|(.., made)| Arc::clone(made))
    }

    /// The same, of a content that was read again.
    pub(super) fn made_of(&self, key: &Key, input: u128) -> Option<Arc<Made>> {
        let mut made = self.made.lock().ok()?;
        let (_, stale, made) = made.get_mut(key)?;
        if made.input != input {
            return None;
        }
        *stale = false;
        Some(Arc::clone(made))
    }

    pub(super) fn keep_made(&self, key: &Key, path: Option<&Path>, result: &Arc<Made>) {
        if let Ok(mut made) = self.made.lock() {
            if result.reusable {
                let path = path.map(Path::to_path_buf);
                made.insert(key.clone(), (path, false, Arc::clone(result)));
            } else {
                made.remove(key);
            }
        }
    }

    pub(super) fn add_file(&self, path: &Path) {
        if let Ok(mut files) = self.files.lock() {
            files.push(path.to_path_buf());
        }
    }

    /// The content of a file that is copied as it is.
    pub(super) fn asset(&self, host: &dyn Host, path: &Path) -> io::Result<Arc<Vec<u8>>> {
        if let Ok(mut files) = self.files.lock() {
            files.push(path.to_path_buf());
        }
        if let Some(known) = self.assets.lock().ok().and_then(|known| known.get(path).cloned()) {
            return Ok(known);
        }
        let content = Arc::new(host.read(path)?);
        if let Ok(mut known) = self.assets.lock() {
            known.insert(path.to_path_buf(), Arc::clone(&content));
        }
        Ok(content)
    }

    /// Paths that were looked for in vain: when one appears, a build may change.
    #[must_use]
    pub fn missing(&self) -> Vec<PathBuf> {
        self.missing.lock().map(|missing| missing.iter().cloned().collect()).unwrap_or_default()
    }

    /// Remembers where a request that failed was looked for.
    pub(super) fn add_missing(&self, paths: impl IntoIterator<Item = PathBuf>) {
        if let Ok(mut missing) = self.missing.lock() {
            missing.extend(paths);
        }
    }

    /// Folders whose names the last build asked for: when one appears or vanishes there, a
    /// build may change.
    #[must_use]
    pub fn folders(&self) -> Vec<PathBuf> {
        self.folders.lock().map(|folders| folders.iter().cloned().collect()).unwrap_or_default()
    }

    pub(super) fn add_folders(&self, paths: impl IntoIterator<Item = PathBuf>) {
        if let Ok(mut folders) = self.folders.lock() {
            folders.extend(paths);
        }
    }

    /// Takes over what a build inside of this one has asked for.
    pub(super) fn add_inputs(&self, inner: &Self) {
        if let Ok(mut files) = self.files.lock() {
            files.extend(inner.files());
        }
        self.add_missing(inner.missing());
        self.add_folders(inner.folders());
    }

    /// A new build: what it asks for is counted from here.
    pub(super) fn begin(&self) {
        if let Ok(mut files) = self.files.lock() {
            files.clear();
        }
        if let Ok(mut missing) = self.missing.lock() {
            missing.clear();
        }
        if let Ok(mut folders) = self.folders.lock() {
            folders.clear();
        }
    }

    /// Every file that the last build is made of.
    #[must_use]
    pub fn files(&self) -> Vec<PathBuf> {
        let mut files = self.files.lock().map(|files| files.clone()).unwrap_or_default();
        files.sort();
        files.dedup();
        files
    }
}

fn read(
    host: &dyn Host,
    context: &ParseContext,
    path: &Path,
    name: &str,
    kind: SourceKind,
) -> Parsed {
    let (text, diagnostic) = match host.read(path).map(String::from_utf8) {
        Ok(Ok(text)) => (text, None),
        Ok(Err(error)) => {
            let at = error.utf8_error().valid_up_to();
            (String::new(), Some(invalid_utf8(name, error.as_bytes(), at)))
        }
        Err(error) => (String::new(), Some(unreadable(name, &error))),
    };
    let kind = if diagnostic.is_some() {
        SourceKind { language: parse::Language::Empty, ..kind }
    } else {
        kind
    };
    (Arc::new(parse::parse(context, &parse::virtual_path(name), text, kind)), diagnostic)
}

pub(super) fn invalid_utf8(name: &str, content: &[u8], at: usize) -> Diagnostic {
    let text = String::from_utf8_lossy(content);
    Diagnostic::error("invalid-utf8", "the file is not valid UTF-8")
        .at(Location::new(name, &text, at, at + 1))
        .label("this byte")
        .hint("save the file as UTF-8")
}

pub(super) fn unreadable(name: &str, error: &io::Error) -> Diagnostic {
    let reason = match error.kind() {
        io::ErrorKind::InvalidInput => "it is not a regular file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::NotFound => "it does not exist".to_owned(),
        _ => error.to_string(),
    };
    Diagnostic::error("unreadable-file", format!("the file cannot be read: {reason}"))
        .at(Location::file(name))
}
