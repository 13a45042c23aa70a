//! Conditions of rules, on a path or on a text.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::parameters;

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// The end of a path: what most rules ask for, and cheap.
    Suffix(String),
    /// This file, or what is below this folder.
    Path(PathBuf),
    Pattern(Pattern),
    Equal(String),
    /// A query has this parameter.
    Parameter(String),
    Any(Vec<Condition>),
    All(Vec<Condition>),
    Not(Box<Condition>),
}

impl Condition {
    #[must_use]
    pub fn matches_path(&self, path: &Path) -> bool {
        match self {
            Self::Path(start) => path.starts_with(start),
            Self::Any(any) => any.iter().any(|one| one.matches_path(path)),
            Self::All(all) => all.iter().all(|one| one.matches_path(path)),
            Self::Not(not) => !not.matches_path(path),
            _ => self.matches_text(&path.to_string_lossy()),
        }
    }

    #[must_use]
    pub fn matches_text(&self, text: &str) -> bool {
        match self {
            Self::Suffix(end) => text.ends_with(end.as_str()),
            Self::Path(start) => Path::new(text).starts_with(start),
            Self::Pattern(pattern) => pattern.matches(text),
            Self::Equal(value) => text == value,
            Self::Parameter(name) => parameters(text).any(|(known, _)| known == name),
            Self::Any(any) => any.iter().any(|one| one.matches_text(text)),
            Self::All(all) => all.iter().all(|one| one.matches_text(text)),
            Self::Not(not) => !not.matches_text(text),
        }
    }
}

/// A regular expression of JavaScript, as webpack's rules have them; searched, not anchored.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "(String, String)")]
pub struct Pattern(regress::Regex);

impl Pattern {
    /// # Errors
    /// What is wrong with it.
    pub fn new(pattern: &str, flags: &str) -> Result<Self, String> {
        regress::Regex::with_flags(pattern, flags).map(Self).map_err(|error| error.to_string())
    }

    fn matches(&self, text: &str) -> bool {
        self.0.find(text).is_some()
    }
}

impl TryFrom<(String, String)> for Pattern {
    type Error = String;

    fn try_from((pattern, flags): (String, String)) -> Result<Self, String> {
        Self::new(&pattern, &flags)
    }
}
