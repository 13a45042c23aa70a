//! Loops: one binding for each turn, and `for-of`.

use oxc::{
    allocator::ArenaVec,
    ast::ast::*,
    ast_visit::{VisitJsMut, walk_js_mut},
};

use super::driver::Driver;

impl<'a> Driver<'a, '_> {
    /// Any loop, or a label with whatever it stands before.
    pub fn loop_statement(
        &mut self,
        mut statement: Statement<'a>,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        match &mut statement {
            Statement::ForStatement(for_) => {
                if let Some(ForStatementInit::VariableDeclaration(declaration)) = &mut for_.init {
                    self.visit_declaration_of_variables(declaration);
                    self.lower_declarators(&mut declaration.declarations);
                } else if let Some(init) = &mut for_.init {
                    self.visit_for_statement_init(init);
                }
                if let Some(test) = &mut for_.test {
                    self.visit_expression(test);
                }
                if let Some(update) = &mut for_.update {
                    self.visit_expression(update);
                }
                self.visit_statement(&mut for_.body);
            }
            Statement::ForInStatement(for_) => {
                self.visit_left(&mut for_.left);
                self.visit_expression(&mut for_.right);
                self.visit_statement(&mut for_.body);
            }
            Statement::ForOfStatement(for_) => {
                self.visit_left(&mut for_.left);
                self.visit_expression(&mut for_.right);
                self.visit_statement(&mut for_.body);
            }
            _ => walk_js_mut::walk_statement(self, &mut statement),
        }
        out.push(statement);
    }

    fn visit_left(&mut self, left: &mut ForStatementLeft<'a>) {
        if let ForStatementLeft::VariableDeclaration(declaration) = left {
            if self.features.block_scoping {
                declaration.kind = VariableDeclarationKind::Var;
            }
            walk_js_mut::walk_variable_declaration(self, declaration);
        } else {
            self.visit_for_statement_left(left);
        }
    }
}
