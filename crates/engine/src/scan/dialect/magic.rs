//! Comments in an `import()` that say how to load it.
//!
//! ```js
//! import(/* webpackChunkName: "about", webpackPrefetch: true */ "./about.js")
//! ```
//! Each word is webpack's, or ours with `pybundle` in the place of `webpack`.

use std::fmt::Write;

use oxc::{
    allocator::Allocator,
    ast::{Comment, ast::*},
    parser::Parser,
    span::{GetSpan, SourceType, Span},
};
use serde::{Deserialize, Serialize};

use super::values::{boolean, pattern, string, strings};
use crate::{
    diagnostic::nearest,
    module::{Problem, RecordKind},
};

/// What is said of one `import()`, or of all of a context.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Magic {
    /// In contexts `[request]` and `[index]` stand for each module.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chunk_name: Option<String>,
    /// Fetched when the page is idle: among others in the order of these numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefetch: Option<i32>,
    /// Fetched together with the chunk that has the `import()`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preload: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fetch_priority: Option<String>,
    /// The names that are used of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exports: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Mode::is_lazy")]
    pub mode: Mode,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include: Option<Pattern>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude: Option<Pattern>,
    /// Left to the run time as it is.
    #[serde(skip)]
    pub ignore: bool,
    /// Nothing is said about what cannot be known.
    #[serde(skip)]
    pub quiet: bool,
}

/// When the modules of a context, or that of an `import()`, are loaded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// Each in a file of its own, when it is asked for.
    #[default]
    Lazy,
    /// All in one file, when the first is asked for.
    LazyOnce,
    /// In the file of who asks; they run when they are asked for.
    Eager,
    /// Only if something else brings them.
    Weak,
    /// As `eager`, without promises.
    Sync,
}

pub const MODES: [(&str, Mode); 5] = [
    ("sync", Mode::Sync),
    ("eager", Mode::Eager),
    ("lazy", Mode::Lazy),
    ("lazy-once", Mode::LazyOnce),
    ("weak", Mode::Weak),
];

impl Mode {
    pub fn parse(text: &str) -> Option<Self> {
        MODES.iter().find(|(name, _)| *name == text).map(|(_, mode)| *mode)
    }

    pub fn name(self) -> &'static str {
        MODES.iter().find(|(_, mode)| *mode == self).map_or("", |(name, _)| name)
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
    fn is_lazy(&self) -> bool {
        *self == Self::Lazy
    }

    /// How one `import()` asks.
    pub fn record_kind(self) -> RecordKind {
        match self {
            Self::Lazy | Self::LazyOnce => RecordKind::DynamicImport,
            Self::Eager | Self::Sync => RecordKind::EagerImport,
            Self::Weak => RecordKind::WeakImport,
        }
    }
}

/// A regular expression of JavaScript.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pattern {
    pub source: String,
    pub flags: String,
}

const WORDS: [&str; 9] = [
    "ChunkName",
    "Prefetch",
    "Preload",
    "FetchPriority",
    "Exports",
    "Mode",
    "Include",
    "Exclude",
    "Ignore",
];

impl Magic {
    /// What the comments between `import(` and the request say.
    pub fn of_import(
        import: &ImportExpression<'_>,
        comments: &[Comment],
        source: &str,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let end = import.source.span().start;
        Self::between(import.span.start, end, comments, source, problems)
    }

    pub fn between(
        start: u32,
        end: u32,
        comments: &[Comment],
        source: &str,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut magic = Self::default();
        let first = comments.partition_point(|comment| comment.span.start < start);
        for comment in &comments[first..] {
            if comment.span.end > end {
                break;
            }
            let span = comment.content_span();
            let text = span.source_text(source);
            if text.contains("@vite-ignore") {
                magic.quiet = true;
            }
            if text.contains("webpack") || text.contains("pybundle") {
                magic.read(text, span, problems);
            }
        }
        magic
    }

    /// The comment is the inside of an object literal, by webpack's rule.
    fn read(&mut self, text: &str, span: Span, problems: &mut Vec<Problem>) {
        let is_magic = ["webpack", "pybundle"].iter().any(|start| {
            text.split(*start)
                .skip(1)
                .any(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()))
        });
        if !is_magic {
            return;
        }
        let allocator = Allocator::default();
        let literal = format!("({{{text}}})");
        let parsed = Parser::new(&allocator, &literal, SourceType::cjs()).parse_expression();
        let Ok(Expression::ObjectExpression(object)) =
            parsed.map(Expression::into_inner_expression)
        else {
            problems.push(
                Problem::warning(
                    "invalid-magic-comment",
                    "this comment is not understood, so it has no effect",
                    span,
                )
                .hint(
                    "write it like an object: `webpackChunkName: \"name\", webpackPrefetch: true`",
                ),
            );
            return;
        };
        for property in &object.properties {
            let ObjectPropertyKind::ObjectProperty(property) = property else { continue };
            let Some(key) = property.key.static_name() else { continue };
            // `({` stands before the text of the comment.
            let at = property.span;
            let offset = |position: u32| span.start + position.saturating_sub(2);
            let span = Span::new(offset(at.start), offset(at.end));
            self.property(&key, &property.value, span, problems);
        }
    }

    fn property(
        &mut self,
        key: &str,
        value: &Expression<'_>,
        span: Span,
        problems: &mut Vec<Problem>,
    ) {
        let word = key.strip_prefix("webpack").or_else(|| key.strip_prefix("pybundle"));
        let wanted = match word {
            Some("ChunkName") => {
                self.chunk_name = string(value).filter(|name| !name.is_empty());
                self.chunk_name.is_none().then_some("a string, `\"name\"`")
            }
            Some("Prefetch") => {
                self.prefetch = order(value);
                (self.prefetch.is_none() && boolean(value) != Some(false))
                    .then_some("`true`, or a number: those with higher ones come first")
            }
            Some("Preload") => {
                self.preload = order(value);
                (self.preload.is_none() && boolean(value) != Some(false))
                    .then_some("`true`, or a number: those with higher ones come first")
            }
            Some("FetchPriority") => {
                self.fetch_priority =
                    string(value).filter(|text| ["high", "low", "auto"].contains(&text.as_str()));
                self.fetch_priority.is_none().then_some("`\"high\"`, `\"low\"` or `\"auto\"`")
            }
            Some("Exports") => {
                self.exports = strings(value);
                self.exports.is_none().then_some("a name or a list of names, `[\"a\", \"b\"]`")
            }
            Some("Mode") => {
                let mode = string(value).and_then(|text| Mode::parse(&text));
                self.mode = mode.filter(|mode| *mode != Mode::Sync).unwrap_or_default();
                (mode.is_none() || mode == Some(Mode::Sync))
                    .then_some("`\"lazy\"`, `\"lazy-once\"`, `\"eager\"` or `\"weak\"`")
            }
            Some("Include") => {
                self.include = pattern(value);
                self.include.is_none().then_some("a regular expression, `/\\.json$/`")
            }
            Some("Exclude") => {
                self.exclude = pattern(value);
                self.exclude.is_none().then_some("a regular expression, `/\\.json$/`")
            }
            Some("Ignore") => {
                self.ignore = boolean(value) == Some(true);
                boolean(value).is_none().then_some("`true`")
            }
            Some(other) if other.starts_with(|c: char| c.is_ascii_uppercase()) => {
                let problem = Problem::warning(
                    "invalid-magic-comment",
                    format!("there is no `{key}`, so it has no effect"),
                    span,
                );
                let prefix = key.strip_suffix(other).unwrap_or_default();
                problems.push(match nearest(other, WORDS.iter().copied()) {
                    Some(near) => problem.hint(format!("did you mean `{prefix}{near}`?")),
                    None => problem,
                });
                return;
            }
            _ => return,
        };
        if let Some(wanted) = wanted {
            problems.push(
                Problem::warning(
                    "invalid-magic-comment",
                    format!("the value of `{key}` cannot be used, so it has no effect"),
                    span,
                )
                .hint(format!("it is {wanted}")),
            );
        }
    }

    /// The comment that says the same of the `import()` of one module, with its spaces.
    pub fn comment(&self) -> String {
        let mut text = String::new();
        let quoted =
            |value: &str| serde_json::to_string(value).unwrap_or_default().replace("*/", "*\\/");
        if let Some(name) = &self.chunk_name {
            let _ = write!(text, "webpackChunkName: {}, ", quoted(name));
        }
        if let Some(order) = self.prefetch {
            let _ = write!(text, "webpackPrefetch: {order}, ");
        }
        if let Some(order) = self.preload {
            let _ = write!(text, "webpackPreload: {order}, ");
        }
        if let Some(priority) = &self.fetch_priority {
            let _ = write!(text, "webpackFetchPriority: {}, ", quoted(priority));
        }
        if let Some(names) = &self.exports {
            let list: Vec<String> = names.iter().map(|name| quoted(name)).collect();
            let _ = write!(text, "webpackExports: [{}], ", list.join(", "));
        }
        if self.mode != Mode::Lazy {
            let _ = write!(text, "webpackMode: {}, ", quoted(self.mode.name()));
        }
        match text.strip_suffix(", ") {
            Some(text) => format!("/* {text} */ "),
            None => text,
        }
    }
}

/// `true` counts as 0.
pub fn order(value: &Expression<'_>) -> Option<i32> {
    match value {
        Expression::BooleanLiteral(literal) => literal.value.then_some(0),
        Expression::NumericLiteral(literal) => whole(literal.value),
        Expression::UnaryExpression(unary) if unary.operator == UnaryOperator::UnaryNegation => {
            let Expression::NumericLiteral(literal) = &unary.argument else { return None };
            whole(-literal.value)
        }
        _ => None,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "it is a whole number of that size")]
fn whole(value: f64) -> Option<i32> {
    (value.fract() == 0.0 && value.abs() <= f64::from(i32::MAX)).then_some(value as i32)
}
