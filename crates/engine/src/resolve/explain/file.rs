//! Requests for a file by its path.

use std::path::Path;

use super::{Diagnostic, Resolvers, Unresolved, failed};
use crate::{diagnostic::nearest, host::FileKind, resolve::join};

impl Resolvers {
    pub(super) fn file_not_found(&self, unresolved: &Unresolved, request: &str) -> Diagnostic {
        let path = join(&unresolved.folder, request);
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if let Some(diagnostic) = self.unusable(unresolved, &path) {
            return diagnostic;
        }
        let folder = path.parent().unwrap_or(&path);
        if self.host.metadata(folder).is_err() {
            return self.folder_not_found(unresolved, folder);
        }
        let names = self.names(folder);
        let diagnostic =
            failed(unresolved, &format!("was not found in `{}`", self.display(folder)))
                .note(format!("tried {}", self.tried(&name)));
        let Some(meant) = self.meant(&name, &names) else { return diagnostic };
        let replaced = replace_last(request, &meant.written);
        if meant.only_case {
            diagnostic.hint(format!(
                "the file is called `{}`: upper and lower case count; write `{replaced}`",
                meant.file
            ))
        } else {
            diagnostic.hint(format!("did you mean `{replaced}`?"))
        }
    }

    /// Something is there, but it cannot be a module.
    fn unusable(&self, unresolved: &Unresolved, path: &Path) -> Option<Diagnostic> {
        let link = self.host.link_metadata(path).ok()?;
        Some(match self.host.metadata(path).map(|metadata| metadata.kind) {
            Err(_) if link.kind == FileKind::Link => {
                let diagnostic = failed(unresolved, "is a symbolic link that leads nowhere");
                match self.host.read_link(path) {
                    Ok(target) => diagnostic.note(format!("it points to `{}`", target.display())),
                    Err(_) => diagnostic,
                }
            }
            Ok(FileKind::Folder) => {
                let files = &self.import.project.options().main_files;
                failed(
                    unresolved,
                    &format!("is a folder with no `{}` file in it", files.join("` or `")),
                )
                .note(format!("the folder is `{}`", self.display(path)))
            }
            Ok(FileKind::File) => return None,
            _ => failed(unresolved, "is no regular file"),
        })
    }

    fn folder_not_found(&self, unresolved: &Unresolved, folder: &Path) -> Diagnostic {
        let missing = folder
            .ancestors()
            .take_while(|ancestor| self.host.metadata(ancestor).is_err())
            .last()
            .unwrap_or(folder);
        let diagnostic = failed(
            unresolved,
            &format!("was not found: there is no folder `{}`", self.display(missing)),
        );
        let (Some(parent), Some(name)) = (missing.parent(), missing.file_name()) else {
            return diagnostic;
        };
        let names = self.names(parent);
        match nearest(&name.to_string_lossy(), names.iter().map(String::as_str)) {
            Some(name) => {
                diagnostic.hint(format!("did you mean `{}`?", self.display(&parent.join(name))))
            }
            None => diagnostic,
        }
    }

    fn tried(&self, name: &str) -> String {
        let options = self.import.project.options();
        let mut tried: Vec<String> = vec![format!("`{name}`")];
        tried.extend(options.extensions.iter().map(|extension| format!("`{name}{extension}`")));
        tried.join(", ")
    }

    /// The file among `names` that `name` was probably meant to be.
    pub(super) fn meant(&self, name: &str, names: &[String]) -> Option<Meant> {
        let extensions = &self.import.project.options().extensions;
        let known = |file: &str| {
            extensions
                .iter()
                .find_map(|extension| file.strip_suffix(extension.as_str()))
                .filter(|stem| !stem.is_empty())
                .map(str::to_owned)
        };
        // Written like the request: without an extension where that still finds the file.
        let short = known(name).is_none();
        let written = |file: &str| match known(file) {
            Some(stem) if short => stem,
            _ => file.to_owned(),
        };
        let meant = |file: &String, only_case| Meant {
            file: file.clone(),
            written: written(file),
            only_case,
        };
        let lower = name.to_lowercase();
        if let Some(file) = names.iter().find(|file| {
            file.to_lowercase() == lower
                || known(file).is_some_and(|stem| stem.to_lowercase() == lower)
        }) {
            return Some(meant(file, true));
        }
        let stem = known(name).unwrap_or_else(|| name.to_owned());
        if let Some(file) = names.iter().find(|file| {
            file.strip_prefix(stem.as_str())
                .is_some_and(|rest| rest.starts_with('.') && !rest[1..].contains('.'))
        }) {
            return Some(Meant { written: file.clone(), ..meant(file, false) });
        }
        let forms: Vec<String> = names.iter().map(|file| written(file)).collect();
        let form = nearest(name, forms.iter().map(String::as_str))?;
        let at = forms.iter().position(|candidate| candidate == form)?;
        Some(meant(&names[at], false))
    }
}

pub struct Meant {
    pub file: String,
    /// How the request would write it.
    pub written: String,
    pub only_case: bool,
}

pub fn replace_last(request: &str, name: &str) -> String {
    match request.trim_end_matches('/').rsplit_once('/') {
        Some((start, _)) => format!("{start}/{name}"),
        None => name.to_owned(),
    }
}
