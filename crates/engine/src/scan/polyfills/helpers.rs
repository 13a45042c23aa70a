//! What the functions that lowered code calls need of the run time.
//!
//! Helpers do without what came with ES2015 where they can: `Symbol` is asked for by
//! `typeof`, arrays and texts are gone over without iterators. What they cannot do without,
//! or what could not be gone over without, is here.

/// What a helper needs: globals and static properties.
#[derive(Debug)]
pub struct HelperNeeds {
    pub features: &'static [&'static str],
    pub iterates: Iterates,
}

/// How the first argument of a helper has to do with `Symbol.iterator`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Iterates {
    /// It is gone over; if it is an array or a text, without iterators.
    First,
    /// Something else is gone over.
    Other,
    /// Nothing is: the helper makes something that can be.
    Makes,
    Nothing,
}

const PROMISE: &str = "Promise";
const ASYNC_ITERATOR: &str = "Symbol.asyncIterator";

/// By name, in the order of the names; the others need nothing.
static NEEDS: [(&str, &[&str], Iterates); 26] = [
    ("asyncDelegate", &[PROMISE, ASYNC_ITERATOR], Iterates::Other),
    ("asyncFunction", &[PROMISE], Iterates::Nothing),
    ("asyncGenerator", &[PROMISE, ASYNC_ITERATOR], Iterates::Nothing),
    ("asyncGeneratorDelegate", &[PROMISE, ASYNC_ITERATOR], Iterates::Other),
    ("asyncGeneratorFunction", &[PROMISE, ASYNC_ITERATOR], Iterates::Nothing),
    ("asyncIterator", &[PROMISE, ASYNC_ITERATOR], Iterates::Other),
    ("asyncToGenerator", &[PROMISE], Iterates::Nothing),
    ("copyElements", &[], Iterates::First),
    ("delegate", &[], Iterates::Other),
    ("elementsOf", &[], Iterates::First),
    ("forAwait", &[PROMISE, ASYNC_ITERATOR], Iterates::Other),
    ("forOf", &[], Iterates::First),
    ("functionOfKind", &[], Iterates::Nothing),
    ("generator", &[], Iterates::Makes),
    ("generatorFunction", &[], Iterates::Makes),
    ("generatorObject", &[], Iterates::Makes),
    ("iterate", &[], Iterates::First),
    // Where it gives promises, there is an `import()` beside it, which brings them.
    ("moduleContext", &[], Iterates::Nothing),
    ("privateName", &["WeakMap"], Iterates::Nothing),
    ("rejected", &[PROMISE], Iterates::Nothing),
    ("takeElements", &[], Iterates::First),
    ("typeof", &[], Iterates::Nothing),
    // Whatever awaits brings promises.
    ("usingCtx", &["Symbol"], Iterates::Nothing),
    ("withElements", &[], Iterates::First),
    ("wrapAsyncGenerator", &[PROMISE, ASYNC_ITERATOR], Iterates::Nothing),
    ("wrapRegExp", &[], Iterates::Nothing),
];

#[must_use]
pub fn needs(name: &str) -> HelperNeeds {
    NEEDS.iter().find(|(known, ..)| *known == name).map_or(
        HelperNeeds { features: &[], iterates: Iterates::Nothing },
        |(_, features, iterates)| HelperNeeds { features, iterates: *iterates },
    )
}

#[cfg(test)]
mod tests {
    use super::NEEDS;
    use crate::transform_helpers::HELPERS;

    /// Who writes a helper that names one of these says here whether it needs it.
    #[test]
    fn helpers_that_could_need_something_are_in_the_table() {
        // `Reflect` is only asked for what no polyfill could do, or where it is there.
        let words = ["Map", "Promise", "Proxy", "Set", "Symbol", "WeakMap", "WeakSet"];
        for (name, text) in HELPERS {
            let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            let word = code
                .flat_map(|line| line.split(|char: char| !char.is_alphanumeric() && char != '_'))
                .find(|word| words.contains(word));
            let stated = NEEDS.iter().any(|(known, ..)| **known == **name);
            assert!(
                word.is_none() || stated,
                "{name} uses {}, and the table does not say whether it needs a polyfill",
                word.unwrap_or_default()
            );
        }
    }
}
