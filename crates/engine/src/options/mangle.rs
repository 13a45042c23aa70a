//! `optimization.mangle_props` and what belongs to it.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Which properties get short names.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MangleProps {
    /// A regular expression of JavaScript, searched in each name.
    pub pattern: String,
    /// Regular expressions of names that stay.
    #[serde(default)]
    pub reserve: Vec<String>,
    /// Names in quotes are meant too.
    #[serde(default)]
    pub quoted: bool,
    /// Names of earlier builds; `None` leaves a property as it is.
    #[serde(default)]
    pub cache: BTreeMap<String, Option<String>>,
    /// Later builds of the same compiler give the same names.
    #[serde(default)]
    pub remember: bool,
}
