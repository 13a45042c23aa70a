//! Looks for suspensions and names in lowered code, without going into functions.

use oxc::{
    ast::ast::*,
    ast_visit::{VisitJs, walk_js},
    semantic::ScopeFlags,
};

/// Whether a function may stop in the midst of what is visited.
pub struct Suspends {
    /// `return value` in an async generator awaits the value.
    awaits_returns: bool,
    found: bool,
}

impl Suspends {
    pub fn in_statement(awaits_returns: bool, statement: &Statement<'_>) -> bool {
        let mut find = Self { awaits_returns, found: false };
        find.visit_statement(statement);
        find.found
    }

    pub fn in_statements(awaits_returns: bool, statements: &[Statement<'_>]) -> bool {
        statements.iter().any(|statement| Self::in_statement(awaits_returns, statement))
    }

    pub fn in_expression(expression: &Expression<'_>) -> bool {
        let mut find = Self { awaits_returns: false, found: false };
        find.visit_expression(expression);
        find.found
    }
}

impl<'a> VisitJs<'a> for Suspends {
    fn visit_statement(&mut self, statement: &Statement<'a>) {
        if !self.found {
            walk_js::walk_statement(self, statement);
        }
    }

    fn visit_expression(&mut self, expression: &Expression<'a>) {
        match expression {
            Expression::YieldExpression(_) | Expression::AwaitExpression(_) => self.found = true,
            _ if !self.found => walk_js::walk_expression(self, expression),
            _ => {}
        }
    }

    fn visit_return_statement(&mut self, return_: &ReturnStatement<'a>) {
        self.found |= self.awaits_returns && return_.argument.is_some();
        walk_js::walk_return_statement(self, return_);
    }

    fn visit_for_of_statement(&mut self, for_: &ForOfStatement<'a>) {
        self.found |= for_.r#await;
        walk_js::walk_for_of_statement(self, for_);
    }

    fn visit_function(&mut self, _function: &Function<'a>, _flags: ScopeFlags) {}

    fn visit_arrow_function_expression(&mut self, _arrow: &ArrowFunctionExpression<'a>) {}
}

/// Whether `this` is mentioned, in arrow functions too.
#[derive(Default)]
pub struct UsesThis {
    pub found: bool,
}

impl<'a> VisitJs<'a> for UsesThis {
    fn visit_this_expression(&mut self, _this: &ThisExpression) {
        self.found = true;
    }

    fn visit_function(&mut self, _function: &Function<'a>, _flags: ScopeFlags) {}
}

/// Whether `expression` writes to the variable `name`, in an inner function too.
pub struct Writes<'n> {
    name: &'n str,
    found: bool,
}

impl<'n> Writes<'n> {
    pub fn in_expression(name: &'n str, expression: &Expression<'_>) -> bool {
        let mut find = Self { name, found: false };
        find.visit_expression(expression);
        find.found
    }
}

impl<'a> VisitJs<'a> for Writes<'_> {
    fn visit_simple_assignment_target(&mut self, target: &SimpleAssignmentTarget<'a>) {
        if let SimpleAssignmentTarget::AssignmentTargetIdentifier(identifier) = target {
            self.found |= identifier.name == self.name;
        }
        walk_js::walk_simple_assignment_target(self, target);
    }
}

/// Whether a function inside of what is visited mentions `name`.
pub struct Captures<'n> {
    name: &'n str,
    functions: u32,
    found: bool,
}

impl<'n> Captures<'n> {
    pub fn in_statements(name: &'n str, statements: &[Statement<'_>]) -> bool {
        let mut find = Self { name, functions: 0, found: false };
        for statement in statements {
            find.visit_statement(statement);
        }
        find.found
    }
}

impl<'a> VisitJs<'a> for Captures<'_> {
    fn visit_identifier_reference(&mut self, identifier: &IdentifierReference<'a>) {
        self.found |=
            self.functions > 0 && (identifier.name == self.name || identifier.name == "eval");
    }

    fn visit_function(&mut self, function: &Function<'a>, flags: ScopeFlags) {
        self.functions += 1;
        walk_js::walk_function(self, function, flags);
        self.functions -= 1;
    }

    fn visit_arrow_function_expression(&mut self, arrow: &ArrowFunctionExpression<'a>) {
        self.functions += 1;
        walk_js::walk_arrow_function_expression(self, arrow);
        self.functions -= 1;
    }
}

/// Whether a function has a variable or parameter of a name.
pub struct Declares<'n> {
    name: &'n str,
    found: bool,
}

impl<'n> Declares<'n> {
    pub fn in_function(name: &'n str, function: &Function<'_>) -> bool {
        let mut find = Self { name, found: name == "arguments" };
        find.visit_formal_parameters(&function.params);
        if let Some(body) = &function.body {
            find.visit_function_body(body);
        }
        find.found
    }

    pub fn in_arrow(name: &'n str, arrow: &ArrowFunctionExpression<'_>) -> bool {
        let mut find = Self { name, found: false };
        find.visit_formal_parameters(&arrow.params);
        if let ArrowFunctionBody::FunctionBody(body) = &arrow.body {
            find.visit_function_body(body);
        }
        find.found
    }
}

impl<'a> VisitJs<'a> for Declares<'_> {
    fn visit_binding_identifier(&mut self, identifier: &BindingIdentifier<'a>) {
        self.found |= identifier.name == self.name;
    }

    fn visit_catch_clause(&mut self, clause: &CatchClause<'a>) {
        walk_js::walk_block_statement(self, &clause.body);
    }

    fn visit_function(&mut self, function: &Function<'a>, _flags: ScopeFlags) {
        if let Some(id) = &function.id
            && function.r#type == FunctionType::FunctionDeclaration
        {
            self.visit_binding_identifier(id);
        }
    }

    fn visit_arrow_function_expression(&mut self, _arrow: &ArrowFunctionExpression<'a>) {}
}

/// Whether the statement never lets control reach the one behind it.
pub fn ends_abruptly(statement: &Statement<'_>) -> bool {
    match statement {
        Statement::ReturnStatement(_)
        | Statement::ThrowStatement(_)
        | Statement::BreakStatement(_)
        | Statement::ContinueStatement(_) => true,
        Statement::BlockStatement(block) => block.body.last().is_some_and(ends_abruptly),
        Statement::IfStatement(if_) => {
            ends_abruptly(&if_.consequent) && if_.alternate.as_ref().is_some_and(ends_abruptly)
        }
        _ => false,
    }
}
