//! Default values, patterns and rest parameters.

use oxc::{allocator::ArenaVec, ast::ast::*};

use super::driver::Driver;

impl<'a> Driver<'a, '_> {
    /// Parameters and body, visited. What the parameters did is appended to `head`, which
    /// comes before the statements of the body.
    pub fn lower_parameters(
        &mut self,
        _parameters: &mut FormalParameters<'a>,
        _body: Option<&mut FunctionBody<'a>>,
        _head: &mut ArenaVec<'a, Statement<'a>>,
    ) {
    }
}
