//! Short ways to build the nodes that the lowering writes most.
//!
//! Every function takes the span that the new node stands for: source maps come from it.

use oxc::{
    allocator::{Allocator, ArenaBox, ArenaVec},
    ast::{ast::*, builder::AstBuilder},
    span::Span,
    syntax::number::NumberBase,
};

/// The start of `span`, with nothing in it.
fn nowhere(span: Span) -> Span {
    Span::empty(span.start)
}

/// Builds nodes in the arena of the tree.
#[derive(Clone, Copy)]
pub struct Make<'a> {
    pub allocator: &'a Allocator,
}

impl<'a> Make<'a> {
    pub fn builder(self) -> AstBuilder<'a> {
        AstBuilder::new(self.allocator)
    }

    pub fn vec<T>(self) -> ArenaVec<'a, T> {
        ArenaVec::new_in(&self.builder())
    }

    pub fn vec_of<T, const N: usize>(self, items: [T; N]) -> ArenaVec<'a, T> {
        ArenaVec::from_array_in(items, &self.builder())
    }

    pub fn text(self, text: &str) -> &'a str {
        self.allocator.alloc_str(text)
    }

    // Expressions

    /// A name that stands at no place of the source: a source map would call it by all the
    /// text that it stands for.
    pub fn name(self, span: Span, name: &'a str) -> Expression<'a> {
        self.name_at(nowhere(span), name)
    }

    /// A name in the place of another, or of `this`: `span` holds just that.
    pub fn name_at(self, span: Span, name: &'a str) -> Expression<'a> {
        Expression::new_identifier(span, name, &self.builder())
    }

    pub fn this(self, span: Span) -> Expression<'a> {
        Expression::new_this_expression(span, &self.builder())
    }

    pub fn void_0(self, span: Span) -> Expression<'a> {
        Expression::new_void_0(span, &self.builder())
    }

    pub fn null(self, span: Span) -> Expression<'a> {
        Expression::new_null_literal(span, &self.builder())
    }

    pub fn boolean(self, span: Span, value: bool) -> Expression<'a> {
        Expression::new_boolean_literal(span, value, &self.builder())
    }

    pub fn number(self, span: Span, value: f64) -> Expression<'a> {
        Expression::new_numeric_literal(span, value, None, NumberBase::Decimal, &self.builder())
    }

    /// A small number that counts something.
    #[expect(clippy::cast_precision_loss, reason = "programs are not that long")]
    pub fn index(self, span: Span, value: usize) -> Expression<'a> {
        self.number(span, value as f64)
    }

    pub fn string(self, span: Span, value: &'a str) -> Expression<'a> {
        Expression::new_string_literal(span, value, None, &self.builder())
    }

    /// `object.property`
    pub fn member(self, span: Span, object: Expression<'a>, property: &'a str) -> Expression<'a> {
        let builder = self.builder();
        let property = IdentifierName::new(nowhere(span), property, &builder);
        Expression::new_static_member_expression(span, object, property, false, &builder)
    }

    /// `object.property`, where `place` holds just the name of the property.
    pub fn member_at(
        self,
        span: Span,
        object: Expression<'a>,
        place: Span,
        property: &'a str,
    ) -> Expression<'a> {
        let builder = self.builder();
        let property = IdentifierName::new(place, property, &builder);
        Expression::new_static_member_expression(span, object, property, false, &builder)
    }

    /// `object[key]`
    pub fn computed_member(
        self,
        span: Span,
        object: Expression<'a>,
        key: Expression<'a>,
    ) -> Expression<'a> {
        Expression::new_computed_member_expression(span, object, key, false, &self.builder())
    }

    /// `callee(arguments)`
    pub fn call(
        self,
        span: Span,
        callee: Expression<'a>,
        arguments: impl IntoIterator<Item = Expression<'a>>,
    ) -> Expression<'a> {
        let arguments = self.arguments(arguments);
        Expression::new_call_expression(span, callee, None, arguments, false, &self.builder())
    }

    /// `/* @__PURE__ */ callee(arguments)`
    pub fn pure_call(
        self,
        span: Span,
        callee: Expression<'a>,
        arguments: impl IntoIterator<Item = Expression<'a>>,
    ) -> Expression<'a> {
        let mut call = self.call(span, callee, arguments);
        if let Expression::CallExpression(call) = &mut call {
            call.pure = true;
        }
        call
    }

    pub fn arguments(
        self,
        arguments: impl IntoIterator<Item = Expression<'a>>,
    ) -> ArenaVec<'a, Argument<'a>> {
        let mut list = self.vec();
        list.extend(arguments.into_iter().map(Argument::from));
        list
    }

    /// `[elements]`
    pub fn array(
        self,
        span: Span,
        elements: impl IntoIterator<Item = Expression<'a>>,
    ) -> Expression<'a> {
        let mut list = self.vec();
        list.extend(elements.into_iter().map(ArrayExpressionElement::from));
        Expression::new_array_expression(span, list, &self.builder())
    }

    /// `{ key: value }`
    pub fn object_of(self, span: Span, key: &'a str, value: Expression<'a>) -> Expression<'a> {
        let builder = self.builder();
        let property = ObjectPropertyKind::new_object_property(
            span,
            PropertyKind::Init,
            PropertyKey::new_static_identifier(span, key, &builder),
            value,
            false,
            false,
            false,
            &builder,
        );
        Expression::new_object_expression(span, self.vec_of([property]), &builder)
    }

    /// `name = value`
    pub fn assign_name(self, span: Span, name: &'a str, value: Expression<'a>) -> Expression<'a> {
        let target =
            SimpleAssignmentTarget::new_assignment_target_identifier(span, name, &self.builder());
        self.assign(span, AssignmentTarget::from(target), value)
    }

    /// `target = value`
    pub fn assign(
        self,
        span: Span,
        target: AssignmentTarget<'a>,
        value: Expression<'a>,
    ) -> Expression<'a> {
        let operator = AssignmentOperator::Assign;
        Expression::new_assignment_expression(span, operator, target, value, &self.builder())
    }

    pub fn binary(
        self,
        span: Span,
        left: Expression<'a>,
        operator: BinaryOperator,
        right: Expression<'a>,
    ) -> Expression<'a> {
        Expression::new_binary_expression(span, left, operator, right, &self.builder())
    }

    pub fn conditional(
        self,
        span: Span,
        test: Expression<'a>,
        consequent: Expression<'a>,
        alternate: Expression<'a>,
    ) -> Expression<'a> {
        Expression::new_conditional_expression(span, test, consequent, alternate, &self.builder())
    }

    /// `(a, b, …)`; one expression stays alone.
    ///
    /// # Panics
    /// Without any expression.
    pub fn sequence(self, span: Span, expressions: ArenaVec<'a, Expression<'a>>) -> Expression<'a> {
        let mut expressions = expressions;
        assert!(!expressions.is_empty());
        if expressions.len() == 1 {
            return expressions.pop().expect("one");
        }
        Expression::new_sequence_expression(span, expressions, &self.builder())
    }

    /// `function name(parameters) { body }`
    pub fn function(
        self,
        span: Span,
        name: Option<&'a str>,
        parameters: &[&'a str],
        body: ArenaVec<'a, Statement<'a>>,
    ) -> Expression<'a> {
        let function =
            self.function_node(span, FunctionType::FunctionExpression, name, parameters, body);
        Expression::FunctionExpression(function)
    }

    pub fn function_node(
        self,
        span: Span,
        kind: FunctionType,
        name: Option<&'a str>,
        parameters: &[&'a str],
        body: ArenaVec<'a, Statement<'a>>,
    ) -> ArenaBox<'a, Function<'a>> {
        let builder = self.builder();
        let mut items = self.vec();
        items.extend(parameters.iter().map(|name| {
            FormalParameter::new_plain(span, self.binding_pattern(span, name), &builder)
        }));
        let kind_of_parameters = FormalParameterKind::FormalParameter;
        let parameters = FormalParameters::boxed(span, kind_of_parameters, items, None, &builder);
        let directives = self.vec();
        let body = FunctionBody::boxed(span, directives, body, &builder);
        Function::boxed(
            span,
            kind,
            name.map(|name| BindingIdentifier::new(nowhere(span), name, &builder)),
            false,
            false,
            false,
            None,
            None,
            parameters,
            None,
            Some(body),
            &builder,
        )
    }

    // Bindings and statements

    pub fn binding_pattern(self, span: Span, name: &'a str) -> BindingPattern<'a> {
        BindingPattern::BindingIdentifier(BindingIdentifier::boxed(
            nowhere(span),
            name,
            &self.builder(),
        ))
    }

    /// `name = init` in a declaration
    pub fn declarator(
        self,
        span: Span,
        name: &'a str,
        init: Option<Expression<'a>>,
    ) -> VariableDeclarator<'a> {
        let pattern = self.binding_pattern(span, name);
        VariableDeclarator::new(span, pattern, None, init, false, &self.builder())
    }

    /// `var declarators;`
    pub fn var(
        self,
        span: Span,
        declarators: ArenaVec<'a, VariableDeclarator<'a>>,
    ) -> Statement<'a> {
        Statement::from(Declaration::new_variable_declaration(
            span,
            VariableDeclarationKind::Var,
            declarators,
            false,
            &self.builder(),
        ))
    }

    /// `var name = init;`
    pub fn var_one(self, span: Span, name: &'a str, init: Option<Expression<'a>>) -> Statement<'a> {
        self.var(span, self.vec_of([self.declarator(span, name, init)]))
    }

    pub fn expression_statement(self, span: Span, expression: Expression<'a>) -> Statement<'a> {
        Statement::new_expression_statement(span, expression, &self.builder())
    }

    pub fn return_(self, span: Span, value: Option<Expression<'a>>) -> Statement<'a> {
        Statement::new_return_statement(span, value, &self.builder())
    }

    pub fn block(self, span: Span, body: ArenaVec<'a, Statement<'a>>) -> Statement<'a> {
        Statement::new_block_statement(span, body, &self.builder())
    }

    pub fn if_(
        self,
        span: Span,
        test: Expression<'a>,
        consequent: Statement<'a>,
        alternate: Option<Statement<'a>>,
    ) -> Statement<'a> {
        Statement::new_if_statement(span, test, consequent, alternate, &self.builder())
    }

    /// `export { local as exported };`
    pub fn export_names(
        self,
        span: Span,
        names: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Statement<'a> {
        let builder = self.builder();
        let mut specifiers = self.vec();
        specifiers.extend(names.into_iter().map(|(local, exported)| {
            ExportSpecifier::new(
                span,
                ModuleExportName::new_identifier_reference(nowhere(span), local, &builder),
                ModuleExportName::new_identifier_name(span, exported, &builder),
                ImportOrExportKind::Value,
                &builder,
            )
        }));
        Statement::ExportNamedDeclaration(ExportNamedDeclaration::boxed(
            span,
            specifiers,
            ImportOrExportKind::Value,
            &builder,
        ))
    }
}
