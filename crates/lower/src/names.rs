//! Names for what the lowering adds: each is used nowhere else in the module.

use std::collections::hash_map::Entry;

use oxc::{
    allocator::Allocator,
    semantic::{Scoping, SymbolId},
    str::Ident,
};
use rustc_hash::{FxHashMap, FxHashSet};

pub struct Names<'a, 's> {
    allocator: &'a Allocator,
    scoping: &'s Scoping,
    /// Every name of the module; made when the first new one is asked for.
    taken: Option<FxHashSet<&'a str>>,
    /// The last number given to each base.
    numbers: FxHashMap<&'a str, u32>,
    /// Names that several symbols have; made when first asked for.
    repeated: Option<FxHashMap<&'s str, Vec<SymbolId>>>,
}

impl<'a, 's> Names<'a, 's> {
    pub fn new(allocator: &'a Allocator, scoping: &'s Scoping) -> Self {
        Self { allocator, scoping, taken: None, numbers: FxHashMap::default(), repeated: None }
    }

    /// A new name that starts with an underscore and reads like `base`: `_base`, `_base2`, …
    pub fn unique(&mut self, base: &str) -> &'a str {
        let base =
            base.trim_start_matches('_').trim_end_matches(|char: char| char.is_ascii_digit());
        let base = if base.is_empty() { "ref" } else { base };
        let base = self.allocator.alloc_str(base);
        self.taken();
        let taken = self.taken.as_mut().expect("just made");
        let number = self.numbers.entry(base).or_insert(0);
        loop {
            *number += 1;
            let name = match *number {
                1 => format!("_{base}"),
                number => format!("_{base}{number}"),
            };
            if !taken.contains(name.as_str()) {
                let name = self.allocator.alloc_str(&name);
                taken.insert(name);
                return name;
            }
        }
    }

    /// `text` in the arena of the tree.
    pub fn text(&self, text: &str) -> &'a str {
        self.allocator.alloc_str(text)
    }

    /// Whether nothing in the module is called `name`.
    pub fn is_free(&mut self, name: &str) -> bool {
        !self.taken().contains(name)
    }

    fn taken(&mut self) -> &FxHashSet<&'a str> {
        let (scoping, allocator) = (self.scoping, self.allocator);
        self.taken.get_or_insert_with(|| {
            let symbols = scoping.symbol_names();
            let globals = scoping.root_unresolved_references().keys().map(Ident::as_str);
            symbols.chain(globals).map(|name| allocator.alloc_str(name)).collect()
        })
    }

    /// The symbols called `name` where there are several; else none.
    pub fn symbols_of_repeated(&mut self, name: &str) -> &[SymbolId] {
        let scoping = self.scoping;
        let repeated = self.repeated.get_or_insert_with(|| {
            let mut first = FxHashMap::default();
            let mut repeated: FxHashMap<&'s str, Vec<SymbolId>> = FxHashMap::default();
            for symbol in scoping.symbol_ids() {
                let name = scoping.symbol_name(symbol);
                match first.entry(name) {
                    Entry::Vacant(entry) => {
                        entry.insert(symbol);
                    }
                    Entry::Occupied(entry) => {
                        repeated.entry(name).or_insert_with(|| vec![*entry.get()]).push(symbol);
                    }
                }
            }
            repeated
        });
        repeated.get(name).map_or(&[], Vec::as_slice)
    }
}
