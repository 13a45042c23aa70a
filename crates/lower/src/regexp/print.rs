//! Sets of characters as text of patterns.

use super::{
    properties,
    set::{CodePoints, LAST},
};

/// Whether the text is read with the flag `u`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alphabet {
    CodePoints,
    Units,
}

impl Alphabet {
    fn last(self) -> u32 {
        match self {
            Self::CodePoints => LAST,
            Self::Units => 0xFFFF,
        }
    }
}

/// How sets are written.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    pub alphabet: Alphabet,
    /// The text is read with the flag `i`, and sets are closed under it.
    pub ignore_case: bool,
}

/// Text of a pattern, by what may stand around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Can be quantified as it is.
    Atom(String),
    Sequence(String),
    Alternatives(String),
}

/// What stands around a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Nothing but the borders of a group or of the pattern.
    Alone,
    InSequence,
    Quantified,
}

impl Piece {
    pub fn at(self, place: Place) -> String {
        match (self, place) {
            (Self::Atom(text), _)
            | (Self::Sequence(text), Place::Alone | Place::InSequence)
            | (Self::Alternatives(text), Place::Alone) => text,
            (Self::Sequence(text) | Self::Alternatives(text), _) => format!("(?:{text})"),
        }
    }

    pub fn from_alternatives(mut alternatives: Vec<Self>) -> Self {
        if alternatives.len() == 1 {
            return alternatives.remove(0);
        }
        let texts: Vec<_> = alternatives.into_iter().map(|piece| piece.at(Place::Alone)).collect();
        Self::Alternatives(texts.join("|"))
    }
}

/// One character outside of a class.
pub fn character(code_point: u32, alphabet: Alphabet) -> Piece {
    let mut text = String::new();
    if alphabet == Alphabet::Units && code_point > 0xFFFF {
        let (lead, trail) = surrogates(code_point);
        push_escaped(&mut text, lead, alphabet, b"");
        push_escaped(&mut text, trail, alphabet, b"");
        return Piece::Sequence(text);
    }
    push_escaped(&mut text, code_point, alphabet, b"^$\\.*+?()[]{}|/");
    Piece::Atom(text)
}

/// `[…]` for a set of what the alphabet has, or something shorter that matches the same.
/// Not `[]` and `[^]`, which tools that check ES5 with other engines do not know.
pub fn class(set: &CodePoints, style: Style) -> String {
    let alphabet = style.alphabet;
    if let Some(single) = set.single() {
        return character(single, alphabet).at(Place::InSequence);
    }
    let complement = set.complement_to(alphabet.last());
    if set.is_empty() || complement.is_empty() {
        return if set.is_empty() { r"[^\s\S]".into() } else { r"[\s\S]".into() };
    }
    let inside = shortest_inside(set, style);
    let outside = shortest_inside(&complement, style);
    // `\W` with both `i` and `u` has been read in different ways.
    match (&*inside, &*outside) {
        (r"\d" | r"\s" | r"\w", _) => inside,
        (_, r"\d") => r"\D".into(),
        (_, r"\s") => r"\S".into(),
        (_, r"\w") if alphabet == Alphabet::Units => r"\W".into(),
        _ if outside.len() + 1 < inside.len() => format!("[^{outside}]"),
        _ => format!("[{inside}]"),
    }
}

/// Where case is ignored, small letters are enough for the engine; of letters beyond ASCII
/// it may not know the pairs.
fn shortest_inside(set: &CodePoints, style: Style) -> String {
    let inside = class_inside(set, style.alphabet);
    let (first, last) = (u32::from('A'), u32::from('Z'));
    if !style.ignore_case || !set.intersects(first, last) {
        return inside;
    }
    let capitals = CodePoints::from_ranges([(first, last)]);
    let without = class_inside(&set.difference(&capitals), style.alphabet);
    if without.len() < inside.len() { without } else { inside }
}

/// What stands between the brackets of a class.
pub fn class_inside(set: &CodePoints, alphabet: Alphabet) -> String {
    let mut text = String::new();
    let mut ranges = set.ranges().to_vec();
    for (name, characters) in [
        (r"\w", properties::word_characters()),
        (r"\d", properties::digits()),
        (r"\s", properties::white_space()),
    ] {
        if characters.ranges().iter().all(|range| ranges.binary_search(range).is_ok()) {
            ranges.retain(|range| characters.ranges().binary_search(range).is_err());
            text.push_str(name);
        }
    }
    for (first, last) in ranges {
        push_in_class(&mut text, first, alphabet);
        if last > first {
            if last > first + 1 {
                text.push('-');
            }
            push_in_class(&mut text, last, alphabet);
        }
    }
    text
}

fn push_in_class(text: &mut String, code_point: u32, alphabet: Alphabet) {
    push_escaped(text, code_point, alphabet, b"\\]^-/");
}

/// A set of code points by the UTF-16 units that they are made of.
///
/// A leading surrogate alone is one that no trailing one follows; a trailing one alone is
/// one at which matching begins, so it has to begin between whole characters.
pub fn by_units(set: &CodePoints, style: Style) -> Piece {
    let mut alternatives = Vec::new();
    let leads = set.within(0xD800, 0xDBFF);
    let units = set.within(0, 0xD7FF).union(&set.within(0xDC00, 0xFFFF));
    if !units.is_empty() {
        alternatives.push(Piece::Atom(class(&units, style)));
    }
    let mut leads_alone = !leads.is_empty();
    for (pair_leads, trails) in pairs(set) {
        let lead = class(&pair_leads, style);
        let trail = class(&trails, style);
        if leads_alone && pair_leads == leads && trails.ranges() == [(0xDC00, 0xDFFF)] {
            leads_alone = false;
            alternatives.push(Piece::Sequence(format!("{lead}(?:{trail}|(?!{trail}))")));
        } else {
            alternatives.push(Piece::Sequence(format!("{lead}{trail}")));
        }
    }
    if leads_alone {
        let lead = class(&leads, style);
        alternatives.push(Piece::Sequence(format!(r"{lead}(?![\uDC00-\uDFFF])")));
    }
    if alternatives.is_empty() {
        alternatives.push(Piece::Atom(class(&CodePoints::new(), style)));
    }
    Piece::from_alternatives(alternatives)
}

type Ranges = Vec<(u32, u32)>;

/// Leading surrogates, each with the same trailing ones, of what is beyond U+FFFF.
fn pairs(set: &CodePoints) -> Vec<(CodePoints, CodePoints)> {
    // The trailing ranges of each lead, in order; long runs of whole leads stay one range.
    let mut by_lead: Vec<((u32, u32), Ranges)> = Vec::new();
    let mut push = |leads: (u32, u32), trails: (u32, u32)| match by_lead.last_mut() {
        Some((last, ranges)) if *last == leads => ranges.push(trails),
        _ => by_lead.push((leads, vec![trails])),
    };
    for &(first, last) in set.within(0x1_0000, LAST).ranges() {
        let ((first_lead, first_trail), (last_lead, last_trail)) =
            (surrogates(first), surrogates(last));
        if first_lead == last_lead {
            push((first_lead, first_lead), (first_trail, last_trail));
            continue;
        }
        let mut whole = (first_lead, last_lead);
        if first_trail > 0xDC00 {
            push((first_lead, first_lead), (first_trail, 0xDFFF));
            whole.0 += 1;
        }
        if last_trail < 0xDFFF {
            whole.1 -= 1;
        }
        if whole.0 <= whole.1 {
            push(whole, (0xDC00, 0xDFFF));
        }
        if last_trail < 0xDFFF {
            push((last_lead, last_lead), (0xDC00, last_trail));
        }
    }
    let mut groups: Vec<(Ranges, Ranges)> = Vec::new();
    let mut known = rustc_hash::FxHashMap::default();
    for (leads, trails) in by_lead {
        let index = *known.entry(trails.clone()).or_insert(groups.len());
        if index == groups.len() {
            groups.push((Vec::new(), trails));
        }
        groups[index].0.push(leads);
    }
    groups
        .into_iter()
        .map(|(leads, trails)| (CodePoints::from_ranges(leads), CodePoints::from_ranges(trails)))
        .collect()
}

fn surrogates(code_point: u32) -> (u32, u32) {
    let offset = code_point - 0x1_0000;
    (0xD800 + (offset >> 10), 0xDC00 + (offset & 0x3FF))
}

fn push_escaped(text: &mut String, code_point: u32, alphabet: Alphabet, special: &[u8]) {
    match code_point {
        0x09 => text.push_str(r"\t"),
        0x0A => text.push_str(r"\n"),
        0x0B => text.push_str(r"\v"),
        0x0C => text.push_str(r"\f"),
        0x0D => text.push_str(r"\r"),
        0x20..=0x7E => {
            let char = char::from_u32(code_point).expect("ASCII");
            if special.iter().any(|&special| u32::from(special) == code_point) {
                text.push('\\');
            }
            text.push(char);
        }
        0..=0xFF => text.push_str(&format!(r"\x{code_point:02X}")),
        // Two escapes of surrogates would be read as one character.
        0xD800..=0xDFFF | 0x1_0000.. if alphabet == Alphabet::CodePoints => {
            text.push_str(&format!(r"\u{{{code_point:X}}}"));
        }
        _ => text.push_str(&format!(r"\u{code_point:04X}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(alphabet: Alphabet) -> Style {
        Style { alphabet, ignore_case: false }
    }

    fn units(ranges: &[(u32, u32)]) -> String {
        by_units(&CodePoints::from_ranges(ranges.iter().copied()), style(Alphabet::Units))
            .at(Place::Alone)
    }

    #[test]
    fn pairs_are_grouped_by_their_trailing_surrogates() {
        assert_eq!(units(&[(0x1F600, 0x1F600)]), r"\uD83D\uDE00");
        assert_eq!(units(&[(0x10000, 0x10401)]), r"\uD800[\uDC00-\uDFFF]|\uD801[\uDC00\uDC01]");
        assert_eq!(units(&[(0x10000, 0x0010_FFFF)]), r"[\uD800-\uDBFF][\uDC00-\uDFFF]");
        assert_eq!(
            units(&[(0, LAST)]),
            r"[^\uD800-\uDBFF]|[\uD800-\uDBFF](?:[\uDC00-\uDFFF]|(?![\uDC00-\uDFFF]))"
        );
    }

    #[test]
    fn classes_are_as_short_as_they_can_be() {
        let class = |ranges: &[(u32, u32)]| {
            class(&CodePoints::from_ranges(ranges.iter().copied()), style(Alphabet::CodePoints))
        };
        assert_eq!(class(&[]), r"[^\s\S]");
        assert_eq!(class(&[(0, LAST)]), r"[\s\S]");
        assert_eq!(class(&[(0x30, 0x39)]), r"\d");
        assert_eq!(class(&[(0, 0x2F), (0x3A, LAST)]), r"\D");
        assert_eq!(class(&[(0x5D, 0x5E), (0x61, 0x63), (0x1F600, 0x1F600)]), r"[\]\^a-c\u{1F600}]");
        assert_eq!(class(&[(0, 9), (11, LAST)]), r"[^\n]");
    }

    #[test]
    fn small_letters_stand_for_capitals() {
        let closed = CodePoints::from_ranges([(0x41, 0x5A), (0x61, 0x7A), (0x17F, 0x17F)]);
        let style = Style { alphabet: Alphabet::Units, ignore_case: true };
        assert_eq!(class(&closed, style), r"[a-z\u017F]");
        assert_eq!(class(&closed.complement_to(0xFFFF), style), r"[^a-z\u017F]");
    }
}
