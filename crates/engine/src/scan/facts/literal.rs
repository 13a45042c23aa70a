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
pub fn import_attributes(options: &Expression<'_>) -> Vec<(CompactStr, CompactStr)> {
    let properties = |object: &Expression<'_>| -> Vec<(CompactStr, CompactStr)> {
        let Expression::ObjectExpression(object) = object else { return Vec::new() };
        let texts = object.properties.iter().filter_map(|property| match property {
            ObjectPropertyKind::ObjectProperty(property) => match &property.value {
                Expression::StringLiteral(value) => {
                    Some((property.key.static_name()?.as_ref().into(), value.value.as_str().into()))
                }
                _ => None,
            },
            ObjectPropertyKind::SpreadProperty(_) => None,
        });
        texts.collect()
    };
    let Expression::ObjectExpression(object) = options else { return Vec::new() };
    let with = object.properties.iter().find_map(|property| match property {
        ObjectPropertyKind::ObjectProperty(property)
            if property.key.static_name().as_deref() == Some("with") =>
        {
            Some(&property.value)
        }
        _ => None,
    });
    with.map_or_else(Vec::new, properties)
}
