//! Function declarations in blocks of sloppy code.
//!
//! Such a declaration makes two bindings: one in the block, and a variable of the function
//! around, which gets the value of the first where the declaration stands (ECMAScript, B.3.3).
//! Mostly they can be one. The scopes say that they are, unless the function has the
//! variable already.

use oxc::{
    ast::ast::*,
    semantic::{NodeId, ScopeId, Scoping, SymbolFlags, SymbolId},
};

use super::{
    Bindings, BlockFunction, CAPTURED, SPLIT, UNDECLARED,
    scopes::{Scopes, is_inside_itself},
};
use crate::names::Names;

/// Where the declaration stands.
pub struct Place {
    /// The scope of the block, the `switch`, or whatever is around an `if`.
    pub block: ScopeId,
    /// Where the body of the function around begins; what is declared before is a parameter.
    pub body: Option<NodeId>,
    pub in_loop: bool,
    /// Whether what stands before it in its block are such declarations too.
    pub is_first: bool,
}

/// Decides about `function`; returns whether a loop around must keep its turns apart.
pub fn block_function<'a>(
    bindings: &mut Bindings<'a>,
    scoping: &Scoping,
    scopes: &Scopes,
    names: &mut Names<'a, '_>,
    function: &Function<'a>,
    place: &Place,
) -> bool {
    let (Some(id), Some(scope)) = (&function.id, function.scope_id.get()) else { return false };
    let is_async = is_async_wrapper(function, scoping);
    let Some(symbol) = id.symbol_id.get() else { return false };
    let name = id.name.as_str();
    let around = scopes.function_of[place.block];
    let blocking = between(scoping, place.block, around, symbol);
    if let Some(blocking) = blocking
        && scoping.symbol_flags(blocking).contains(SymbolFlags::FunctionScopedVariable)
    {
        // The parameter of a `catch` stands in the way only by its name.
        bindings.rename(blocking, names.unique(name));
    }
    let is_blocked = is_async
        || blocking.is_some_and(|blocking| {
            !scoping.symbol_flags(blocking).contains(SymbolFlags::FunctionScopedVariable)
        });
    let is_own = scoping.symbol_scope_id(symbol) != around;
    if is_own {
        // The function has something of this name; if it is a variable, it gets the value.
        let outer = scoping.get_binding(around, scoping.symbol_ident(symbol));
        let is_variable = outer.is_some_and(|outer| {
            let flags = scoping.symbol_flags(outer);
            let is_parameter = !flags.contains(SymbolFlags::Function)
                && place.body.is_some_and(|body| scoping.symbol_declaration(outer) < body);
            outer != symbol
                && !is_parameter
                && !flags.contains(SymbolFlags::FunctionExpression)
                && !flags.intersects(SymbolFlags::BlockScopedVariable | SymbolFlags::Class)
        });
        if is_variable && !is_blocked {
            let outer = Some(names.text(name));
            bindings.block_functions.insert(scope, BlockFunction { inner: None, outer });
        }
        return false;
    }
    let meant = blocking.unwrap_or(symbol);
    let is_inside =
        |reference: &&oxc::semantic::Reference| scopes.contains(place.block, reference.scope_id());
    let captured = place.in_loop
        && scoping.get_resolved_references(meant).filter(is_inside).any(|reference| {
            let from = scopes.function_of[reference.scope_id()];
            from != around && !is_inside_itself(scoping, symbol, from)
        });
    // Nobody outside sees when the outer variable gets its value.
    let is_inner = !is_blocked && blocking.is_none() && {
        let mut references = scoping.get_resolved_references(meant);
        references.all(|reference| is_inside(&reference))
    };
    let is_split = place.block != around
        && (is_blocked
            || blocking.is_some()
            || captured
            || scoping.symbol_is_mutated(symbol)
            || !(is_inner || place.is_first));
    if !is_split {
        return false;
    }
    // Two declarations of one name in one block are one binding.
    let known = scoping.get_resolved_reference_ids(meant).iter().find_map(|reference| {
        let inside = scopes.contains(place.block, scoping.get_reference(*reference).scope_id());
        if inside { bindings.reference_names.get(reference).copied() } else { None }
    });
    let inner = known.unwrap_or_else(|| names.unique(name));
    for reference in scoping.get_resolved_reference_ids(meant) {
        if scopes.contains(place.block, scoping.get_reference(*reference).scope_id()) {
            bindings.reference_names.insert(*reference, inner);
        }
    }
    bindings.facts[meant] |= SPLIT;
    if is_blocked {
        bindings.facts[symbol] |= UNDECLARED;
    }
    let outer = (!is_blocked).then(|| names.text(name));
    bindings.block_functions.insert(scope, BlockFunction { inner: Some(inner), outer });
    if captured {
        bindings.facts[symbol] |= CAPTURED;
    }
    captured
}

/// What has the name of `symbol` in the scopes between `block` and the function around.
fn between(
    scoping: &Scoping,
    block: ScopeId,
    around: ScopeId,
    symbol: SymbolId,
) -> Option<SymbolId> {
    let name = scoping.symbol_ident(symbol);
    let is_own = scoping.symbol_scope_id(symbol) != around;
    scoping
        .scope_ancestors(block)
        .skip(usize::from(is_own))
        .take_while(|scope| *scope != around)
        .find_map(|scope| scoping.get_binding(scope, name))
}

/// Whether `function` stands for an `async` one, which has no variable outside:
/// `function f() { return _f.apply(this, arguments); }`
fn is_async_wrapper(function: &Function<'_>, scoping: &Scoping) -> bool {
    let Some(body) = &function.body else { return false };
    if let [Statement::ReturnStatement(return_)] = body.statements.as_slice()
        && let Some(Expression::CallExpression(call)) = &return_.argument
        && let Expression::StaticMemberExpression(callee) = &call.callee
        && callee.property.name == "apply"
        && let Expression::Identifier(called) = &callee.object
        && let Some(id) = called.reference_id.get()
        && let Some(called) = scoping.get_reference(id).symbol_id()
    {
        // That function replaces itself when it is first called.
        scoping.symbol_flags(called).contains(SymbolFlags::Function)
            && scoping.symbol_is_mutated(called)
    } else {
        false
    }
}
