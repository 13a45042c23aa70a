//! Where a constructor calls `super(…)`, and what it starts with.

use oxc::{
    ast::ast::*,
    ast_visit::{VisitJs, walk_js},
    semantic::SymbolId,
    span::Span,
};

/// What the constructor of a derived class does, wherever in it.
#[derive(Default)]
pub struct Survey {
    pub super_calls: usize,
    pub has_finally: bool,
}

impl Survey {
    pub fn new(function: &Function<'_>) -> Self {
        let mut survey = Self::default();
        survey.visit_formal_parameters(&function.params);
        if let Some(body) = &function.body {
            survey.visit_function_body(body);
        }
        survey
    }
}

impl<'a> VisitJs<'a> for Survey {
    fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
        self.super_calls += usize::from(matches!(call.callee, Expression::Super(_)));
        walk_js::walk_call_expression(self, call);
    }

    fn visit_try_statement(&mut self, statement: &TryStatement<'a>) {
        self.has_finally |= statement.finalizer.is_some();
        walk_js::walk_try_statement(self, statement);
    }
}

pub fn rest_parameter(parameters: &FormalParameters<'_>) -> Option<SymbolId> {
    let rest = parameters.rest.as_ref()?;
    rest.rest.argument.get_binding_identifier()?.symbol_id.get()
}

/// Whether nothing can be noticed between the call of the constructor and its `super(…)`,
/// which checks how the class was called.
pub fn starts_with_plain_super(function: &Function<'_>) -> bool {
    let plain_parameters = function.params.items.iter().all(|parameter| {
        parameter.initializer.is_none() && parameter.pattern.is_binding_identifier()
    });
    let first = function.body.as_ref().and_then(|body| body.statements.first());
    plain_parameters
        && first.is_some_and(|statement| match statement {
            Statement::ExpressionStatement(statement) => match &statement.expression {
                Expression::CallExpression(call) if matches!(call.callee, Expression::Super(_)) => {
                    call.arguments.iter().all(|argument| match argument {
                        Argument::Identifier(_) => true,
                        Argument::SpreadElement(spread) => {
                            matches!(&spread.argument, Expression::Identifier(_))
                        }
                        argument => argument.as_expression().is_some_and(Expression::is_literal),
                    })
                }
                _ => false,
            },
            _ => false,
        })
}

/// `this.x = x;`, which TypeScript makes of a parameter with a modifier: it stands nowhere
/// in the source.
pub fn is_parameter_property(statement: &Statement<'_>) -> bool {
    matches!(statement, Statement::ExpressionStatement(statement)
        if statement.span == Span::default()
            && matches!(&statement.expression, Expression::AssignmentExpression(assignment)
                if matches!(&assignment.left,
                    AssignmentTarget::StaticMemberExpression(member)
                    if matches!(member.object, Expression::ThisExpression(_)))))
}

pub fn has_parameter_properties(function: &Function<'_>) -> bool {
    function
        .body
        .as_ref()
        .and_then(|body| body.statements.first())
        .is_some_and(is_parameter_property)
}

/// `super(…);`
pub fn is_super_statement(statement: &Statement<'_>) -> bool {
    matches!(statement, Statement::ExpressionStatement(statement)
        if is_super_call(&statement.expression))
}

pub fn is_super_call(expression: &Expression<'_>) -> bool {
    matches!(expression, Expression::CallExpression(call)
        if matches!(call.callee, Expression::Super(_)))
}

/// Whether a statement of the constructor surely runs a `super(…)`, wherever it is in it.
pub fn has_plain_super(statement: &Statement<'_>) -> bool {
    fn runs_super(expression: &Expression<'_>) -> bool {
        match expression {
            Expression::CallExpression(_) if is_super_call(expression) => true,
            Expression::CallExpression(call) => {
                call.arguments.iter().filter_map(Argument::as_expression).any(runs_super)
            }
            Expression::SequenceExpression(sequence) => sequence.expressions.iter().any(runs_super),
            Expression::AssignmentExpression(assignment) => {
                assignment.operator == AssignmentOperator::Assign && runs_super(&assignment.right)
            }
            _ => false,
        }
    }
    match statement {
        Statement::ExpressionStatement(statement) => runs_super(&statement.expression),
        Statement::VariableDeclaration(declaration) => declaration
            .declarations
            .iter()
            .any(|declarator| declarator.init.as_ref().is_some_and(runs_super)),
        _ => false,
    }
}

pub fn is_object(value: &Expression<'_>) -> bool {
    matches!(
        value,
        Expression::ObjectExpression(_)
            | Expression::ArrayExpression(_)
            | Expression::FunctionExpression(_)
            | Expression::NewExpression(_)
    )
}
