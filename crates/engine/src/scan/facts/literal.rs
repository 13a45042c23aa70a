//! What expressions say that are written out.

use oxc::{ast::ast::*, span::Span, str::CompactStr};

/// The text of a string or of a template without expressions.
pub fn constant_text(expression: &Expression<'_>) -> Option<(CompactStr, Span)> {
    match expression {
        Expression::StringLiteral(literal) => Some((literal.value.as_str().into(), literal.span)),
        Expression::TemplateLiteral(template) if template.expressions.is_empty() => {
            let text = template.quasis.first()?.value.cooked?;
            Some((text.as_str().into(), template.span))
        }
        _ => None,
    }
}

/// `{ with: { type: "json" } }`
pub fn options_ask_for_json(options: &Expression<'_>) -> bool {
    fn property<'e, 'a>(object: &'e Expression<'a>, name: &str) -> Option<&'e Expression<'a>> {
        let Expression::ObjectExpression(object) = object else { return None };
        object.properties.iter().find_map(|property| match property {
            ObjectPropertyKind::ObjectProperty(property)
                if property.key.static_name().as_deref() == Some(name) =>
            {
                Some(&property.value)
            }
            _ => None,
        })
    }
    property(options, "with")
        .and_then(|with| property(with, "type"))
        .is_some_and(|kind| matches!(kind, Expression::StringLiteral(kind) if kind.value == "json"))
}
