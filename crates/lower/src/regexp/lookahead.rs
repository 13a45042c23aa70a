//! Classes of the flag `v` for engines that know `\p{…}` but not `v`: what sets have in
//! common is looked ahead for, so that the tables of a property need not be written out.
//!
//! ```js
//! /[\p{L}--[a-z]]/v         // /(?![a-z])\p{L}/u
//! /[\p{L}&&\p{ASCII}]/v     // /(?=\p{L})\p{ASCII}/u
//! /[^\p{L}--[a-z]]/v        // /(?!(?![a-z])\p{L})[\s\S]/u
//! ```

use oxc::{
    regular_expression::ast::{
        CharacterClass, CharacterClassContents, CharacterClassContentsKind, UnicodePropertyEscape,
    },
    span::Span,
};

use super::{
    class::Reading,
    print::{self, Alphabet, Piece, Place},
    set::CodePoints,
};

/// Whether `class` mentions a property, so that its tables would be written.
pub fn mentions_property(class: &CharacterClass) -> bool {
    class.body.iter().any(|part| match part {
        CharacterClassContents::UnicodePropertyEscape(_) => true,
        CharacterClassContents::NestedCharacterClass(class) => mentions_property(class),
        _ => false,
    })
}

/// `class` in the syntax of the flag `u`; `None` where it matches strings.
pub fn class(class: &CharacterClass, text: &str, reading: Reading) -> Option<Piece> {
    let mut operands = Vec::with_capacity(class.body.len());
    for part in &class.body {
        operands.push(operand(part, text, reading)?);
    }
    let whole = match class.kind {
        CharacterClassContentsKind::Union => {
            let mut inside = String::new();
            let mut pieces = Vec::new();
            for operand in operands {
                match operand {
                    Operand::InClass(text) => inside.push_str(&text),
                    Operand::Whole(piece) => pieces.push(piece),
                }
            }
            if pieces.is_empty() {
                let negation = if class.negative { "^" } else { "" };
                return Some(Piece::Atom(format!("[{negation}{inside}]")));
            }
            if !inside.is_empty() {
                pieces.insert(0, Piece::Atom(format!("[{inside}]")));
            }
            Piece::from_alternatives(pieces)
        }
        CharacterClassContentsKind::Intersection => {
            let last = operands.pop()?;
            let mut ahead = String::new();
            for operand in operands {
                ahead.push_str("(?=");
                ahead.push_str(&operand.alone());
                ahead.push(')');
            }
            sequence(ahead, last)
        }
        CharacterClassContentsKind::Subtraction => {
            let mut operands = operands.into_iter();
            let first = operands.next()?;
            let mut ahead = String::new();
            for operand in operands {
                ahead.push_str("(?!");
                ahead.push_str(&operand.alone());
                ahead.push(')');
            }
            sequence(ahead, first)
        }
    };
    if class.negative {
        return Some(Piece::Sequence(format!(r"(?!{})[\s\S]", whole.at(Place::Alone))));
    }
    Some(whole)
}

/// `\p{…}` outside of a class. Where case is ignored, `v` takes the complement of what is
/// the same to a member, as `[^…]` does, and `\P` of `u` does not.
pub fn property(escape: &UnicodePropertyEscape, text: &str, reading: Reading) -> Option<Piece> {
    match property_operand(escape, text, reading)? {
        Operand::InClass(text) => Some(Piece::Atom(text)),
        Operand::Whole(piece) => Some(piece),
    }
}

enum Operand {
    /// Stands in brackets with others.
    InClass(String),
    Whole(Piece),
}

impl Operand {
    fn piece(self) -> Piece {
        match self {
            Self::InClass(text) if text.starts_with('\\') && text.ends_with('}') => {
                Piece::Atom(text)
            }
            Self::InClass(text) => Piece::Atom(format!("[{text}]")),
            Self::Whole(piece) => piece,
        }
    }

    fn alone(self) -> String {
        self.piece().at(Place::Alone)
    }
}

fn sequence(ahead: String, last: Operand) -> Piece {
    let last = last.piece();
    if ahead.is_empty() {
        return last;
    }
    Piece::Sequence(ahead + &last.at(Place::InSequence))
}

fn operand(part: &CharacterClassContents, text: &str, reading: Reading) -> Option<Operand> {
    let set = match part {
        CharacterClassContents::Character(character) => CodePoints::of(character.value),
        CharacterClassContents::CharacterClassRange(range) => {
            CodePoints::from_ranges([(range.min.value, range.max.value)])
        }
        CharacterClassContents::CharacterClassEscape(escape) => {
            return Some(Operand::InClass(slice(text, escape.span)));
        }
        CharacterClassContents::UnicodePropertyEscape(escape) => {
            return property_operand(escape, text, reading);
        }
        CharacterClassContents::NestedCharacterClass(nested) => {
            return class(nested, text, reading).map(Operand::Whole);
        }
        CharacterClassContents::ClassStringDisjunction(_) => return None,
    };
    Some(Operand::InClass(print::class_inside(&set, Alphabet::CodePoints)))
}

fn property_operand(
    escape: &UnicodePropertyEscape,
    text: &str,
    reading: Reading,
) -> Option<Operand> {
    if escape.strings {
        return None;
    }
    let escaped = slice(text, escape.span);
    if escape.negative && reading.ignore_case {
        let positive = escaped.replacen("\\P", "\\p", 1);
        return Some(Operand::Whole(Piece::Atom(format!("[^{positive}]"))));
    }
    Some(Operand::InClass(escaped))
}

fn slice(text: &str, span: Span) -> String {
    text[span.start as usize..span.end as usize].to_owned()
}
