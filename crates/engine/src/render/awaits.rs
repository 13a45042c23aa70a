//! Modules that await at their top level, for targets without `async` functions.
//!
//! ```js
//! await ready;              →   return __async(function* () { yield ready; });
//! ```
//! Where the target has no generators either, an `async` function stands there until it is
//! printed, and becomes a state machine as all others do.

use oxc::{
    allocator::{Allocator, ArenaVec, TakeIn},
    ast::{ast::*, builder::AstBuilder},
    ast_visit::{VisitJsMut, walk_js_mut},
    semantic::{ScopeFlags, SemanticBuilder},
    span::Span,
};
use pybundle_lower::{Features, Options};

/// `return run(function* () { body });`, each `await` of the body a `yield`; for targets
/// without generators `return (async function () { body })();`.
pub fn body<'a>(
    mut body: ArenaVec<'a, Statement<'a>>,
    run: &str,
    features: &Features,
    allocator: &'a Allocator,
) -> ArenaVec<'a, Statement<'a>> {
    let builder = AstBuilder::new(allocator);
    let generator = !features.generators;
    if generator {
        let mut yields = Yields { builder: AstBuilder::new(allocator) };
        yields.visit_statements(&mut body);
    }
    let none = Span::default();
    let parameters = FormalParameters::boxed(
        none,
        FormalParameterKind::FormalParameter,
        ArenaVec::new_in(&builder),
        None,
        &builder,
    );
    let function = Function::boxed(
        none,
        FunctionType::FunctionExpression,
        None,
        generator,
        !generator,
        false,
        None,
        None,
        parameters,
        None,
        Some(FunctionBody::boxed(none, ArenaVec::new_in(&builder), body, &builder)),
        &builder,
    );
    let mut arguments = ArenaVec::new_in(&builder);
    let callee = if generator {
        arguments.push(Argument::FunctionExpression(function));
        Expression::new_identifier(none, allocator.alloc_str(run), &builder)
    } else {
        Expression::FunctionExpression(function)
    };
    let call = Expression::new_call_expression(none, callee, None, arguments, false, &builder);
    let statement = Statement::new_return_statement(none, Some(call), &builder);
    ArenaVec::from_array_in([statement], &builder)
}

/// Makes state machines of the `async` functions of `program`; `helpers` is the object that
/// holds what runs them (see [`super::runtime::Helper::Async`]).
pub fn lower_functions<'a>(program: &mut Program<'a>, helpers: &str, allocator: &'a Allocator) {
    let scoping = SemanticBuilder::new().build(program).semantic.into_scoping();
    let features = Features { generators: true, ..Features::default() };
    let options = Options { features, ..Options::default() };
    pybundle_lower::lower_with_helpers(program, &scoping, allocator, &options, helpers);
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
