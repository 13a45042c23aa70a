//! Which statements have effects.

use std::cell::{Cell, RefCell};

use oxc::{
    ast::ast::*,
    semantic::{Scoping, SymbolId},
    transformer::EngineTargets,
};
use rustc_hash::FxHashSet;

use oxc_ecmascript::{
    GlobalContext,
    side_effects::{MayHaveSideEffectsContext, PropertyReadSideEffects},
};

/// What counts as an effect: any call that is not marked pure, any property read (it may
/// be a getter), any global that may not exist.
pub struct Purity<'s> {
    pub scoping: &'s Scoping,
    pub targets: EngineTargets,
    /// Functions whose calls were taken to have no effects, since the last time it was asked.
    pub assumed: RefCell<Vec<SymbolId>>,
    /// Functions that have their value when the code at hand runs.
    pub callable: Cell<Callable>,
    /// Functions of the statements before.
    pub defined: RefCell<FxHashSet<SymbolId>>,
}

/// Which functions may be called from the code that is judged.
#[derive(Debug, Default, Clone, Copy)]
pub enum Callable {
    /// None but those that are marked.
    #[default]
    Marked,
    /// Imports, declarations, and those of the statements before.
    Defined,
    /// Any of the top level, since the code runs later.
    TopLevel,
}

impl Purity<'_> {
    pub fn new(scoping: &Scoping) -> Purity<'_> {
        Purity {
            scoping,
            targets: EngineTargets::default(),
            assumed: RefCell::default(),
            callable: Cell::default(),
            defined: RefCell::default(),
        }
    }

    /// Functions without effects that the last judgement relies on.
    pub fn take_assumed(&self) -> Vec<SymbolId> {
        let mut assumed = std::mem::take(&mut *self.assumed.borrow_mut());
        assumed.sort_unstable();
        assumed.dedup();
        assumed
    }

    fn may_assume(&self, symbol: SymbolId) -> bool {
        let scoping = self.scoping;
        if scoping.symbol_scope_id(symbol) != scoping.root_scope_id()
            || scoping.symbol_is_mutated(symbol)
        {
            return false;
        }
        let flags = scoping.symbol_flags(symbol);
        match self.callable.get() {
            Callable::Marked => false,
            Callable::Defined => {
                flags.is_import() || flags.is_function() || self.defined.borrow().contains(&symbol)
            }
            Callable::TopLevel => true,
        }
    }
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
            .is_some_and(|symbol| {
                if self.scoping.no_side_effects().contains(&symbol) {
                    return true;
                }
                let assumes = self.may_assume(symbol);
                if assumes {
                    self.assumed.borrow_mut().push(symbol);
                }
                assumes
            })
    }

    fn property_read_side_effects(&self) -> PropertyReadSideEffects {
        PropertyReadSideEffects::All
    }

    fn unknown_global_side_effects(&self) -> bool {
        true
    }
}
