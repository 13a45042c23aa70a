//! Values that are written out: arguments of contexts, and magic comments.

use oxc::{ast::ast::*, span::GetSpan};

use super::magic::Pattern;
use crate::scan::facts::constant_text;

pub fn string(expression: &Expression<'_>) -> Option<String> {
    constant_text(expression).map(|(text, _)| text.to_string())
}

pub fn boolean(expression: &Expression<'_>) -> Option<bool> {
    match expression {
        Expression::BooleanLiteral(literal) => Some(literal.value),
        // As minifiers write it.
        Expression::UnaryExpression(unary) if unary.operator == UnaryOperator::LogicalNot => {
            let Expression::NumericLiteral(number) = &unary.argument else { return None };
            Some(number.value == 0.0)
        }
        _ => None,
    }
}

/// A string or a list of strings.
pub fn strings(expression: &Expression<'_>) -> Option<Vec<String>> {
    match expression {
        Expression::ArrayExpression(array) => {
            array.elements.iter().map(|element| element.as_expression().and_then(string)).collect()
        }
        expression => string(expression).map(|text| vec![text]),
    }
}

/// A literal, or `new RegExp("…")`, which lowering may have made of one.
pub fn pattern(expression: &Expression<'_>) -> Option<Pattern> {
    match expression {
        Expression::RegExpLiteral(literal) => Some(Pattern {
            source: literal.regex.pattern.text.to_string(),
            flags: literal.regex.flags.to_string(),
        }),
        Expression::NewExpression(new) => {
            let Expression::Identifier(callee) = &new.callee else { return None };
            if callee.name != "RegExp" {
                return None;
            }
            let mut texts =
                new.arguments.iter().map(|argument| argument.as_expression().and_then(string));
            let source = texts.next()??;
            let flags = match texts.next() {
                Some(flags) => flags?,
                None => String::new(),
            };
            Some(Pattern { source, flags })
        }
        _ => None,
    }
}

/// The properties of an object literal, by name; the first that is something else as an error.
pub fn properties<'e, 'a>(
    expression: &'e Expression<'a>,
) -> Result<Vec<(String, &'e Expression<'a>)>, oxc::span::Span> {
    let Expression::ObjectExpression(object) = expression else { return Err(expression.span()) };
    object
        .properties
        .iter()
        .map(|property| match property {
            ObjectPropertyKind::ObjectProperty(property) => property
                .key
                .static_name()
                .map(|name| (name.into_owned(), &property.value))
                .ok_or(property.span),
            ObjectPropertyKind::SpreadProperty(spread) => Err(spread.span),
        })
        .collect()
}
