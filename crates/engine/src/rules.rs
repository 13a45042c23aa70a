//! Which files go through which loaders: `module.rules`, and what is built in.
//!
//! A rule says things of the files it matches; the later of two rules wins for a type, and
//! its loaders run first, as in webpack. A [`Chain`] is what came of all rules for one
//! request: loaders in the order in which they run, and the type of the module then. Nothing
//! here reads a file.

mod condition;
mod inline;
#[cfg(test)]
mod tests;

use std::{
    hash::{Hash, Hasher},
    path::Path,
    sync::Arc,
};

use serde::Deserialize;
use serde_json::{Map, Value};

pub use condition::{Condition, Pattern};
pub use inline::{Inline, split_inline};

/// What rules look at.
#[derive(Debug, Clone, Copy)]
pub struct Resource<'r> {
    /// Absolute, or the id of a module that is no file.
    pub path: &'r Path,
    /// With its `?`, or empty.
    pub query: &'r str,
    /// Path of the module that asks, if it is a file.
    pub issuer: Option<&'r Path>,
    /// `with { … }` of the import.
    pub attributes: &'r [(oxc::str::CompactStr, oxc::str::CompactStr)],
}

/// `module`, compiled.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rules {
    pub rules: Vec<Rule>,
    /// Bytes up to which `asset` is a data URL.
    pub inline_limit: u64,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rule {
    pub test: Option<Condition>,
    pub include: Option<Condition>,
    pub exclude: Option<Condition>,
    pub issuer: Option<Condition>,
    pub resource_query: Option<Condition>,
    pub with: Vec<(String, Condition)>,
    /// Only the first that matches counts.
    pub one_of: Vec<Rule>,
    /// All that match count, beside this one.
    pub rules: Vec<Rule>,
    pub enforce: Option<Enforce>,
    #[serde(rename = "type")]
    pub kind: Option<ModuleKind>,
    #[serde(rename = "use")]
    #[serde(deserialize_with = "shared")]
    pub steps: Vec<Arc<Step>>,
    pub side_effects: Option<bool>,
    pub inline_limit: Option<u64>,
    /// For files that no other rule gives loaders or a type.
    pub default: bool,
}

fn shared<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<Arc<Step>>, D::Error> {
    let steps = Vec::<Step>::deserialize(deserializer)?;
    Ok(steps.into_iter().map(Arc::new).collect())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Enforce {
    Pre,
    Post,
}

/// One loader with its options.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Step {
    /// As messages name it.
    pub label: String,
    /// The name of a loader of the engine's.
    pub native: Option<String>,
    pub options: Map<String, Value>,
    /// Which one of the host's it is.
    pub host: Option<u32>,
    /// What webpack calls a loader with given options; kept for whoever asks.
    pub ident: Option<String>,
    /// Name and options as they are written in a request, for the host to find.
    pub written: Option<String>,
}

impl Step {
    fn native(name: &str) -> Arc<Self> {
        Arc::new(Self { label: name.into(), native: Some(name.into()), ..Self::default() })
    }

    fn identity(&self) -> String {
        match (self.host, &self.native) {
            (Some(host), _) => format!("#{host}"),
            (None, Some(native)) if self.options.is_empty() => native.clone(),
            (None, Some(native)) => {
                format!("{native}{}", serde_json::to_string(&self.options).unwrap_or_default())
            }
            (None, None) => self.written.clone().unwrap_or_default(),
        }
    }
}

/// What a module is made as, once its loaders have run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
pub enum ModuleKind {
    /// As its name says; without a name that says anything, JavaScript.
    #[serde(rename = "javascript/auto")]
    Auto,
    #[serde(rename = "javascript/esm")]
    Esm,
    #[serde(rename = "javascript/dynamic")]
    CommonJs,
    #[serde(rename = "typescript")]
    TypeScript,
    #[serde(rename = "tsx")]
    Tsx,
    #[serde(rename = "json")]
    Json,
    /// A style sheet; one with names of its own where the file is called `*.module.*`.
    #[serde(rename = "css")]
    Css,
    /// A style sheet with names of its own.
    #[serde(rename = "css/module")]
    CssModule,
    /// A file with a URL, or a data URL where it is small.
    #[serde(rename = "asset")]
    Asset,
    /// A `Uint8Array`.
    #[serde(rename = "asset/bytes")]
    AssetBytes,
    /// A data URL.
    #[serde(rename = "asset/inline")]
    AssetInline,
    /// A file with a URL.
    #[serde(rename = "asset/resource")]
    AssetResource,
    /// A text.
    #[serde(rename = "asset/source")]
    AssetSource,
    #[serde(rename = "webassembly/async")]
    WebAssembly,
}

impl ModuleKind {
    /// The names of all types.
    pub const NAMES: &[&str] = &[
        "javascript/auto",
        "javascript/dynamic",
        "javascript/esm",
        "typescript",
        "tsx",
        "json",
        "css",
        "css/module",
        "asset",
        "asset/bytes",
        "asset/inline",
        "asset/resource",
        "asset/source",
        "webassembly/async",
    ];

    /// The type of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        serde_json::from_value(Value::String(name.to_owned())).ok()
    }

    #[must_use]
    pub fn is_asset(self) -> bool {
        matches!(
            self,
            Self::Asset
                | Self::AssetBytes
                | Self::AssetInline
                | Self::AssetResource
                | Self::AssetSource
        )
    }
}

/// What is done with one file, or with one way to ask for it.
#[derive(Debug, Clone)]
pub struct Chain {
    /// In the order in which they run.
    pub steps: Vec<Arc<Step>>,
    /// `None`: nothing was said; the name of the file and the loaders tell.
    pub kind: Option<ModuleKind>,
    pub inline_limit: u64,
    pub side_effects: Option<bool>,
    /// JSON that was asked for by `with { type: "json" }` has no other export.
    pub only_default: bool,
    /// Of all that decides about the result, besides content and host.
    pub key: String,
    /// What tells the module from others of the same file, where anything does.
    pub distinction: String,
}

impl PartialEq for Chain {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Chain {}

impl Hash for Chain {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

/// What the rules that matched say together.
#[derive(Default)]
struct Said<'r> {
    pre: Vec<&'r Arc<Step>>,
    normal: Vec<&'r Arc<Step>>,
    post: Vec<&'r Arc<Step>>,
    kind: Option<ModuleKind>,
    inline_limit: Option<u64>,
    side_effects: Option<bool>,
    /// A rule that matched looks at the query or at the attributes.
    asked: bool,
}

impl<'r> Said<'r> {
    fn add(&mut self, rule: &'r Rule) {
        let steps = match rule.enforce {
            Some(Enforce::Pre) => &mut self.pre,
            Some(Enforce::Post) => &mut self.post,
            None => &mut self.normal,
        };
        steps.extend(&rule.steps);
        self.kind = rule.kind.or(self.kind);
        self.inline_limit = rule.inline_limit.or(self.inline_limit);
        self.side_effects = rule.side_effects.or(self.side_effects);
        self.asked |= rule.resource_query.is_some() || !rule.with.is_empty();
    }

    fn is_made(&self) -> bool {
        self.kind.is_some() || !(self.pre.is_empty() && self.normal.is_empty())
    }
}

impl Rules {
    /// The chain of a request; `None` where nothing is to be done but to parse it as its
    /// name says.
    #[must_use]
    pub fn chain(&self, resource: Resource<'_>, inline: Option<&Inline>) -> Option<Arc<Chain>> {
        let asked = wanted(resource);
        let chain = self.chain_for(resource, inline, asked)?;
        // The same file asked for plainly may be another module.
        let plain = Resource { issuer: None, attributes: &[], ..resource };
        let same = inline.is_none()
            && resource.attributes.is_empty()
            && (!self.rules.iter().any(Rule::looks_at_issuer)
                || self
                    .chain_for(plain, None, wanted(plain))
                    .is_some_and(|plain| plain.key == chain.key));
        let mut chain = chain;
        if !same {
            let labels: Vec<&str> = chain.steps.iter().map(|step| step.label.as_str()).collect();
            let kind = asked.map_or("", |asked| asked.word());
            let parts = [labels.join("!"), kind.to_owned()];
            chain.distinction =
                parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        }
        Some(Arc::new(chain))
    }

    fn chain_for(
        &self,
        resource: Resource<'_>,
        inline: Option<&Inline>,
        asked: Option<Wanted>,
    ) -> Option<Chain> {
        let mut said = Said::default();
        for rule in self.rules.iter().filter(|rule| !rule.default) {
            apply(rule, resource, &mut said);
        }
        if !said.is_made() {
            for rule in self.rules.iter().filter(|rule| rule.default) {
                apply(rule, resource, &mut said);
            }
        }
        let mut kind = said.kind;
        if let Some(asked) = asked
            && !said.asked
        {
            // Who asks for the text or the address of a file wants the file.
            kind = Some(asked.kind());
            if asked != Wanted::Json {
                said = Said { inline_limit: said.inline_limit, ..Said::default() };
            }
        }
        let mut steps: Vec<Arc<Step>> = Vec::new();
        let keeps = |what: fn(&Inline) -> bool| inline.is_none_or(what);
        let reversed = |steps: &[&Arc<Step>]| -> Vec<Arc<Step>> {
            steps.iter().rev().map(|step| Arc::clone(step)).collect()
        };
        if keeps(|inline| !inline.without_pre) {
            steps.extend(reversed(&said.pre));
        }
        if keeps(|inline| !inline.without_normal) {
            steps.extend(reversed(&said.normal));
        }
        if let Some(inline) = inline {
            steps.extend(inline.steps.iter().rev().map(Arc::clone));
        }
        if keeps(|inline| !inline.without_post) {
            steps.extend(reversed(&said.post));
        }
        let extension = extension(resource.path);
        if steps.is_empty() && kind.is_none_or(|kind| kind == ModuleKind::Json) {
            if let Some(native) = built_in_loader(&extension) {
                steps.push(Step::native(native));
            } else if kind.is_none() {
                kind = built_in_kind(&extension);
            }
        }
        if steps.is_empty() && kind.is_none() && said.side_effects.is_none() {
            return None;
        }
        let identities: Vec<String> = steps.iter().map(|step| step.identity()).collect();
        let inline_limit = said.inline_limit.unwrap_or(self.inline_limit);
        let side_effects = said.side_effects;
        let only_default = asked == Some(Wanted::Json);
        let key = format!(
            "{}|{kind:?}|{inline_limit}|{side_effects:?}|{only_default}",
            identities.join("!")
        );
        let distinction = String::new();
        Some(Chain { steps, kind, inline_limit, side_effects, only_default, key, distinction })
    }
}

impl Rule {
    fn looks_at_issuer(&self) -> bool {
        self.issuer.is_some()
            || self.one_of.iter().any(Self::looks_at_issuer)
            || self.rules.iter().any(Self::looks_at_issuer)
    }

    fn matches(&self, resource: Resource<'_>) -> bool {
        let path = |condition: &Option<Condition>| {
            condition.as_ref().is_none_or(|condition| condition.matches_path(resource.path))
        };
        path(&self.test)
            && path(&self.include)
            && !self.exclude.as_ref().is_some_and(|not| not.matches_path(resource.path))
            && self.issuer.as_ref().is_none_or(|condition| {
                resource.issuer.is_some_and(|issuer| condition.matches_path(issuer))
            })
            && self
                .resource_query
                .as_ref()
                .is_none_or(|condition| condition.matches_text(resource.query))
            && self.with.iter().all(|(key, condition)| {
                let value = resource.attributes.iter().find(|(name, _)| name.as_str() == key);
                value.is_some_and(|(_, value)| condition.matches_text(value))
            })
    }
}

/// Rules nest as deep as the configuration does, which Python's parsers bound.
fn apply<'r>(rule: &'r Rule, resource: Resource<'_>, said: &mut Said<'r>) {
    if !rule.matches(resource) {
        return;
    }
    said.add(rule);
    for inner in &rule.rules {
        apply(inner, resource, said);
    }
    if let Some(first) = rule.one_of.iter().find(|rule| rule.matches(resource)) {
        apply(first, resource, said);
    }
}

/// What a request says that it wants, by `?raw` or `with { type: "text" }`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Text,
    Url,
    DataUrl,
    Bytes,
    Json,
}

impl Wanted {
    fn kind(self) -> ModuleKind {
        match self {
            Self::Text => ModuleKind::AssetSource,
            Self::Url => ModuleKind::AssetResource,
            Self::DataUrl => ModuleKind::AssetInline,
            Self::Bytes => ModuleKind::AssetBytes,
            Self::Json => ModuleKind::Json,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Url => "url",
            Self::DataUrl => "inline",
            Self::Bytes => "bytes",
            Self::Json => "",
        }
    }
}

/// Attributes are the specification's (`type`), queries are Vite's.
fn wanted(resource: Resource<'_>) -> Option<Wanted> {
    let kind = resource.attributes.iter().find(|(key, _)| key == "type");
    match kind.map(|(_, value)| value.as_str()) {
        Some("json") => return Some(Wanted::Json),
        Some("text") => return Some(Wanted::Text),
        Some("bytes") => return Some(Wanted::Bytes),
        _ => {}
    }
    parameters(resource.query).find_map(|(name, value)| match (name, value) {
        ("raw", "") => Some(Wanted::Text),
        ("url", "") => Some(Wanted::Url),
        // The text of a style sheet, which has to be made first.
        ("inline", "") if is_style_name(resource.path) => None,
        ("inline", "") => Some(Wanted::DataUrl),
        ("bytes", "") => Some(Wanted::Bytes),
        _ => None,
    })
}

/// `?a=1&b` → `a`, `1` and `b`, nothing.
fn parameters(query: &str) -> impl Iterator<Item = (&str, &str)> {
    query
        .trim_start_matches('?')
        .split('&')
        .filter(|part| !part.is_empty())
        .map(|part| part.split_once('=').unwrap_or((part, "")))
}

fn extension(path: &Path) -> String {
    path.extension()
        .map_or(String::new(), |extension| extension.to_string_lossy().to_ascii_lowercase())
}

/// Files that become style sheets, here or by loaders.
fn is_style_name(path: &Path) -> bool {
    const STYLES: &[&str] =
        &["css", "less", "pcss", "postcss", "sass", "scss", "sss", "styl", "stylus"];
    STYLES.contains(&extension(path).as_str())
}

fn built_in_loader(extension: &str) -> Option<&'static str> {
    Some(match extension {
        "yaml" | "yml" => "yaml",
        "toml" => "toml",
        "json5" | "jsonc" => "json5",
        "csv" => "csv",
        "tsv" => "tsv",
        "graphql" | "gql" => "graphql",
        _ => return None,
    })
}

/// Files whose import gives their address. The list is Vite's:
/// <https://vite.dev/guide/assets>.
fn built_in_kind(extension: &str) -> Option<ModuleKind> {
    const ASSETS: &[&str] = &[
        // images
        "apng",
        "avif",
        "bmp",
        "cur",
        "gif",
        "ico",
        "jfif",
        "jpeg",
        "jpg",
        "jxl",
        "pjp",
        "pjpeg",
        "png",
        "svg",
        "webp", //
        // media
        "aac",
        "flac",
        "m4a",
        "mov",
        "mp3",
        "mp4",
        "ogg",
        "opus",
        "vtt",
        "wav",
        "webm",
        // fonts
        "eot",
        "otf",
        "ttf",
        "woff",
        "woff2", //
        // others
        "pdf",
        "txt",
        "webmanifest",
    ];
    ASSETS.contains(&extension).then_some(ModuleKind::AssetResource)
}
