//! What evaluating an expression may do: what may be moved, repeated or left out.

use oxc::{
    ast::ast::*,
    ast_visit::{VisitJs, walk_js},
    semantic::{ScopeFlags, ScopeId, SymbolFlags},
};

use super::{bindings::UNDECLARED, driver::Driver};

impl<'a> Driver<'a, '_> {
    /// Whether evaluating `expression` calls nothing, writes nothing and does not throw.
    /// Reading a member counts as harmless where `members` says so: a getter may do anything,
    /// but hardly one does.
    pub fn is_inert(&self, expression: &Expression<'a>, members: bool) -> bool {
        let inert = |expression: &Expression<'a>| self.is_inert(expression, members);
        match expression {
            Expression::BooleanLiteral(_)
            | Expression::NullLiteral(_)
            | Expression::NumericLiteral(_)
            | Expression::BigIntLiteral(_)
            | Expression::StringLiteral(_)
            | Expression::RegExpLiteral(_)
            | Expression::ThisExpression(_)
            | Expression::ArrowFunctionExpression(_)
            | Expression::FunctionExpression(_) => true,
            Expression::Identifier(identifier) => self.is_declared(identifier),
            Expression::ArrayExpression(array) => array
                .elements
                .iter()
                .all(|element| element.is_elision() || element.as_expression().is_some_and(inert)),
            Expression::ObjectExpression(object) => {
                object.properties.iter().all(|property| match property {
                    ObjectPropertyKind::ObjectProperty(property) => {
                        !property.computed && inert(&property.value)
                    }
                    ObjectPropertyKind::SpreadProperty(_) => false,
                })
            }
            Expression::UnaryExpression(unary) => match unary.operator {
                UnaryOperator::Void | UnaryOperator::Typeof | UnaryOperator::LogicalNot => {
                    inert(&unary.argument)
                }
                UnaryOperator::Delete => false,
                _ => unary.argument.is_literal(),
            },
            Expression::BinaryExpression(binary) => match binary.operator {
                BinaryOperator::StrictEquality | BinaryOperator::StrictInequality => {
                    inert(&binary.left) && inert(&binary.right)
                }
                _ => binary.left.is_literal() && binary.right.is_literal(),
            },
            Expression::LogicalExpression(logical) => inert(&logical.left) && inert(&logical.right),
            Expression::ConditionalExpression(conditional) => {
                inert(&conditional.test)
                    && inert(&conditional.consequent)
                    && inert(&conditional.alternate)
            }
            Expression::SequenceExpression(sequence) => sequence.expressions.iter().all(inert),
            Expression::StaticMemberExpression(member) => members && inert(&member.object),
            Expression::ComputedMemberExpression(member) => {
                members && inert(&member.object) && inert(&member.expression)
            }
            Expression::CallExpression(call) => {
                call.pure
                    && call
                        .arguments
                        .iter()
                        .all(|argument| argument.as_expression().is_some_and(inert))
            }
            _ => false,
        }
    }

    /// Whether reading the name cannot throw, but for reads before its declaration.
    pub fn is_declared(&self, identifier: &IdentifierReference<'a>) -> bool {
        match identifier.reference_id.get() {
            Some(id) => {
                let symbol = self.scoping.get_reference(id).symbol_id();
                (symbol.is_some_and(|symbol| self.bindings.facts(symbol) & UNDECLARED == 0)
                    && !self.mistaken.contains(&id))
                    || matches!(identifier.name.as_str(), "undefined" | "NaN" | "Infinity")
            }
            None => true,
        }
    }

    /// Whether `expression` gives the same before and after other functions have run, and
    /// does nothing itself.
    pub fn is_settled(&self, expression: &Expression<'a>) -> bool {
        match expression {
            Expression::BooleanLiteral(_)
            | Expression::NullLiteral(_)
            | Expression::NumericLiteral(_)
            | Expression::StringLiteral(_)
            | Expression::FunctionExpression(_)
            | Expression::ThisExpression(_) => true,
            Expression::Identifier(identifier) => self.is_stable(identifier),
            Expression::UnaryExpression(unary) => match unary.operator {
                UnaryOperator::Void | UnaryOperator::Typeof | UnaryOperator::LogicalNot => {
                    self.is_settled(&unary.argument)
                }
                _ => unary.argument.is_literal() && unary.operator != UnaryOperator::Delete,
            },
            Expression::BinaryExpression(binary) => {
                matches!(
                    binary.operator,
                    BinaryOperator::StrictEquality | BinaryOperator::StrictInequality
                ) && self.is_settled(&binary.left)
                    && self.is_settled(&binary.right)
            }
            Expression::LogicalExpression(logical) => {
                self.is_settled(&logical.left) && self.is_settled(&logical.right)
            }
            Expression::ConditionalExpression(conditional) => {
                self.is_settled(&conditional.test)
                    && self.is_settled(&conditional.consequent)
                    && self.is_settled(&conditional.alternate)
            }
            Expression::ArrayExpression(array) => array.elements.iter().all(|element| {
                element.is_elision()
                    || element.as_expression().is_some_and(|value| self.is_settled(value))
            }),
            Expression::ObjectExpression(object) => {
                object.properties.iter().all(|property| match property {
                    ObjectPropertyKind::ObjectProperty(property) => {
                        !property.computed && self.is_settled(&property.value)
                    }
                    ObjectPropertyKind::SpreadProperty(_) => false,
                })
            }
            _ => false,
        }
    }

    /// Whether a name keeps its value for as long as nothing but other functions run. New
    /// names are written where they are made only.
    pub fn is_stable(&self, identifier: &IdentifierReference<'a>) -> bool {
        let Some(id) = identifier.reference_id.get() else { return true };
        if self.mistaken.contains(&id) {
            return false;
        }
        let Some(symbol) = self.scoping.get_reference(id).symbol_id() else {
            return matches!(identifier.name.as_str(), "undefined" | "NaN" | "Infinity");
        };
        if self.scoping.symbol_flags(symbol).contains(SymbolFlags::Import) {
            return false;
        }
        let home = self.function_scope(self.scoping.symbol_scope_id(symbol));
        !self.scoping.scope_flags(home).contains(ScopeFlags::DirectEval)
            && self.scoping.get_resolved_references(symbol).all(|reference| {
                !reference.is_write() || self.function_scope(reference.scope_id()) == home
            })
    }

    /// The scope of the function around `scope`, or of the program.
    pub fn function_scope(&self, scope: ScopeId) -> ScopeId {
        self.scoping
            .scope_ancestors(scope)
            .find(|scope| self.scoping.scope_flags(*scope).is_var())
            .unwrap_or(scope)
    }
}

/// Whether the code of `expression` itself, functions inside left out, assigns `name`.
pub fn writes(expression: &Expression<'_>, name: &str) -> bool {
    struct Find<'n> {
        name: &'n str,
        found: bool,
    }
    impl<'a> VisitJs<'a> for Find<'_> {
        fn visit_simple_assignment_target(&mut self, target: &SimpleAssignmentTarget<'a>) {
            self.found |= target.get_identifier_name() == Some(self.name);
            walk_js::walk_simple_assignment_target(self, target);
        }
        fn visit_function(&mut self, _function: &Function<'a>, _flags: ScopeFlags) {}
        fn visit_arrow_function_expression(&mut self, _arrow: &ArrowFunctionExpression<'a>) {}
    }
    let mut find = Find { name, found: false };
    find.visit_expression(expression);
    find.found
}

/// Whether `name` occurs anywhere in `expression`.
pub fn mentions(expression: &Expression<'_>, name: &str) -> bool {
    struct Find<'n> {
        name: &'n str,
        found: bool,
    }
    impl<'a> VisitJs<'a> for Find<'_> {
        fn visit_identifier_reference(&mut self, identifier: &IdentifierReference<'a>) {
            self.found |= identifier.name == self.name;
        }
        fn visit_binding_identifier(&mut self, identifier: &BindingIdentifier<'a>) {
            self.found |= identifier.name == self.name;
        }
    }
    let mut find = Find { name, found: false };
    find.visit_expression(expression);
    find.found
}
