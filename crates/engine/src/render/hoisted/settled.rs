//! `var`s at the top level that nobody can see before they have their only value.
//!
//! A minifier must take a `var` for two values, `undefined` and what it is given; here it
//! is proved that the first is never read. What can run before a statement is over are the
//! statements up to it and the functions that they mention, and nothing else: the caller
//! asks for no module that others may look at before it has run.

use oxc::{
    ast::ast::{BindingPattern, Declaration, Statement, VariableDeclaration},
    semantic::SymbolId,
};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::module::{Module, StatementFacts, StatementId};

/// The `var`s of one declaration and no other assignment, with their statements, that are
/// never read before.
pub fn settled(module: &Module) -> Vec<(StatementId, SymbolId)> {
    let facts = &module.facts;
    let body = &module.ast.program().body;
    let mut functions: FxHashMap<SymbolId, StatementId> = FxHashMap::default();
    for (id, statement) in facts.statements.iter_enumerated() {
        if is_function(&body[id.index()]) {
            functions.extend(statement.declares.iter().map(|symbol| (*symbol, id)));
        }
    }
    let mut seen: FxHashSet<SymbolId> = FxHashSet::default();
    let mut found = Vec::new();
    for (id, statement) in facts.statements.iter_enumerated() {
        let node = &body[id.index()];
        if is_function(node) {
            continue;
        }
        let mut open: Vec<SymbolId> = mentioned(statement).collect();
        while let Some(symbol) = open.pop() {
            if seen.insert(symbol)
                && let Some(function) = functions.get(&symbol)
            {
                open.extend(mentioned(&facts.statements[*function]));
            }
        }
        if let Some(symbol) = candidate(node)
            && !seen.contains(&symbol)
            && facts.declarations.get(&symbol).is_some_and(|places| places.len() == 1)
            && module.scoping.symbol_redeclarations(symbol).is_empty()
            && !module.scoping.symbol_is_mutated(symbol)
        {
            found.push((id, symbol));
        }
    }
    found
}

fn mentioned(statement: &StatementFacts) -> impl Iterator<Item = SymbolId> + '_ {
    let calls = statement.calls.iter().map(|call| call.symbol);
    statement.needs.iter().copied().chain(calls).chain(statement.pure_if.iter().copied())
}

fn is_function(statement: &Statement<'_>) -> bool {
    match statement {
        Statement::FunctionDeclaration(_) => true,
        Statement::ExportDeclaration(export) => {
            matches!(export.declaration, Declaration::FunctionDeclaration(_))
        }
        _ => false,
    }
}

/// The variable of `var name = value`.
fn candidate(statement: &Statement<'_>) -> Option<SymbolId> {
    let declaration: &VariableDeclaration<'_> = match statement {
        Statement::VariableDeclaration(declaration) => declaration,
        Statement::ExportDeclaration(export) => match &export.declaration {
            Declaration::VariableDeclaration(declaration) => declaration,
            _ => return None,
        },
        _ => return None,
    };
    let [declarator] = declaration.declarations.as_slice() else { return None };
    let BindingPattern::BindingIdentifier(id) = &declarator.id else { return None };
    (declaration.kind.is_var() && declarator.init.is_some()).then(|| id.symbol_id.get())?
}
