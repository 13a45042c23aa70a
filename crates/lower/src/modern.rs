//! Whether a module holds syntax newer than ES2015 that its target lacks.

use oxc::{
    ast::ast::*,
    ast_visit::{VisitJs, walk_js},
    semantic::ScopeFlags,
    span::Span,
    transformer::EnvOptions,
};

/// Looks through `program`; what is older needs no transformation at all.
#[must_use]
pub fn needs_transform(program: &Program<'_>, env: &EnvOptions) -> bool {
    let mut find = Find { env, found: false };
    find.visit_program(program);
    find.found
}

/// The BigInt literals of `program`, which have no older form.
#[must_use]
pub fn big_ints(program: &Program<'_>) -> Vec<Span> {
    struct BigInts(Vec<Span>);
    impl<'a> VisitJs<'a> for BigInts {
        fn visit_big_int_literal(&mut self, literal: &BigIntLiteral<'a>) {
            self.0.push(literal.span);
        }
    }
    if !may_have_big_ints(program.source_text.as_bytes()) {
        return Vec::new();
    }
    let mut find = BigInts(Vec::new());
    find.visit_program(program);
    find.0
}

/// Whether some `n` ends a word that begins with a digit.
fn may_have_big_ints(source: &[u8]) -> bool {
    source
        .split(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_')
        .any(|word| matches!(word, [b'0'..=b'9', .., b'n']))
}

struct Find<'e> {
    env: &'e EnvOptions,
    found: bool,
}

impl<'a> VisitJs<'a> for Find<'_> {
    fn visit_statement(&mut self, statement: &Statement<'a>) {
        if !self.found {
            walk_js::walk_statement(self, statement);
        }
    }

    fn visit_binary_expression(&mut self, binary: &BinaryExpression<'a>) {
        self.found |= self.env.es2016.exponentiation_operator
            && binary.operator == BinaryOperator::Exponential;
        walk_js::walk_binary_expression(self, binary);
    }

    fn visit_assignment_expression(&mut self, assignment: &AssignmentExpression<'a>) {
        self.found |= match assignment.operator {
            AssignmentOperator::Exponential => self.env.es2016.exponentiation_operator,
            operator if operator.is_logical() => self.env.es2021.logical_assignment_operators,
            _ => false,
        };
        walk_js::walk_assignment_expression(self, assignment);
    }

    fn visit_function(&mut self, function: &Function<'a>, flags: ScopeFlags) {
        self.found |= function.r#async
            && (self.env.es2017.async_to_generator
                || (function.generator && self.env.es2018.async_generator_functions));
        walk_js::walk_function(self, function, flags);
    }

    fn visit_arrow_function_expression(&mut self, arrow: &ArrowFunctionExpression<'a>) {
        self.found |= arrow.r#async && self.env.es2017.async_to_generator;
        walk_js::walk_arrow_function_expression(self, arrow);
    }

    fn visit_for_of_statement(&mut self, statement: &ForOfStatement<'a>) {
        self.found |= statement.r#await && self.env.es2018.async_generator_functions;
        walk_js::walk_for_of_statement(self, statement);
    }

    fn visit_object_expression(&mut self, object: &ObjectExpression<'a>) {
        self.found |= self.env.es2018.object_rest_spread.is_some()
            && object.properties.iter().any(ObjectPropertyKind::is_spread);
        walk_js::walk_object_expression(self, object);
    }

    fn visit_object_pattern(&mut self, pattern: &ObjectPattern<'a>) {
        self.found |= self.env.es2018.object_rest_spread.is_some() && pattern.rest.is_some();
        walk_js::walk_object_pattern(self, pattern);
    }

    fn visit_object_assignment_target(&mut self, target: &ObjectAssignmentTarget<'a>) {
        self.found |= self.env.es2018.object_rest_spread.is_some() && target.rest.is_some();
        walk_js::walk_object_assignment_target(self, target);
    }

    fn visit_catch_clause(&mut self, clause: &CatchClause<'a>) {
        self.found |= self.env.es2019.optional_catch_binding && clause.param.is_none();
        walk_js::walk_catch_clause(self, clause);
    }

    fn visit_logical_expression(&mut self, logical: &LogicalExpression<'a>) {
        self.found |= self.env.es2020.nullish_coalescing_operator
            && logical.operator == LogicalOperator::Coalesce;
        walk_js::walk_logical_expression(self, logical);
    }

    fn visit_chain_expression(&mut self, chain: &ChainExpression<'a>) {
        self.found |= self.env.es2020.optional_chaining;
        walk_js::walk_chain_expression(self, chain);
    }

    fn visit_class(&mut self, class: &Class<'a>) {
        self.found |= !class.decorators.is_empty();
        walk_js::walk_class(self, class);
    }

    fn visit_decorator(&mut self, _decorator: &Decorator<'a>) {
        self.found = true;
    }

    fn visit_class_element(&mut self, element: &ClassElement<'a>) {
        self.found |= match element {
            ClassElement::StaticBlock(_) => self.env.es2022.class_static_block,
            ClassElement::AccessorProperty(_) => true,
            ClassElement::PropertyDefinition(_) => self.env.es2022.class_properties.is_some(),
            ClassElement::MethodDefinition(method) => {
                self.env.es2022.class_properties.is_some() && method.key.is_private_identifier()
            }
            ClassElement::TSIndexSignature(_) => false,
        };
        walk_js::walk_class_element(self, element);
    }

    fn visit_private_in_expression(&mut self, expression: &PrivateInExpression<'a>) {
        self.found |= self.env.es2022.class_properties.is_some();
        walk_js::walk_private_in_expression(self, expression);
    }

    fn visit_variable_declaration(&mut self, declaration: &VariableDeclaration<'a>) {
        self.found |= self.env.es2026.explicit_resource_management
            && matches!(
                declaration.kind,
                VariableDeclarationKind::Using | VariableDeclarationKind::AwaitUsing
            );
        walk_js::walk_variable_declaration(self, declaration);
    }
}
