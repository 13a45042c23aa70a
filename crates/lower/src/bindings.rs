//! What becomes of block-scoped bindings, found from the scopes before the walk.

use oxc::{
    allocator::Allocator,
    semantic::{Scoping, SymbolId},
};
use rustc_hash::FxHashMap;

use super::{Features, Needs};

/// Facts about the bindings of one module.
pub struct Bindings<'a> {
    /// New names of bindings that move to the scope of their function and meet another there.
    pub renamed: FxHashMap<SymbolId, &'a str>,
}

impl Bindings<'_> {
    pub fn new(
        _scoping: &Scoping,
        _allocator: &Allocator,
        _features: &Features,
        _needs: &Needs,
    ) -> Self {
        Self { renamed: FxHashMap::default() }
    }
}
