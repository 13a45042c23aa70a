//! `module.contexts` and `resolve.ignore`: what requests of others mean here.

use serde::Deserialize;

/// What a folder that code asks for by an expression is taken to hold. Patterns are regular
/// expressions of JavaScript.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ContextRule {
    /// Searched in the folder as it is written.
    pub request: Option<String>,
    /// Searched in `/` and the path of the module that asks.
    pub issuer: Option<String>,
    /// Searched in `/` and the path of the folder.
    pub resource: Option<String>,
    /// Searched in the paths of the files, from the folder on, with `./`.
    pub include: Option<String>,
    pub exclude: Option<String>,
    pub recursive: Option<bool>,
    /// A mode of a context (`lazy`, `eager`, …).
    pub mode: Option<String>,
}

/// Requests that are left without an answer.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IgnoreRule {
    /// Searched in the request.
    pub request: String,
    /// Searched in `/` and the path of the module that asks.
    #[serde(default)]
    pub issuer: Option<String>,
}
