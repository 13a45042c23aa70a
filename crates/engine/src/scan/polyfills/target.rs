//! What a target lacks, in core-js's words.

use super::{
    compat::{CompatData, CompatModule, Version, parse_version},
    editions::{self, NEWEST},
};

/// The engines and the edition that the output is for.
#[derive(Debug, Default)]
pub struct Target {
    edition: Option<u16>,
    /// The oldest of each, by core-js's names.
    engines: Vec<(&'static str, Version)>,
}

impl Target {
    /// Reads the option `target`, which [`super::super::target`] has found to be right.
    #[must_use]
    pub fn new(target: &[String]) -> Self {
        let names: Vec<String> = target.iter().map(|name| name.to_ascii_lowercase()).collect();
        let edition = names.iter().filter_map(|name| edition(name)).min();
        let queries: Vec<&String> =
            names.iter().filter(|name| self::edition(name).is_none()).collect();
        let mut made = Self { edition, engines: Vec::new() };
        if queries.is_empty() {
            made.edition = Some(edition.unwrap_or(NEWEST));
            return made;
        }
        match browserslist::resolve(&queries, &browserslist::Opts::default()) {
            Ok(found) => {
                // Phones that stood still long ago count only where they are asked for, as
                // they do for the syntax.
                let asked_for = |name: &str| {
                    queries.iter().any(|query| query.split(' ').any(|word| word == name))
                };
                for engine in found {
                    let name = engine.name();
                    if name != "ie_mob" || asked_for(name) {
                        made.add(name, engine.version());
                    }
                }
            }
            // Not a query: the names of engines, as `chrome80`, `node14`.
            Err(_) => {
                for name in queries {
                    let at = name.find(|char: char| char.is_ascii_digit()).unwrap_or(name.len());
                    made.add(name[..at].trim_end(), &name[at..]);
                }
            }
        }
        made
    }

    #[must_use]
    pub fn lacks(&self, data: &CompatData, module: &CompatModule) -> bool {
        let name = module.name.as_str();
        self.edition.is_some_and(|edition| edition_lacks(data, module, edition))
            || self
                .engines
                .iter()
                .any(|(engine, version)| !data.has(module, engine, *version))
            // No engine that is known says nothing of proposals.
            || (name.starts_with("esnext.") && self.engines.is_empty())
    }

    /// What an engine is taken to lack where nobody can tell: all since ES2015.
    #[must_use]
    pub fn probably_lacks(&self, module: &CompatModule) -> bool {
        let lowest = if self.engines.is_empty() { self.edition.unwrap_or(NEWEST) } else { 5 };
        editions::edition_of(&module.name) > lowest
    }

    fn add(&mut self, name: &str, version: &str) {
        let (Some(engine), Some(version)) = (engine(name), parse_version(version)) else { return };
        match self.engines.iter_mut().find(|(known, _)| *known == engine) {
            Some((_, oldest)) => *oldest = version.min(*oldest),
            None => self.engines.push((engine, version)),
        }
    }
}

fn edition_lacks(data: &CompatData, module: &CompatModule, edition: u16) -> bool {
    if edition == NEWEST {
        return false;
    }
    if module.name.starts_with("web.") {
        return editions::browsers_of(edition)
            .iter()
            .any(|(engine, version)| !data.has(module, engine, *version));
    }
    editions::edition_of(&module.name) > edition
}

/// `es5` is 5, `es6` and `es2015` are 2015, `esnext` is newer than all.
fn edition(name: &str) -> Option<u16> {
    match name.strip_prefix("es")? {
        "next" => Some(NEWEST),
        year => match year.parse::<u16>().ok()? {
            version @ 6..=99 => Some(version + 2009),
            year => Some(year),
        },
    }
}

/// core-js's name of an engine that browserslist or `EngineTargets` names; those that it
/// has no table of count as having what the others have.
fn engine(name: &str) -> Option<&'static str> {
    Some(match name {
        "android" => "android",
        "bun" => "bun",
        "chrome" => "chrome",
        "and_chr" => "chrome-android",
        "deno" => "deno",
        "edge" => "edge",
        "electron" => "electron",
        "firefox" => "firefox",
        "and_ff" => "firefox-android",
        "hermes" => "hermes",
        "ie" | "ie_mob" => "ie",
        "ios" | "ios_saf" => "ios",
        "node" => "node",
        "opera" => "opera",
        "op_mob" | "opera_mobile" => "opera-android",
        "oculus" | "quest" => "quest",
        "rhino" => "rhino",
        "safari" => "safari",
        "samsung" => "samsung",
        _ => return None,
    })
}
