//! Names of anonymous functions that stand where engines no longer see what they are the
//! value of.

use oxc::ast::ast::*;

use crate::{driver::Driver, evaluation::mentions};

impl<'a> Driver<'a, '_> {
    /// `function () {}` → `function name() {}`, or `({ name: function () {} }).name` where
    /// `name` means something else in it. (ECMAScript, NamedEvaluation.)
    pub fn named_default(&mut self, value: Expression<'a>, name: &'a str) -> Expression<'a> {
        let make = self.make;
        let builder = self.builder();
        let Expression::FunctionExpression(mut function) = value else { return value };
        let span = function.span;
        if function.id.is_some() {
            return Expression::FunctionExpression(function);
        }
        let is_reserved = matches!(
            name,
            "arguments"
                | "eval"
                | "implements"
                | "interface"
                | "let"
                | "package"
                | "private"
                | "protected"
                | "public"
                | "static"
                | "yield"
        );
        let value = Expression::FunctionExpression(function);
        if !is_reserved && !mentions(&value, name) {
            let Expression::FunctionExpression(named) = value else { return value };
            function = named;
            function.id = Some(BindingIdentifier::new(span, name, &builder));
            return Expression::FunctionExpression(function);
        }
        let key = PropertyKey::new_static_identifier(span, name, &builder);
        let property = ObjectPropertyKind::new_object_property(
            span,
            PropertyKind::Init,
            key,
            value,
            false,
            false,
            false,
            &builder,
        );
        let object = Expression::new_object_expression(span, make.vec_of([property]), &builder);
        make.member(span, object, name)
    }
}
