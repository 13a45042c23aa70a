//! `import.meta.glob(pattern, options)`, as Vite has it.

use oxc::{ast::ast::*, span::GetSpan};
use serde::{Deserialize, Serialize};

use super::{
    context::not_static,
    values::{boolean, properties, string, strings},
};
use crate::{diagnostic::nearest, module::Problem};

/// Files that match patterns, by the paths that the patterns give them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GlobRequest {
    pub patterns: Vec<String>,
    /// Imports, not functions that import.
    pub eager: bool,
    /// The export that is wanted instead of the name space.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub import: Option<String>,
    /// With its `?`, or empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub query: String,
    /// Files whose names begin with a dot, and those in `node_modules`, too.
    pub exhaustive: bool,
    /// Where patterns start and keys begin.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
}

pub fn of_call(call: &CallExpression<'_>) -> Result<GlobRequest, Box<Problem>> {
    let mut arguments = call.arguments.iter();
    let Some(patterns) = arguments.next() else {
        return Err(not_static("`import.meta.glob` needs a pattern", call.span));
    };
    let patterns = patterns.as_expression().and_then(strings).ok_or_else(|| {
        not_static(
            "the pattern of `import.meta.glob` must be a string, or a list of strings",
            patterns.span(),
        )
    })?;
    let mut request = GlobRequest { patterns, ..GlobRequest::default() };
    let Some(options) = arguments.next() else { return Ok(request) };
    let not_literal =
        |span| not_static("the options of `import.meta.glob` must be written out", span);
    let options = options.as_expression().ok_or_else(|| not_literal(options.span()))?;
    for (name, value) in properties(options).map_err(not_literal)? {
        let span = value.span();
        let wrong = |what: &str| {
            not_static(&format!("`{name}` of `import.meta.glob` must be {what}"), span)
        };
        match name.as_str() {
            "eager" => request.eager = boolean(value).ok_or_else(|| wrong("`true` or `false`"))?,
            "exhaustive" => {
                request.exhaustive = boolean(value).ok_or_else(|| wrong("`true` or `false`"))?;
            }
            "import" => request.import = Some(string(value).ok_or_else(|| wrong("a string"))?),
            "base" => request.base = Some(string(value).ok_or_else(|| wrong("a string"))?),
            "query" => {
                request.query =
                    query(value).ok_or_else(|| wrong("a string, or an object of strings"))?;
            }
            // The older way to say it.
            "as" => {
                let kind = string(value).ok_or_else(|| wrong("a string"))?;
                request.query = format!("?{kind}");
                if request.import.is_none() && matches!(kind.as_str(), "raw" | "url") {
                    request.import = Some("default".to_owned());
                }
            }
            _ => {
                const NAMES: [&str; 5] = ["eager", "import", "query", "exhaustive", "base"];
                let problem =
                    not_static(&format!("`import.meta.glob` has no option `{name}`"), span);
                return Err(match nearest(&name, NAMES) {
                    Some(near) => Box::new(problem.hint(format!("did you mean `{near}`?"))),
                    None => problem,
                });
            }
        }
    }
    if request.import.as_deref() == Some("*") {
        request.import = None;
    }
    Ok(request)
}

fn query(value: &Expression<'_>) -> Option<String> {
    if let Some(text) = string(value) {
        return Some(if text.is_empty() || text.starts_with('?') {
            text
        } else {
            format!("?{text}")
        });
    }
    let mut query = String::new();
    for (name, value) in properties(value).ok()? {
        query.push(if query.is_empty() { '?' } else { '&' });
        query.push_str(&name);
        let value = match value {
            Expression::NumericLiteral(number) => number.value.to_string(),
            value => string(value).or_else(|| boolean(value).map(|flag| flag.to_string()))?,
        };
        query.push('=');
        query.push_str(&value);
    }
    Some(query)
}
