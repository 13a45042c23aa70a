//! `define` and `require` of AMD, and webpack's `require.ensure`.
//!
//! ```js
//! define(["a", "exports"], factory)   →   amdDefine(module, factory, [require("a"), exports])
//! require(["a"], callback, failed)    →   import("pybundle:context?…").then((all) => …, failed)
//! require.ensure(["a"], callback)     →   the same; the callback gets a `require` of its own
//! ```
//! What is loaded together is one module: a list of requests, by the words that name them.

use memchr::memmem;
use oxc::{
    ast::ast::*,
    ast_visit::{VisitJs, walk_js},
    semantic::SymbolId,
    span::{GetSpan, Span},
};

use super::{Asked, ListRequest, Translator, values::string};
use crate::{module::Problem, scan::facts::constant_text};

/// What a callback of the application cannot mention.
const ALL: &str = "__pybundle_all__";

const MODULE: &str = "__pybundle_module__";

const DEFINE: &str = "pybundle:runtime/helpers/amdDefine";

/// The arguments of a `define`, by their places.
struct Define {
    name: Option<String>,
    dependencies: Option<usize>,
    factory: usize,
}

impl<'a> Translator<'_, 'a> {
    /// Before the walk: the parameters that are `require` inside of what is defined.
    pub(super) fn note_parameters(&mut self, call: &CallExpression<'a>) {
        if self.is_global(&call.callee, "define") {
            let Some(define) = shape(call) else { return };
            let dependencies = define.dependencies.map(|at| &call.arguments[at]);
            let place = match dependencies.and_then(Argument::as_expression) {
                None => Some(0),
                Some(Expression::ArrayExpression(array)) => array.elements.iter().position(
                    |element| matches!(element, ArrayExpressionElement::StringLiteral(text) if text.value == "require"),
                ),
                Some(_) => None,
            };
            let factory = call.arguments[define.factory].as_expression();
            if let (Some(place), Some(factory)) = (place, factory)
                && let Some(symbol) = parameter(factory, place)
            {
                self.aliases.insert(symbol);
                self.amd_requires.insert(symbol);
            }
        } else if self.member_of_require(&call.callee) == Some("ensure")
            && let Some(callback) = call.arguments.get(1).and_then(Argument::as_expression)
            && let Some(symbol) = parameter(callback, 0)
        {
            self.aliases.insert(symbol);
        }
    }

    pub(super) fn define(&mut self, expression: &mut Expression<'a>) -> bool {
        let Expression::CallExpression(call) = expression else { return false };
        let span = call.span;
        let at = call.arguments.iter().find_map(|argument| match argument.as_expression() {
            Some(Expression::ArrayExpression(array)) => Some(array.span),
            _ => None,
        });
        // Of several, each has exports of its own; the last ones are those of the file.
        let several = memmem::find_iter(self.source.as_bytes(), b"define(").take(2).count() > 1;
        let module = if several { MODULE } else { "module" };
        let Some(define) = shape(call) else {
            self.problems.push(unknown("what this `define` is given", span));
            return false;
        };
        let list = match define.dependencies {
            None => format!("require, {module}.exports, {module}"),
            Some(at) => {
                let Some(names) = self.amd_names(&call.arguments[at], module) else { return false };
                names.join(", ")
            }
        };
        let name = define.name.as_deref().map_or_else(String::new, |name| {
            self.amd_names.push(name.to_owned());
            format!(", {}", quoted(name))
        });
        let factory = std::mem::replace(
            &mut call.arguments[define.factory],
            Argument::from(Expression::new_null_literal(span, &self.builder)),
        );
        let Some(factory) = into_expression(factory) else { return false };
        let define = format!("{}({})", super::REQUIRE, quoted(DEFINE));
        let text = if several {
            format!(
                "(function ({MODULE}) {{ {define}({MODULE}, _0_, [{list}]{name}); module.exports = {MODULE}.exports; }})({{ exports: {{}}, amd: module.amd || (module.amd = {{}}) }})"
            )
        } else {
            format!("{define}(module, _0_, [{list}]{name})")
        };
        self.replace(expression, &text, at.unwrap_or(span), vec![factory])
    }

    /// What each dependency is in CommonJS; `None` where that cannot be told.
    fn amd_names(&mut self, list: &Argument<'a>, module: &str) -> Option<Vec<String>> {
        let Some(Expression::ArrayExpression(array)) = list.as_expression() else {
            self.problems.push(unknown("the list of this `define`", list.span()));
            return None;
        };
        let mut names = Vec::new();
        for element in &array.elements {
            let Some(request) = element.as_expression().and_then(string) else {
                self.problems.push(unknown("this dependency", element.span()));
                return None;
            };
            names.push(match request.as_str() {
                "require" => "require".to_owned(),
                "exports" => format!("{module}.exports"),
                "module" => module.to_owned(),
                name if self.amd_names.iter().any(|known| known == name) => {
                    format!("module.amd[{}]", quoted(name))
                }
                request => format!("{}({})", super::REQUIRE, quoted(request)),
            });
        }
        Some(names)
    }

    /// `require(["a", "b"], callback, failed)`
    pub(super) fn amd_require(&mut self, expression: &mut Expression<'a>) -> bool {
        let Expression::CallExpression(call) = expression else { return false };
        let Some(Expression::ArrayExpression(array)) =
            call.arguments.first().and_then(Argument::as_expression)
        else {
            return false;
        };
        let mut requests = Vec::new();
        let mut values = Vec::new();
        for element in &array.elements {
            let Some(request) = element.as_expression().and_then(string) else {
                self.problems.push(unknown("this dependency", element.span()));
                return false;
            };
            values.push(match request.as_str() {
                "require" => format!("{ALL}[\"default\"]"),
                "exports" => "{}".to_owned(),
                "module" => "{ exports: {} }".to_owned(),
                name => format!("{ALL}[\"default\"]({})", quoted(name)),
            });
            if !matches!(request.as_str(), "require" | "exports" | "module") {
                requests.push(request);
            }
        }
        let at = array.span;
        let mut given = call.arguments.drain(1..).filter_map(into_expression).collect::<Vec<_>>();
        given.truncate(2);
        let list = list_of(requests, None);
        let values = values.join(", ");
        let text = match given.len() {
            0 => format!("import({list}).then(function ({ALL}) {{ [{values}]; }})"),
            1 => format!("import({list}).then(function ({ALL}) {{ (_0_)({values}); }})"),
            _ => format!("import({list}).then(function ({ALL}) {{ (_0_)({values}); }}, _1_)"),
        };
        self.replace(expression, &text, at, given)
    }

    /// `require.ensure(["a"], (require) => …, failed, "name")`
    pub(super) fn ensure(&mut self, expression: &mut Expression<'a>) -> bool {
        let Expression::CallExpression(call) = expression else { return false };
        let span = call.span;
        let list = call.arguments.first().and_then(Argument::as_expression);
        let Some(mut requests) = list.and_then(super::values::strings) else {
            let at = list.map_or(span, GetSpan::span);
            self.problems.push(unknown("the list of this `require.ensure`", at));
            return false;
        };
        let Some(callback) = call.arguments.get(1).and_then(Argument::as_expression) else {
            self.problems.push(unknown("the function of this `require.ensure`", span));
            return false;
        };
        let own = parameter(callback, 0);
        let at = list.map_or(span, GetSpan::span);
        let mut find = Requests { translator: self, own, found: Vec::new() };
        find.visit_expression(callback);
        for request in find.found {
            if !requests.contains(&request) {
                requests.push(request);
            }
        }
        let mut given: Vec<Expression<'a>> =
            call.arguments.drain(1..).filter_map(into_expression).collect();
        let mut name = None;
        if let Some(text) = given.get(1..).and_then(|more| more.iter().rev().find_map(string)) {
            name = Some(text);
            given.retain(|value| constant_text(value).is_none());
        }
        given.truncate(2);
        let list = list_of(requests, name);
        // Its own parameter, or the word that it does not have as one.
        let text = if given.len() < 2 {
            format!(
                "import({list}).then(function (all) {{ return all[\"default\"]; }}).then((require) => (_0_)(require))"
            )
        } else {
            format!(
                "import({list}).then(function (all) {{ return all[\"default\"]; }}).then((require) => (_0_)(require), _1_)"
            )
        };
        self.replace(expression, &text, at, given)
    }
}

fn list_of(requests: Vec<String>, chunk_name: Option<String>) -> String {
    quoted(&Asked::List(ListRequest { requests, chunk_name }).request())
}

/// The requests of constant calls of `require` in a function.
struct Requests<'v, 't, 'a> {
    translator: &'v Translator<'t, 'a>,
    /// The parameter that is `require` there.
    own: Option<SymbolId>,
    found: Vec<String>,
}

impl<'a> VisitJs<'a> for Requests<'_, '_, 'a> {
    fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
        if let Expression::Identifier(callee) = &call.callee
            && let [argument] = call.arguments.as_slice()
            && let Some(request) = argument.as_expression().and_then(string)
        {
            let symbol = self.translator.symbol(callee);
            let is_require = match self.own {
                Some(own) => symbol == Some(own),
                None => symbol.is_none() && callee.name == "require",
            };
            if is_require {
                self.found.push(request);
            }
        }
        walk_js::walk_call_expression(self, call);
    }
}

/// Which argument is which; `None` for what is no `define` of AMD.
fn shape(call: &CallExpression<'_>) -> Option<Define> {
    let is_list = |at: usize| {
        matches!(
            call.arguments.get(at).and_then(Argument::as_expression),
            Some(Expression::ArrayExpression(_))
        )
    };
    let text =
        |at: usize| call.arguments.get(at).and_then(Argument::as_expression).and_then(string);
    match call.arguments.len() {
        1 => Some(Define { name: None, dependencies: None, factory: 0 }),
        2 if is_list(0) => Some(Define { name: None, dependencies: Some(0), factory: 1 }),
        2 => Some(Define { name: Some(text(0)?), dependencies: None, factory: 1 }),
        3 => Some(Define { name: Some(text(0)?), dependencies: Some(1), factory: 2 }),
        _ => None,
    }
}

/// The binding of a parameter of a function that is written out.
fn parameter(function: &Expression<'_>, at: usize) -> Option<SymbolId> {
    let parameters = match function {
        Expression::FunctionExpression(function) => &function.params,
        Expression::ArrowFunctionExpression(arrow) => &arrow.params,
        Expression::CallExpression(call) => {
            // `function (require) { … }.bind(this)`
            let Expression::StaticMemberExpression(member) = &call.callee else { return None };
            return (member.property.name == "bind").then(|| parameter(&member.object, at))?;
        }
        _ => return None,
    };
    match &parameters.items.get(at)?.pattern {
        BindingPattern::BindingIdentifier(ident) => ident.symbol_id.get(),
        _ => None,
    }
}

fn into_expression(argument: Argument<'_>) -> Option<Expression<'_>> {
    match argument {
        Argument::SpreadElement(_) => None,
        argument => argument.try_into().ok(),
    }
}

/// What must be written out, and is not. The code stays as it is, and fails if it runs.
pub fn unknown(what: &str, span: Span) -> Problem {
    let message = format!("{what} is not a constant, so what it names is not in the bundle");
    Problem::warning("dynamic-amd", message, span)
        .hint("write requests as string literals, and functions in their place")
}

pub fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}
