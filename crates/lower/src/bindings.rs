//! What becomes of block-scoped bindings, found before the walk.
//!
//! They turn into `var`s of their function. Where two would meet, or a name that means
//! something outside would be captured, one of them gets a new name ([`rename`]).

mod rename;

use oxc::semantic::{Scoping, SymbolId};
use oxc_index::IndexVec;
use rustc_hash::FxHashMap;

use super::{Features, Needs, names::Names};

/// What the walk has to know of one symbol, as bits. Most have none.
pub type Facts = u8;
/// It has a new name.
pub const RENAMED: Facts = 1;
/// It is read or written by a function inside of its own.
pub const CAPTURED: Facts = 1 << 1;
/// It shares its variable with another binding, so that `let x;` has to write `undefined`.
pub const SHARED: Facts = 1 << 2;

/// Facts about the bindings of one module.
#[derive(Default)]
pub struct Bindings<'a> {
    /// Empty where the module has nothing that is block-scoped.
    facts: IndexVec<SymbolId, Facts>,
    /// New names of bindings that move to the scope of their function and meet another there.
    renamed: FxHashMap<SymbolId, &'a str>,
}

impl<'a> Bindings<'a> {
    pub fn new(
        scoping: &Scoping,
        names: &mut Names<'a, '_>,
        features: &Features,
        needs: &Needs,
        is_module: bool,
    ) -> Self {
        let mut bindings = Self::default();
        if features.block_scoping && needs.block_scoping {
            bindings.facts = IndexVec::from_vec(vec![0; scoping.symbols_len()]);
            rename::rename(&mut bindings, scoping, names, features, is_module);
        }
        bindings
    }

    pub fn facts(&self, symbol: SymbolId) -> Facts {
        self.facts.get(symbol).copied().unwrap_or(0)
    }

    /// The new name of `symbol`, where it has one.
    pub fn new_name(&self, symbol: SymbolId) -> Option<&'a str> {
        if self.facts(symbol) & RENAMED == 0 {
            return None;
        }
        self.renamed.get(&symbol).copied()
    }

    pub fn rename(&mut self, symbol: SymbolId, name: &'a str) {
        self.renamed.insert(symbol, name);
        while self.facts.len() <= symbol.index() {
            self.facts.push(0);
        }
        self.facts[symbol] |= RENAMED;
    }
}
