//! The packages that have a part in the output, with their licences: a text for people, or
//! JSON where the name says so.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use super::{Build, json_file};
use crate::{
    emit::{OutputFile, OutputKind},
    host::{FileKind, Host},
};

/// What `package.json` and the files beside it say.
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    author: Option<String>,
    repository: Option<String>,
    /// Of the files named LICENSE, COPYING, NOTICE and the like, in order of their names.
    texts: Vec<String>,
}

pub fn file(build: &Build<'_>, path: &str) -> OutputFile {
    let packages = packages(build);
    let is_json = Path::new(path).extension().is_some_and(|extension| extension == "json");
    if is_json {
        let list: Vec<Value> = packages.values().map(Package::to_json).collect();
        return OutputFile { kind: OutputKind::License, ..json_file(path, &json!(list)) };
    }
    let texts: Vec<String> = packages.values().map(Package::to_text).collect();
    let line = "-".repeat(78);
    let text = if texts.is_empty() {
        "No packages are in this bundle.\n".to_owned()
    } else {
        texts.join(&format!("\n{line}\n\n"))
    };
    OutputFile::new(path.to_owned(), OutputKind::License, text.into_bytes())
}

/// By name and version; the project itself is no package of its own.
fn packages(build: &Build<'_>) -> BTreeMap<(String, String), Package> {
    let mut homes: FxHashMap<PathBuf, Option<PathBuf>> = FxHashMap::default();
    let mut found: BTreeMap<(String, String), Package> = BTreeMap::new();
    let mut folders: Vec<PathBuf> = Vec::new();
    for (id, module) in build.graph.modules.iter_enumerated() {
        if build.chunks.chunk_of[id].is_none() {
            continue;
        }
        if let Some(folder) = module.path.as_deref().and_then(Path::parent)
            && let Some(home) = home(folder, build.host, &mut homes)
            && home != build.options.root
        {
            folders.push(home);
        }
    }
    folders.sort_unstable();
    folders.dedup();
    for folder in folders {
        if let Some(package) = read(&folder, build.host) {
            found.entry((package.name.clone(), package.version.clone())).or_insert(package);
        }
    }
    found
}

/// The nearest folder whose `package.json` has a name.
fn home(
    folder: &Path,
    host: &dyn Host,
    known: &mut FxHashMap<PathBuf, Option<PathBuf>>,
) -> Option<PathBuf> {
    let mut passed = Vec::new();
    let mut found = None;
    for folder in folder.ancestors() {
        if let Some(home) = known.get(folder) {
            found.clone_from(home);
            break;
        }
        passed.push(folder.to_path_buf());
        if manifest(folder, host).is_some_and(|json| json.get("name").is_some()) {
            found = Some(folder.to_path_buf());
            break;
        }
    }
    for folder in passed {
        known.insert(folder, found.clone());
    }
    found
}

fn manifest(folder: &Path, host: &dyn Host) -> Option<Value> {
    let content = host.read(&folder.join("package.json")).ok()?;
    serde_json::from_slice(content.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&content)).ok()
}

fn read(folder: &Path, host: &dyn Host) -> Option<Package> {
    let json = manifest(folder, host)?;
    let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
    let mut names: Vec<String> = host
        .list(folder)
        .unwrap_or_default()
        .into_iter()
        .filter(|(name, kind)| *kind != FileKind::Folder && is_license(name))
        .map(|(name, _)| name)
        .collect();
    names.sort_unstable();
    let texts = names
        .iter()
        .filter_map(|name| host.read(&folder.join(name)).ok())
        .map(|content| String::from_utf8_lossy(&content).replace("\r\n", "\n").trim().to_owned())
        .filter(|text| !text.is_empty())
        .collect();
    Some(Package {
        name: text(json.get("name"))?,
        version: text(json.get("version")).unwrap_or_default(),
        license: license(&json),
        author: person(json.get("author")),
        repository: text(json.get("repository"))
            .or_else(|| text(json.pointer("/repository/url")))
            .or_else(|| text(json.get("homepage"))),
        texts,
    })
}

/// `LICENSE`, `licence.md`, `LICENSE-MIT`, `COPYING`, `NOTICE.txt`
fn is_license(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["license", "licence", "copying", "notice", "unlicense"].iter().any(|word| {
        name.strip_prefix(word).is_some_and(|rest| {
            rest.is_empty() || rest.starts_with('-') || matches!(rest, ".md" | ".txt" | ".markdown")
        })
    })
}

/// Also in the forms that npm has given up: `{ "type": … }`, and a list of those.
fn license(json: &Value) -> Option<String> {
    let one = |value: &Value| {
        value.as_str().or_else(|| value.get("type").and_then(Value::as_str)).map(str::to_owned)
    };
    if let Some(license) = json.get("license").and_then(one) {
        return Some(license);
    }
    let all: Vec<String> = json.get("licenses")?.as_array()?.iter().filter_map(one).collect();
    (!all.is_empty()).then(|| all.join(" OR "))
}

fn person(value: Option<&Value>) -> Option<String> {
    let value = value?;
    let field = |name: &str| value.get(name).and_then(Value::as_str);
    if let Some(text) = value.as_str() {
        return Some(text.to_owned());
    }
    let name = field("name")?;
    Some(field("email").map_or_else(|| name.to_owned(), |email| format!("{name} <{email}>")))
}

impl Package {
    fn to_json(&self) -> Value {
        json!({
            "name": self.name,
            "version": self.version,
            "license": self.license,
            "author": self.author,
            "repository": self.repository,
            "licenseText": self.texts.join("\n\n"),
        })
    }

    fn to_text(&self) -> String {
        let license = self.license.as_deref().unwrap_or("license not stated");
        let mut text = format!("{} {} ({license})\n", self.name, self.version);
        for (word, value) in [("Author", &self.author), ("Repository", &self.repository)] {
            if let Some(value) = value {
                text.push_str(&format!("{word}: {value}\n"));
            }
        }
        for license in &self.texts {
            text.push_str(&format!("\n{license}\n"));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_licenses() {
        for name in ["LICENSE", "licence.md", "LICENSE-MIT", "COPYING", "Notice.txt"] {
            assert!(is_license(name), "{name}");
        }
        for name in ["license.js", "licenses", "README.md", "copyingpaste.txt"] {
            assert!(!is_license(name), "{name}");
        }
    }

    #[test]
    fn forms_of_licenses() {
        let of = |json: Value| license(&json);
        assert_eq!(of(json!({ "license": "MIT" })).as_deref(), Some("MIT"));
        assert_eq!(of(json!({ "license": { "type": "ISC" } })).as_deref(), Some("ISC"));
        let both = json!({ "licenses": [{ "type": "MIT" }, { "type": "GPL-2.0" }] });
        assert_eq!(of(both).as_deref(), Some("MIT OR GPL-2.0"));
        assert_eq!(of(json!({})), None);
    }
}
