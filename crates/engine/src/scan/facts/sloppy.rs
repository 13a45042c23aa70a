//! Whether a script is one of sloppy code: what strict mode, and so an ES module, refuses or
//! takes for something else, and what the walk over all modules does not see.
//!
//! Few files get here: those that say nothing of a module format and ask for nothing of
//! CommonJS.

use oxc::{
    ast::ast::*,
    ast_visit::{VisitJs, walk_js},
    semantic::{ScopeFlags, Scoping},
};

/// Looks through a script.
#[must_use]
pub fn is_sloppy(program: &Program<'_>, scoping: &Scoping) -> bool {
    if program.directives.iter().any(|directive| directive.directive == "use strict") {
        return false;
    }
    let mut free = scoping.root_unresolved_references().keys();
    if scoping.symbol_names().any(|name| is_reserved(name) || matches!(name, "eval" | "arguments"))
        || free.any(|name| is_reserved(name))
    {
        return true;
    }
    let mut find = Find { found: false };
    find.visit_program(program);
    find.found
}

/// Names that strict mode keeps for itself; `await` is one in modules.
fn is_reserved(name: &str) -> bool {
    matches!(
        name,
        "await"
            | "implements"
            | "interface"
            | "let"
            | "package"
            | "private"
            | "protected"
            | "public"
            | "static"
            | "yield"
    )
}

struct Find {
    found: bool,
}

impl Find {
    /// Strict mode has functions in lists of statements only, and keeps them there.
    fn branch(&mut self, statement: &Statement<'_>) {
        self.found |= matches!(statement, Statement::FunctionDeclaration(_));
    }
}

impl<'a> VisitJs<'a> for Find {
    fn visit_statement(&mut self, statement: &Statement<'a>) {
        if !self.found {
            walk_js::walk_statement(self, statement);
        }
    }

    fn visit_labeled_statement(&mut self, labeled: &LabeledStatement<'a>) {
        self.found |= is_reserved(&labeled.label.name);
        self.branch(&labeled.body);
        walk_js::walk_labeled_statement(self, labeled);
    }

    fn visit_if_statement(&mut self, statement: &IfStatement<'a>) {
        self.branch(&statement.consequent);
        statement.alternate.iter().for_each(|alternate| self.branch(alternate));
        walk_js::walk_if_statement(self, statement);
    }

    fn visit_switch_case(&mut self, case: &SwitchCase<'a>) {
        case.consequent.iter().for_each(|statement| self.branch(statement));
        walk_js::walk_switch_case(self, case);
    }

    fn visit_function(&mut self, function: &Function<'a>, flags: ScopeFlags) {
        let parameters = &function.params.items;
        let name = |parameter: &FormalParameter<'a>| match &parameter.pattern {
            BindingPattern::BindingIdentifier(id) => Some(id.name),
            _ => None,
        };
        self.found |= parameters.iter().enumerate().any(|(index, parameter)| {
            name(parameter).is_some_and(|found| {
                parameters[..index].iter().any(|earlier| name(earlier) == Some(found))
            })
        });
        walk_js::walk_function(self, function, flags);
    }

    fn visit_string_literal(&mut self, literal: &StringLiteral<'a>) {
        self.found |= literal.raw.is_some_and(|raw| has_octal_escape(raw.as_str()));
    }

    fn visit_directive(&mut self, directive: &Directive<'a>) {
        self.found |= has_octal_escape(directive.directive.as_str());
    }
}

/// `\07`, `\8`; but `\0` alone is no octal escape.
fn has_octal_escape(raw: &str) -> bool {
    let mut bytes = raw.bytes().peekable();
    while let Some(byte) = bytes.next() {
        if byte != b'\\' {
            continue;
        }
        let Some(digit) = bytes.next().filter(u8::is_ascii_digit) else { continue };
        if digit != b'0' || bytes.peek().is_some_and(u8::is_ascii_digit) {
            return true;
        }
    }
    false
}
