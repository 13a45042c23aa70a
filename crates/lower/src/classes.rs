//! Classes, `super` and `new.target`.

use oxc::{
    allocator::{ArenaBox, ArenaVec},
    ast::ast::*,
    ast_visit::VisitJsMut,
    span::Span,
};

use super::{driver::Driver, frames::Frame};

/// What `super` stands for in a method.
#[derive(Debug, Clone, Copy)]
pub struct Home<'a> {
    /// The variable that holds the class, or the object of an object literal.
    pub name: &'a str,
    /// The prototype of `name` is the home object, not `name` itself.
    pub is_prototype: bool,
}

impl<'a> Driver<'a, '_> {
    pub fn class_declaration(
        &mut self,
        mut class: ArenaBox<'a, Class<'a>>,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        self.visit_class(&mut class);
        out.push(Statement::ClassDeclaration(class));
    }

    pub fn class_expression(&mut self, expression: &mut Expression<'a>) {
        let Expression::ClassExpression(class) = expression else { return };
        self.visit_class(class);
    }

    pub fn export_default_class(
        &mut self,
        mut export: ArenaBox<'a, ExportDefaultDeclaration<'a>>,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        self.visit_export_default_declaration_kind(&mut export.declaration);
        out.push(Statement::ExportDefaultDeclaration(export));
    }

    /// A member expression that may be one of `super`, visited.
    pub fn super_member(&mut self, _expression: &mut Expression<'a>) {}

    pub fn assign_super(
        &mut self,
        span: Span,
        target: AssignmentTarget<'a>,
        value: Expression<'a>,
    ) -> Expression<'a> {
        self.make.assign(span, target, value)
    }

    /// `super.key op= value`, visited.
    pub fn compound_super(&mut self, _expression: &mut Expression<'a>) {}

    /// `super.key++` and the like, visited.
    pub fn update_super(&mut self, _expression: &mut Expression<'a>) {}

    pub fn new_target(&mut self, span: Span) -> Expression<'a> {
        Expression::new_new_target(span, &self.make.builder())
    }

    /// What the variable for `new.target` is set to at the start of the function of `frame`.
    pub fn new_target_value(&mut self, span: Span, _frame: &Frame<'a>) -> Expression<'a> {
        Expression::new_new_target(span, &self.make.builder())
    }
}
