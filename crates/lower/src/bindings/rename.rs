//! New names for bindings that would meet another one in the scope of their function.

use oxc::{
    semantic::{ReferenceId, ScopeId, Scoping, SymbolFlags, SymbolId},
    str::Ident,
};
use rustc_hash::FxHashMap;

use super::{
    Bindings, CAPTURED, RESET,
    scopes::{Scopes, is_captured, moves},
};
use crate::{Features, names::Names};

/// Finds all bindings in blocks that become variables of the function around, marks those
/// that functions inside use, and names anew those that cannot keep their name.
pub fn rename<'a>(
    bindings: &mut Bindings<'a>,
    scoping: &Scoping,
    scopes: &Scopes,
    names: &mut Names<'a, '_>,
    features: &Features,
    is_module: bool,
) {
    let mut first: FxHashMap<(ScopeId, Ident<'_>), SymbolId> = FxHashMap::default();
    for symbol in (0..scoping.symbols_len()).map(SymbolId::from_usize) {
        if !moves(scoping, features, symbol) {
            if is_other_arguments(scoping, scopes, symbol) {
                bindings.rename(symbol, names.unique("arguments"));
            }
            continue;
        }
        let function = scopes.function_of[scoping.symbol_scope_id(symbol)];
        let name = scoping.symbol_ident(symbol);
        let flags = scoping.symbol_flags(symbol);
        let is_function = flags.contains(SymbolFlags::Function);
        if is_captured(scoping, scopes, symbol) {
            bindings.facts[symbol] |= CAPTURED;
        }
        let shares = |bindings: &Bindings<'_>, symbol: SymbolId| {
            scoping.symbol_flags(symbol).contains(SymbolFlags::BlockScopedVariable)
                && bindings.facts[symbol] & CAPTURED == 0
        };
        if name == "arguments"
            || (!is_module && name == "require")
            // In the function that the declaration becomes, its name cannot be written.
            || (is_function && scoping.symbol_is_mutated(symbol))
            || meets_enclosing(scoping, symbol, function)
        {
            bindings.rename(symbol, names.unique(&name));
            continue;
        }
        match first.get(&(function, name)) {
            Some(&sibling) if shares(bindings, symbol) && shares(bindings, sibling) => {
                bindings.facts[symbol] |= RESET;
                bindings.facts[sibling] |= RESET;
                if let Some(name) = bindings.new_name(sibling) {
                    bindings.rename(symbol, name);
                }
                continue;
            }
            Some(_) => {
                bindings.rename(symbol, names.unique(&name));
                continue;
            }
            None => {
                first.insert((function, name), symbol);
            }
        }
        if captures_outer(scoping, scopes, function, name) {
            bindings.rename(symbol, names.unique(&name));
        }
    }
}

/// Whether `symbol` is called `arguments`, but is not what that means in functions.
fn is_other_arguments(scoping: &Scoping, scopes: &Scopes, symbol: SymbolId) -> bool {
    let flags = scoping.symbol_flags(symbol);
    scoping.symbol_ident(symbol) == "arguments"
        && !flags.contains(SymbolFlags::Function)
        && (flags.contains(SymbolFlags::BlockScopedVariable)
            || is_captured(scoping, scopes, symbol))
}

/// Whether a scope around that of `symbol`, up to the function's, has the same name.
fn meets_enclosing(scoping: &Scoping, symbol: SymbolId, function: ScopeId) -> bool {
    let name = scoping.symbol_ident(symbol);
    for scope in scoping.scope_ancestors(scoping.symbol_scope_id(symbol)).skip(1) {
        // In a `with`, the name of a variable may be one of the object.
        if scoping.scope_has_binding(scope, name) || scoping.scope_flags(scope).is_with() {
            return true;
        }
        if scope == function {
            break;
        }
    }
    false
}

/// Whether something in `function` means a binding outside of it, or a global, by `name`.
fn captures_outer(scoping: &Scoping, scopes: &Scopes, function: ScopeId, name: Ident<'_>) -> bool {
    let inside = |reference: &ReferenceId| {
        scopes.contains(function, scoping.get_reference(*reference).scope_id())
    };
    let outer =
        scoping.scope_parent_id(function).and_then(|parent| scoping.find_binding(parent, name));
    match outer {
        Some(outer) => {
            // A function may be made to mention itself, for `new.target`.
            scoping.symbol_declaration(outer) == scoping.get_node_id(function)
                || scoping.get_resolved_reference_ids(outer).iter().any(inside)
        }
        None => scoping
            .root_unresolved_references()
            .get(&name)
            .is_some_and(|references| references.iter().any(inside)),
    }
}
