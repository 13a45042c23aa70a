//! Requests for a package, or for something inside one.

use std::path::{Path, PathBuf};

use oxc_resolver::ResolveError;
use serde_json::Value;

use super::{Diagnostic, Resolvers, Unresolved, failed, file::replace_last};
use crate::{diagnostic::nearest, host::FileKind};

/// A package may export thousands of paths; that many are named.
const MAX_LISTED: usize = 12;

/// `@scope/name/sub/path` → name, sub path without its leading `/`.
fn split_request(request: &str) -> (&str, &str) {
    let skip = if request.starts_with('@') { request.find('/').map_or(0, |at| at + 1) } else { 0 };
    match request[skip..].find('/') {
        Some(at) => (&request[..skip + at], &request[skip + at + 1..]),
        None => (request, ""),
    }
}

/// <https://docs.npmjs.com/cli/configuring-npm/package-json#name>
fn can_be_installed(name: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && !part.starts_with(['.', '_'])
            && part.bytes().all(|c| {
                c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, b'-' | b'_' | b'.')
            })
    };
    match name.strip_prefix('@') {
        Some(scoped) => {
            scoped.split_once('/').is_some_and(|(scope, name)| part(scope) && part(name))
        }
        None => part(name),
    }
}

impl Resolvers {
    pub(super) fn package_not_found(
        &self,
        unresolved: &Unresolved,
        request: &str,
        error: &ResolveError,
    ) -> Diagnostic {
        let (name, subpath) = split_request(request);
        if let ResolveError::PackagePathNotExported { package_path, subpath, .. } = error {
            return self.not_exported(unresolved, package_path, subpath);
        }
        match self.installed(&unresolved.folder, name) {
            Some(package) if subpath.is_empty() => self.no_entry_point(unresolved, &package),
            Some(package) => {
                let path = package.join(subpath);
                let folder = path.parent().unwrap_or(&package);
                let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let diagnostic =
                    failed(unresolved, &format!("was not found in the installed package `{name}`"));
                match self.meant(&file, &self.names(folder)) {
                    Some(meant) => diagnostic
                        .hint(format!("did you mean `{}`?", replace_last(request, &meant.written))),
                    None => diagnostic,
                }
            }
            None => self.not_installed(unresolved, request, name),
        }
    }

    fn not_installed(&self, unresolved: &Unresolved, request: &str, name: &str) -> Diagnostic {
        let folder = &unresolved.folder;
        if request.starts_with("@/") || request.starts_with("~/") || request.starts_with('~') {
            return failed(unresolved, "is no package, and no alias matches it")
                .hint("map its first part with resolve.alias, or with `paths` in tsconfig.json");
        }
        let beside = folder.join(request);
        let as_file = self.import.project.options().extensions.iter().map(String::as_str);
        let local = [""].into_iter().chain(as_file).any(|extension| {
            let mut path = beside.clone().into_os_string();
            path.push(extension);
            self.host.metadata(Path::new(&path)).is_ok_and(|found| found.kind == FileKind::File)
        });
        if local {
            return failed(unresolved, "names a package, and none of that name is installed")
                .hint(format!("for the file beside it write `./{request}`"));
        }
        if let Some(types) = name.strip_prefix("@types/") {
            return failed(unresolved, "holds only types, which no bundle needs")
                .hint(format!("import `{types}`, or use `import type`"));
        }
        let diagnostic = failed(unresolved, "is not installed");
        let mut diagnostic = diagnostic;
        let folders = self.module_folders(folder);
        if folders.is_empty() {
            diagnostic = diagnostic.note("there is no node_modules folder");
        }
        for folder in folders.iter().take(MAX_LISTED) {
            diagnostic = diagnostic.note(format!("looked in {}", self.display(folder)));
        }
        if self.listed_as_dependency(folder, name) {
            return diagnostic
                .note(format!("package.json lists `{name}`"))
                .hint("run `npm install`");
        }
        let installed = self.installed_names(&folders);
        if let Some(meant) = nearest(name, installed.iter().map(String::as_str)) {
            let meant = format!("{meant}{}", &request[name.len()..]);
            return diagnostic.hint(format!("did you mean `{meant}`?"));
        }
        let types = format!("@types/{}", name.trim_start_matches('@').replace('/', "__"));
        if self.installed(folder, &types).is_some() {
            diagnostic = diagnostic.note(format!("only its types are installed, in {types}"));
        }
        if can_be_installed(name) {
            diagnostic = diagnostic.hint(format!("npm install {name}"));
        }
        diagnostic
    }

    /// The package is there, but what it calls its entry point is not.
    fn no_entry_point(&self, unresolved: &Unresolved, package: &Path) -> Diagnostic {
        let file = package.join("package.json");
        let diagnostic = failed(unresolved, "is installed, but its entry point is missing")
            .note(format!("the package lies in {}", self.display(package)));
        let Some(json) = self.json(&file) else {
            return diagnostic.note("it has no package.json");
        };
        let fields = &self.import.project.options().main_fields;
        let named: Vec<String> = fields
            .iter()
            .filter_map(|field| Some((field, json.get(field)?.as_str()?)))
            .map(|(field, target)| format!("\"{field}\" names `{target}`, which is not there"))
            .collect();
        if named.is_empty() {
            let types = ["types", "typings"].iter().any(|field| json.get(field).is_some());
            return if types {
                diagnostic.hint("it holds only types: use `import type`")
            } else {
                diagnostic.hint("it has no file for its own name: name a file inside it")
            };
        }
        named
            .into_iter()
            .fold(diagnostic, Diagnostic::note)
            .hint("it may have to be built first, or its installation was cut short")
    }

    fn not_exported(&self, unresolved: &Unresolved, package: &Path, subpath: &str) -> Diagnostic {
        let json = self.json(&package.join("package.json")).unwrap_or_default();
        let text = |key: &str| json.get(key).and_then(Value::as_str);
        let name = text("name").map_or_else(
            || package.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            str::to_owned,
        );
        let version = text("version").map(|version| format!(" {version}")).unwrap_or_default();
        let exports = json.get("exports").unwrap_or(&Value::Null);
        let empty = serde_json::Map::new();
        let keys: Vec<(&str, &Value)> = match exports {
            Value::Object(map) if map.keys().any(|key| key.starts_with('.')) => {
                exports.as_object().unwrap_or(&empty).iter().map(|(k, v)| (k.as_str(), v)).collect()
            }
            Value::Null => Vec::new(),
            whole => vec![(".", whole)],
        };
        let written = |key: &str| format!("{name}{}", key.strip_prefix('.').unwrap_or(key));
        if let Some((_, target)) = keys.iter().find(|(key, _)| *key == subpath)
            && !target.is_null()
        {
            let mut conditions = Vec::new();
            collect_conditions(target, &mut conditions);
            return failed(
                unresolved,
                &format!("is exported by {name}{version} only under other conditions"),
            )
            .note(format!("it needs one of: {}", conditions.join(", ")))
            .hint("add the condition to resolve.condition_names if it is right for this build");
        }
        let diagnostic = failed(unresolved, &format!("is not exported by {name}{version}"));
        let public: Vec<String> = keys
            .iter()
            .filter(|(_, target)| !target.is_null())
            .map(|(key, _)| written(key))
            .collect();
        let diagnostic = if public.is_empty() {
            diagnostic.note("the package exports nothing")
        } else {
            let more = public.len().saturating_sub(MAX_LISTED);
            let listed = public[..public.len() - more].join("`, `");
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            diagnostic.note(format!("it exports `{listed}`{more}"))
        };
        match self.exported_instead(package, &written(subpath), &name, &public) {
            Some(meant) => diagnostic.hint(format!("did you mean `{meant}`?")),
            None => diagnostic,
        }
    }

    /// An exported path near to the one asked for, a file behind a pattern included.
    fn exported_instead(
        &self,
        package: &Path,
        request: &str,
        name: &str,
        public: &[String],
    ) -> Option<String> {
        let fixed = || public.iter().map(String::as_str).filter(|path| !path.contains('*'));
        let stem = |path: &str| {
            let end = path.rfind('/').map_or(0, |at| at + 1);
            path[end..].find('.').map_or(path.len(), |at| end + at)
        };
        if let Some(same) = fixed().find(|path| path[..stem(path)] == request[..stem(request)]) {
            return Some(same.to_owned());
        }
        if let Some(near) = nearest(request, fixed()) {
            return Some(near.to_owned());
        }
        let folder = package.join(request.strip_prefix(name)?.trim_start_matches('/'));
        let folder = folder.parent()?;
        let prefix = request.rsplit_once('/')?.0;
        let candidates: Vec<String> = self
            .names(folder)
            .into_iter()
            .flat_map(|file| {
                [format!("{prefix}/{}", &file[..stem(&file)]), format!("{prefix}/{file}")]
            })
            .filter(|path| {
                public
                    .iter()
                    .filter_map(|path| path.split_once('*'))
                    .any(|(before, after)| path.starts_with(before) && path.ends_with(after))
            })
            .collect();
        nearest(request, candidates.iter().map(String::as_str)).map(str::to_owned)
    }

    /// `#name`: what the package calls its own files.
    pub(super) fn internal_not_found(&self, unresolved: &Unresolved) -> Diagnostic {
        let Some(file) = unresolved
            .folder
            .ancestors()
            .map(|folder| folder.join("package.json"))
            .find(|file| self.host.metadata(file).is_ok())
        else {
            return failed(unresolved, "needs a package.json with \"imports\", and there is none");
        };
        let json = self.json(&file).unwrap_or_default();
        let name = self.display(&file);
        let Some(imports) = json.get("imports").and_then(Value::as_object) else {
            return failed(unresolved, &format!("needs \"imports\" in {name}, which has none"));
        };
        let request = unresolved.request.as_str();
        if let Some(target) = imports.get(request) {
            let mut targets = Vec::new();
            collect_targets(target, &mut targets);
            return failed(unresolved, &format!("leads nowhere by \"imports\" in {name}"))
                .note(format!("it is mapped to `{}`", targets.join("`, `")));
        }
        let diagnostic = failed(unresolved, &format!("is not defined by \"imports\" in {name}"));
        match nearest(request, imports.keys().map(String::as_str)) {
            Some(meant) => diagnostic.hint(format!("did you mean `{meant}`?")),
            None => diagnostic,
        }
    }

    fn installed(&self, folder: &Path, name: &str) -> Option<PathBuf> {
        self.module_folders(folder)
            .into_iter()
            .map(|modules| modules.join(name))
            .find(|package| self.host.metadata(package).is_ok_and(|m| m.kind == FileKind::Folder))
    }

    /// The folders that a package is looked for in, nearest first.
    fn module_folders(&self, folder: &Path) -> Vec<PathBuf> {
        let names = &self.import.project.options().modules;
        names
            .iter()
            .flat_map(|name| {
                folder
                    .ancestors()
                    .filter(move |ancestor| {
                        ancestor.file_name().is_none_or(|file| file != name.as_str())
                    })
                    .map(move |ancestor| ancestor.join(name))
            })
            .filter(|path| self.host.metadata(path).is_ok_and(|m| m.kind == FileKind::Folder))
            .fold(Vec::new(), |mut folders, path| {
                if !folders.contains(&path) {
                    folders.push(path);
                }
                folders
            })
    }

    fn installed_names(&self, folders: &[PathBuf]) -> Vec<String> {
        let mut all = Vec::new();
        for folder in folders {
            for name in self.names(folder) {
                if name.starts_with('@') {
                    let inner = self.names(&folder.join(&name));
                    all.extend(inner.into_iter().map(|inner| format!("{name}/{inner}")));
                } else {
                    all.push(name);
                }
            }
        }
        all
    }

    fn listed_as_dependency(&self, folder: &Path, name: &str) -> bool {
        let fields = ["dependencies", "devDependencies", "optionalDependencies"];
        folder.ancestors().filter_map(|folder| self.json(&folder.join("package.json"))).any(
            |json| {
                fields.iter().any(|field| json.get(field).is_some_and(|d| d.get(name).is_some()))
            },
        )
    }

    fn json(&self, file: &Path) -> Option<Value> {
        serde_json::from_slice(&self.host.read(file).ok()?).ok()
    }
}

fn collect_conditions<'a>(target: &'a Value, conditions: &mut Vec<&'a str>) {
    if let Value::Object(map) = target {
        for (key, inner) in map {
            if !conditions.contains(&key.as_str()) {
                conditions.push(key);
            }
            collect_conditions(inner, conditions);
        }
    }
}

fn collect_targets<'a>(target: &'a Value, targets: &mut Vec<&'a str>) {
    match target {
        Value::String(path) => targets.push(path),
        Value::Object(map) => map.values().for_each(|inner| collect_targets(inner, targets)),
        Value::Array(list) => list.iter().for_each(|inner| collect_targets(inner, targets)),
        _ => {}
    }
}
