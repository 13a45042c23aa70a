//! Static fields that were lowered: statements that belong to a class.

use oxc::{ast::ast::*, semantic::SymbolId};
use oxc_ecmascript::side_effects::MayHaveSideEffects;

use super::Walk;
use crate::scan::parse::HELPER_PACKAGE;

impl Walk<'_> {
    /// `_defineProperty(A, "key", value);`: the class whose static field this is, where
    /// nothing else can see that it runs. Only the transformation of classes writes such a
    /// call on a variable.
    pub(super) fn static_field(&self, statement: &Statement<'_>) -> Option<SymbolId> {
        let Statement::ExpressionStatement(statement) = statement else { return None };
        let Expression::CallExpression(call) = &statement.expression else { return None };
        let Expression::Identifier(callee) = &call.callee else { return None };
        let helper = self.imports.get(&self.symbol_of(callee)?)?;
        let request = self.records[helper.record].request.strip_prefix(HELPER_PACKAGE)?;
        if request != "/helpers/defineProperty" {
            return None;
        }
        let [Argument::Identifier(class), key, value] = call.arguments.as_slice() else {
            return None;
        };
        let symbol = self.symbol_of(class)?;
        let is_own = self.scoping.symbol_scope_id(symbol) == self.scoping.root_scope_id()
            && !self.imports.contains_key(&symbol)
            && !self.scoping.symbol_is_mutated(symbol);
        let is_pure = matches!(key, Argument::StringLiteral(_) | Argument::NumericLiteral(_))
            && !value.may_have_side_effects(&self.purity);
        (is_own && is_pure).then_some(symbol)
    }
}
