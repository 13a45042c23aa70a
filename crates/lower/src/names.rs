//! Names for what the lowering adds: each is used nowhere else in the module.

use oxc::{allocator::Allocator, semantic::Scoping};
use rustc_hash::{FxHashMap, FxHashSet};

pub struct Names<'a, 's> {
    allocator: &'a Allocator,
    scoping: &'s Scoping,
    /// Every name of the module; made when the first new one is asked for.
    taken: Option<FxHashSet<&'a str>>,
    /// The last number given to each base.
    numbers: FxHashMap<&'a str, u32>,
}

impl<'a, 's> Names<'a, 's> {
    pub fn new(allocator: &'a Allocator, scoping: &'s Scoping) -> Self {
        Self { allocator, scoping, taken: None, numbers: FxHashMap::default() }
    }

    /// A new name that starts with an underscore and reads like `base`: `_base`, `_base2`, …
    pub fn unique(&mut self, base: &str) -> &'a str {
        let base =
            base.trim_start_matches('_').trim_end_matches(|char: char| char.is_ascii_digit());
        let base = if base.is_empty() { "ref" } else { base };
        let base = self.allocator.alloc_str(base);
        let (scoping, allocator) = (self.scoping, self.allocator);
        let taken = self.taken.get_or_insert_with(|| {
            let symbols = scoping.symbol_names();
            let globals = scoping.root_unresolved_references().keys().map(|name| name.as_str());
            symbols.chain(globals).map(|name| &*allocator.alloc_str(name)).collect()
        });
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
}
