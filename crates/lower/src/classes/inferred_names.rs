//! Names that classes without one get from where they stand: `const A = class {}`.

use oxc::{
    allocator::{Address, GetAddress},
    ast::ast::*,
    semantic::SymbolId,
    syntax::{identifier::is_identifier_name, keyword::is_reserved_keyword},
};

use super::super::driver::Driver;

/// A name for a class without one.
#[derive(Debug, Clone, Copy)]
pub struct InferredName<'a> {
    pub text: &'a str,
    /// The variable that the class is the first value of.
    pub symbol: Option<SymbolId>,
}

impl<'a> Driver<'a, '_> {
    /// `name = value`, before it is visited: if the value is a class without a name, the
    /// class is told. (ECMAScript, NamedEvaluation.)
    pub fn infer_name(&mut self, value: &Expression<'a>, text: &str, symbol: Option<SymbolId>) {
        if let Some(class) = anonymous_class(value) {
            let text = self.make.text(text);
            self.inferred_name = Some((class, InferredName { text, symbol }));
        }
    }

    pub fn infer_name_from_pattern(
        &mut self,
        pattern: &BindingPattern<'a>,
        value: &Expression<'a>,
    ) {
        if let BindingPattern::BindingIdentifier(id) = pattern
            && let Some(class) = anonymous_class(value)
        {
            let text = self.make.text(id.name.as_str());
            let name = InferredName { text, symbol: id.symbol_id.get() };
            self.inferred_name = Some((class, name));
        }
    }

    pub fn infer_name_from_target(
        &mut self,
        target: &AssignmentTarget<'a>,
        value: &Expression<'a>,
    ) {
        // The name that a sequence as below gives is not for its temporary variable.
        if let AssignmentTarget::AssignmentTargetIdentifier(id) = target
            && let Some(class) = anonymous_class(value)
            && self.inferred_name.is_none_or(|(known, _)| known != class)
        {
            let text = self.make.text(id.name.as_str());
            self.inferred_name = Some((class, InferredName { text, symbol: None }));
        }
    }

    /// `defineProperty(this, "key", value)`, which was a class field, before it is visited.
    pub fn name_field(&mut self, call: &mut CallExpression<'a>) {
        let Expression::Identifier(callee) = &call.callee else { return };
        if !callee.name.starts_with("_defineProperty") {
            return;
        }
        let [_, key, value] = call.arguments.as_slice() else { return };
        let Some(value) = value.as_expression() else { return };
        match value {
            Expression::FunctionExpression(function) if function.id.is_none() => {}
            Expression::ArrowFunctionExpression(_) => {}
            _ => {
                if let Argument::StringLiteral(key) = key {
                    self.infer_name(value, key.value.as_str(), None);
                }
                return;
            }
        }
        call.callee = self.helper("defineMethod", callee.span);
    }

    pub fn take_inferred_name(&mut self, class: &Expression<'a>) -> Option<InferredName<'a>> {
        let (address, name) = self.inferred_name?;
        if Some(address) != anonymous_class(class) {
            return None;
        }
        self.inferred_name = None;
        Some(name)
    }
}

/// A class without a name; also in `(_class = class {}, …, _class)`, which is what classes
/// with static fields have become.
fn anonymous_class(value: &Expression<'_>) -> Option<Address> {
    match value {
        Expression::ClassExpression(class) if class.id.is_none() => Some(class.address()),
        Expression::SequenceExpression(sequence) => {
            let [Expression::AssignmentExpression(first), .., Expression::Identifier(last)] =
                sequence.expressions.as_slice()
            else {
                return None;
            };
            match (&first.left, &first.right) {
                (
                    AssignmentTarget::AssignmentTargetIdentifier(target),
                    Expression::ClassExpression(class),
                ) if class.id.is_none() && target.name == last.name => Some(class.address()),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether a function may be called so in strict code.
pub fn is_binding_name(name: &str) -> bool {
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
