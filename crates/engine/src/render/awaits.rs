//! Modules that await at their top level, for targets without `async` functions.
//!
//! ```js
//! await ready;              →   return __async(function* () { yield ready; });
//! ```
//! Where the target has no generators either, they become state machines as all others do.

use oxc::{
    allocator::{Allocator, ArenaVec, TakeIn},
    ast::{ast::*, builder::AstBuilder},
    ast_visit::{VisitJsMut, walk_js_mut},
    semantic::{ScopeFlags, SemanticBuilder},
    span::Span,
};
use pybundle_lower::{Features, Options};

/// `return run(function* () { body });`, each `await` of the body a `yield`.
pub fn body<'a>(
    mut body: ArenaVec<'a, Statement<'a>>,
    run: &str,
    allocator: &'a Allocator,
) -> ArenaVec<'a, Statement<'a>> {
    let builder = AstBuilder::new(allocator);
    let mut yields = Yields { builder: AstBuilder::new(allocator) };
    yields.visit_statements(&mut body);
    let none = Span::default();
    let parameters = FormalParameters::boxed(
        none,
        FormalParameterKind::FormalParameter,
        ArenaVec::new_in(&builder),
        None,
        &builder,
    );
    let generator = Function::boxed(
        none,
        FunctionType::FunctionExpression,
        None,
        true,
        false,
        false,
        None,
        None,
        parameters,
        None,
        Some(FunctionBody::boxed(none, ArenaVec::new_in(&builder), body, &builder)),
        &builder,
    );
    let callee = Expression::new_identifier(none, allocator.alloc_str(run), &builder);
    let argument = Argument::FunctionExpression(generator);
    let arguments = ArenaVec::from_array_in([argument], &builder);
    let call = Expression::new_call_expression(none, callee, None, arguments, false, &builder);
    let statement = Statement::new_return_statement(none, Some(call), &builder);
    ArenaVec::from_array_in([statement], &builder)
}

/// Makes state machines of the generator functions of `program`; what runs them is carried
/// by the chunk.
pub fn lower_generators<'a>(program: &mut Program<'a>, allocator: &'a Allocator) {
    let scoping = SemanticBuilder::new().build(program).semantic.into_scoping();
    let features = Features { generators: true, ..Features::default() };
    let options = Options { features, local_helpers: true, ..Options::default() };
    pybundle_lower::lower(program, &scoping, allocator, &options);
}

struct Yields<'a> {
    builder: AstBuilder<'a>,
}

impl<'a> VisitJsMut<'a> for Yields<'a> {
    fn visit_expression(&mut self, expression: &mut Expression<'a>) {
        walk_js_mut::walk_expression(self, expression);
        if let Expression::AwaitExpression(awaits) = expression {
            let value = awaits.argument.take_in(&self.builder);
            *expression =
                Expression::new_yield_expression(awaits.span, false, Some(value), &self.builder);
        }
    }

    /// What awaits in there has its own function.
    fn visit_function(&mut self, _function: &mut Function<'a>, _flags: ScopeFlags) {}

    fn visit_arrow_function_expression(&mut self, _arrow: &mut ArrowFunctionExpression<'a>) {}
}
