//! Parameters with defaults have a scope of their own. Once lowered, they share that of the
//! body, so names that mean different things in both have to differ.

use oxc::{
    ast::ast::*,
    ast_visit::{VisitJs, VisitJsMut},
    semantic::{ReferenceId, ScopeId, Scoping, SymbolFlags, SymbolId},
};

use super::is_simple;
use crate::driver::Driver;

impl<'a> Driver<'a, '_> {
    /// Before the parameters are visited: renames what the body declares under a name that
    /// means something outside for the parameters.
    ///
    /// ```js
    /// function f(a = x) { var x; }
    /// // becomes
    /// function f() { var a = … ? arguments[0] : x; var _x; }
    /// ```
    pub fn separate_scopes(&mut self, parameters: &FormalParameters<'a>) {
        if !self.features.parameters || is_simple(parameters) {
            return;
        }
        let Some(scope) = self.scope_of_parameters(parameters) else { return };
        let mut own = Vec::new();
        oxc_ecmascript::BoundNames::bound_names(parameters, &mut |name: &BindingIdentifier<'a>| {
            own.extend(name.symbol_id.get());
        });
        let mut outer =
            Outer { driver: self, scope, own: &own, found: Vec::new(), mistaken: Vec::new() };
        outer.visit_formal_parameters(parameters);
        let Outer { found, mistaken, .. } = outer;
        self.mistaken.extend(mistaken);
        for symbol in found {
            let name = self.names.unique(self.scoping.symbol_name(symbol));
            self.bindings.rename(symbol, name);
        }
    }

    /// After the parameters were visited: gives parameters that the body declares again
    /// another name among the parameters, if a function there may see the difference.
    /// Returns pairs of the body's name and the parameter's, for a copy.
    ///
    /// ```js
    /// function f(a, get = () => a) { var a; }
    /// // becomes
    /// function f(_a) { var get = …, a = _a; var a; }
    /// ```
    pub fn rename_in_parameters(
        &mut self,
        parameters: &mut FormalParameters<'a>,
        scope: Option<ScopeId>,
    ) -> Vec<(&'a str, &'a str)> {
        let mut copies = Vec::new();
        let mut names: Vec<(SymbolId, &'a str)> = Vec::new();
        {
            let scoping = self.scoping;
            let make = self.make;
            let mut collect = |name: &BindingIdentifier<'a>| {
                if let Some(symbol) = name.symbol_id.get()
                    && !scoping.symbol_redeclarations(symbol).is_empty()
                {
                    names.push((symbol, make.text(name.name.as_str())));
                }
            };
            oxc_ecmascript::BoundNames::bound_names(&*parameters, &mut collect);
        }
        if names.is_empty() {
            return copies;
        }
        for (symbol, name) in names {
            let declares = self
                .scoping
                .symbol_redeclarations(symbol)
                .iter()
                .any(|declaration| declaration.flags.contains(SymbolFlags::Function));
            let captured = scope.is_some_and(|scope| {
                let mut find = Inside { driver: self, symbol, scope, found: false };
                find.visit_formal_parameters(parameters);
                find.found
            });
            if !declares && !captured {
                continue;
            }
            let kept = self.names.unique(name);
            Rename { driver: self, symbol, name, kept }.visit_formal_parameters(parameters);
            if !declares {
                copies.push((name, kept));
            }
        }
        copies
    }

    /// The scope of the function; `None` where the parameters bind no name.
    pub fn scope_of_parameters(&self, parameters: &FormalParameters<'a>) -> Option<ScopeId> {
        let mut found = None;
        oxc_ecmascript::BoundNames::bound_names(parameters, &mut |name: &BindingIdentifier<'a>| {
            found = found.or(name.symbol_id.get());
        });
        found.map(|symbol| self.scoping.symbol_scope_id(symbol))
    }

    /// Whether the function of `scope` mentions its `arguments`.
    pub fn mentions_arguments(&self, scope: Option<ScopeId>) -> bool {
        let globals = self.scoping.root_unresolved_references();
        let (Some(scope), Some(references)) = (scope, globals.get("arguments")) else {
            return false;
        };
        references.iter().any(|id| {
            self.scoping
                .scope_ancestors(self.scoping.get_reference(*id).scope_id())
                .find(|scope| {
                    let flags = self.scoping.scope_flags(*scope);
                    flags.is_function() && !flags.is_arrow()
                })
                .is_some_and(|function| function == scope)
        })
    }
}

/// Finds what the function declares under names that mean something else in parameters.
struct Outer<'d, 'a, 's> {
    driver: &'d Driver<'a, 's>,
    scope: ScopeId,
    /// The parameters.
    own: &'d [SymbolId],
    found: Vec<SymbolId>,
    /// References that the scopes take for ones to something of the body.
    mistaken: Vec<ReferenceId>,
}

impl<'a> VisitJs<'a> for Outer<'_, 'a, '_> {
    fn visit_identifier_reference(&mut self, identifier: &IdentifierReference<'a>) {
        let scoping = self.driver.scoping;
        let Some(symbol) = scoping.get_binding(self.scope, identifier.name) else { return };
        if self.own.contains(&symbol) || is_own_name(scoping, symbol, self.scope) {
            return;
        }
        let meant =
            identifier.reference_id.get().and_then(|id| scoping.get_reference(id).symbol_id());
        if meant == Some(symbol) {
            self.mistaken.extend(identifier.reference_id.get());
        }
        // A binding further in is none of ours.
        let is_inside = meant.is_some_and(|meant| {
            meant != symbol
                && scoping.scope_is_descendant_of(scoping.symbol_scope_id(meant), self.scope)
        });
        if !is_inside && !self.found.contains(&symbol) {
            self.found.push(symbol);
        }
    }
}

/// Whether `symbol` is the name of the function expression itself, which parameters see.
fn is_own_name(scoping: &Scoping, symbol: SymbolId, scope: ScopeId) -> bool {
    scoping.symbol_flags(symbol).contains(SymbolFlags::Function)
        && scoping.symbol_declaration(symbol) == scoping.get_node_id(scope)
}

/// Finds whether a function among the parameters mentions a parameter.
struct Inside<'d, 'a, 's> {
    driver: &'d Driver<'a, 's>,
    symbol: SymbolId,
    scope: ScopeId,
    found: bool,
}

impl<'a> VisitJs<'a> for Inside<'_, 'a, '_> {
    fn visit_identifier_reference(&mut self, identifier: &IdentifierReference<'a>) {
        let scoping = self.driver.scoping;
        self.found |= identifier.reference_id.get().is_some_and(|id| {
            let reference = scoping.get_reference(id);
            reference.symbol_id() == Some(self.symbol) && reference.scope_id() != self.scope
        });
    }
}

/// Renames a parameter among the parameters.
struct Rename<'d, 'a, 's> {
    driver: &'d Driver<'a, 's>,
    symbol: SymbolId,
    name: &'a str,
    kept: &'a str,
}

impl<'a> VisitJsMut<'a> for Rename<'_, 'a, '_> {
    fn visit_identifier_reference(&mut self, identifier: &mut IdentifierReference<'a>) {
        let is_it = identifier.name == self.name
            && identifier.reference_id.get().is_none_or(|id| {
                self.driver.scoping.get_reference(id).symbol_id() == Some(self.symbol)
            });
        if is_it {
            identifier.name = self.kept.into();
        }
    }

    fn visit_binding_identifier(&mut self, identifier: &mut BindingIdentifier<'a>) {
        if identifier.symbol_id.get() == Some(self.symbol) {
            identifier.name = self.kept.into();
        }
    }
}
