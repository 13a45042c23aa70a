//! Names that classes and functions without one get from where they stand:
//! `const A = class {}`.
//!
//! Engines name functions themselves; the name is only asked for where a function has to
//! mention itself.

use oxc::{
    allocator::{Address, GetAddress},
    ast::ast::*,
    ast_visit::walk_js_mut,
    semantic::{ScopeId, SymbolId},
    syntax::{identifier::is_identifier_name, keyword::is_reserved_keyword},
};

use super::super::{
    driver::Driver,
    frames::{FrameKind, NewTarget},
};

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
        // The name that a sequence as below gives is not for its temporary variable.
        if let AssignmentTarget::AssignmentTargetIdentifier(id) = target
            && let Some(address) = anonymous_definition(value)
            && self.inferred_name.is_none_or(|(known, _)| known != address)
        {
            let name = InferredName { text: id.name.as_str(), symbol: None };
            self.inferred_name = Some((address, name));
        }
    }

    /// `defineProperty(this, "key", value)`, which was a class field, not visited. Says
    /// whether it was one of an object.
    pub fn field(&mut self, call: &mut CallExpression<'a>) -> bool {
        let Expression::Identifier(callee) = &call.callee else { return false };
        if !callee.span.is_empty() {
            return false;
        }
        if callee.name.starts_with("_defineProperty") {
            self.name_field(call);
        } else if !callee.name.starts_with("_classPrivateFieldInitSpec") {
            return false;
        }
        if !matches!(call.arguments.first(), Some(Argument::ThisExpression(_))) {
            return false;
        }
        // There is no `new.target` in what a field is set to.
        let frame = self.frames.iter().rposition(|frame| frame.kind == FrameKind::Function);
        let Some(frame) = frame else { return false };
        let outside = std::mem::replace(&mut self.frames[frame].new_target, NewTarget::Undefined);
        walk_js_mut::walk_call_expression(self, call);
        self.frames[frame].new_target = outside;
        true
    }

    fn name_field(&mut self, call: &mut CallExpression<'a>) {
        let [_, key, value] = call.arguments.as_slice() else { return };
        let Some(value) = value.as_expression() else { return };
        let names = match value {
            Expression::FunctionExpression(function) => function.id.is_none(),
            Expression::ArrowFunctionExpression(_) => true,
            value => match key {
                Argument::StringLiteral(key) => {
                    self.infer_name(value, key.value.as_str(), None);
                    false
                }
                _ => is_named_by_key(value),
            },
        };
        if names {
            call.callee = self.helper("defineMethod", call.span);
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

/// A function or class without a name; also in `(_key = key, class {})` and
/// `(_class = class {}, …, _class)`, which is what classes with fields have become.
fn anonymous_definition(value: &Expression<'_>) -> Option<Address> {
    match value {
        Expression::ClassExpression(class) if class.id.is_none() => Some(class.address()),
        Expression::FunctionExpression(function) if function.id.is_none() => {
            Some(function.address())
        }
        Expression::SequenceExpression(sequence) => match sequence.expressions.last()? {
            Expression::Identifier(last) => sequence.expressions.iter().find_map(|one| {
                let Expression::AssignmentExpression(one) = one else { return None };
                match (&one.left, &one.right) {
                    (
                        AssignmentTarget::AssignmentTargetIdentifier(target),
                        Expression::ClassExpression(class),
                    ) if class.id.is_none() && target.name == last.name => Some(class.address()),
                    _ => None,
                }
            }),
            Expression::ClassExpression(class) if class.id.is_none() && is_moved(sequence) => {
                Some(class.address())
            }
            _ => None,
        },
        _ => None,
    }
}

/// Whether a sequence stands nowhere in the source.
fn is_moved(sequence: &SequenceExpression<'_>) -> bool {
    sequence.span.is_empty()
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
