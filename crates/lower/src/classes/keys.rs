//! Computed keys of members.

use oxc::{allocator::TakeIn, ast::ast::*, ast_visit::VisitJsMut, span::GetSpan};

use super::super::{bindings::PRIMITIVE, driver::Driver};

impl<'a> Driver<'a, '_> {
    /// Keys are evaluated in the order of the members, instance or static, before any is
    /// defined. Where the two lists would change that, a function around the class would
    /// change what a key means, or a key is needed again for each object, variables hold the
    /// keys.
    pub(super) fn hoist_keys(
        &mut self,
        elements: &mut [ClassElement<'a>],
        may_be_wrapped: bool,
    ) -> Vec<(&'a str, Expression<'a>)> {
        let of_field = elements.iter().any(|element| self.needs_variable(element));
        if !of_field && !elements.iter().any(|element| has_computed_key(element, is_effectful_key))
        {
            return Vec::new();
        }
        let both = [true, false].into_iter().all(|is_static| {
            elements.iter().any(|element| {
                has_computed_key(element, |key| !is_literal_key(key))
                    && element.r#static() == is_static
            })
        });
        if !both && !may_be_wrapped && !of_field {
            return Vec::new();
        }
        let make = self.make;
        let mut keys = Vec::new();
        for element in elements {
            let key = match element {
                ClassElement::MethodDefinition(method) if method.computed => &mut method.key,
                ClassElement::PropertyDefinition(field) if field.computed => &mut field.key,
                _ => continue,
            };
            if is_literal_key(key) {
                continue;
            }
            let mut value = key.take_in(&make.builder()).into_expression();
            let span = value.span();
            self.visit_expression(&mut value);
            let name = self.names.unique("key");
            let value = self.call_helper("toPropertyKey", span, [value]);
            keys.push((name, value));
            *key = PropertyKey::from(make.name(span, name));
        }
        keys
    }

    /// Whether a field has a key that is evaluated once and used for each object.
    pub(super) fn needs_variable(&self, element: &ClassElement<'a>) -> bool {
        let ClassElement::PropertyDefinition(field) = element else { return false };
        match &field.key {
            PropertyKey::Identifier(name) => {
                let constant = name.reference_id.get().is_some_and(|id| {
                    let symbol = self.scoping.get_reference(id).symbol_id();
                    symbol.is_some_and(|symbol| {
                        self.bindings.facts(symbol) & PRIMITIVE != 0
                            && self.bindings.check(id, symbol).is_none()
                    })
                });
                !constant
            }
            key => field.computed && is_effectful_key(key),
        }
    }
}

pub fn has_computed_key(
    element: &ClassElement<'_>,
    test: impl Fn(&PropertyKey<'_>) -> bool,
) -> bool {
    match element {
        ClassElement::MethodDefinition(method) => method.computed && test(&method.key),
        ClassElement::PropertyDefinition(field) => field.computed && test(&field.key),
        _ => false,
    }
}

pub fn is_literal_key(key: &PropertyKey<'_>) -> bool {
    matches!(key, PropertyKey::StringLiteral(_) | PropertyKey::NumericLiteral(_))
}

/// Whether it matters when, or whether, the key is evaluated. `Symbol.iterator` is fine.
pub fn is_effectful_key(key: &PropertyKey<'_>) -> bool {
    match key {
        PropertyKey::Identifier(_) => false,
        PropertyKey::StaticMemberExpression(member) => {
            !matches!(&member.object, Expression::Identifier(ident) if ident.name == "Symbol")
        }
        key => !is_literal_key(key),
    }
}
