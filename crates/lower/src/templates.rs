//! Template literals and tagged templates; `typeof` of symbols.

use oxc::{ast::ast::*, ast_visit::walk_js_mut};

use super::driver::Driver;

impl<'a> Driver<'a, '_> {
    pub fn template_literal(&mut self, _expression: &mut Expression<'a>) {}

    pub fn tagged_template(&mut self, _expression: &mut Expression<'a>) {}

    /// Visits the operand itself: `typeof` of a name that is nowhere declared throws nothing.
    pub fn unary_expression(&mut self, expression: &mut Expression<'a>) {
        if self.delete_super(expression) {
            return;
        }
        walk_js_mut::walk_expression(self, expression);
    }
}
