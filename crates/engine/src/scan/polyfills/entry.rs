//! Replaces requests of core-js's entry points by those of the modules that are lacking.
//!
//! ```js
//! import "core-js/stable/promise";
//! →   import "core-js/modules/es.promise.any.js";    where only that is lacking
//! ```

use oxc::{
    allocator::{Allocator, ArenaVec, TakeIn},
    ast::{ast::*, builder::AstBuilder},
    ast_visit::{VisitJsMut, walk_js_mut},
    semantic::Scoping,
    span::Span,
};

use super::{Polyfill, insert::statement};

/// What was done to a module.
#[derive(Default)]
pub struct Replaced {
    /// The requests that were put in, in order.
    pub polyfills: Vec<Polyfill>,
    /// Statements were replaced that are no imports: there are new references.
    pub requires: bool,
}

/// Replaces what `modules` knows; it gives the names of the modules of an entry point that
/// the target lacks. Where they are not `available`, nothing is put in.
pub fn replace<'a>(
    program: &mut Program<'a>,
    scoping: &Scoping,
    allocator: &'a Allocator,
    available: bool,
    modules: &dyn Fn(&str) -> Option<Vec<String>>,
) -> Replaced {
    let mut replace = Replace { scoping, allocator, modules, available, done: Replaced::default() };
    replace.visit_program(program);
    replace.done
}

struct Replace<'r, 'a> {
    scoping: &'r Scoping,
    allocator: &'a Allocator,
    modules: &'r dyn Fn(&str) -> Option<Vec<String>>,
    available: bool,
    done: Replaced,
}

impl<'a> Replace<'_, 'a> {
    /// The requests for a statement that asks for an entry point, and whether as an import.
    fn replacement(&mut self, statement: &Statement<'a>) -> Option<(Vec<Polyfill>, bool)> {
        let (request, span, import) = match statement {
            Statement::ImportDeclaration(import) if import.specifiers.is_none() => {
                (import.source.value.as_str(), import.source.span, true)
            }
            Statement::ExpressionStatement(statement) => {
                let (request, span) = self.required(&statement.expression)?;
                (request, span, false)
            }
            _ => return None,
        };
        let modules = (self.modules)(entry_point(request)?)?;
        let polyfills: Vec<Polyfill> =
            modules.iter().map(|module| Polyfill::new(module, request, span)).collect();
        self.done.polyfills.extend(polyfills.iter().cloned());
        self.done.requires |= !import;
        Some((polyfills, import))
    }

    fn required<'e>(&self, expression: &'e Expression<'a>) -> Option<(&'e str, Span)> {
        let Expression::CallExpression(call) = expression else { return None };
        let Expression::Identifier(callee) = &call.callee else { return None };
        let reference = self.scoping.get_reference(callee.reference_id.get()?);
        match call.arguments.as_slice() {
            [Argument::StringLiteral(request)]
                if callee.name == "require" && reference.symbol_id().is_none() =>
            {
                Some((request.value.as_str(), request.span))
            }
            _ => None,
        }
    }
}

impl<'a> VisitJsMut<'a> for Replace<'_, 'a> {
    fn visit_statements(&mut self, statements: &mut ArenaVec<'a, Statement<'a>>) {
        let builder = AstBuilder::new(self.allocator);
        let old = std::mem::replace(statements, ArenaVec::new_in(&builder));
        for mut it in old {
            let Some((polyfills, import)) = self.replacement(&it) else {
                self.visit_statement(&mut it);
                statements.push(it);
                continue;
            };
            if self.available {
                let allocator = self.allocator;
                let new = polyfills.iter().map(|polyfill| statement(polyfill, allocator, import));
                statements.extend(new);
            }
        }
    }

    /// `if (old) require("core-js/stable");`
    fn visit_if_statement(&mut self, it: &mut IfStatement<'a>) {
        self.branch(&mut it.consequent);
        if let Some(alternate) = &mut it.alternate {
            self.branch(alternate);
        }
        walk_js_mut::walk_if_statement(self, it);
    }
}

impl<'a> Replace<'_, 'a> {
    /// A branch without braces gets some.
    fn branch(&mut self, branch: &mut Statement<'a>) {
        let is_request = matches!(
            branch,
            Statement::ExpressionStatement(statement)
                if self
                    .required(&statement.expression)
                    .is_some_and(|(request, _)| request.starts_with("core-js"))
        );
        if is_request {
            let builder = AstBuilder::new(self.allocator);
            let mut body = ArenaVec::new_in(&builder);
            body.push(branch.take_in(&builder));
            *branch = Statement::new_block_statement(Span::default(), body, &builder);
        }
    }
}

/// `core-js/stable/index.js` is `core-js/stable`; `None` for what is not of core-js.
#[must_use]
pub fn entry_point(request: &str) -> Option<&str> {
    let rest = request.strip_prefix("core-js")?;
    if !rest.is_empty() && !rest.starts_with('/') {
        return None;
    }
    let path = request.trim_end_matches('/');
    let path = path.strip_suffix(".js").unwrap_or(path);
    Some(path.strip_suffix("/index").unwrap_or(path))
}

#[cfg(test)]
mod tests {
    use super::entry_point;

    #[test]
    fn names_of_entry_points() {
        assert_eq!(entry_point("core-js"), Some("core-js"));
        assert_eq!(entry_point("core-js/index.js"), Some("core-js"));
        assert_eq!(entry_point("core-js/es/array/"), Some("core-js/es/array"));
        assert_eq!(entry_point("core-js/stable/promise/index"), Some("core-js/stable/promise"));
        assert_eq!(entry_point("core-js/modules/es.map.js"), Some("core-js/modules/es.map"));
        assert_eq!(entry_point("core-js-pure/stable"), None);
        assert_eq!(entry_point("./core-js"), None);
    }
}
