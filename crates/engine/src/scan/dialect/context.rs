//! Which modules an expression may ask for: a folder, and a pattern for the rest.
//!
//! ```js
//! require("./lang/" + name + ".js")   →   folder "./lang", /^\.\/.*\.js$/, "./" + name + ".js"
//! ```

use oxc::{
    allocator::Allocator,
    ast::ast::*,
    span::{GetSpan, Span},
};
use serde::{Deserialize, Serialize};

use super::{
    magic::{MODES, Magic, Mode, Pattern},
    values::{boolean, pattern, properties, string, strings},
};
use crate::{diagnostic::nearest, module::Problem, scan::facts::constant_text};

/// A folder whose files are asked for by name at run time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContextRequest {
    pub kind: Kind,
    /// As it is written, without a `/` at its end.
    pub folder: String,
    pub recursive: bool,
    /// What the requests look like, each from the folder on.
    pub pattern: Pattern,
    pub mode: Mode,
    /// With its `?`, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub query: String,
    #[serde(default)]
    pub magic: Magic,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// `require.context`, `import.meta.webpackContext`
    Explicit,
    /// `import()` of an expression
    Import,
    /// `require()` of an expression
    Require,
    /// `require.resolve()` of an expression
    Resolve,
}

/// A part of an expression that gives a string.
enum Part {
    Text(String),
    Unknown,
}

/// What an expression may ask for, if a folder can be told; the expression then gives
/// requests from that folder on.
pub fn of_expression<'a>(
    expression: &mut Expression<'a>,
    allocator: &'a Allocator,
    kind: Kind,
) -> Option<ContextRequest> {
    let mut parts = Vec::new();
    flatten(expression, &mut parts);
    let (Some(Part::Text(prefix)), true) = (parts.first(), parts.len() > 1) else { return None };
    let slash = prefix.rfind('/')?;
    // A URL, or a path on whatever serves the page.
    if slash == 0 || prefix.contains([':', '?', '#']) || prefix.starts_with("//") {
        return None;
    }
    let folder = prefix[..slash].to_owned();
    let mut query = String::new();
    let mut cut = 0;
    let count = parts.len();
    if let Some(Part::Text(last)) = parts.last_mut()
        && let Some(mark) = last.find('?')
    {
        last[mark..].clone_into(&mut query);
        cut = query.len();
        last.truncate(mark);
    }
    let mut source = String::from("^");
    for (index, part) in parts.iter().enumerate() {
        match part {
            Part::Text(text) if index == 0 => quote(&format!(".{}", &text[slash..]), &mut source),
            Part::Text(text) => quote(text, &mut source),
            Part::Unknown => source.push_str(".*"),
        }
    }
    source.push('$');
    let done = change_start(expression, slash, allocator)
        && (cut == 0 || (count > 1 && cut_end(expression, cut, allocator)));
    done.then(|| ContextRequest {
        kind,
        folder,
        recursive: true,
        pattern: Pattern { source, flags: String::new() },
        mode: if kind == Kind::Import { Mode::Lazy } else { Mode::Sync },
        query,
        magic: Magic::default(),
    })
}

/// Left to right, as long as it is certain that strings are joined.
fn flatten(expression: &Expression<'_>, parts: &mut Vec<Part>) {
    if let Some((text, _)) = constant_text(expression) {
        parts.push(Part::Text(text.to_string()));
        return;
    }
    match expression {
        Expression::TemplateLiteral(template) => {
            for (index, quasi) in template.quasis.iter().enumerate() {
                if index > 0 {
                    parts.push(Part::Unknown);
                }
                let text = quasi.value.cooked.map_or("", |text| text.as_str());
                if !text.is_empty() || index == 0 {
                    parts.push(Part::Text(text.to_owned()));
                }
            }
        }
        Expression::BinaryExpression(binary) if binary.operator == BinaryOperator::Addition => {
            let before = parts.len();
            flatten(&binary.left, parts);
            let is_text = parts[before..].iter().any(|part| matches!(part, Part::Text(_)));
            let is_known = matches!(binary.right, Expression::TemplateLiteral(_))
                || constant_text(&binary.right).is_some();
            if is_text && is_known {
                flatten(&binary.right, parts);
            } else {
                parts.push(Part::Unknown);
            }
        }
        // `"./a/".concat(name, ".js")`, as templates are lowered.
        Expression::CallExpression(call) => match concatenated(call) {
            Some(first) => {
                flatten(first, parts);
                for argument in &call.arguments {
                    match argument.as_expression() {
                        Some(argument) if constant_text(argument).is_some() => {
                            flatten(argument, parts);
                        }
                        _ => parts.push(Part::Unknown),
                    }
                }
            }
            None => parts.push(Part::Unknown),
        },
        _ => parts.push(Part::Unknown),
    }
}

fn concatenated<'e, 'a>(call: &'e CallExpression<'a>) -> Option<&'e Expression<'a>> {
    let Expression::StaticMemberExpression(member) = &call.callee else { return None };
    if member.property.name != "concat" || member.optional {
        return None;
    }
    let is_string = match &member.object {
        Expression::CallExpression(inner) => concatenated(inner).is_some(),
        object => constant_text(object).is_some(),
    };
    is_string.then_some(&member.object)
}

/// `./lang/de-` → `./de-`: the folder goes, its `/` stays.
fn change_start<'a>(
    expression: &mut Expression<'a>,
    slash: usize,
    allocator: &'a Allocator,
) -> bool {
    let shorter = |text: &str| -> &'a str {
        allocator.alloc_str(&format!(".{}", text.get(slash..).unwrap_or_default()))
    };
    match expression {
        Expression::StringLiteral(literal) => {
            literal.value = shorter(&literal.value).into();
            literal.raw = None;
            true
        }
        Expression::TemplateLiteral(template) => {
            let Some(quasi) = template.quasis.first_mut() else { return false };
            set_quasi(quasi, allocator, shorter)
        }
        Expression::BinaryExpression(binary) => change_start(&mut binary.left, slash, allocator),
        Expression::CallExpression(call) => match &mut call.callee {
            Expression::StaticMemberExpression(member) => {
                change_start(&mut member.object, slash, allocator)
            }
            _ => false,
        },
        _ => false,
    }
}

/// Takes the query from the end.
fn cut_end<'a>(expression: &mut Expression<'a>, cut: usize, allocator: &'a Allocator) -> bool {
    let shorter = |text: &str| -> &'a str {
        allocator.alloc_str(text.get(..text.len().saturating_sub(cut)).unwrap_or_default())
    };
    match expression {
        Expression::StringLiteral(literal) => {
            literal.value = shorter(&literal.value).into();
            literal.raw = None;
            true
        }
        Expression::TemplateLiteral(template) => {
            template.quasis.last_mut().is_some_and(|quasi| set_quasi(quasi, allocator, shorter))
        }
        Expression::BinaryExpression(binary) => cut_end(&mut binary.right, cut, allocator),
        Expression::CallExpression(call) => call
            .arguments
            .last_mut()
            .and_then(Argument::as_expression_mut)
            .is_some_and(|argument| cut_end(argument, cut, allocator)),
        _ => false,
    }
}

fn set_quasi<'a>(
    quasi: &mut TemplateElement<'a>,
    allocator: &'a Allocator,
    change: impl Fn(&str) -> &'a str,
) -> bool {
    let Some(cooked) = quasi.value.cooked else { return false };
    let text = change(cooked.as_str());
    let raw = text.replace('\\', "\\\\").replace('`', "\\`").replace("${", "\\${");
    quasi.value.raw = allocator.alloc_str(&raw).into();
    quasi.value.cooked = Some(text.into());
    true
}

/// Adds a text to the source of a pattern that matches just it.
pub fn quote(text: &str, pattern: &mut String) {
    for char in text.chars() {
        if "\\^$.*+?()[]{}|/".contains(char) {
            pattern.push('\\');
        }
        pattern.push(char);
    }
}

/// `require.context(folder, recursive, pattern, mode)`
pub fn of_require_context(call: &CallExpression<'_>) -> Result<ContextRequest, Box<Problem>> {
    let mut request = explicit("require.context", call)?;
    for (name, argument) in ["recursive", "regExp", "mode"].iter().zip(&call.arguments[1..]) {
        match argument.as_expression() {
            Some(value) if is_undefined(value) && *name != "mode" => {}
            Some(value) => set(&mut request, name, value)?,
            None => {
                return Err(not_static(
                    "the arguments of this context must be written out",
                    argument.span(),
                ));
            }
        }
    }
    Ok(request)
}

/// `import.meta.webpackContext(folder, { recursive, regExp, mode, … })`
pub fn of_webpack_context(call: &CallExpression<'_>) -> Result<ContextRequest, Box<Problem>> {
    let mut request = explicit("import.meta.webpackContext", call)?;
    let Some(options) = call.arguments.get(1) else { return Ok(request) };
    let not_literal = |span| not_static("the options of this context must be written out", span);
    let options = options.as_expression().ok_or_else(|| not_literal(options.span()))?;
    for (name, value) in properties(options).map_err(not_literal)? {
        set(&mut request, &name, value)?;
    }
    Ok(request)
}

/// Reads one option of a context.
fn set(
    request: &mut ContextRequest,
    name: &str,
    value: &Expression<'_>,
) -> Result<(), Box<Problem>> {
    let span = value.span();
    let wrong = |what: &str| not_static(&format!("`{name}` of a context must be {what}"), span);
    let regular = || pattern(value).ok_or_else(|| wrong("a regular expression, written out"));
    let magic = &mut request.magic;
    match name {
        "recursive" => {
            request.recursive = boolean(value).ok_or_else(|| wrong("`true` or `false`"))?;
        }
        "regExp" => request.pattern = regular()?,
        "include" => magic.include = Some(regular()?),
        "exclude" => magic.exclude = Some(regular()?),
        "mode" => request.mode = mode(value)?,
        "chunkName" => magic.chunk_name = Some(string(value).ok_or_else(|| wrong("a string"))?),
        "prefetch" => magic.prefetch = super::magic::order(value),
        "preload" => magic.preload = super::magic::order(value),
        "fetchPriority" => magic.fetch_priority = string(value),
        "exports" => {
            magic.exports = Some(strings(value).ok_or_else(|| wrong("a list of names"))?);
        }
        _ => {
            const NAMES: [&str; 10] = [
                "recursive",
                "regExp",
                "include",
                "exclude",
                "mode",
                "chunkName",
                "prefetch",
                "preload",
                "fetchPriority",
                "exports",
            ];
            let problem = not_static(&format!("a context has no option `{name}`"), span);
            return Err(match nearest(name, NAMES) {
                Some(near) => Box::new(problem.hint(format!("did you mean `{near}`?"))),
                None => problem,
            });
        }
    }
    Ok(())
}

/// What a call asks for that says nothing but a folder.
fn explicit(callee: &str, call: &CallExpression<'_>) -> Result<ContextRequest, Box<Problem>> {
    let folder = match call.arguments.first().and_then(Argument::as_expression) {
        Some(argument) => folder(argument)?,
        None => return Err(not_static(&format!("`{callee}` needs a folder"), call.span)),
    };
    Ok(ContextRequest {
        kind: Kind::Explicit,
        folder,
        recursive: true,
        pattern: Pattern { source: r"^\.\/.*$".to_owned(), flags: String::new() },
        mode: Mode::Sync,
        query: String::new(),
        magic: Magic::default(),
    })
}

fn folder(expression: &Expression<'_>) -> Result<String, Box<Problem>> {
    match string(expression) {
        Some(text) => {
            let trimmed = text.trim_end_matches('/');
            Ok(if trimmed.is_empty() { text } else { trimmed.to_owned() })
        }
        None => Err(not_static("the folder of this context must be a string", expression.span())),
    }
}

fn mode(expression: &Expression<'_>) -> Result<Mode, Box<Problem>> {
    let span = expression.span();
    let text = string(expression);
    if let Some(mode) = text.as_deref().and_then(Mode::parse) {
        return Ok(mode);
    }
    let names: Vec<String> = MODES.iter().map(|(name, _)| format!("`\"{name}\"`")).collect();
    let what = format!("the mode of a context is one of {}", names.join(", "));
    let problem = not_static(&what, span);
    let near = text.as_deref().and_then(|text| nearest(text, MODES.map(|(name, _)| name)));
    Err(match near {
        Some(near) => Box::new(problem.hint(format!("did you mean `\"{near}\"`?"))),
        None => problem,
    })
}

fn is_undefined(expression: &Expression<'_>) -> bool {
    matches!(expression, Expression::Identifier(ident) if ident.name == "undefined")
        || matches!(expression, Expression::UnaryExpression(unary) if unary.operator == UnaryOperator::Void)
}

/// What must be known when the bundle is made is known only when it runs.
#[expect(clippy::unnecessary_box_returns, reason = "it is an error, and those are small")]
pub fn not_static(message: &str, span: Span) -> Box<Problem> {
    Box::new(
        Problem::error("context-not-static", message, span).hint(
            "the files are looked for when the bundle is made: write out what they are called",
        ),
    )
}
