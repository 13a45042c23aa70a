//! Where scopes lie in each other.

use oxc::semantic::{ScopeId, Scoping, SymbolFlags, SymbolId};
use oxc_index::IndexVec;

use crate::Features;

/// The scopes of the tree by position: they are numbered as they begin.
pub struct Scopes {
    /// The scope of the function around each, or the program's.
    pub function_of: IndexVec<ScopeId, ScopeId>,
    /// The last scope inside of each.
    last: IndexVec<ScopeId, ScopeId>,
}

impl Scopes {
    pub fn new(scoping: &Scoping) -> Self {
        let mut function_of: IndexVec<ScopeId, ScopeId> =
            IndexVec::with_capacity(scoping.scopes_len());
        let mut last = IndexVec::with_capacity(scoping.scopes_len());
        for index in 0..scoping.scopes_len() {
            let scope = ScopeId::from_usize(index);
            last.push(scope);
            function_of.push(match scoping.scope_parent_id(scope) {
                Some(parent) if !scoping.scope_flags(scope).is_var() => function_of[parent],
                _ => scope,
            });
        }
        for index in (0..scoping.scopes_len()).rev() {
            let scope = ScopeId::from_usize(index);
            if let Some(parent) = scoping.scope_parent_id(scope) {
                last[parent] = last[parent].max(last[scope]);
            }
        }
        Self { function_of, last }
    }

    pub fn contains(&self, outer: ScopeId, inner: ScopeId) -> bool {
        outer <= inner && inner <= self.last[outer]
    }
}

/// Whether `symbol` is declared in a block and becomes a variable of the function.
pub fn moves(scoping: &Scoping, features: &Features, symbol: SymbolId) -> bool {
    let flags = scoping.symbol_flags(symbol);
    if !features.block_scoping
        || !flags.intersects(
            SymbolFlags::BlockScopedVariable | SymbolFlags::Class | SymbolFlags::Function,
        )
    {
        return false;
    }
    let scope = scoping.symbol_scope_id(symbol);
    if scoping.scope_flags(scope).is_var() {
        return false;
    }
    if flags.contains(SymbolFlags::CatchVariable) {
        return features.destructuring;
    }
    // The name of a class expression stays inside of it.
    scoping.get_node_id(scope) != scoping.symbol_declaration(symbol)
}

/// Whether another function than that where `symbol` is declared mentions it.
pub fn is_captured(scoping: &Scoping, scopes: &Scopes, symbol: SymbolId) -> bool {
    let function = scopes.function_of[scoping.symbol_scope_id(symbol)];
    scoping.get_resolved_references(symbol).any(|reference| {
        let from = scopes.function_of[reference.scope_id()];
        from != function && !is_inside_itself(scoping, symbol, from)
    })
}

/// Whether `from` lies in the function that `symbol` is the name of: it becomes a function
/// expression, which knows its own name.
pub fn is_inside_itself(scoping: &Scoping, symbol: SymbolId, from: ScopeId) -> bool {
    scoping.symbol_flags(symbol).contains(SymbolFlags::Function)
        && !scoping.symbol_is_mutated(symbol)
        && scoping
            .scope_ancestors(from)
            .any(|scope| scoping.get_node_id(scope) == scoping.symbol_declaration(symbol))
}
