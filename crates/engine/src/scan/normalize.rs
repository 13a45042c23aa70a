//! Gives every default export a binding, so that later stages know only bindings.
//!
//! ```js
//! export default function () {}   →   function *default*() {}
//! export default value            →   const *default* = value;
//! ```
//! `*default*` is no identifier, so it meets no name of the module; it is never printed,
//! since chunks and module functions name their top-level bindings themselves.

use oxc::{
    allocator::{Allocator, ArenaBox, ArenaVec, TakeIn},
    ast::{ast::*, builder::AstBuilder},
    semantic::{Scoping, SymbolFlags, SymbolId},
    span::{GetSpan, Span},
    str::{CompactStr, Ident},
    syntax::node::NodeId,
};

use crate::module::StatementId;

/// The name of the binding of an anonymous default export until it gets a real one.
pub const DEFAULT_BINDING: &str = "*default*";

/// What became of the default export.
#[derive(Debug, Default)]
pub struct Normalized {
    pub default_symbol: Option<SymbolId>,
    pub default_statement: Option<StatementId>,
    /// The default export is a function or an arrow: making it has no effect.
    pub pure_default: Option<StatementId>,
    /// The module is the value of a JSON file.
    pub json: bool,
    pub json_keys: Vec<CompactStr>,
}

/// How the binding is written.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// An anonymous function keeps the name `default` that the specification gives it.
    pub keep_names: bool,
    /// `const`, or `var` where the target knows no other.
    pub kind: VariableDeclarationKind,
    /// `export default name` gives the binding itself, where it never changes.
    pub passes_on: bool,
}

/// Rewrites the default export of `program` in place.
pub fn normalize<'a>(
    program: &mut Program<'a>,
    scoping: &mut Scoping,
    allocator: &'a Allocator,
    style: Style,
) -> Normalized {
    let mut normalized = Normalized::default();
    let builder = AstBuilder::new(allocator);
    split_declarations(program, allocator, &builder);
    if style.passes_on
        && let Some((index, symbol)) = passed_on(program, scoping)
    {
        let span = program.body[index].span();
        program.body[index] = Statement::new_empty_statement(span, &builder);
        normalized.default_symbol = Some(symbol);
        normalized.default_statement = Some(StatementId::from_usize(index));
        return normalized;
    }
    for (index, statement) in program.body.iter_mut().enumerate() {
        let Statement::ExportDefaultDeclaration(export) = statement else { continue };
        let id = StatementId::from_usize(index);
        let span = export.span;
        let declaration = export.declaration.take_in(&allocator);
        let mut normalize = Normalize { scoping, builder: &builder, style };
        let (new_statement, symbol, pure) = normalize.declaration(declaration, span);
        *statement = new_statement;
        normalized.default_symbol = symbol;
        normalized.default_statement = Some(id);
        normalized.pure_default = pure.then_some(id);
    }
    normalized
}

/// `export default name`, where `name` is a binding of the module that has its value by then
/// and keeps it.
fn passed_on(program: &Program<'_>, scoping: &Scoping) -> Option<(usize, SymbolId)> {
    let (index, ident) = program.body.iter().enumerate().find_map(|(index, statement)| {
        let Statement::ExportDefaultDeclaration(export) = statement else { return None };
        match &export.declaration {
            ExportDefaultDeclarationKind::Identifier(ident) => Some((index, ident)),
            _ => None,
        }
    })?;
    let symbol = scoping.get_reference(ident.reference_id.get()?).symbol_id()?;
    let keeps = scoping.symbol_scope_id(symbol) == scoping.root_scope_id()
        && !scoping.symbol_is_mutated(symbol)
        && scoping.symbol_redeclarations(symbol).is_empty();
    // What is assigned before; a function is there from the start.
    let is_declared = |statement: &Statement<'_>| match statement.as_declaration() {
        Some(Declaration::VariableDeclaration(declaration)) => {
            declaration.declarations.iter().any(|declarator| {
                matches!(&declarator.id, BindingPattern::BindingIdentifier(id)
                    if id.symbol_id.get() == Some(symbol))
            })
        }
        Some(Declaration::ClassDeclaration(class)) => {
            class.id.as_ref().is_some_and(|id| id.symbol_id.get() == Some(symbol))
        }
        _ => false,
    };
    let is_function = program.body.iter().any(|statement| {
        matches!(statement.as_declaration(), Some(Declaration::FunctionDeclaration(function))
            if function.id.as_ref().is_some_and(|id| id.symbol_id.get() == Some(symbol)))
    });
    (keeps && (is_function || program.body[..index].iter().any(is_declared)))
        .then_some((index, symbol))
}

/// `const a = 1, b = 2` at the top level becomes two statements, since a statement is what is
/// live or not.
fn split_declarations<'a>(
    program: &mut Program<'a>,
    allocator: &'a Allocator,
    builder: &AstBuilder<'a>,
) {
    let several = |statement: &Statement<'_>| match statement {
        Statement::VariableDeclaration(declaration) => declaration.declarations.len() > 1,
        Statement::ExportDeclaration(export) => {
            matches!(&export.declaration, Declaration::VariableDeclaration(declaration)
                if declaration.declarations.len() > 1)
        }
        _ => false,
    };
    if !program.body.iter().any(several) {
        return;
    }
    let body = program.body.take_in(&allocator);
    for statement in body {
        if !several(&statement) {
            program.body.push(statement);
            continue;
        }
        let (declaration, export) = match statement {
            Statement::VariableDeclaration(declaration) => (declaration, None),
            Statement::ExportDeclaration(export) => {
                let export = export.unbox();
                match export.declaration {
                    Declaration::VariableDeclaration(declaration) => {
                        (declaration, Some(export.span))
                    }
                    _ => continue,
                }
            }
            _ => continue,
        };
        let declaration = declaration.unbox();
        let (kind, whole) = (declaration.kind, export.unwrap_or(declaration.span));
        for (index, declarator) in declaration.declarations.into_iter().enumerate() {
            // Comments belong to where a statement begins.
            let span = if index == 0 {
                Span::new(whole.start, declarator.span.end)
            } else {
                declarator.span
            };
            let one = Declaration::new_variable_declaration(
                span,
                kind,
                ArenaVec::from_array_in([declarator], builder),
                false,
                builder,
            );
            program.body.push(if export.is_some() {
                Statement::new_export_declaration(span, one, builder)
            } else {
                Statement::from(one)
            });
        }
    }
}

struct Normalize<'n, 'a> {
    scoping: &'n mut Scoping,
    builder: &'n AstBuilder<'a>,
    style: Style,
}

impl<'a> Normalize<'_, 'a> {
    fn declaration(
        &mut self,
        declaration: ExportDefaultDeclarationKind<'a>,
        span: Span,
    ) -> (Statement<'a>, Option<SymbolId>, bool) {
        match declaration {
            ExportDefaultDeclarationKind::FunctionDeclaration(mut function) => {
                if function.id.is_none() {
                    function.id = Some(self.binding(SymbolFlags::Function));
                }
                let symbol = function.id.as_ref().and_then(|id| id.symbol_id.get());
                (Statement::FunctionDeclaration(function), symbol, true)
            }
            ExportDefaultDeclarationKind::ClassDeclaration(mut class) if class.id.is_some() => {
                class.r#type = ClassType::ClassDeclaration;
                let symbol = class.id.as_ref().and_then(|id| id.symbol_id.get());
                (Statement::ClassDeclaration(class), symbol, false)
            }
            ExportDefaultDeclarationKind::ClassDeclaration(mut class) => {
                class.r#type = ClassType::ClassExpression;
                self.constant(Expression::ClassExpression(class), span, false)
            }
            ExportDefaultDeclarationKind::TSInterfaceDeclaration(_) => {
                (Statement::new_empty_statement(span, self.builder), None, true)
            }
            expression => {
                let expression = expression.into_expression();
                let pure = matches!(
                    expression,
                    Expression::FunctionExpression(_) | Expression::ArrowFunctionExpression(_)
                );
                self.constant(expression, span, pure)
            }
        }
    }

    /// `const *default* = expression`
    fn constant(
        &mut self,
        expression: Expression<'a>,
        span: Span,
        pure: bool,
    ) -> (Statement<'a>, Option<SymbolId>, bool) {
        let anonymous = match &expression {
            Expression::ArrowFunctionExpression(_) => true,
            Expression::FunctionExpression(function) => function.id.is_none(),
            Expression::ClassExpression(class) => class.id.is_none(),
            _ => false,
        };
        let value =
            if anonymous && self.style.keep_names { self.named(expression) } else { expression };
        let binding = self.binding(SymbolFlags::BlockScopedVariable | SymbolFlags::ConstVariable);
        let symbol = binding.symbol_id.get();
        let declarator = VariableDeclarator::new(
            span,
            BindingPattern::BindingIdentifier(ArenaBox::new_in(binding, self.builder)),
            None,
            Some(value),
            false,
            self.builder,
        );
        let declaration = Statement::from(Declaration::new_variable_declaration(
            span,
            self.style.kind,
            ArenaVec::from_array_in([declarator], self.builder),
            false,
            self.builder,
        ));
        (declaration, symbol, pure)
    }

    /// `{ default: expression }.default`: the property gives the function its name.
    fn named(&self, expression: Expression<'a>) -> Expression<'a> {
        let span = expression.span();
        let key = PropertyKey::new_static_identifier(Span::default(), "default", self.builder);
        let property = ObjectPropertyKind::new_object_property(
            span,
            PropertyKind::Init,
            key,
            expression,
            false,
            false,
            false,
            self.builder,
        );
        let object = Expression::new_object_expression(
            span,
            ArenaVec::from_array_in([property], self.builder),
            self.builder,
        );
        let name = IdentifierName::new(Span::default(), "default", self.builder);
        Expression::new_static_member_expression(span, object, name, false, self.builder)
    }

    fn binding(&mut self, flags: SymbolFlags) -> BindingIdentifier<'a> {
        let root = self.scoping.root_scope_id();
        let name = Ident::from(DEFAULT_BINDING);
        let symbol = self.scoping.create_symbol(Span::default(), name, flags, root, NodeId::DUMMY);
        let binding = BindingIdentifier::new(Span::default(), DEFAULT_BINDING, self.builder);
        binding.symbol_id.set(Some(symbol));
        binding
    }
}
