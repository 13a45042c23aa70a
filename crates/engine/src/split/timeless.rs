//! Statements that mean the same whenever they run: what they make depends on nothing that
//! can change. Only such may run earlier or later than the specification says.
//!
//! Not having effects is not enough for that: `const before = count` has none, but must be
//! read before `count` changes.

use oxc::{
    ast::ast::*,
    ast_visit::{VisitJs, walk_js},
    semantic::{Scoping, SymbolId},
};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    link::Live,
    module::{Module, StatementId},
};

/// What a statement is to splitting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timing {
    /// It makes no code: imports, and exports of what is declared elsewhere.
    Nothing,
    Timeless,
    Fixed,
}

/// The timing of a statement of an ES module.
pub fn timing(module: &Module, statement: StatementId) -> Timing {
    let program = module.ast.program();
    let eager = Eager { scoping: &module.scoping, module, statement };
    match &program.body[statement.index()] {
        Statement::ImportDeclaration(_)
        | Statement::ExportNamedDeclaration(_)
        | Statement::ExportFromDeclaration(_)
        | Statement::ExportAllDeclaration(_) => Timing::Nothing,
        _ if module.facts.statements[statement].side_effects => Timing::Fixed,
        node if eager.is_timeless(node) => Timing::Timeless,
        _ => Timing::Fixed,
    }
}

/// Whether all live statements of a module are timeless.
pub fn is_timeless(module: &Module, live: &Live) -> bool {
    live.iter().all(|statement| timing(module, statement) != Timing::Fixed)
}

/// The top-level variables that statements change elsewhere than in their declaration, by
/// the statement that does.
pub fn writes(module: &Module) -> FxHashMap<StatementId, FxHashSet<SymbolId>> {
    let scoping = &module.scoping;
    let changes = module.facts.declarations.keys().any(|symbol| scoping.symbol_is_mutated(*symbol));
    let mut found = FxHashMap::default();
    if !changes {
        return found;
    }
    for (index, statement) in module.ast.program().body.iter().enumerate() {
        let mut writes = Writes { module, found: FxHashSet::default() };
        writes.visit_statement(statement);
        if !writes.found.is_empty() {
            found.insert(StatementId::from_usize(index), writes.found);
        }
    }
    found
}

struct Writes<'m> {
    module: &'m Module,
    found: FxHashSet<SymbolId>,
}

impl<'a> VisitJs<'a> for Writes<'_> {
    fn visit_identifier_reference(&mut self, identifier: &IdentifierReference<'a>) {
        let Some(id) = identifier.reference_id.get() else { return };
        let reference = self.module.scoping.get_reference(id);
        if reference.is_write()
            && let Some(symbol) = reference.symbol_id()
            && self.module.facts.declarations.contains_key(&symbol)
        {
            self.found.insert(symbol);
        }
        walk_js::walk_identifier_reference(self, identifier);
    }
}

struct Eager<'m> {
    scoping: &'m Scoping,
    module: &'m Module,
    statement: StatementId,
}

impl Eager<'_> {
    fn is_timeless(&self, statement: &Statement<'_>) -> bool {
        match statement {
            Statement::FunctionDeclaration(_) => true,
            Statement::ClassDeclaration(class) => self.class(class),
            Statement::VariableDeclaration(variables) => self.variables(variables),
            Statement::ExportDeclaration(export) => match &export.declaration {
                Declaration::FunctionDeclaration(_) => true,
                Declaration::ClassDeclaration(class) => self.class(class),
                Declaration::VariableDeclaration(variables) => self.variables(variables),
                _ => false,
            },
            _ => false,
        }
    }

    fn variables(&self, variables: &VariableDeclaration<'_>) -> bool {
        let plain = matches!(
            variables.kind,
            VariableDeclarationKind::Const
                | VariableDeclarationKind::Let
                | VariableDeclarationKind::Var
        );
        plain
            && variables.declarations.iter().all(|declarator| {
                matches!(declarator.id, BindingPattern::BindingIdentifier(_))
                    && declarator.init.as_ref().is_none_or(|init| self.expression(init))
            })
    }

    fn class(&self, class: &Class<'_>) -> bool {
        class.decorators.is_empty()
            && class.heritage.as_ref().is_none_or(|parent| self.expression(&parent.expression))
            && class.body.body.iter().all(|element| match element {
                ClassElement::MethodDefinition(method) => {
                    method.decorators.is_empty() && self.key(&method.key, method.computed)
                }
                ClassElement::PropertyDefinition(property) => {
                    property.decorators.is_empty()
                        && self.key(&property.key, property.computed)
                        && (!property.r#static
                            || property.value.as_ref().is_none_or(|value| self.expression(value)))
                }
                _ => false,
            })
    }

    fn key(&self, key: &PropertyKey<'_>, computed: bool) -> bool {
        !computed || key.as_expression().is_some_and(|key| self.expression(key))
    }

    fn expression(&self, expression: &Expression<'_>) -> bool {
        match expression {
            Expression::BooleanLiteral(_)
            | Expression::NullLiteral(_)
            | Expression::NumericLiteral(_)
            | Expression::BigIntLiteral(_)
            | Expression::RegExpLiteral(_)
            | Expression::StringLiteral(_)
            | Expression::FunctionExpression(_)
            | Expression::ArrowFunctionExpression(_) => true,
            Expression::TemplateLiteral(template) => template.expressions.is_empty(),
            Expression::ClassExpression(class) => self.class(class),
            Expression::Identifier(identifier) => self.identifier(identifier),
            Expression::ParenthesizedExpression(inner) => self.expression(&inner.expression),
            Expression::ArrayExpression(array) => {
                array.elements.iter().all(|element| match element {
                    ArrayExpressionElement::SpreadElement(_) => false,
                    ArrayExpressionElement::Elision(_) => true,
                    element => element.as_expression().is_some_and(|value| self.expression(value)),
                })
            }
            Expression::ObjectExpression(object) => {
                object.properties.iter().all(|property| match property {
                    ObjectPropertyKind::ObjectProperty(property) => {
                        self.key(&property.key, property.computed)
                            && self.expression(&property.value)
                    }
                    ObjectPropertyKind::SpreadProperty(_) => false,
                })
            }
            Expression::UnaryExpression(unary) => self.expression(&unary.argument),
            Expression::BinaryExpression(binary) => {
                self.expression(&binary.left) && self.expression(&binary.right)
            }
            Expression::LogicalExpression(logical) => {
                self.expression(&logical.left) && self.expression(&logical.right)
            }
            Expression::ConditionalExpression(conditional) => {
                self.expression(&conditional.test)
                    && self.expression(&conditional.consequent)
                    && self.expression(&conditional.alternate)
            }
            _ => false,
        }
    }

    /// A binding of the module that has its value for good when the statement is reached.
    fn identifier(&self, identifier: &IdentifierReference<'_>) -> bool {
        let symbol =
            identifier.reference_id.get().and_then(|id| self.scoping.get_reference(id).symbol_id());
        let Some(symbol) = symbol else {
            return matches!(identifier.name.as_str(), "undefined" | "NaN" | "Infinity");
        };
        let facts = &self.module.facts;
        if facts.imports.contains_key(&symbol)
            || self.scoping.symbol_is_mutated(symbol)
            || !self.scoping.symbol_redeclarations(symbol).is_empty()
        {
            return false;
        }
        let Some([declaration]) = facts.declarations.get(&symbol).map(Vec::as_slice) else {
            return false;
        };
        self.scoping.symbol_flags(symbol).is_function() || *declaration < self.statement
    }
}
