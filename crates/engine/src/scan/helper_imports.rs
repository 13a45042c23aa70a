//! Imports of helper functions in scripts.
//!
//! ```js
//! var _x = require("pybundle:runtime/helpers/x");   →   import _x from "…";
//! ```
//! Transformations ask for helpers by `require` where a file is no ES module. Helpers have
//! no effects and import nothing but each other, so linking may bind them like any import,
//! and the file stays the CommonJS module that it is.

use oxc::{
    allocator::{Allocator, ArenaVec},
    ast::{ast::*, builder::AstBuilder},
};

use super::parse::HELPER_PACKAGE;

/// Rewrites the requests at the top level of `program`, in place.
pub fn helper_imports<'a>(program: &mut Program<'a>, allocator: &'a Allocator) {
    if program.source_type.is_module() {
        return;
    }
    let builder = AstBuilder::new(allocator);
    for statement in &mut program.body {
        if let Some((local, request)) = helper_request(statement) {
            let specifier = ImportDeclarationSpecifier::new_import_default_specifier(
                local.span,
                BindingIdentifier::new(local.span, local.name, &builder),
                &builder,
            );
            *statement = Statement::ImportDeclaration(ImportDeclaration::boxed(
                local.span,
                Some(ArenaVec::from_array_in([specifier], &builder)),
                StringLiteral::new(local.span, request, None, &builder),
                None,
                None,
                ImportOrExportKind::Value,
                &builder,
            ));
        }
    }
}

/// An import that [`helper_imports`] or a transformation wrote: it says nothing of the
/// format of the module.
#[must_use]
pub fn is_helper_import(statement: &Statement<'_>) -> bool {
    matches!(statement, Statement::ImportDeclaration(import)
        if import.source.value.starts_with(HELPER_PACKAGE))
}

fn helper_request<'s, 'a>(
    statement: &'s Statement<'a>,
) -> Option<(&'s BindingIdentifier<'a>, &'a str)> {
    let Statement::VariableDeclaration(declaration) = statement else { return None };
    let [declarator] = declaration.declarations.as_slice() else { return None };
    let BindingPattern::BindingIdentifier(local) = &declarator.id else { return None };
    let Some(Expression::CallExpression(call)) = &declarator.init else { return None };
    let Expression::Identifier(callee) = &call.callee else { return None };
    let [Argument::StringLiteral(request)] = call.arguments.as_slice() else { return None };
    let request = request.value.as_str();
    (callee.name == "require" && request.starts_with(HELPER_PACKAGE)).then_some((local, request))
}
