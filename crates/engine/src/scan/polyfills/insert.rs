//! Adds the requests for polyfills to a module.
//!
//! ```js
//! import "core-js/modules/es.promise.js";      in an ES module
//! require("core-js/modules/es.promise.js");    elsewhere
//! ```
//! Each carries the place of the code that needs it, so that reasons and problems point there.

use oxc::{
    allocator::{Allocator, ArenaVec},
    ast::{ast::*, builder::AstBuilder},
    span::Span,
};

use super::Polyfill;

/// Before everything else that a module imports.
pub fn insert<'a>(
    program: &mut Program<'a>,
    allocator: &'a Allocator,
    polyfills: &[Polyfill],
    module: bool,
) {
    let builder = AstBuilder::new(allocator);
    let mut body = ArenaVec::with_capacity_in(program.body.len() + polyfills.len(), &builder);
    body.extend(polyfills.iter().map(|polyfill| statement(polyfill, allocator, module)));
    body.extend(std::mem::replace(&mut program.body, ArenaVec::new_in(&builder)));
    program.body = body;
}

/// The request for one polyfill.
pub fn statement<'a>(polyfill: &Polyfill, allocator: &'a Allocator, module: bool) -> Statement<'a> {
    let builder = AstBuilder::new(allocator);
    let request = allocator.alloc_str(&polyfill.request);
    let source = StringLiteral::new(polyfill.span, request, None, &builder);
    let span = Span::default();
    if module {
        return Statement::ImportDeclaration(ImportDeclaration::boxed(
            span,
            None,
            source,
            None,
            None,
            ImportOrExportKind::Value,
            &builder,
        ));
    }
    let mut arguments = ArenaVec::new_in(&builder);
    arguments.push(Argument::from(Expression::new_string_literal(
        polyfill.span,
        request,
        None,
        &builder,
    )));
    let callee = Expression::new_identifier(span, "require", &builder);
    let call = Expression::new_call_expression(span, callee, None, arguments, false, &builder);
    Statement::new_expression_statement(span, call, &builder)
}
