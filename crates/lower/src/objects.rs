//! Object literals: shorthands, methods, computed keys, `__proto__`, `super`.

use oxc::{ast::ast::*, ast_visit::walk_js_mut};

use super::driver::Driver;

impl<'a> Driver<'a, '_> {
    pub fn object_expression(&mut self, expression: &mut Expression<'a>) {
        walk_js_mut::walk_expression(self, expression);
    }
}
