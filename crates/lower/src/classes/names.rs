//! What a class is called, outside and inside of it.

use oxc::{
    ast::ast::*,
    ast_visit::VisitJsMut,
    semantic::{ScopeId, SymbolId},
    span::Span,
};

use super::{super::driver::Driver, InferredName};

/// How a class is called from where.
pub struct ClassNames<'a> {
    /// What the property `name` says.
    pub text: &'a str,
    /// Where the name stands.
    pub span: Span,
    /// The name of the constructor function; without one, `text` is set by a helper.
    pub own: Option<&'a str>,
    /// What the code of the class calls it.
    pub inside: Option<&'a str>,
    /// What the lowering calls it in the constructor.
    pub in_constructor: &'a str,
    /// What the lowering calls it in members.
    pub in_members: &'a str,
    /// Outside of the class, `in_members` is a variable that always holds the class.
    pub outer_is_constant: bool,
    /// The names that the lowering uses need a function around the class.
    pub wrapped: bool,
}

impl<'a> Driver<'a, '_> {
    /// Which names to use; new ones where something in the class has the same name.
    pub(super) fn class_names(
        &mut self,
        class: &mut Class<'a>,
        inferred: Option<InferredName<'a>>,
    ) -> ClassNames<'a> {
        let scope = class.scope_id.get();
        let is_declaration = class.r#type == ClassType::ClassDeclaration;
        if let Some(id) = &mut class.id {
            let symbol = id.symbol_id.get();
            // A name that the transformer gave a class of `export default`.
            let is_generated = is_declaration && id.span.is_empty();
            let source = self.make.text(id.name.as_str());
            self.visit_binding_identifier(id);
            let emitted = self.make.text(id.name.as_str());
            let shadowed = self.is_shadowed(source, scope, symbol)
                || (source != emitted && self.is_shadowed(emitted, scope, symbol));
            let hidden = if shadowed { self.names.unique(source) } else { emitted };
            return ClassNames {
                span: id.span,
                text: if is_generated { "default" } else { source },
                own: (!is_generated).then_some(source),
                inside: Some(emitted),
                in_constructor: if shadowed || is_generated { hidden } else { source },
                in_members: hidden,
                outer_is_constant: is_declaration
                    && symbol.is_some_and(|symbol| !self.scoping.symbol_is_mutated(symbol)),
                wrapped: shadowed,
            };
        }
        let Some(inferred) = inferred else {
            let hidden = self.names.unique("class");
            return ClassNames {
                text: "",
                span: Span::empty(class.span.start),
                own: None,
                inside: None,
                in_constructor: hidden,
                in_members: hidden,
                outer_is_constant: false,
                wrapped: true,
            };
        };
        let InferredName { text, symbol } = inferred;
        let constant = symbol.is_some_and(|symbol| !self.scoping.symbol_is_mutated(symbol));
        let usable = self.is_usable(inferred, scope);
        let own = usable.then_some(text);
        let hidden = own.unwrap_or_else(|| self.names.unique("class"));
        ClassNames {
            text,
            span: Span::empty(class.span.start),
            own,
            inside: None,
            in_constructor: hidden,
            in_members: hidden,
            outer_is_constant: constant && usable,
            wrapped: own.is_none(),
        }
    }

    /// Whether members mention the class by a name that means something else outside, or
    /// may mean something else later.
    pub(super) fn needs_inner_binding(
        &self,
        class: &Class<'a>,
        elements: &[ClassElement<'a>],
    ) -> bool {
        let Some(symbol) = class.id.as_ref().and_then(|id| id.symbol_id.get()) else {
            return false;
        };
        let scoping = self.scoping;
        if class.r#type == ClassType::ClassDeclaration && !scoping.symbol_is_mutated(symbol) {
            return false;
        }
        let is_in = |inner, outer| inner == outer || scoping.scope_is_descendant_of(inner, outer);
        elements.iter().any(|element| {
            let ClassElement::MethodDefinition(definition) = element else { return false };
            let Some(scope) = definition.value.scope_id.get() else { return true };
            definition.kind != MethodDefinitionKind::Constructor
                && scoping
                    .get_resolved_references(symbol)
                    .any(|reference| is_in(reference.scope_id(), scope))
        })
    }

    /// Whether `name` means something else somewhere within `scope` than `symbol`.
    pub fn is_shadowed(
        &mut self,
        name: &str,
        scope: Option<ScopeId>,
        symbol: Option<SymbolId>,
    ) -> bool {
        let scoping = self.scoping;
        self.names.symbols_of_repeated(name).iter().any(|other| {
            Some(*other) != symbol
                && scope.is_none_or(|scope| {
                    let declared = scoping.symbol_scope_id(*other);
                    declared == scope || scoping.scope_is_descendant_of(declared, scope)
                })
        })
    }
}
