//! Spread in arrays, calls and `new`.

use oxc::{ast::ast::*, ast_visit::walk_js_mut};

use super::driver::Driver;

impl<'a> Driver<'a, '_> {
    pub fn array_expression(&mut self, _expression: &mut Expression<'a>) {}

    /// Visits the call itself: `super(…)` and `super.method(…)` are calls too.
    pub fn call_expression(&mut self, expression: &mut Expression<'a>) {
        if self.super_call(expression) {
            return;
        }
        walk_js_mut::walk_expression(self, expression);
    }

    pub fn new_expression(&mut self, _expression: &mut Expression<'a>) {}
}
