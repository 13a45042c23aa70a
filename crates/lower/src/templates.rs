//! Template literals and tagged templates.

use std::borrow::Cow;

use oxc::{
    allocator::{ArenaVec, TakeIn},
    ast::ast::*,
    span::{GetSpan, Span},
};
use oxc_ecmascript::{ToJsString, WithoutGlobalReferenceInformation};

use super::driver::Driver;

impl<'a> Driver<'a, '_> {
    /// `` `a${b}c${d()}` `` → `"a".concat(b) + "c".concat(d())`
    ///
    /// Each value is made a string before the next is evaluated, so a call of `concat` takes
    /// a second value only if that cannot be told. (ECMAScript, Template Literals.) A call on
    /// what another gives would be joined with it by the minifier; a sum of both is not.
    pub fn template_literal(&mut self, expression: &mut Expression<'a>) {
        if !self.features.template_literals {
            return;
        }
        let builder = self.builder();
        let Expression::TemplateLiteral(template) = expression else { return };
        let span = template.span;
        let quasis = template.quasis.take_in(&builder);
        let expressions = template.expressions.take_in(&builder);
        let mut parts = self.make.vec();
        let mut expressions = expressions.into_iter();
        for quasi in quasis {
            self.push_text(&mut parts, cooked(&quasi));
            if let Some(value) = expressions.next() {
                let constant = match &value {
                    Expression::StringLiteral(text) if !text.lone_surrogates => {
                        Some(Cow::Borrowed(text.value.as_str()))
                    }
                    Expression::NumericLiteral(_)
                    | Expression::BooleanLiteral(_)
                    | Expression::NullLiteral(_) => {
                        value.to_js_string(&WithoutGlobalReferenceInformation {})
                    }
                    _ => None,
                };
                match constant {
                    Some(text) => {
                        let text =
                            Text { value: &text, span: value.span(), lone_surrogates: false };
                        self.push_text(&mut parts, text);
                    }
                    None => parts.push(value),
                }
            }
        }
        *expression = self.joined(span, parts);
    }

    /// Appends a string, to the string before it where there is one.
    fn push_text(&self, parts: &mut ArenaVec<'a, Expression<'a>>, text: Text<'_>) {
        if text.value.is_empty() {
            return;
        }
        if let Some(Expression::StringLiteral(last)) = parts.last_mut()
            && !last.lone_surrogates
            && !text.lone_surrogates
        {
            last.value = self.make.text(&format!("{}{}", last.value, text.value)).into();
            return;
        }
        parts.push(Expression::new_string_literal_with_lone_surrogates(
            text.span,
            self.make.text(text.value),
            None,
            text.lone_surrogates,
            &self.builder(),
        ));
    }

    /// All parts as one string.
    fn joined(&self, span: Span, parts: ArenaVec<'a, Expression<'a>>) -> Expression<'a> {
        let make = self.make;
        let count = parts.len();
        let mut parts = parts.into_iter().peekable();
        let mut text = match parts.peek() {
            Some(first) if is_string(first) => parts.next().expect("peeked"),
            _ => make.string(Span::empty(span.start), ""),
        };
        if let Expression::StringLiteral(text) = &mut text
            && count <= 1
        {
            text.span = span;
        }
        if self.assumptions.ignore_to_primitive_hint {
            for part in parts {
                text = make.binary(span, text, BinaryOperator::Addition, part);
            }
            return text;
        }
        let mut sum = None;
        let mut arguments = make.vec();
        // Whether making strings of the values so far runs no code.
        let mut silent = true;
        for part in parts {
            if !silent && !self.is_settled(&part) {
                // The text before the value goes with it.
                let next = match arguments.pop() {
                    Some(last) if is_string(&last) => last,
                    last => {
                        arguments.extend(last);
                        make.string(Span::empty(part.span().start), "")
                    }
                };
                let first = std::mem::replace(&mut text, next);
                sum = Some(self.added(span, sum, first, arguments));
                arguments = make.vec();
                silent = true;
            }
            silent &= is_string(&part);
            arguments.push(part);
        }
        self.added(span, sum, text, arguments)
    }

    /// `sum + text.concat(arguments)`
    fn added(
        &self,
        span: Span,
        sum: Option<Expression<'a>>,
        mut text: Expression<'a>,
        arguments: ArenaVec<'a, Expression<'a>>,
    ) -> Expression<'a> {
        if !arguments.is_empty() {
            let concat = self.make.member(span, text, "concat");
            text = self.make.call(span, concat, arguments);
        }
        match sum {
            Some(sum) => self.make.binary(span, sum, BinaryOperator::Addition, text),
            None => text,
        }
    }

    /// ```js
    /// tag`a${b}`
    /// // becomes
    /// tag(_template || (_template = taggedTemplateLiteral(["a", ""])), b)
    /// ```
    pub fn tagged_template(&mut self, expression: &mut Expression<'a>) {
        if !self.features.template_literals {
            return;
        }
        let make = self.make;
        let builder = self.builder();
        let Expression::TaggedTemplateExpression(tagged) = expression else { return };
        let span = tagged.span;
        let mut tag = tagged.tag.take_in(&builder);
        self.count_rest_member(&tag, -1);
        let quasis = tagged.quasi.quasis.take_in(&builder);
        let expressions = tagged.quasi.expressions.take_in(&builder);
        let quasi_span = tagged.quasi.span;
        if let Expression::Identifier(name) = &tag
            && name.name == "eval"
        {
            // Not what is called a direct eval.
            let zero = make.number(name.span, 0.0);
            tag = make.sequence(name.span, make.vec_of([zero, tag]));
        }
        let object = self.template_object(quasi_span, &quasis);
        let mut arguments = make.vec();
        arguments.push(object);
        arguments.extend(expressions);
        *expression = make.call(span, tag, arguments);
    }

    fn template_object(&mut self, span: Span, quasis: &[TemplateElement<'a>]) -> Expression<'a> {
        let make = self.make;
        let mut cooked_list = make.vec();
        let mut raw_list = make.vec();
        let mut same = true;
        for quasi in quasis {
            let raw = raw(quasi);
            same &= quasi.value.cooked.is_some_and(|cooked| *cooked == *raw);
            raw_list.push(make.string(quasi.span, make.text(&raw)));
            cooked_list.push(if quasi.value.cooked.is_some() {
                let Text { value, lone_surrogates, .. } = cooked(quasi);
                Expression::new_string_literal_with_lone_surrogates(
                    quasi.span,
                    make.text(value),
                    None,
                    lone_surrogates,
                    &self.builder(),
                )
            } else {
                make.void_0(quasi.span)
            });
        }
        let mut arguments = make.vec();
        arguments.push(make.array(span, cooked_list));
        if !same {
            arguments.push(make.array(span, raw_list));
        }
        let object = self.call_helper("taggedTemplateLiteral", span, arguments);
        let name = self.module_variable("template");
        Expression::new_logical_expression(
            span,
            make.name(span, name),
            LogicalOperator::Or,
            make.assign_name(span, name, object),
            &self.builder(),
        )
    }
}

/// A piece of text between values.
#[derive(Clone, Copy)]
struct Text<'t> {
    value: &'t str,
    span: Span,
    lone_surrogates: bool,
}

fn cooked<'t>(quasi: &'t TemplateElement<'_>) -> Text<'t> {
    Text {
        value: quasi.value.cooked.as_ref().map_or("", |text| text.as_str()),
        span: quasi.span,
        lone_surrogates: quasi.lone_surrogates,
    }
}

/// The text as it was written, but for the ends of its lines.
fn raw<'t>(quasi: &'t TemplateElement<'_>) -> Cow<'t, str> {
    let raw = quasi.value.raw.as_str();
    if raw.contains('\r') {
        Cow::Owned(raw.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(raw)
    }
}

/// Whether the value is a string for sure.
fn is_string(value: &Expression<'_>) -> bool {
    match value {
        Expression::StringLiteral(_) => true,
        Expression::UnaryExpression(unary) => unary.operator == UnaryOperator::Typeof,
        Expression::BinaryExpression(binary) => {
            binary.operator == BinaryOperator::Addition
                && (is_string(&binary.left) || is_string(&binary.right))
        }
        Expression::ConditionalExpression(conditional) => {
            is_string(&conditional.consequent) && is_string(&conditional.alternate)
        }
        Expression::CallExpression(call) => match &call.callee {
            Expression::StaticMemberExpression(member) => {
                member.property.name == "concat" && is_string(&member.object)
            }
            _ => false,
        },
        _ => false,
    }
}
