//! Imports that decide which way code goes: `if (DEBUG)`, `flags.server ? a : b`.

use oxc::{ast::ast::*, str::CompactStr};

use super::Walk;
use crate::{module::ImportedName, scan::properties::plain};

/// Tests nest, but those that are worth looking at do not nest far.
const MAX_DEPTH: usize = 16;

impl Walk<'_> {
    pub(super) fn test(&mut self, test: &Expression<'_>) {
        self.test_at(test, 0);
    }

    fn test_at(&mut self, test: &Expression<'_>, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        let (object, name) = match test {
            Expression::Identifier(ident) => (ident, None),
            Expression::StaticMemberExpression(member) if !member.optional => {
                let Expression::Identifier(object) = &member.object else { return };
                (object, Some(CompactStr::from(plain(&member.property.name))))
            }
            Expression::UnaryExpression(unary) => {
                return self.test_at(&unary.argument, depth + 1);
            }
            Expression::BinaryExpression(binary) => {
                // `side === DoubleSide` stays open, whatever the constant is.
                if !self.is_closed(&binary.left, depth) || !self.is_closed(&binary.right, depth) {
                    return;
                }
                self.test_at(&binary.left, depth + 1);
                return self.test_at(&binary.right, depth + 1);
            }
            Expression::LogicalExpression(logical) => {
                self.test_at(&logical.left, depth + 1);
                return self.test_at(&logical.right, depth + 1);
            }
            _ => return,
        };
        let Some(symbol) = self.symbol_of(object) else { return };
        let is_import = self
            .imports
            .get(&symbol)
            .is_some_and(|import| name.is_none() || import.name == ImportedName::Namespace);
        // A constant of this module may be made of imported ones.
        let is_derived = name.is_none()
            && matches!(
                self.constants.get(&symbol),
                Some(crate::module::ConstantSource::Derived(_))
            );
        let found = (symbol, name);
        if (is_import || is_derived) && !self.tests.contains(&found) {
            self.tests.push(found);
        }
    }

    /// Made of literals, imports and constants only.
    fn is_closed(&self, expression: &Expression<'_>, depth: usize) -> bool {
        if depth > MAX_DEPTH {
            return false;
        }
        match expression {
            Expression::Identifier(ident) => self.symbol_of(ident).is_some_and(|symbol| {
                self.imports.contains_key(&symbol) || self.constants.contains_key(&symbol)
            }),
            Expression::StaticMemberExpression(member) => {
                matches!(&member.object, Expression::Identifier(object)
                    if self.symbol_of(object).is_some_and(|symbol| self.imports.contains_key(&symbol)))
            }
            Expression::UnaryExpression(unary) => self.is_closed(&unary.argument, depth + 1),
            Expression::BinaryExpression(binary) => {
                self.is_closed(&binary.left, depth + 1) && self.is_closed(&binary.right, depth + 1)
            }
            expression => expression.is_literal(),
        }
    }
}
