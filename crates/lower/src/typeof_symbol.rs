//! `typeof` of symbols, where symbols are objects that a polyfill makes.

use oxc::{
    allocator::TakeIn,
    ast::ast::*,
    ast_visit::{VisitJsMut, walk_js_mut},
};

use super::driver::Driver;

impl<'a> Driver<'a, '_> {
    /// Visits the operand itself: `typeof` of a name that is nowhere declared throws nothing.
    ///
    /// ```js
    /// typeof value
    /// // becomes
    /// _typeof(value)
    /// typeof missing === "undefined" ? "undefined" : _typeof(missing)
    /// ```
    pub fn unary_expression(&mut self, expression: &mut Expression<'a>) {
        if self.delete_super(expression) {
            return;
        }
        walk_js_mut::walk_expression(self, expression);
        let Expression::UnaryExpression(unary) = expression else { return };
        if unary.operator != UnaryOperator::Typeof
            || !self.features.typeof_symbol
            || is_never_symbol(&unary.argument)
        {
            return;
        }
        let make = self.make;
        let span = unary.span;
        let argument = unary.argument.take_in(&self.builder());
        let global = match &argument {
            Expression::Identifier(name) if !self.is_declared(name) => Some(name.name),
            _ => None,
        };
        let value = self.call_helper("typeof", span, [argument]);
        *expression = match global {
            Some(name) => {
                let name = make.text(name.as_str());
                let kind = Expression::new_unary_expression(
                    span,
                    UnaryOperator::Typeof,
                    make.name(span, name),
                    &self.builder(),
                );
                let undefined = make.string(span, "undefined");
                let test = make.binary(span, kind, BinaryOperator::StrictEquality, undefined);
                make.conditional(span, test, make.string(span, "undefined"), value)
            }
            None => value,
        };
    }

    /// `typeof value === "function"` is right as it is.
    pub fn binary_expression(&mut self, expression: &mut Expression<'a>) {
        if let Expression::BinaryExpression(binary) = expression
            && typeof_of_comparison(binary).is_some()
        {
            let BinaryExpression { left, right, .. } = &mut **binary;
            for side in [left, right] {
                match side {
                    Expression::UnaryExpression(unary) => {
                        self.visit_expression(&mut unary.argument);
                    }
                    literal => self.visit_expression(literal),
                }
            }
            return;
        }
        walk_js_mut::walk_expression(self, expression);
    }
}

/// The operand of a `typeof` that is compared with a string whose answer a polyfilled symbol
/// does not change.
pub fn typeof_of_comparison<'e, 'a>(
    binary: &'e BinaryExpression<'a>,
) -> Option<&'e Expression<'a>> {
    if !binary.operator.is_equality() {
        return None;
    }
    let ((Expression::UnaryExpression(unary), Expression::StringLiteral(kind))
    | (Expression::StringLiteral(kind), Expression::UnaryExpression(unary))) =
        (&binary.left, &binary.right)
    else {
        return None;
    };
    (unary.operator == UnaryOperator::Typeof && !matches!(kind.value.as_str(), "symbol" | "object"))
        .then_some(&unary.argument)
}

fn is_never_symbol(value: &Expression<'_>) -> bool {
    value.is_literal()
        || value.is_void_0()
        || matches!(
            value,
            Expression::FunctionExpression(_)
                | Expression::ArrayExpression(_)
                | Expression::ObjectExpression(_)
                | Expression::BinaryExpression(_)
                | Expression::UnaryExpression(_)
                | Expression::UpdateExpression(_)
        )
}
