//! Alternatives of a class that matches strings, the longest first.

use std::collections::BTreeSet;

use super::{
    print::{Piece, Place},
    set::CodePoints,
};

/// What matches one of `strings`. All that match at one place are beginnings of the longest
/// of them, so a tree that goes on before it ends tries them in the right order.
///
/// `print` writes a set of single characters.
pub fn alternatives(
    strings: &BTreeSet<Vec<u32>>,
    print: &impl Fn(&CodePoints) -> Piece,
) -> Vec<Piece> {
    let strings: Vec<&[u32]> = strings.iter().map(Vec::as_slice).collect();
    branches(&strings, print)
}

/// `strings` are sorted; the empty one is left out.
fn branches(strings: &[&[u32]], print: &impl Fn(&CodePoints) -> Piece) -> Vec<Piece> {
    // First characters that are followed by the same are written as one class.
    let mut by_rest: Vec<(String, Vec<u32>)> = Vec::new();
    let mut index = rustc_hash::FxHashMap::default();
    let mut begun = usize::from(strings.first().is_some_and(|string| string.is_empty()));
    while begun < strings.len() {
        let first = strings[begun][0];
        let end = begun + strings[begun..].partition_point(|string| string[0] == first);
        let rest: Vec<&[u32]> = strings[begun..end].iter().map(|string| &string[1..]).collect();
        let rest = after(&rest, print);
        let position = *index.entry(rest.clone()).or_insert(by_rest.len());
        if position == by_rest.len() {
            by_rest.push((rest, Vec::new()));
        }
        by_rest[position].1.push(first);
        begun = end;
    }
    by_rest
        .into_iter()
        .map(|(rest, firsts)| {
            let first = print(&firsts.into_iter().collect());
            if rest.is_empty() {
                first
            } else {
                Piece::Sequence(first.at(Place::InSequence) + &rest)
            }
        })
        .collect()
}

/// What follows a character: any of `rest`, which may be empty.
fn after(rest: &[&[u32]], print: &impl Fn(&CodePoints) -> Piece) -> String {
    let ends_here = rest[0].is_empty();
    let branches = branches(rest, print);
    match (branches.is_empty(), ends_here) {
        (true, _) => String::new(),
        (false, true) => Piece::from_alternatives(branches).at(Place::Quantified) + "?",
        (false, false) => Piece::from_alternatives(branches).at(Place::InSequence),
    }
}
