//! Which characters are the same to the flag `i` (`Canonicalize` of the specification).

use std::sync::OnceLock;

use icu_casemap::CaseMapper;
use rustc_hash::FxHashMap;

use super::set::CodePoints;

/// How characters are compared where case is ignored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folding {
    /// With the flags `u` and `v`: by simple case folding.
    Simple,
    /// Without them: by `toUpperCase` of single UTF-16 units.
    UpperCase,
}

/// Code points beyond this one have no case.
const LAST_CASED: u32 = 0x0001_FFFF;

/// What is the same as each character, for those that are the same as some other one.
struct Classes {
    /// Sorted.
    cased: Vec<u32>,
    same: FxHashMap<u32, Vec<u32>>,
}

impl Classes {
    fn new(end: u32, canonical: impl Fn(char) -> char) -> Self {
        let mut classes: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for char in (0..=end).filter_map(char::from_u32) {
            let canonical = canonical(char);
            if canonical != char {
                let class = classes
                    .entry(u32::from(canonical))
                    .or_insert_with(|| vec![u32::from(canonical)]);
                class.push(u32::from(char));
            }
        }
        let mut same = FxHashMap::default();
        for class in classes.into_values() {
            for &member in &class {
                same.insert(member, class.clone());
            }
        }
        let mut cased: Vec<u32> = same.keys().copied().collect();
        cased.sort_unstable();
        Self { cased, same }
    }
}

fn classes(folding: Folding) -> &'static Classes {
    static SIMPLE: OnceLock<Classes> = OnceLock::new();
    static UPPER_CASE: OnceLock<Classes> = OnceLock::new();
    match folding {
        Folding::Simple => SIMPLE.get_or_init(|| {
            let mapper = CaseMapper::new();
            Classes::new(LAST_CASED, |char| mapper.simple_fold(char))
        }),
        Folding::UpperCase => UPPER_CASE.get_or_init(|| Classes::new(0xFFFF, canonical_upper_case)),
    }
}

/// A character whose upper case is several stays, and so does one whose upper case alone
/// is ASCII.
fn canonical_upper_case(char: char) -> char {
    let mut upper = char.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(upper), None)
            if u32::from(upper) <= 0xFFFF && (char.is_ascii() || !upper.is_ascii()) =>
        {
            upper
        }
        _ => char,
    }
}

/// The members of `set` and all characters that are the same as one of them.
pub fn close(set: &CodePoints, folding: Folding) -> CodePoints {
    let classes = classes(folding);
    let mut added = Vec::new();
    for &(first, last) in set.ranges() {
        let start = classes.cased.partition_point(|&cased| cased < first);
        for cased in classes.cased[start..].iter().take_while(|&&cased| cased <= last) {
            added.extend_from_slice(&classes.same[cased]);
        }
    }
    if added.is_empty() { set.clone() } else { set.union(&added.into_iter().collect()) }
}

/// One character that stands for all that are the same.
pub fn representative(code_point: u32, folding: Folding) -> u32 {
    classes(folding).same.get(&code_point).map_or(code_point, |class| class[0])
}

/// Whether any other character is the same.
pub fn is_cased(code_point: u32, folding: Folding) -> bool {
    classes(folding).same.contains_key(&code_point)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn upper_case_never_joins_what_folding_keeps_apart() {
        for (&code_point, class) in &classes(Folding::UpperCase).same {
            let simple = close(&CodePoints::of(code_point), Folding::Simple);
            assert!(class.iter().all(|&member| simple.contains(member)), "{code_point:X}");
        }
    }

    #[test]
    fn the_kelvin_sign_is_a_k_only_with_folding() {
        let k = CodePoints::of(u32::from('k'));
        let simple = [0x4B, 0x6B, 0x212A].into_iter().collect();
        assert_eq!(close(&k, Folding::Simple), simple);
        assert_eq!(close(&k, Folding::UpperCase), [0x4B, 0x6B].into_iter().collect());
    }
}
