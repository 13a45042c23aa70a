//! The functions that transformed code calls.
//!
//! `oxc_transformer` and `pybundle_lower` only write the calls (`import _x from "…/helpers/name"`); the
//! functions themselves are ours, ES modules in the syntax of ES5, without effects at
//! their top level. Some import others by `./other.js`.

/// Name and source, in the order of the names; the build script lists them.
pub static HELPERS: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/helpers.rs"));

/// The source of the helper called `name`, without `.js`.
#[must_use]
pub fn source(name: &str) -> Option<&'static str> {
    let at = HELPERS.binary_search_by_key(&name, |(name, _)| *name).ok()?;
    Some(HELPERS[at].1)
}

#[cfg(test)]
mod tests {
    use super::{HELPERS, source};

    #[test]
    fn every_name_and_every_import_is_found() {
        assert!(HELPERS.is_sorted());
        for (name, text) in HELPERS {
            assert_eq!(source(name), Some(*text));
            assert!(text.contains("export default function "), "{name}");
            for line in text.lines().filter_map(|line| line.strip_prefix("import ")) {
                let imported = line.split('"').nth(1).unwrap();
                let imported = imported.strip_prefix("./").unwrap().strip_suffix(".js").unwrap();
                assert!(source(imported).is_some(), "{name} imports {imported}");
            }
        }
        assert_eq!(source("nothing"), None);
    }
}
