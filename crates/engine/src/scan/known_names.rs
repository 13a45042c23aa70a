//! Values in the place of imports, where a module is parsed again (see [`super::branches`]).

use oxc::{
    allocator::Allocator,
    ast::{ast::*, builder::AstBuilder},
    ast_visit::{VisitJsMut, walk_js_mut},
    semantic::Scoping,
    span::{GetSpan, Span},
};

use super::{branches::KnownNames, properties::plain};
use crate::module::Constant;

/// Replaces the names in `known` and the properties of them.
pub fn put_in<'a>(
    known: &KnownNames,
    program: &mut Program<'a>,
    scoping: &Scoping,
    allocator: &'a Allocator,
) {
    Replacer { known, scoping, builder: AstBuilder::new(allocator) }.visit_program(program);
}

/// A constant as it is written.
pub fn literal<'a>(value: &Constant, span: Span, builder: &AstBuilder<'a>) -> Expression<'a> {
    match value {
        Constant::Undefined => Expression::new_void_0(span, builder),
        Constant::Null => Expression::new_null_literal(span, builder),
        Constant::Boolean(value) => Expression::new_boolean_literal(span, *value, builder),
        Constant::Text(text) => {
            let text = oxc::allocator::GetAllocator::allocator(builder).alloc_str(text);
            Expression::new_string_literal(span, text, None, builder)
        }
        Constant::Number(bits) => {
            let value = f64::from_bits(*bits);
            let number = |value: f64| {
                Expression::new_numeric_literal(span, value, None, NumberBase::Decimal, builder)
            };
            if value.is_sign_negative() {
                let operator = UnaryOperator::UnaryNegation;
                Expression::new_unary_expression(span, operator, number(-value), builder)
            } else {
                number(value)
            }
        }
    }
}

struct Replacer<'k, 'a> {
    known: &'k KnownNames,
    scoping: &'k Scoping,
    builder: AstBuilder<'a>,
}

impl<'a> Replacer<'_, 'a> {
    fn value(&self, expression: &Expression<'a>) -> Option<&Constant> {
        let (object, property) = match expression {
            Expression::Identifier(ident) => (ident, None),
            Expression::StaticMemberExpression(member) if !member.optional => {
                let Expression::Identifier(object) = &member.object else { return None };
                (object, Some(plain(&member.property.name)))
            }
            _ => return None,
        };
        let symbol = self.scoping.get_reference(object.reference_id.get()?).symbol_id()?;
        if self.scoping.symbol_scope_id(symbol) != self.scoping.root_scope_id() {
            return None;
        }
        let known = self
            .known
            .iter()
            .find(|(name, known, _)| object.name == name.as_str() && known.as_deref() == property);
        known.map(|(_, _, value)| value)
    }
}

impl<'a> VisitJsMut<'a> for Replacer<'_, 'a> {
    fn visit_expression(&mut self, expression: &mut Expression<'a>) {
        match self.value(expression) {
            Some(value) => *expression = literal(value, expression.span(), &self.builder),
            None => walk_js_mut::walk_expression(self, expression),
        }
    }
}
