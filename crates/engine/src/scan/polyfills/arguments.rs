//! How something is used, and what its arguments say: the same function may be an old one
//! or a new one by what it is called with.

use oxc::{
    ast::ast::*,
    ast_visit::{VisitJs, walk_js},
};

use super::{
    catalog::{Catalog, Needs},
    values::Kinds,
};

#[derive(Clone, Copy)]
pub enum Access<'e, 'a> {
    Read,
    /// `typeof`, `in`, `instanceof`: it must be there, and is not asked to do anything.
    Test,
    Call(&'e [Argument<'a>]),
    /// `method.call(…)`
    Borrowed,
}

impl Access<'_, '_> {
    #[must_use]
    pub fn is_call(self) -> bool {
        matches!(self, Self::Call(_) | Self::Borrowed)
    }
}

/// `RegExp`: only patterns and flags that cannot be read may be new ones.
#[must_use]
pub fn regexp<'c>(catalog: &'c Catalog, access: Access<'_, '_>) -> Vec<(&'c Needs, &'static str)> {
    let text = |at: usize| match access {
        Access::Call(arguments) => match arguments.get(at) {
            None => Some(""),
            Some(Argument::StringLiteral(literal)) => Some(literal.value.as_str()),
            Some(_) => None,
        },
        Access::Test => Some(""),
        Access::Read | Access::Borrowed => None,
    };
    let mut needs = Vec::new();
    if text(0).is_none_or(|pattern| pattern.contains("(?<")) {
        needs.push((&catalog.pattern, "RegExp"));
    }
    if text(1).is_none_or(|flags| flags.contains('s')) {
        needs.push((&catalog.dot_all, "the flag s of RegExp"));
    }
    if text(1).is_none_or(|flags| flags.contains('y')) {
        needs.push((&catalog.sticky, "the flag y of RegExp"));
    }
    needs
}

/// `text.replace("a", …)`: no regular expression takes part.
#[must_use]
pub fn is_plain_search(owner: Kinds, name: &str, access: Access<'_, '_>) -> bool {
    owner == Kinds::STRING
        && matches!(name, "match" | "replace" | "replaceAll" | "search" | "split")
        && matches!(access, Access::Call([Argument::StringLiteral(_), ..]))
}

/// `JSON.parse(text)`: without a reviver it does what it always did.
#[must_use]
pub fn is_plain_parse(owner: &str, name: &str, access: Access<'_, '_>) -> bool {
    (owner, name) == ("JSON", "parse")
        && matches!(access, Access::Call(arguments) if arguments.len() < 2)
}

/// Constructors of errors that were there before errors had causes.
#[must_use]
pub fn is_error(name: &str) -> bool {
    matches!(
        name,
        "Error"
            | "EvalError"
            | "RangeError"
            | "ReferenceError"
            | "SyntaxError"
            | "TypeError"
            | "URIError"
    )
}

/// Whether an error is given more than a message.
#[must_use]
pub fn has_cause(arguments: &[Argument<'_>]) -> bool {
    arguments.len() > 1 || arguments.iter().any(Argument::is_spread)
}

/// Whether a class of errors passes on more than a message.
#[must_use]
pub fn passes_cause(class: &Class<'_>) -> bool {
    struct Find(bool);
    impl<'a> VisitJs<'a> for Find {
        fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
            self.0 |= matches!(call.callee, Expression::Super(_)) && has_cause(&call.arguments);
            walk_js::walk_call_expression(self, call);
        }
    }
    let constructor = class.body.body.iter().find_map(|element| match element {
        ClassElement::MethodDefinition(method)
            if method.kind == MethodDefinitionKind::Constructor =>
        {
            Some(method)
        }
        _ => None,
    });
    constructor.is_none_or(|constructor| {
        let mut find = Find(false);
        find.visit_method_definition(constructor);
        find.0
    })
}
