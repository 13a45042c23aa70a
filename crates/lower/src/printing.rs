//! Forms newer than ES5 that the printer would choose on its own.
//!
//! `oxc_codegen` prints `{ x: x }` as `{ x }` wherever the two names are the same in the
//! end, mangled ones included, and minified strings as template literals. It prints a key
//! that is no plain name, and a name that is none, as they stand. Properties whose names
//! have characters beyond U+FFFF are names to the minifier and the printer, and not to ES5.
//! And the minifier makes `[...arguments]` of a loop that copies them.

use std::fmt::Write;

use oxc::{
    allocator::{Allocator, ArenaBox, ArenaVec, TakeIn},
    ast::{ast::*, builder::AstBuilder},
    ast_visit::{VisitJsMut, walk_js_mut},
    span::Span,
};

use super::{Features, literals::is_newer_name, make::Make};

/// How the program is going to be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printing {
    Plain,
    Minified,
}

/// Makes `program` print without forms that a target without `features` lacks. The last step
/// before printing: for anything else the tree is wrong afterwards.
pub fn restrict_printing<'a>(
    program: &mut Program<'a>,
    allocator: &'a Allocator,
    features: &Features,
    printing: Printing,
) {
    if !features.object_literals
        && !features.template_literals
        && !features.unicode_escapes
        && !features.spread
    {
        return;
    }
    let mut restrict = Restrict {
        allocator,
        builder: AstBuilder::new(allocator),
        shorthands: features.object_literals,
        templates: features.template_literals,
        minified: features.template_literals && printing == Printing::Minified,
        names: features.unicode_escapes,
        spread: features.spread,
    };
    restrict.visit_program(program);
}

/// Hides `import()` from engines that cannot read it: there it rejects, elsewhere it works.
/// The last step before printing, for code that is no ES module.
///
/// ```js
/// import(request)   →   (function (request) { … new Function(…) … })(request)
/// ```
pub fn hide_dynamic_imports<'a>(program: &mut Program<'a>, allocator: &'a Allocator) {
    HideImports { allocator }.visit_program(program);
}

struct HideImports<'a> {
    allocator: &'a Allocator,
}

impl<'a> VisitJsMut<'a> for HideImports<'a> {
    fn visit_expression(&mut self, expression: &mut Expression<'a>) {
        walk_js_mut::walk_expression(self, expression);
        if let Expression::ImportExpression(import) = expression {
            let make = Make { allocator: self.allocator };
            let span = import.span;
            let request = import.source.take_in(&make.builder());
            // Printed as it stands.
            let load = make.name(
                span,
                "(function(r){return new Promise(function(d){d(new Function(\"r\",\"return import(r)\")(r))})})",
            );
            *expression = make.call(span, load, [request]);
        }
    }
}

#[expect(clippy::struct_excessive_bools, reason = "independent restrictions")]
struct Restrict<'a> {
    allocator: &'a Allocator,
    builder: AstBuilder<'a>,
    shorthands: bool,
    templates: bool,
    minified: bool,
    names: bool,
    spread: bool,
}

/// `[...arguments]`
fn is_spread_arguments(expression: &Expression<'_>) -> bool {
    let Expression::ArrayExpression(array) = expression else { return false };
    matches!(array.elements.as_slice(), [ArrayExpressionElement::SpreadElement(spread)]
        if matches!(&spread.argument, Expression::Identifier(name) if name.name == "arguments"))
}

impl<'a> Restrict<'a> {
    fn verbatim(&self, span: Span, text: &str) -> Expression<'a> {
        Expression::new_identifier(span, self.allocator.alloc_str(text), &self.builder)
    }

    /// `[].slice.call(arguments, start)`
    fn slice_of_arguments(
        &self,
        span: Span,
        start: Option<ArenaVec<'a, Argument<'a>>>,
    ) -> Expression<'a> {
        let make = Make { allocator: self.allocator };
        let empty = make.array(span, []);
        let call = make.member(span, make.member(span, empty, "slice"), "call");
        let mut arguments = make.arguments([make.name(span, "arguments")]);
        arguments.extend(start.into_iter().flatten());
        Expression::new_call_expression(span, call, None, arguments, false, &self.builder)
    }

    /// `object.𠮷` → `object["𠮷"]`
    fn quoted_member(
        &self,
        member: &mut StaticMemberExpression<'a>,
    ) -> Option<ArenaBox<'a, ComputedMemberExpression<'a>>> {
        if !self.names || !is_newer_name(&member.property.name) {
            return None;
        }
        let key = self.verbatim(member.property.span, &quoted(&member.property.name, false));
        let object = member.object.take_in(&self.builder);
        let optional = member.optional;
        Some(ComputedMemberExpression::boxed(member.span, object, key, optional, &self.builder))
    }
}

impl<'a> VisitJsMut<'a> for Restrict<'a> {
    fn visit_object_property(&mut self, property: &mut ObjectProperty<'a>) {
        if self.shorthands
            && matches!(property.value, Expression::Identifier(_))
            && let PropertyKey::StaticIdentifier(key) = &mut property.key
            && !(self.names && is_newer_name(&key.name))
        {
            let key = key.take_in(&self.builder);
            let name = Expression::new_identifier(key.span, key.name, &self.builder);
            property.key = PropertyKey::from(name);
            property.shorthand = false;
            return;
        }
        // The key of a property is always printed as a string.
        if property.computed || property.key.is_identifier() {
            self.visit_property_key(&mut property.key);
        }
        self.visit_expression(&mut property.value);
    }

    /// A string here would be a directive; the printer saves it by a template literal.
    fn visit_expression_statement(&mut self, statement: &mut ExpressionStatement<'a>) {
        if self.templates
            && let Expression::StringLiteral(literal) = &statement.expression
        {
            let text = format!("({})", quoted(&literal.value, literal.lone_surrogates));
            statement.expression = self.verbatim(literal.span, &text);
            return;
        }
        walk_js_mut::walk_expression_statement(self, statement);
    }

    fn visit_expression(&mut self, expression: &mut Expression<'a>) {
        match expression {
            Expression::StringLiteral(literal) if self.minified => {
                let text = quoted(&literal.value, literal.lone_surrogates);
                *expression = self.verbatim(literal.span, &text);
            }
            Expression::ArrayExpression(array) if self.spread => {
                let span = array.span;
                if is_spread_arguments(expression) {
                    *expression = self.slice_of_arguments(span, None);
                } else {
                    walk_js_mut::walk_expression(self, expression);
                }
            }
            Expression::CallExpression(call) if self.spread => {
                if let Expression::StaticMemberExpression(member) = &call.callee
                    && member.property.name == "slice"
                    && is_spread_arguments(&member.object)
                {
                    let start = call.arguments.take_in(&self.builder);
                    *expression = self.slice_of_arguments(call.span, Some(start));
                } else {
                    walk_js_mut::walk_expression(self, expression);
                }
            }
            _ => walk_js_mut::walk_expression(self, expression),
        }
        if let Expression::StaticMemberExpression(member) = expression
            && let Some(member) = self.quoted_member(member)
        {
            *expression = Expression::ComputedMemberExpression(member);
        }
    }

    fn visit_simple_assignment_target(&mut self, target: &mut SimpleAssignmentTarget<'a>) {
        walk_js_mut::walk_simple_assignment_target(self, target);
        if let SimpleAssignmentTarget::StaticMemberExpression(member) = target
            && let Some(member) = self.quoted_member(member)
        {
            *target = SimpleAssignmentTarget::ComputedMemberExpression(member);
        }
    }

    fn visit_property_key(&mut self, key: &mut PropertyKey<'a>) {
        walk_js_mut::walk_property_key(self, key);
        if let PropertyKey::StaticIdentifier(name) = key
            && self.names
            && is_newer_name(&name.name)
        {
            let text = quoted(&name.name, false);
            *key = PropertyKey::from(self.verbatim(name.span, &text));
        }
    }
}

/// `value` as a string literal of ES5, in the quotes that need fewer escapes.
///
/// With `lone_surrogates`, U+FFFD is followed by the four hexadecimal digits of the unit it
/// stands for (see [`StringLiteral::lone_surrogates`]).
fn quoted(value: &str, lone_surrogates: bool) -> String {
    let count = |quote| value.bytes().filter(|byte| *byte == quote).count();
    let quote = if count(b'"') > count(b'\'') { '\'' } else { '"' };
    let mut text = String::with_capacity(value.len() + 2);
    text.push(quote);
    let mut chars = value.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\u{8}' => text.push_str("\\b"),
            '\u{b}' => text.push_str("\\v"),
            '\u{c}' => text.push_str("\\f"),
            '\0' if !chars.peek().is_some_and(char::is_ascii_digit) => text.push_str("\\0"),
            '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}' => {
                let _ = write!(text, "\\x{:02x}", u32::from(char));
            }
            '\u{2028}' | '\u{2029}' | '\u{feff}' => {
                let _ = write!(text, "\\u{:04x}", u32::from(char));
            }
            '\u{fffd}' if lone_surrogates => {
                text.push_str("\\u");
                text.extend(chars.by_ref().take(4));
            }
            // Inside a script element it would end the element.
            '/' if text.ends_with('<') => text.push_str("\\/"),
            char if char == quote => {
                text.push('\\');
                text.push(char);
            }
            char => text.push(char),
        }
    }
    text.push(quote);
    text
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn strings_are_quoted_and_escaped() {
        assert_eq!(quoted("plain", false), "\"plain\"");
        assert_eq!(quoted("say \"hi\"", false), "'say \"hi\"'");
        assert_eq!(quoted("it's \"it\"", false), "'it\\'s \"it\"'");
        assert_eq!(quoted("a\nb\\\u{2028}", false), "\"a\\nb\\\\\\u2028\"");
        assert_eq!(quoted("\0", false), "\"\\0\"");
        assert_eq!(quoted("\u{0}1", false), "\"\\x001\"");
        assert_eq!(quoted("</script>", false), "\"<\\/script>\"");
        assert_eq!(quoted("\u{fffd}d800", true), "\"\\ud800\"");
        assert_eq!(quoted("\u{fffd}", false), "\"\u{fffd}\"");
    }
}
