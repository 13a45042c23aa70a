//! `let`, `const` and functions in blocks.

use oxc::{
    allocator::{ArenaBox, ArenaVec},
    ast::ast::*,
    ast_visit::walk_js_mut,
    semantic::ScopeId,
    span::Span,
};

use super::driver::Driver;

impl<'a> Driver<'a, '_> {
    /// Before the statements of a block, a function body or the program are visited.
    pub fn enter_statements(
        &mut self,
        _statements: &mut ArenaVec<'a, Statement<'a>>,
        _scope: Option<ScopeId>,
    ) {
    }

    /// After they were visited.
    pub fn leave_statements(&mut self, _statements: &mut ArenaVec<'a, Statement<'a>>) {}

    pub fn variable_declaration(
        &mut self,
        mut declaration: ArenaBox<'a, VariableDeclaration<'a>>,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        walk_js_mut::walk_variable_declaration(self, &mut declaration);
        self.lower_declarators(&mut declaration.declarations);
        out.push(Statement::VariableDeclaration(declaration));
    }

    pub fn switch_statement(&mut self, switch: &mut SwitchStatement<'a>) {
        walk_js_mut::walk_switch_statement(self, switch);
    }

    pub fn catch_clause(&mut self, clause: &mut CatchClause<'a>) {
        walk_js_mut::walk_catch_clause(self, clause);
        self.lower_catch_parameter(clause);
    }

    /// A read of a name.
    pub fn identifier(&mut self, expression: &mut Expression<'a>) {
        let Expression::Identifier(identifier) = expression else { return };
        if identifier.name == "arguments"
            && identifier
                .reference_id
                .get()
                .is_none_or(|id| self.scoping.get_reference(id).symbol_id().is_none())
            && let Some(name) = self.arguments_alias()
        {
            identifier.name = name.into();
            return;
        }
        self.rename_reference(identifier);
    }

    pub fn rename_reference(&mut self, _identifier: &mut IdentifierReference<'a>) {}

    pub fn rename_binding(&mut self, _identifier: &mut BindingIdentifier<'a>) {}

    /// `name = value`; the target is a name.
    pub fn assign_name(
        &mut self,
        span: Span,
        target: AssignmentTarget<'a>,
        value: Expression<'a>,
    ) -> Expression<'a> {
        self.make.assign(span, target, value)
    }

    /// `name op= value`, visited.
    pub fn name_assignment(&mut self, _expression: &mut Expression<'a>) {}

    /// `name++` and the like, visited.
    pub fn name_update(&mut self, _expression: &mut Expression<'a>) {}
}
