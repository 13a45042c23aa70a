//! Gives the parameter of a `catch` another name, as a variable of the function.

use oxc::{
    ast::ast::*,
    ast_visit::{VisitJsMut, walk_js_mut},
    semantic::ScopeFlags,
};

use super::find::Declares;

pub struct Rename<'a> {
    from: &'a str,
    to: &'a str,
    /// The old name was found.
    pub found: bool,
    /// `var` with the old name was found: a variable of the function around.
    pub declared: bool,
}

impl<'a> Rename<'a> {
    pub fn new(from: &'a str, to: &'a str) -> Self {
        Self { from, to, found: false, declared: false }
    }
}

impl<'a> VisitJsMut<'a> for Rename<'a> {
    fn visit_identifier_reference(&mut self, identifier: &mut IdentifierReference<'a>) {
        if identifier.name == self.from {
            self.found = true;
            identifier.name = self.to.into();
            // It means another variable than the reference says.
            identifier.reference_id.set(None);
        }
    }

    /// `var error = 1` writes to the parameter.
    fn visit_binding_identifier(&mut self, identifier: &mut BindingIdentifier<'a>) {
        if identifier.name == self.from {
            identifier.name = self.to.into();
            self.declared = true;
        }
    }

    fn visit_object_property(&mut self, property: &mut ObjectProperty<'a>) {
        walk_js_mut::walk_object_property(self, property);
        if property.shorthand
            && matches!(&property.value, Expression::Identifier(name) if name.name == self.to)
        {
            property.shorthand = false;
        }
    }

    fn visit_catch_clause(&mut self, clause: &mut CatchClause<'a>) {
        let hides = clause.param.as_ref().is_some_and(|parameter| {
            matches!(&parameter.pattern, BindingPattern::BindingIdentifier(id)
                if id.name == self.from)
        });
        if !hides {
            walk_js_mut::walk_catch_clause(self, clause);
        }
    }

    fn visit_function(&mut self, function: &mut Function<'a>, flags: ScopeFlags) {
        let named = function.r#type == FunctionType::FunctionExpression
            && function.id.as_ref().is_some_and(|id| id.name == self.from);
        if named || Declares::in_function(self.from, function) {
            return;
        }
        if let Some(id) = &mut function.id
            && function.r#type == FunctionType::FunctionDeclaration
        {
            self.visit_binding_identifier(id);
        }
        let id = function.id.take();
        walk_js_mut::walk_function(self, function, flags);
        function.id = id;
    }

    fn visit_arrow_function_expression(&mut self, arrow: &mut ArrowFunctionExpression<'a>) {
        if !Declares::in_arrow(self.from, arrow) {
            walk_js_mut::walk_arrow_function_expression(self, arrow);
        }
    }
}
