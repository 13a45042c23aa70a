//! Why a request stands for nothing, and what the writer probably meant.
//!
//! Runs only for requests that failed, so it may look around in the file system as much
//! as it likes.

mod file;
mod package;

use std::path::Path;

use oxc_resolver::ResolveError;

use super::{
    Cause, RequestKind, Resolvers, Unresolved,
    builtin::{builtin_name, polyfill},
    tsconfig::offset,
};
use crate::{
    diagnostic::{Diagnostic, Location},
    host::display_path,
};

impl Resolvers {
    /// The diagnostic for a failed request; `location` is where it is written.
    #[must_use]
    pub fn explain(&self, unresolved: &Unresolved, location: Option<Location>) -> Diagnostic {
        let diagnostic = match &unresolved.cause {
            Cause::Builtin => builtin_missing(unresolved),
            Cause::BadData => failed(unresolved, "is not a valid data: URL").hint(
                "it should look like `data:text/javascript,…` or `data:text/javascript;base64,…`",
            ),
            Cause::TooLong => {
                let start: String = unresolved.request.chars().take(60).collect();
                Diagnostic::error(
                    "unresolved-import",
                    format!("`{start}…` is longer than any path may be"),
                )
            }
            Cause::Resolver(error) => self.not_resolved(unresolved, error),
        };
        // Some problems lie in another file than the one that asks; they name it themselves.
        match location {
            Some(location) if diagnostic.location.is_none() => diagnostic.at(location),
            Some(location) => {
                let note = format!("needed by {}:{}", location.file, location.line);
                diagnostic.note(note)
            }
            None => diagnostic,
        }
    }

    fn not_resolved(&self, unresolved: &Unresolved, error: &ResolveError) -> Diagnostic {
        match error {
            ResolveError::NotFound(_)
            | ResolveError::PackagePathNotExported { .. }
            | ResolveError::PackageImportNotDefined(..) => self.not_found(unresolved, error),
            ResolveError::MatchedAliasNotFound(_, key) => self.alias_not_found(unresolved, key),
            ResolveError::Json(json) => {
                let name = display_path(&self.root, &json.path);
                let text = self.host.read(&json.path).unwrap_or_default();
                let text = String::from_utf8_lossy(&text);
                let at = offset(&text, json.line, json.column);
                let reason = json.message.split(" at line ").next().unwrap_or_default();
                Diagnostic::error(
                    "invalid-package-json",
                    format!("`{name}` is not valid JSON: {reason}"),
                )
                .at(Location::new(name, &text, at, at + 1))
            }
            ResolveError::InvalidPackageTarget(target, key, file) => failed(
                unresolved,
                &format!("leads to `{target}`, which is no path inside the package"),
            )
            .note(format!("for \"{key}\" in {}", display_path(&self.root, file))),
            ResolveError::InvalidPackageConfig(file) => failed(
                unresolved,
                "cannot be looked up: \"exports\" mixes paths that start with `.` and conditions",
            )
            .note(format!("in {}", display_path(&self.root, file))),
            ResolveError::Recursion => failed(unresolved, "leads back to itself")
                .hint("look for aliases, or a \"browser\" field, that map to one another"),
            ResolveError::Specifier(_) => failed(unresolved, "names no file or package"),
            other => failed(unresolved, "cannot be resolved").note(other.to_string()),
        }
    }

    fn not_found(&self, unresolved: &Unresolved, error: &ResolveError) -> Diagnostic {
        let request = path_part(&unresolved.request);
        if request.starts_with(['.', '/']) {
            self.file_not_found(unresolved, request)
        } else if request.starts_with('#') {
            self.internal_not_found(unresolved)
        } else if let Some(scheme) = scheme(request) {
            failed(unresolved, &format!("has the scheme `{scheme}:`, which is not supported"))
                .hint("make it external, or map it with resolve.alias")
        } else if unresolved.kind == RequestKind::Entry
            && (request.contains('/') && !request.starts_with('@') || request.contains('.'))
        {
            self.file_not_found(unresolved, request)
        } else {
            self.package_not_found(unresolved, request, error)
        }
    }

    fn alias_not_found(&self, unresolved: &Unresolved, key: &str) -> Diagnostic {
        let pairs = || self.options.alias.iter().chain(&self.options.fallback);
        let target = pairs()
            .find(|(candidate, _)| candidate.trim_end_matches('$') == key)
            .and_then(|(_, target)| target.as_deref());
        let diagnostic = failed(unresolved, "was not found where resolve.alias sends it");
        match target {
            Some(target) => diagnostic.note(format!("`{key}` is mapped to `{target}`")),
            None => diagnostic,
        }
    }

    fn display<'a>(&self, path: &'a Path) -> std::borrow::Cow<'a, str> {
        let shown = display_path(&self.root, path);
        if shown.is_empty() { ".".into() } else { shown }
    }

    /// Names in a folder, sorted, so that what is suggested never depends on the disk.
    fn names(&self, folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = self
            .host
            .list(folder)
            .unwrap_or_default()
            .into_iter()
            .map(|(name, _)| name)
            .filter(|name| !name.starts_with('.'))
            .collect();
        names.sort_unstable();
        names
    }
}

fn builtin_missing(unresolved: &Unresolved) -> Diagnostic {
    let request = unresolved.request.as_str();
    let name = builtin_name(request).unwrap_or(request);
    let diagnostic = Diagnostic::error(
        "node-builtin",
        format!("`{request}` is part of Node.js and does not exist in browsers"),
    );
    match polyfill(name) {
        // The package has the module's own name, so it is found without an alias.
        Some(package) if package == request => diagnostic.hint(format!(
            "`npm install {package}` puts a replacement in its place; with resolve.alias to \
             false it becomes an empty module"
        )),
        Some(package) => {
            // A trailing slash keeps the alias from meaning Node's module again.
            let target = if builtin_name(package).is_some() {
                format!("{package}/")
            } else {
                package.to_owned()
            };
            diagnostic.hint(format!(
                "`npm install {package}`, then set resolve.alias \"{request}\" = \"{target}\"; \
                 false instead gives an empty module"
            ))
        }
        None => diagnostic.hint(format!(
            "it has no replacement for browsers; resolve.alias \"{request}\" = false gives an \
             empty module"
        )),
    }
}

/// The error that fits how the request was made: entries are named in the configuration.
fn failed(unresolved: &Unresolved, what: &str) -> Diagnostic {
    let request = &unresolved.request;
    if unresolved.kind == RequestKind::Entry {
        Diagnostic::error("entry-not-found", format!("the entry `{request}` {what}"))
    } else {
        Diagnostic::error("unresolved-import", format!("`{request}` {what}"))
    }
}

/// A request without `?query` and `#fragment`.
fn path_part(request: &str) -> &str {
    let end = request
        .char_indices()
        .skip(1)
        .find(|(_, character)| matches!(character, '?' | '#'))
        .map_or(request.len(), |(at, _)| at);
    &request[..end]
}

fn scheme(request: &str) -> Option<&str> {
    let (scheme, _) = request.split_once(':')?;
    let mut characters = scheme.chars();
    (characters.next()?.is_ascii_alphabetic()
        && scheme.len() > 1
        && characters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-')))
    .then_some(scheme)
}
