//! Short names of properties, one table for the whole build: `optimization.mangle_props`.
//!
//! Which properties there are is a fact of each module ([`crate::scan::properties`]). The most
//! used get the shortest names. No name is given that the code uses as it is, nor one that an
//! object of the platform has: code puts properties of its own on functions, elements and
//! events. A property that any module imports, exports or has in JSON keeps its name everywhere.

use std::collections::BTreeMap;

use oxc::{str::CompactStr, syntax::identifier::is_identifier_name};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    diagnostic::Diagnostic,
    graph::ModuleGraph,
    link::Links,
    module::{ExportTarget, ImportedName},
    options::Options,
};

/// Original name → short name; `None` stays, since the cache says so.
pub type PropsCache = BTreeMap<String, Option<String>>;

/// The names of a build.
#[derive(Debug, Default)]
pub struct PropertyNames {
    pub names: FxHashMap<CompactStr, CompactStr>,
    /// What the build was given, and what it has added; empty where nothing is asked for.
    pub cache: PropsCache,
}

/// Gives names; `earlier` are those of builds before with the same compiler.
#[must_use]
pub fn property_names(
    graph: &ModuleGraph,
    links: &Links,
    options: &Options,
    earlier: &PropsCache,
) -> (PropertyNames, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let Some(stated) = &options.mangle_props else {
        return (PropertyNames::default(), diagnostics);
    };
    let mut cache = stated.cache.clone();
    cache.extend(earlier.iter().map(|(name, target)| (name.clone(), target.clone())));

    let mut counts: BTreeMap<&CompactStr, u64> = BTreeMap::new();
    let mut taken: FxHashSet<&str> = PLATFORM.iter().copied().collect();
    let mut in_code: FxHashSet<&str> = FxHashSet::default();
    for (id, module) in graph.modules.iter_enumerated() {
        let Some(properties) = &module.module.properties else { continue };
        // What is not in the bundle is not renamed; what it says of others holds all the same.
        let included = links.live[id].included;
        for (name, count) in &properties.counts {
            *counts.entry(name).or_default() += if included { u64::from(*count) } else { 0 };
        }
        for (name, is_key) in &properties.occupied {
            taken.insert(name);
            if *is_key {
                in_code.insert(name);
            }
        }
    }
    let kept = kept(graph);
    let mut wanted: Vec<(&CompactStr, u64)> =
        counts.into_iter().filter(|(name, _)| !kept.contains(name.as_str())).collect();
    wanted.sort_by(|(a, uses_a), (b, uses_b)| uses_b.cmp(uses_a).then_with(|| a.cmp(b)));

    let mut names = FxHashMap::default();
    let mut open = Vec::new();
    for (name, _) in wanted {
        match cache.get(name.as_str()) {
            Some(None) => {}
            Some(Some(target)) if in_code.contains(target.as_str()) => {
                let message = format!(
                    "`{name}` is called `{target}` in the cache, which the code has as a name of its own"
                );
                diagnostics.push(
                    Diagnostic::warning("props-cache-collision", message)
                        .hint("it gets another name, and the cache says so from now on"),
                );
                open.push(name);
            }
            Some(Some(target)) => {
                names.insert(name.clone(), CompactStr::from(target.as_str()));
            }
            None => open.push(name),
        }
    }
    let known: FxHashSet<String> = cache
        .iter()
        .flat_map(|(name, target)| [Some(name), target.as_ref()])
        .flatten()
        .cloned()
        .collect();
    let mut fresh = (0..)
        .map(short_name)
        .filter(|name| !taken.contains(name.as_str()) && !known.contains(name));
    for name in open {
        let Some(target) = fresh.next() else { break };
        cache.insert(name.to_string(), Some(target.clone()));
        names.insert(name.clone(), CompactStr::from(target));
    }
    (PropertyNames { names, cache }, diagnostics)
}

/// Whether a cache may call a property so.
#[must_use]
pub fn is_possible_target(name: &str) -> bool {
    is_identifier_name(name) && !matches!(name, "__proto__" | "constructor" | "prototype")
}

/// Names that stay in the whole build.
fn kept(graph: &ModuleGraph) -> FxHashSet<&str> {
    let mut kept = FxHashSet::default();
    for module in &graph.modules {
        let facts = module.facts();
        kept.extend(facts.exports.iter().map(|export| export.name.as_str()));
        kept.extend(facts.exports.iter().filter_map(|export| match &export.target {
            ExportTarget::From(_, ImportedName::Name(name)) => Some(name.as_str()),
            _ => None,
        }));
        kept.extend(facts.imports.values().filter_map(|import| match &import.name {
            ImportedName::Name(name) => Some(name.as_str()),
            ImportedName::Namespace => None,
        }));
        if let Some(properties) = &module.module.properties {
            kept.extend(properties.reserved.iter().map(CompactStr::as_str));
        }
    }
    kept
}

/// By how often they occur in English: what is written often anyway compresses better.
const FIRST: &[u8; 54] = b"etaoinsrhldcumfpgwybvkxjqzETAOINSRHLDCUMFPGWYBVKXJQZ_$";
const MORE: &[u8; 64] = b"etaoinsrhldcumfpgwybvkxjqzETAOINSRHLDCUMFPGWYBVKXJQZ_$0123456789";

/// The names in the order of their lengths.
fn short_name(mut number: usize) -> String {
    let mut name = String::from(char::from(FIRST[number % FIRST.len()]));
    number /= FIRST.len();
    while number > 0 {
        number -= 1;
        name.push(char::from(MORE[number % MORE.len()]));
        number /= MORE.len();
    }
    name
}

/// Names of up to three letters that functions, collections, nodes, events and iterators have,
/// and longer ones that a generated name could come to.
const PLATFORM: [&str; 62] = [
    "add", "alt", "any", "at", "big", "cap", "ch", "cut", "cx", "cy", "dir", "div", "done", "dx",
    "dy", "end", "ex", "for", "fr", "fx", "fy", "get", "go", "has", "id", "in", "is", "key", "lh",
    "log", "low", "map", "max", "min", "name", "next", "now", "of", "pop", "pow", "put", "raw",
    "rel", "rx", "ry", "set", "sin", "src", "sub", "sup", "tan", "tee", "text", "then", "top",
    "try", "url", "use", "w", "x", "y", "z",
];

#[cfg(test)]
mod tests {
    use rustc_hash::FxHashSet;

    use super::short_name;

    #[test]
    fn every_number_has_a_name_of_its_own_and_short_ones_come_first() {
        let names: Vec<String> = (0..10_000).map(short_name).collect();
        assert_eq!((names[0].as_str(), names[53].as_str(), names[54].as_str()), ("e", "$", "ee"));
        assert!(names.is_sorted_by_key(String::len));
        assert_eq!(names.iter().collect::<FxHashSet<_>>().len(), names.len());
    }
}
