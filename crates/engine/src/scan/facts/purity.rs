//! Which statements have effects.

use oxc::{ast::ast::*, semantic::Scoping, transformer::EngineTargets};
use oxc_ecmascript::{
    GlobalContext,
    side_effects::{MayHaveSideEffectsContext, PropertyReadSideEffects},
};

/// What counts as an effect: any call that is not marked pure, any property read (it may
/// be a getter), any global that may not exist.
pub struct Purity<'s> {
    pub scoping: &'s Scoping,
    pub targets: EngineTargets,
}

impl<'a> GlobalContext<'a> for Purity<'_> {
    fn is_global_reference(&self, reference: &IdentifierReference<'a>) -> bool {
        reference
            .reference_id
            .get()
            .is_some_and(|id| self.scoping.get_reference(id).symbol_id().is_none())
    }
}

impl MayHaveSideEffectsContext<'_> for Purity<'_> {
    fn engine_targets(&self) -> Option<&EngineTargets> {
        Some(&self.targets)
    }

    fn annotations(&self) -> bool {
        true
    }

    /// Functions declared with `@__NO_SIDE_EFFECTS__`.
    fn manual_pure_functions(&self, callee: &Expression) -> bool {
        let Expression::Identifier(ident) = callee else { return false };
        ident
            .reference_id
            .get()
            .and_then(|id| self.scoping.get_reference(id).symbol_id())
            .is_some_and(|symbol| self.scoping.no_side_effects().contains(&symbol))
    }

    fn property_read_side_effects(&self) -> PropertyReadSideEffects {
        PropertyReadSideEffects::All
    }

    fn unknown_global_side_effects(&self) -> bool {
        true
    }
}
