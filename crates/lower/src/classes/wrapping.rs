//! Which classes get a function around them that is there to make the output small.
//!
//! ```js
//! var _x = new WeakMap();
//! class A { constructor() { set(_x, this, 1) } get x() { return get(_x, this) } … }
//! // becomes
//! var A = function () {
//!   var _x = new WeakMap();
//!   function A() { … }
//!   return createClass(A, { … });
//! }();
//! ```
//!
//! In there the class and what holds its private fields have names of their own, which are
//! shorter than those of the whole chunk, and the same for every class. That pays for the
//! function once they are mentioned a few times.

use oxc::{
    allocator::{ArenaBox, ArenaVec},
    ast::ast::*,
    ast_visit::VisitJsMut,
    semantic::{ScopeId, SymbolId},
};

use super::{
    super::driver::Driver,
    moved_keys::{class_of, is_key_statement},
};

/// So many mentions are worth a function.
const MENTIONS: usize = 5;

/// A variable that only the members of a class mention, and what it is set to.
pub struct PrivateName<'a> {
    id: ArenaBox<'a, BindingIdentifier<'a>>,
    value: Expression<'a>,
}

impl<'a> Driver<'a, '_> {
    /// Takes what holds private fields out of the statements before their classes, where the
    /// transformation of class fields has put it. Nothing has been visited.
    pub fn private_names_of_classes(&mut self, statements: &mut ArenaVec<'a, Statement<'a>>) {
        if !self.features.classes {
            return;
        }
        let mut index = statements.len();
        while index > 1 {
            index -= 1;
            if !is_private_name(&statements[index - 1]) && !is_key_statement(&statements[index - 1])
            {
                continue;
            }
            let (before, rest) = statements.split_at_mut(index);
            let Some(class) = class_of(&mut rest[0]) else { continue };
            let Some(class_scope) = class.scope_id.get() else { continue };
            let scopes = member_scopes(&class.body.body, |_| true);
            let keys = before.iter().rev().take_while(|one| is_key_statement(one)).count();
            let names = before[..index - keys]
                .iter()
                .rev()
                .take_while(|one| {
                    private_symbol(one).is_some_and(|symbol| {
                        self.mentions_within(symbol, &scopes).is_some_and(|count| count > 0)
                    })
                })
                .count();
            let end = index - keys;
            let mentions: usize = before[end - names..]
                .iter()
                .filter_map(private_symbol)
                .filter_map(|symbol| self.mentions_within(symbol, &scopes))
                .sum();
            if names > 0 && mentions + self.mentions_of_class(class) >= MENTIONS {
                let names = statements.drain(end - names..end).filter_map(private_name).collect();
                self.private_names.insert(class_scope, names);
            }
            index = end - names;
        }
    }

    /// The names, their values visited.
    pub(super) fn take_private_names(
        &mut self,
        class_scope: Option<ScopeId>,
    ) -> Vec<(&'a str, Expression<'a>)> {
        let names = class_scope.and_then(|scope| self.private_names.remove(&scope));
        names
            .unwrap_or_default()
            .into_iter()
            .map(|PrivateName { mut id, mut value }| {
                self.visit_binding_identifier(&mut id);
                self.visit_expression(&mut value);
                (self.make.text(id.name.as_str()), value)
            })
            .collect()
    }

    /// How often the members mention the class by its name; the constructor has one of its
    /// own in any case.
    fn mentions_of_class(&self, class: &Class<'a>) -> usize {
        let Some(symbol) = class.id.as_ref().and_then(|id| id.symbol_id.get()) else { return 0 };
        let scopes =
            member_scopes(&class.body.body, |kind| kind != MethodDefinitionKind::Constructor);
        let references = self.scoping.get_resolved_references(symbol);
        references.filter(|reference| self.is_within(reference.scope_id(), &scopes)).count()
    }

    /// How often `symbol` is mentioned, if only within `scopes`.
    fn mentions_within(&self, symbol: SymbolId, scopes: &[ScopeId]) -> Option<usize> {
        let mut references = self.scoping.get_resolved_references(symbol);
        let count = self.scoping.get_resolved_reference_ids(symbol).len();
        references.all(|reference| self.is_within(reference.scope_id(), scopes)).then_some(count)
    }

    fn is_within(&self, scope: ScopeId, scopes: &[ScopeId]) -> bool {
        self.scoping.scope_ancestors(scope).any(|ancestor| scopes.contains(&ancestor))
    }
}

/// The scopes of the functions of members.
fn member_scopes(
    elements: &[ClassElement<'_>],
    wanted: impl Fn(MethodDefinitionKind) -> bool,
) -> Vec<ScopeId> {
    elements
        .iter()
        .filter_map(|element| match element {
            ClassElement::MethodDefinition(definition) if wanted(definition.kind) => {
                definition.value.scope_id.get()
            }
            _ => None,
        })
        .collect()
}

/// `var _x = new WeakMap();` that stands nowhere in the source.
fn is_private_name(statement: &Statement<'_>) -> bool {
    private_symbol(statement).is_some()
}

fn private_symbol(statement: &Statement<'_>) -> Option<SymbolId> {
    let Statement::VariableDeclaration(declaration) = statement else { return None };
    let [declarator] = declaration.declarations.as_slice() else { return None };
    let BindingPattern::BindingIdentifier(id) = &declarator.id else { return None };
    let Some(Expression::NewExpression(new)) = &declarator.init else { return None };
    let is_collection = matches!(&new.callee, Expression::Identifier(callee)
        if matches!(callee.name.as_str(), "WeakMap" | "WeakSet"));
    (id.span.is_empty() && new.span.is_empty() && new.arguments.is_empty() && is_collection)
        .then(|| id.symbol_id.get())
        .flatten()
}

fn private_name(statement: Statement<'_>) -> Option<PrivateName<'_>> {
    let Statement::VariableDeclaration(declaration) = statement else { return None };
    let declarator = declaration.unbox().declarations.pop()?;
    let BindingPattern::BindingIdentifier(id) = declarator.id else { return None };
    Some(PrivateName { id, value: declarator.init? })
}
