//! Which `tsconfig.json` a file belongs to, and what to do with a broken one: say so,
//! and build without it.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use oxc_resolver::{ResolveError, TsConfig};
use rustc_hash::FxHashSet;

use super::{Importer, Resolver};
use crate::{
    diagnostic::{Diagnostic, Location},
    host::{Host, display_path},
    options::{Options, Tsconfig},
};

/// What was found for one importer.
pub enum Found<'a> {
    Nothing,
    /// The configuration, and the path under which the resolver finds it again by itself,
    /// if there is one.
    Config {
        config: Arc<TsConfig>,
        again: Option<Cow<'a, Path>>,
    },
    /// There is one, but it cannot be used.
    Broken,
}

pub struct Tsconfigs {
    root: PathBuf,
    off: bool,
    broken: Mutex<Broken>,
}

#[derive(Default)]
struct Broken {
    /// Folders whose files belong to a broken configuration.
    folders: FxHashSet<PathBuf>,
    /// By message, so that each is reported once and in a stable order.
    diagnostics: BTreeMap<String, Diagnostic>,
}

impl Tsconfigs {
    pub fn new(options: &Options) -> Self {
        Self {
            root: options.root.clone(),
            off: options.resolve.tsconfig == Tsconfig::Off,
            broken: Mutex::default(),
        }
    }

    pub fn clear(&self) {
        *self.broken() = Broken::default();
    }

    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        self.broken().diagnostics.values().cloned().collect()
    }

    pub fn find<'a>(
        &self,
        resolver: &Resolver,
        host: &dyn Host,
        importer: Importer<'a>,
    ) -> Found<'a> {
        if self.off {
            return Found::Nothing;
        }
        let file = match importer {
            Importer::File(file) => Cow::Borrowed(file),
            Importer::Folder(folder) => Cow::Owned(folder.join("index.ts")),
        };
        if file.components().any(|part| part.as_os_str() == "node_modules") {
            return Found::Nothing;
        }
        match self.ask(resolver, host, &file) {
            Found::Nothing => {}
            found => return found,
        }
        // A configuration without `allowJs` disowns JavaScript, whose imports are still
        // meant like those of the TypeScript beside it.
        match file.extension().and_then(|extension| extension.to_str()) {
            Some("js" | "jsx" | "mjs" | "cjs") => {
                self.ask(resolver, host, &Cow::Owned(file.with_extension("ts")))
            }
            _ => Found::Nothing,
        }
    }

    fn ask<'a>(&self, resolver: &Resolver, host: &dyn Host, file: &Cow<'a, Path>) -> Found<'a> {
        let folder = file.parent().unwrap_or(file);
        {
            let broken = self.broken();
            if !broken.folders.is_empty() && broken.folders.contains(folder) {
                return Found::Broken;
            }
        }
        // The resolver reads a path as a request, where `#` begins a fragment.
        let special = file.as_os_str().as_encoded_bytes().iter().any(|c| matches!(c, b'#' | b'?'));
        let result = if special {
            resolver.find_tsconfig(file.to_string_lossy().replace('#', "\0#"))
        } else {
            resolver.find_tsconfig(file)
        };
        match result {
            Ok(None) => Found::Nothing,
            Ok(Some(config)) => Found::Config { config, again: (!special).then(|| file.clone()) },
            Err(error) => {
                let diagnostic = self.explain(host, file, &error);
                let mut broken = self.broken();
                broken.folders.insert(folder.to_owned());
                broken.diagnostics.insert(diagnostic.message.clone(), diagnostic);
                Found::Broken
            }
        }
    }

    fn explain(&self, host: &dyn Host, file: &Path, error: &ResolveError) -> Diagnostic {
        let warning = |message: String| {
            Diagnostic::warning("invalid-tsconfig", message)
                .note("built as if there were no tsconfig.json; its `paths` do not apply")
        };
        match error {
            ResolveError::TsconfigNotFound(path) => {
                let nearest = file
                    .ancestors()
                    .skip(1)
                    .map(|folder| folder.join("tsconfig.json"))
                    .find(|candidate| host.metadata(candidate).is_ok());
                let name = display_path(&self.root, path);
                let Some(nearest) = nearest else {
                    return warning(format!("`{name}` was not found"));
                };
                warning(format!(
                    "`{}` names `{name}`, which was not found",
                    display_path(&self.root, &nearest)
                ))
                .hint("install what it extends or references, or set resolve.tsconfig to false")
            }
            ResolveError::TsconfigLoadFailed { path, source } => {
                let name = display_path(&self.root, path);
                if let ResolveError::Json(json) = source.as_ref() {
                    let text = host.read(path).unwrap_or_default();
                    let text = String::from_utf8_lossy(&text);
                    let at = offset(&text, json.line, json.column);
                    let reason = json.message.split(" at line ").next().unwrap_or_default();
                    warning(format!("`{name}` is not valid: {reason}")).at(Location::new(
                        name,
                        &text,
                        at,
                        at + 1,
                    ))
                } else {
                    warning(format!("`{name}` cannot be read: {source}"))
                }
            }
            ResolveError::TsconfigSelfReference(path) => {
                warning(format!("`{}` references itself", display_path(&self.root, path)))
            }
            ResolveError::TsconfigCircularExtend(paths) => {
                let names: Vec<_> =
                    paths.paths().iter().map(|path| display_path(&self.root, path)).collect();
                warning(format!("tsconfig files extend each other: {}", names.join(" → ")))
            }
            other => warning(format!("tsconfig.json cannot be used: {other}")),
        }
    }

    fn broken(&self) -> MutexGuard<'_, Broken> {
        self.broken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Where line and column (from 1, in bytes) of a JSON error lie in the text.
pub fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    (start + column.saturating_sub(1)).min(text.len().saturating_sub(1))
}
