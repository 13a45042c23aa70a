//! What calls of top-level functions do.
//!
//! ```js
//! function noop() {}                         gives `undefined` and does nothing else
//! const version = () => "1.2";               gives a constant
//! const twice = (x) => [x, x];               has no effects
//! const make = () => part();                 has none if `part` has none
//! /* @__NO_SIDE_EFFECTS__ */ function f() {}  has none, it says
//! ```

use oxc::{ast::ast::*, semantic::SymbolId};
use oxc_ecmascript::side_effects::MayHaveSideEffects;

use super::{Walk, evaluate, purity::Callable};
use crate::module::{Call, Constant, FunctionFacts};

impl Walk<'_> {
    /// Notes the function that a statement declares.
    pub(super) fn function_declaration(&mut self, declaration: &Declaration<'_>) {
        match declaration {
            Declaration::FunctionDeclaration(function) => {
                if let Some(id) = &function.id {
                    self.function(id.symbol_id(), function);
                }
            }
            Declaration::VariableDeclaration(declaration) => {
                let [declarator] = declaration.declarations.as_slice() else { return };
                let BindingPattern::BindingIdentifier(ident) = &declarator.id else { return };
                match &declarator.init {
                    Some(Expression::FunctionExpression(function)) => {
                        self.function(ident.symbol_id(), function);
                    }
                    Some(Expression::ArrowFunctionExpression(arrow)) => {
                        self.arrow(ident.symbol_id(), arrow);
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn function(&mut self, symbol: SymbolId, function: &Function<'_>) {
        let Some(body) = &function.body else { return };
        let simple = !function.r#async && !function.generator;
        self.add_function(symbol, &function.params, simple, |purity| {
            let statements = &body.statements;
            if statements.iter().any(|statement| statement.may_have_side_effects(purity)) {
                return None;
            }
            Some(match statements.as_slice() {
                [] => Some(Constant::Undefined),
                [Statement::ReturnStatement(return_)] => match &return_.argument {
                    Some(value) => evaluate(value, &mut |_| None),
                    None => Some(Constant::Undefined),
                },
                _ => None,
            })
        });
    }

    fn arrow(&mut self, symbol: SymbolId, arrow: &ArrowFunctionExpression<'_>) {
        self.add_function(symbol, &arrow.params, !arrow.r#async, |purity| {
            if let Some(value) = arrow.get_expression() {
                let has_effects = value.may_have_side_effects(purity);
                return (!has_effects).then(|| evaluate(value, &mut |_| None));
            }
            let statements = &arrow.get_function_body()?.statements;
            if statements.iter().any(|statement| statement.may_have_side_effects(purity)) {
                return None;
            }
            Some(match statements.as_slice() {
                [] => Some(Constant::Undefined),
                [Statement::ReturnStatement(return_)] => {
                    return_.argument.as_ref().and_then(|value| evaluate(value, &mut |_| None))
                }
                _ => None,
            })
        });
    }

    /// `judge` gives what is always returned, or `None` if the body has effects.
    fn add_function(
        &mut self,
        symbol: SymbolId,
        parameters: &FormalParameters<'_>,
        simple: bool,
        judge: impl FnOnce(&super::purity::Purity<'_>) -> Option<Option<Constant>>,
    ) {
        if self.scoping.symbol_is_mutated(symbol)
            || !self.scoping.symbol_redeclarations(symbol).is_empty()
        {
            return;
        }
        let is_marked = self.scoping.no_side_effects().contains(&symbol);
        let names_only = parameters.rest.is_none()
            && parameters.items.iter().all(|parameter| {
                parameter.pattern.is_binding_identifier() && parameter.initializer.is_none()
            });
        let judged = if simple && names_only {
            self.purity.callable.set(Callable::TopLevel);
            let judged = judge(&self.purity);
            self.purity.callable.set(Callable::Marked);
            judged
        } else {
            None
        };
        let assumed = self.purity.take_assumed();
        self.purity.defined.borrow_mut().insert(symbol);
        match judged {
            Some(returns) => {
                let pure_if = if is_marked { Vec::new() } else { assumed };
                let returns = returns.filter(|_| pure_if.is_empty());
                self.known_functions.insert(symbol, FunctionFacts { pure_if, returns });
            }
            None if is_marked => {
                let facts = FunctionFacts { pure_if: Vec::new(), returns: None };
                self.known_functions.insert(symbol, facts);
            }
            None => {}
        }
    }

    /// Notes a call that may turn out to be nothing; `false` if it is needed in any case.
    pub(super) fn call_of_import(&mut self, call: &CallExpression<'_>, unused: bool) -> bool {
        let Expression::Identifier(callee) = &call.callee else { return false };
        let Some(symbol) = self.symbol_of(callee) else { return false };
        if call.optional || !self.imports.contains_key(&symbol) {
            return false;
        }
        if call.arguments.iter().any(Argument::is_spread) {
            return false;
        }
        let plain = call.arguments.iter().all(is_plain);
        if !plain && !unused {
            return false;
        }
        let call = Call { symbol, unused, plain };
        if !self.current.calls.contains(&call) {
            self.current.calls.push(call);
        }
        true
    }
}

/// Evaluating it does nothing and takes nothing else with it.
pub fn is_plain(argument: &Argument<'_>) -> bool {
    matches!(
        argument,
        Argument::StringLiteral(_)
            | Argument::NumericLiteral(_)
            | Argument::BooleanLiteral(_)
            | Argument::NullLiteral(_)
    )
}
