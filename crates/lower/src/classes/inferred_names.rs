//! Names that classes and functions without one get from where they stand:
//! `const A = class {}`.
//!
//! Engines name functions themselves; the name is only asked for where a function has to
//! mention itself.

use oxc::{
    allocator::{Address, GetAddress},
    ast::ast::*,
    semantic::{ScopeId, SymbolId},
    syntax::{identifier::is_identifier_name, keyword::is_reserved_keyword},
};

use super::super::driver::Driver;

/// A name for a class or function without one.
#[derive(Debug, Clone, Copy)]
pub struct InferredName<'a> {
    pub text: &'a str,
    /// The variable whose first value it is.
    pub symbol: Option<SymbolId>,
}

impl<'a> Driver<'a, '_> {
    /// `name = value`, before it is visited: if the value is a class or function without a
    /// name, it is told. (ECMAScript, NamedEvaluation.)
    pub fn infer_name(&mut self, value: &Expression<'a>, text: &'a str, symbol: Option<SymbolId>) {
        if let Some(address) = anonymous_definition(value) {
            self.inferred_name = Some((address, InferredName { text, symbol }));
        }
    }

    pub fn infer_name_from_pattern(
        &mut self,
        pattern: &BindingPattern<'a>,
        value: &Expression<'a>,
    ) {
        if let BindingPattern::BindingIdentifier(id) = pattern {
            self.infer_name(value, id.name.as_str(), id.symbol_id.get());
        }
    }

    pub fn infer_name_from_target(
        &mut self,
        target: &AssignmentTarget<'a>,
        value: &Expression<'a>,
    ) {
        if let AssignmentTarget::AssignmentTargetIdentifier(id) = target {
            self.infer_name(value, id.name.as_str(), None);
        }
    }

    pub fn take_inferred_name(&mut self, class: &Expression<'a>) -> Option<InferredName<'a>> {
        let (address, name) = self.inferred_name?;
        if Some(address) != anonymous_definition(class) {
            return None;
        }
        self.inferred_name = None;
        Some(name)
    }

    /// The name of the function expression at `address`.
    pub fn own_name(&self, address: Address) -> Option<InferredName<'a>> {
        self.inferred_name.filter(|(known, _)| *known == address).map(|(_, name)| name)
    }

    /// Whether a function or class may have the name: in `scope`, which is its own, the name
    /// must mean nothing else.
    pub fn is_usable(&mut self, name: InferredName<'a>, scope: Option<ScopeId>) -> bool {
        let InferredName { text, symbol } = name;
        if symbol.is_some_and(|symbol| !self.scoping.symbol_is_mutated(symbol)) {
            return !self.is_shadowed(text, scope, symbol);
        }
        is_binding_name(text) && self.names.is_free(text)
    }
}

/// A class without a name is named by a computed key; a static member `name` would be lost.
pub fn is_named_by_key(value: &Expression<'_>) -> bool {
    matches!(value, Expression::ClassExpression(class) if class.id.is_none()
    && !class.body.body.iter().any(|element| {
        element.r#static()
            && element.property_key().is_some_and(|key| {
                element.computed() || key.is_specific_static_name("name")
            })
    }))
}

/// A function or class without a name.
fn anonymous_definition(value: &Expression<'_>) -> Option<Address> {
    match value {
        Expression::ClassExpression(class) if class.id.is_none() => Some(class.address()),
        Expression::FunctionExpression(function) if function.id.is_none() => {
            Some(function.address())
        }
        _ => None,
    }
}

/// Whether a function may be called so in strict code.
fn is_binding_name(name: &str) -> bool {
    is_identifier_name(name)
        && !is_reserved_keyword(name)
        && !matches!(
            name,
            "arguments"
                | "await"
                | "eval"
                | "implements"
                | "interface"
                | "let"
                | "package"
                | "private"
                | "protected"
                | "public"
                | "static"
                | "undefined"
                | "yield"
        )
}
