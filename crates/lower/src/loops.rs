//! Loops: one binding for each turn, and `for-of`.

use oxc::{allocator::ArenaVec, ast::ast::*, ast_visit::walk_js_mut};

use super::driver::Driver;

impl<'a> Driver<'a, '_> {
    /// Any loop, or a label with whatever it stands before.
    pub fn loop_statement(
        &mut self,
        mut statement: Statement<'a>,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        walk_js_mut::walk_statement(self, &mut statement);
        out.push(statement);
    }
}
