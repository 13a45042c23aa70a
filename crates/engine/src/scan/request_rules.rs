//! `module.contexts` and `resolve.ignore`, ready to be asked.

use super::dialect::{ContextRequest, Kind, Mode};
use crate::{
    diagnostic::Diagnostic,
    options::{ContextRule, IgnoreRule, Options},
};

/// The rules of a configuration.
#[derive(Default)]
pub struct RequestRules {
    contexts: Vec<CompiledContext>,
    ignore: Vec<CompiledIgnore>,
}

struct CompiledContext {
    request: Option<regress::Regex>,
    issuer: Option<regress::Regex>,
    resource: Option<regress::Regex>,
    files: Files,
    rule: ContextRule,
}

struct CompiledIgnore {
    request: regress::Regex,
    issuer: Option<regress::Regex>,
}

/// Which files of a folder are meant.
#[derive(Clone, Default)]
pub struct Files {
    include: Option<regress::Regex>,
    exclude: Option<regress::Regex>,
    /// What sets contexts with other files apart.
    pub shown: String,
}

impl Files {
    /// `path` is from the folder on, with `./`.
    pub fn has(&self, path: &str) -> bool {
        self.include.as_ref().is_none_or(|include| include.find(path).is_some())
            && self.exclude.as_ref().is_none_or(|exclude| exclude.find(path).is_none())
    }
}

impl RequestRules {
    /// Rules that cannot be used are left out, and named in the diagnostics.
    pub fn new(options: &Options) -> (Self, Vec<Diagnostic>) {
        let mut rules = Self::default();
        let mut diagnostics = Vec::new();
        for rule in &options.contexts {
            match CompiledContext::new(rule) {
                Ok(rule) => rules.contexts.push(rule),
                Err(problem) => diagnostics.push(*problem),
            }
        }
        for rule in &options.resolve.ignore {
            match CompiledIgnore::new(rule) {
                Ok(rule) => rules.ignore.push(rule),
                Err(problem) => diagnostics.push(*problem),
            }
        }
        (rules, diagnostics)
    }

    /// `issuer` is the path of the module that asks, from the root.
    pub fn ignores(&self, request: &str, issuer: &str) -> bool {
        self.ignore.iter().any(|rule| {
            rule.request.find(request).is_some()
                && rule.issuer.as_ref().is_none_or(|pattern| finds_path(pattern, issuer))
        })
    }

    /// Changes a request to what the first rule says of it; gives the files that are meant.
    pub fn apply(&self, request: &mut ContextRequest, issuer: &str, resource: &str) -> Files {
        let rule = self.contexts.iter().find(|rule| {
            rule.request.as_ref().is_none_or(|pattern| pattern.find(&request.folder).is_some())
                && rule.issuer.as_ref().is_none_or(|pattern| finds_path(pattern, issuer))
                && rule.resource.as_ref().is_none_or(|pattern| finds_path(pattern, resource))
        });
        let Some(CompiledContext { rule, files, .. }) = rule else { return Files::default() };
        if let Some(recursive) = rule.recursive {
            request.recursive = recursive;
        }
        // A `require` of an expression cannot wait.
        if let Some(mode) = rule.mode.as_deref().and_then(Mode::parse)
            && matches!(request.kind, Kind::Explicit | Kind::Import)
        {
            request.mode = mode;
        }
        files.clone()
    }
}

impl CompiledContext {
    fn new(rule: &ContextRule) -> Result<Self, Box<Diagnostic>> {
        let compile = |name: &str, pattern: &Option<String>| {
            pattern.as_deref().map(|pattern| compile("module.contexts", name, pattern)).transpose()
        };
        let files = Files {
            include: compile("include", &rule.include)?,
            exclude: compile("exclude", &rule.exclude)?,
            shown: [("include", &rule.include), ("exclude", &rule.exclude)]
                .iter()
                .filter_map(|(name, pattern)| {
                    pattern.as_ref().map(|pattern| format!(" {name}: /{pattern}/"))
                })
                .collect(),
        };
        Ok(Self {
            request: compile("request", &rule.request)?,
            issuer: compile("issuer", &rule.issuer)?,
            resource: compile("resource", &rule.resource)?,
            files,
            rule: rule.clone(),
        })
    }
}

impl CompiledIgnore {
    fn new(rule: &IgnoreRule) -> Result<Self, Box<Diagnostic>> {
        let issuer = rule.issuer.as_deref();
        Ok(Self {
            request: compile("resolve.ignore", "request", &rule.request)?,
            issuer: issuer
                .map(|pattern| compile("resolve.ignore", "issuer", pattern))
                .transpose()?,
        })
    }
}

fn finds_path(pattern: &regress::Regex, path: &str) -> bool {
    pattern.find(&format!("/{path}")).is_some()
}

fn compile(option: &str, name: &str, pattern: &str) -> Result<regress::Regex, Box<Diagnostic>> {
    regress::Regex::new(pattern).map_err(|error| {
        let message = format!("`{name}` in `{option}` is no regular expression: {error}");
        let diagnostic = Diagnostic::error("invalid-pattern", message)
            .note(format!("the pattern is `{pattern}`"))
            .hint("it is written as in JavaScript, without the slashes around it");
        Box::new(diagnostic)
    })
}
