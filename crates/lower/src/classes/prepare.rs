//! Gives the values of class fields scopes of their own, before scopes are built.
//!
//! ```js
//! class A { x = f(); }
//! // becomes
//! class A { x = () => f(); }
//! ```
//!
//! Fields of objects are set whenever a constructor runs, so what their values mention is
//! mentioned by another function. The lowering of classes takes the arrow functions away.

use oxc::{
    allocator::{Allocator, TakeIn},
    ast::ast::*,
    ast_visit::{VisitJsMut, walk_js_mut},
    span::GetSpan,
};

use super::super::make::Make;

/// For a module whose classes have fields, if classes are lowered.
pub fn prepare_fields<'a>(program: &mut Program<'a>, allocator: &'a Allocator) {
    Prepare { make: Make { allocator } }.visit_program(program);
}

struct Prepare<'a> {
    make: Make<'a>,
}

impl<'a> VisitJsMut<'a> for Prepare<'a> {
    fn visit_property_definition(&mut self, property: &mut PropertyDefinition<'a>) {
        walk_js_mut::walk_property_definition(self, property);
        if let Some(value) = &mut property.value {
            let value_inside = value.take_in(&self.make.builder());
            *value = wrapped(self.make, value_inside);
        }
    }
}

fn wrapped<'a>(make: Make<'a>, value: Expression<'a>) -> Expression<'a> {
    let builder = make.builder();
    let span = value.span();
    let kind = FormalParameterKind::ArrowFormalParameters;
    let parameters = FormalParameters::boxed(span, kind, make.vec(), None, &builder);
    let body = ArrowFunctionBody::from(value);
    Expression::new_arrow_function_expression(span, false, None, parameters, None, body, &builder)
}

/// The value that an arrow function of [`prepare_fields`] gives.
pub fn unwrapped<'a>(make: Make<'a>, value: Expression<'a>) -> Expression<'a> {
    match value {
        Expression::ArrowFunctionExpression(mut arrow) => {
            arrow.body.take_in(&make.builder()).into_expression()
        }
        _ => unreachable!("prepared before"),
    }
}
