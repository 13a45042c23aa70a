//! Whether a module has anything to lower, found from its tree.

use oxc::{
    ast::ast::*,
    ast_visit::{VisitJs, walk_js},
    semantic::ScopeFlags,
};

use super::{
    Features,
    functions::has_name_in_pattern,
    literals::{is_newer_directive, is_newer_name, may_have_newer_names},
    regexp,
    typeof_symbol::typeof_of_comparison,
};

/// The syntax of a module that its target lacks, by the steps that take it away.
#[expect(clippy::struct_excessive_bools, reason = "independent facts")]
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Needs {
    /// `let`, `const`, classes, functions in blocks.
    pub block_scoping: bool,
    pub generators: bool,
    /// Generator functions, which are to look like ones.
    pub marks: bool,
    /// Names of variables, and directives, that ES5 does not have.
    pub newer_names: bool,
    /// Class fields with a value, of classes that are lowered.
    pub fields: bool,
    pub other: bool,
}

impl Needs {
    #[must_use]
    pub fn any(&self) -> bool {
        *self != Self::default()
    }
}

/// Looks through `program` for the syntax of `features`.
#[must_use]
pub fn needs(program: &Program<'_>, features: &Features) -> Needs {
    let looks_at_names = features.unicode_escapes && may_have_newer_names(program.source_text);
    let mut find = Find { features, looks_at_names, found: Needs::default() };
    if features.any() {
        find.visit_program(program);
    }
    find.found
}

struct Find<'f> {
    features: &'f Features,
    looks_at_names: bool,
    found: Needs,
}

impl<'a> VisitJs<'a> for Find<'_> {
    fn visit_variable_declaration(&mut self, declaration: &VariableDeclaration<'a>) {
        self.found.block_scoping |=
            self.features.block_scoping && declaration.kind != VariableDeclarationKind::Var;
        walk_js::walk_variable_declaration(self, declaration);
    }

    fn visit_block_statement(&mut self, block: &BlockStatement<'a>) {
        self.functions_in(&block.body);
        walk_js::walk_block_statement(self, block);
    }

    fn visit_switch_case(&mut self, case: &SwitchCase<'a>) {
        self.functions_in(&case.consequent);
        walk_js::walk_switch_case(self, case);
    }

    fn visit_if_statement(&mut self, statement: &IfStatement<'a>) {
        self.functions_in(std::slice::from_ref(&statement.consequent));
        self.functions_in(statement.alternate.as_slice());
        walk_js::walk_if_statement(self, statement);
    }

    fn visit_labeled_statement(&mut self, statement: &LabeledStatement<'a>) {
        self.functions_in(std::slice::from_ref(&statement.body));
        walk_js::walk_labeled_statement(self, statement);
    }

    fn visit_class(&mut self, class: &Class<'a>) {
        self.found.block_scoping |= self.features.block_scoping;
        self.found.other |= self.features.classes;
        self.found.fields |= self.features.classes
            && class.body.body.iter().any(|element| {
                matches!(element, ClassElement::PropertyDefinition(field) if field.value.is_some())
            });
        walk_js::walk_class(self, class);
    }

    fn visit_function(&mut self, function: &Function<'a>, flags: ScopeFlags) {
        self.found.marks |= self.features.generators && function.generator;
        self.found.generators |=
            self.features.generators && (function.generator || function.r#async);
        self.found.other |=
            self.features.function_names_in_patterns && has_name_in_pattern(function);
        walk_js::walk_function(self, function, flags);
    }

    fn visit_arrow_function_expression(&mut self, arrow: &ArrowFunctionExpression<'a>) {
        self.found.other |= self.features.arrow_functions;
        self.found.generators |= self.features.generators && arrow.r#async;
        walk_js::walk_arrow_function_expression(self, arrow);
    }

    fn visit_formal_parameters(&mut self, parameters: &FormalParameters<'a>) {
        self.found.other |= self.features.parameters
            && (parameters.rest.is_some()
                || parameters.items.iter().any(|item| item.initializer.is_some()));
        walk_js::walk_formal_parameters(self, parameters);
    }

    fn visit_object_pattern(&mut self, pattern: &ObjectPattern<'a>) {
        self.found.other |= self.features.destructuring;
        walk_js::walk_object_pattern(self, pattern);
    }

    fn visit_array_pattern(&mut self, pattern: &ArrayPattern<'a>) {
        self.found.other |= self.features.destructuring;
        walk_js::walk_array_pattern(self, pattern);
    }

    fn visit_object_assignment_target(&mut self, target: &ObjectAssignmentTarget<'a>) {
        self.found.other |= self.features.destructuring;
        walk_js::walk_object_assignment_target(self, target);
    }

    fn visit_array_assignment_target(&mut self, target: &ArrayAssignmentTarget<'a>) {
        self.found.other |= self.features.destructuring;
        walk_js::walk_array_assignment_target(self, target);
    }

    fn visit_spread_element(&mut self, spread: &SpreadElement<'a>) {
        self.found.other |= self.features.spread || self.features.object_spread;
        walk_js::walk_spread_element(self, spread);
    }

    fn visit_for_of_statement(&mut self, statement: &ForOfStatement<'a>) {
        self.found.other |= self.features.for_of;
        walk_js::walk_for_of_statement(self, statement);
    }

    fn visit_object_property(&mut self, property: &ObjectProperty<'a>) {
        self.found.other |= (self.features.object_literals
            && (property.shorthand || property.method))
            || (self.features.computed_properties && property.computed)
            || self.features.duplicate_keys;
        walk_js::walk_object_property(self, property);
    }

    fn visit_super(&mut self, _super: &Super) {
        self.found.other |= self.features.object_literals;
    }

    fn visit_template_literal(&mut self, template: &TemplateLiteral<'a>) {
        self.found.other |= self.features.template_literals;
        walk_js::walk_template_literal(self, template);
    }

    fn visit_new_target(&mut self, _target: &NewTarget) {
        self.found.other |= self.features.new_target;
    }

    fn visit_unary_expression(&mut self, unary: &UnaryExpression<'a>) {
        self.found.other |= self.features.typeof_symbol && unary.operator == UnaryOperator::Typeof;
        walk_js::walk_unary_expression(self, unary);
    }

    fn visit_binary_expression(&mut self, binary: &BinaryExpression<'a>) {
        match typeof_of_comparison(binary) {
            Some(argument) => self.visit_expression(argument),
            None => walk_js::walk_binary_expression(self, binary),
        }
    }

    fn visit_reg_exp_literal(&mut self, literal: &RegExpLiteral<'a>) {
        self.found.other |= regexp::may_need(literal, self.features);
    }

    fn visit_identifier_reference(&mut self, identifier: &IdentifierReference<'a>) {
        self.name(&identifier.name);
    }

    fn visit_binding_identifier(&mut self, identifier: &BindingIdentifier<'a>) {
        self.name(&identifier.name);
    }

    fn visit_label_identifier(&mut self, label: &LabelIdentifier<'a>) {
        self.name(&label.name);
    }

    fn visit_directive(&mut self, directive: &Directive<'a>) {
        self.found.newer_names |= self.looks_at_names && is_newer_directive(directive);
    }
}

impl<'a> Find<'_> {
    fn name(&mut self, name: &str) {
        self.found.newer_names |= self.looks_at_names && is_newer_name(name);
    }

    fn functions_in(&mut self, statements: &[Statement<'a>]) {
        self.found.block_scoping |= self.features.block_scoping
            && statements
                .iter()
                .any(|statement| matches!(statement, Statement::FunctionDeclaration(_)));
    }
}
