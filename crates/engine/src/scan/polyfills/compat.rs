//! What the package `core-js-compat` knows: which engine has what natively since when, and
//! which modules an entry point of core-js stands for.
//!
//! The three files together are close to a megabyte, so they are parsed once a process,
//! whichever configurations ask, and only where polyfills were asked for.

use std::{
    hash::Hasher,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use indexmap::IndexMap;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use xxhash_rust::xxh3::Xxh3;

use super::editions;

/// Major, minor, patch.
pub type Version = (u32, u32, u32);

/// A module of core-js by its place in the order in which modules have to be imported.
pub type ModuleIndex = u16;

#[derive(Debug)]
pub struct CompatModule {
    /// `es.array.flat`, without path and extension.
    pub name: String,
    /// The version of core-js that brought it.
    pub since: Version,
    /// From which version on an engine does it natively; an absent one never did.
    engines: Vec<(u8, Version)>,
}

#[derive(Debug)]
pub struct CompatData {
    pub modules: Vec<CompatModule>,
    /// Modules of each entry point, `core-js/es/array/flat`, in the order of importing.
    pub entries: IndexMap<String, Box<[ModuleIndex]>>,
    engines: Vec<String>,
}

/// The text of the files of one installed `core-js-compat`.
pub struct CompatFiles {
    /// `data.json`: module → engine → version.
    pub data: Vec<u8>,
    /// `entries.json`: entry point → modules.
    pub entries: Vec<u8>,
    /// `modules-by-versions.json`: version of core-js → modules that it brought.
    pub versions: Vec<u8>,
}

impl CompatData {
    /// Parses the files, or takes what an earlier build of this process made of the same.
    ///
    /// # Errors
    /// What is wrong with the JSON, for people.
    pub fn parse(files: &CompatFiles) -> Result<Arc<Self>, String> {
        static KNOWN: OnceLock<Mutex<FxHashMap<u64, Arc<CompatData>>>> = OnceLock::new();
        let mut hasher = Xxh3::new();
        for file in [&files.data, &files.entries, &files.versions] {
            hasher.update(file);
            hasher.write_usize(file.len());
        }
        let key = hasher.digest();
        let known = KNOWN.get_or_init(Mutex::default);
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(data) = known.get(&key) {
            return Ok(Arc::clone(data));
        }
        let data = Arc::new(Self::read(files)?);
        known.insert(key, Arc::clone(&data));
        Ok(data)
    }

    fn read(files: &CompatFiles) -> Result<Self, String> {
        type Text<'f> = std::borrow::Cow<'f, str>;
        fn json<'f, T: Deserialize<'f>>(name: &str, text: &'f [u8]) -> Result<T, String> {
            serde_json::from_slice(text).map_err(|error| format!("`{name}`: {error}"))
        }
        let data: IndexMap<Text<'_>, FxHashMap<Text<'_>, Text<'_>>> =
            json("data.json", &files.data)?;
        let entries: IndexMap<Text<'_>, Vec<Text<'_>>> = json("entries.json", &files.entries)?;
        let versions: FxHashMap<Text<'_>, Vec<Text<'_>>> =
            json("modules-by-versions.json", &files.versions)?;

        let mut since: FxHashMap<&str, Version> = FxHashMap::default();
        for (version, modules) in &versions {
            let version = parse_version(version).unwrap_or_default();
            since.extend(modules.iter().map(|module| (module.as_ref(), version)));
        }
        let mut engines: Vec<String> = Vec::new();
        let modules = data
            .iter()
            .map(|(name, support)| CompatModule {
                name: name.to_string(),
                since: since.get(name.as_ref()).copied().unwrap_or_default(),
                engines: support
                    .iter()
                    .filter_map(|(engine, version)| {
                        let known = engines.iter().position(|known| known == engine.as_ref());
                        let at = known.unwrap_or_else(|| {
                            engines.push(engine.to_string());
                            engines.len() - 1
                        });
                        Some((u8::try_from(at).ok()?, parse_version(version)?))
                    })
                    .collect(),
            })
            .collect();
        let index: FxHashMap<&str, ModuleIndex> =
            data.keys().zip(0..).map(|(name, at)| (name.as_ref(), at)).collect();
        let entries = entries
            .iter()
            .filter_map(|(entry, modules)| {
                let modules: Option<Box<[ModuleIndex]>> =
                    modules.iter().map(|module| index.get(module.as_ref()).copied()).collect();
                // Parts of other modules are in no table; nothing can be said of those.
                modules.map(|modules| (entry.to_string(), modules))
            })
            .collect();
        Ok(Self { modules, entries, engines })
    }

    /// What can be said without the package: that the modules of the editions exist. It
    /// serves to name the first place that needs the package.
    #[must_use]
    pub fn assumed() -> Self {
        let modules: Vec<CompatModule> = editions::modules()
            .map(|name| CompatModule {
                name: format!("es.{name}"),
                since: Version::default(),
                engines: Vec::new(),
            })
            .collect();
        let entries = modules
            .iter()
            .zip(0..)
            .map(|(module, at)| {
                let path = module.name.trim_start_matches("es.").trim_end_matches(".v2");
                let path = path.replace('.', "/");
                (format!("core-js/stable/{path}"), Box::from([at]))
            })
            .collect();
        Self { modules, entries, engines: Vec::new() }
    }

    /// Whether `engine`, in core-js's words, has `module` natively in `version`.
    #[must_use]
    pub fn has(&self, module: &CompatModule, engine: &str, version: Version) -> bool {
        module
            .engines
            .iter()
            .any(|(known, since)| self.engines[usize::from(*known)] == engine && *since <= version)
    }
}

/// The first number of `10.3-10.4`, `4.4.3`, `60`; `None` for `all` and `TP`.
#[must_use]
pub fn parse_version(text: &str) -> Option<Version> {
    let digits = text.trim_start_matches(|char: char| !char.is_ascii_digit());
    let end =
        digits.find(|char: char| !char.is_ascii_digit() && char != '.').unwrap_or(digits.len());
    let mut parts = digits[..end].split('.').map(str::parse::<u32>);
    let major = parts.next()?.ok()?;
    let mut next = || parts.next().and_then(Result::ok).unwrap_or(0);
    Some((major, next(), next()))
}

#[cfg(test)]
mod tests {
    use super::parse_version;

    #[test]
    fn versions() {
        assert_eq!(parse_version("60"), Some((60, 0, 0)));
        assert_eq!(parse_version("10.3-10.4"), Some((10, 3, 0)));
        assert_eq!(parse_version("1.7.15"), Some((1, 7, 15)));
        assert_eq!(parse_version("3.51.0-beta.2"), Some((3, 51, 0)));
        assert_eq!(parse_version("all"), None);
        assert_eq!(parse_version("TP"), None);
    }
}
