//! The `package.json` that a file lies under: module type and side effects.
//!
//! Kept apart from the resolver's own cache, which hands out the outermost
//! `package.json` of a package; Node.js and webpack go by the nearest.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, RwLock},
};

use rustc_hash::FxHashMap;
use serde_json::Value;

use super::glob::Glob;
use crate::host::Host;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackageType {
    Module,
    CommonJs,
}

/// What one `package.json` says of the files below it.
#[derive(Debug)]
pub struct Scope {
    /// The folder that holds the `package.json`.
    pub folder: PathBuf,
    pub name: Option<String>,
    pub version: Option<String>,
    pub package_type: Option<PackageType>,
    side_effects: Option<SideEffects>,
    /// The scope outside, where it belongs to the same package: a folder such as `esm/`
    /// with a `package.json` that only says `"type"` is still part of the package around it.
    outer: Option<Arc<Scope>>,
}

#[derive(Debug)]
enum SideEffects {
    All(bool),
    /// Only files that match one of these.
    Matching(Vec<Glob>),
}

impl Scope {
    fn parse(folder: &Path, content: &[u8], outer: Option<Arc<Scope>>) -> Option<Self> {
        let content = content.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(content);
        let json: Value = serde_json::from_slice(content).ok()?;
        let text = |key: &str| json.get(key).and_then(Value::as_str).map(str::to_owned);
        let name = text("name");
        let package_type = match json.get("type").and_then(Value::as_str) {
            Some("module") => Some(PackageType::Module),
            Some("commonjs") => Some(PackageType::CommonJs),
            _ => None,
        };
        let side_effects = match json.get("sideEffects") {
            Some(Value::Bool(all)) => Some(SideEffects::All(*all)),
            Some(Value::String(glob)) => Some(SideEffects::Matching(vec![Glob::new(glob)])),
            Some(Value::Array(globs)) => Some(SideEffects::Matching(
                globs.iter().filter_map(Value::as_str).map(Glob::new).collect(),
            )),
            _ => None,
        };
        let outer = outer.filter(|_| name.is_none());
        Some(Self {
            folder: folder.to_owned(),
            version: text("version"),
            name,
            package_type,
            side_effects,
            outer,
        })
    }

    /// Whether running `file` for its effects alone was declared to matter; `None` where
    /// nothing was declared.
    #[must_use]
    pub fn side_effects(&self, file: &Path) -> Option<bool> {
        match &self.side_effects {
            Some(SideEffects::All(all)) => Some(*all),
            Some(SideEffects::Matching(globs)) => {
                let path = file.strip_prefix(&self.folder).ok()?.to_str()?;
                Some(globs.iter().any(|glob| glob.matches(path)))
            }
            None => self.outer.as_ref().and_then(|outer| outer.side_effects(file)),
        }
    }

    /// Its own name or that of the package it is a part of.
    #[must_use]
    pub fn package_name(&self) -> Option<&str> {
        self.name.as_deref().or_else(|| self.outer.as_ref().and_then(|outer| outer.package_name()))
    }
}

/// Scopes by folder, read once.
pub struct Scopes {
    host: Arc<dyn Host>,
    by_folder: RwLock<FxHashMap<PathBuf, Option<Arc<Scope>>>>,
}

impl Scopes {
    pub fn new(host: Arc<dyn Host>) -> Self {
        Self { host, by_folder: RwLock::default() }
    }

    pub fn clear(&self) {
        self.write().clear();
    }

    /// The nearest scope of files in `folder`. A `package.json` that cannot be read as
    /// JSON counts as absent here; resolving through it is what reports it.
    pub fn of_folder(&self, folder: &Path) -> Option<Arc<Scope>> {
        let mut unknown = Vec::new();
        let mut found = None;
        for ancestor in folder.ancestors() {
            if let Some(known) = self.read().get(ancestor) {
                found.clone_from(known);
                break;
            }
            unknown.push(ancestor);
        }
        for folder in unknown.into_iter().rev() {
            // What lies in node_modules is nobody else's.
            let own = folder.file_name().is_some_and(|name| name == "node_modules");
            if own {
                found = None;
            } else if let Ok(content) = self.host.read(&folder.join("package.json"))
                && let Some(scope) = Scope::parse(folder, &content, found.clone())
            {
                found = Some(Arc::new(scope));
            }
            self.write().insert(folder.to_owned(), found.clone());
        }
        found
    }

    fn read(&self) -> std::sync::RwLockReadGuard<'_, FxHashMap<PathBuf, Option<Arc<Scope>>>> {
        self.by_folder.read().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn write(&self) -> std::sync::RwLockWriteGuard<'_, FxHashMap<PathBuf, Option<Arc<Scope>>>> {
        self.by_folder.write().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
