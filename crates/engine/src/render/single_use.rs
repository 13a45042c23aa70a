//! Functions that are mentioned once, where that is evaluated at most once, stand there.
//!
//! ```js
//! function clear() { … }                     Stack.prototype.clear = function () { … };
//! Stack.prototype.clear = clear;
//! ```
//! Only at the top level: in a function, or a loop, there would be a new one each time.

use oxc::{
    allocator::{Allocator, ArenaVec, TakeIn},
    ast::{ast::*, builder::AstBuilder},
    ast_visit::{Visit, VisitMut, walk_mut},
    semantic::{ReferenceId, Scoping, SymbolId},
    span::Span,
};
use rustc_hash::FxHashMap;

/// Moves the functions of `body`, the top level of a module; not those of which `is_seen`
/// says that others mention them.
pub fn place_functions<'a>(
    body: &mut ArenaVec<'a, Statement<'a>>,
    scoping: &Scoping,
    is_seen: impl Fn(SymbolId) -> bool,
    allocator: &'a Allocator,
) {
    let mut candidates: FxHashMap<ReferenceId, Candidate> = FxHashMap::default();
    for (index, statement) in body.iter().enumerate() {
        if let Some(symbol) = function_symbol(statement)
            && !is_seen(symbol)
            && let Some(reference) = only_read(scoping, symbol)
        {
            // Only a declaration is there before its statement.
            let hoisted = matches!(statement, Statement::FunctionDeclaration(_));
            candidates.insert(reference, Candidate { index, hoisted });
        }
    }
    if candidates.is_empty() {
        return;
    }
    let mut places = Places { candidates: &candidates, index: 0, found: Vec::new() };
    for (index, statement) in body.iter().enumerate() {
        if runs_once(statement) {
            places.index = index;
            places.visit_statement(statement);
        }
    }
    let found = places.found;
    if found.is_empty() {
        return;
    }
    let builder = AstBuilder::new(allocator);
    let mut functions: FxHashMap<ReferenceId, Expression<'a>> = FxHashMap::default();
    for reference in &found {
        let statement = &mut body[candidates[reference].index];
        let taken =
            std::mem::replace(statement, Statement::new_empty_statement(Span::default(), &builder));
        let function = match taken {
            Statement::FunctionDeclaration(mut function) => {
                function.r#type = FunctionType::FunctionExpression;
                function.id = None;
                Expression::FunctionExpression(function)
            }
            Statement::VariableDeclaration(mut declaration) => {
                match declaration.declarations.first_mut().and_then(|first| first.init.as_mut()) {
                    Some(init) => init.take_in(&allocator),
                    None => continue,
                }
            }
            other => {
                *statement = other;
                continue;
            }
        };
        functions.insert(*reference, function);
    }
    let mut mover = Mover { functions };
    for statement in body.iter_mut().filter(|statement| runs_once(statement)) {
        mover.visit_statement(statement);
    }
    body.retain(|statement| !matches!(statement, Statement::EmptyStatement(_)));
}

/// What a statement declares, if that is a function and nothing else.
fn function_symbol(statement: &Statement<'_>) -> Option<SymbolId> {
    match statement {
        Statement::FunctionDeclaration(function) => function.id.as_ref()?.symbol_id.get(),
        Statement::VariableDeclaration(declaration) if declaration.kind.is_const() => {
            let [declarator] = declaration.declarations.as_slice() else { return None };
            let BindingPattern::BindingIdentifier(id) = &declarator.id else { return None };
            let init = declarator.init.as_ref()?;
            let is_function = matches!(
                init,
                Expression::FunctionExpression(_) | Expression::ArrowFunctionExpression(_)
            );
            is_function.then(|| id.symbol_id.get())?
        }
        _ => None,
    }
}

/// The one place that mentions `symbol`, where that is at the top level.
fn only_read(scoping: &Scoping, symbol: SymbolId) -> Option<ReferenceId> {
    let [reference] = scoping.get_resolved_reference_ids(symbol) else { return None };
    let facts = scoping.get_reference(*reference);
    let is_plain = facts.is_read()
        && !facts.is_write()
        && facts.scope_id() == scoping.root_scope_id()
        && scoping.symbol_redeclarations(symbol).is_empty();
    is_plain.then_some(*reference)
}

/// Neither a loop nor anything that holds one.
fn runs_once(statement: &Statement<'_>) -> bool {
    matches!(statement, Statement::ExpressionStatement(_) | Statement::VariableDeclaration(_))
}

struct Candidate {
    index: usize,
    hoisted: bool,
}

struct Places<'p> {
    candidates: &'p FxHashMap<ReferenceId, Candidate>,
    index: usize,
    found: Vec<ReferenceId>,
}

impl<'a> Visit<'a> for Places<'_> {
    fn visit_expression(&mut self, expression: &Expression<'a>) {
        if let Expression::Identifier(ident) = expression
            && let Some(reference) = ident.reference_id.get()
            && let Some(candidate) = self.candidates.get(&reference)
            && (candidate.hoisted || candidate.index < self.index)
        {
            self.found.push(reference);
        }
        oxc::ast_visit::walk::walk_expression(self, expression);
    }

    // What they mention is not at the top level.
    fn visit_function(&mut self, _: &Function<'a>, _: oxc::syntax::scope::ScopeFlags) {}
    fn visit_arrow_function_expression(&mut self, _: &ArrowFunctionExpression<'a>) {}
    fn visit_class(&mut self, _: &Class<'a>) {}
}

struct Mover<'a> {
    functions: FxHashMap<ReferenceId, Expression<'a>>,
}

impl<'a> VisitMut<'a> for Mover<'a> {
    fn visit_expression(&mut self, expression: &mut Expression<'a>) {
        if let Expression::Identifier(ident) = expression {
            if let Some(function) =
                ident.reference_id.get().and_then(|reference| self.functions.remove(&reference))
            {
                *expression = function;
            }
            return;
        }
        walk_mut::walk_expression(self, expression);
    }

    fn visit_object_property(&mut self, property: &mut ObjectProperty<'a>) {
        walk_mut::walk_object_property(self, property);
        property.shorthand &= matches!(property.value, Expression::Identifier(_));
    }

    fn visit_function(&mut self, _: &mut Function<'a>, _: oxc::syntax::scope::ScopeFlags) {}
    fn visit_arrow_function_expression(&mut self, _: &mut ArrowFunctionExpression<'a>) {}
    fn visit_class(&mut self, _: &mut Class<'a>) {}
}
