//! What character classes match, found from their parts.

use std::collections::BTreeSet;

use oxc::regular_expression::ast::{
    CharacterClass, CharacterClassContents, CharacterClassContentsKind, CharacterClassEscapeKind,
    ClassStringDisjunction, UnicodePropertyEscape,
};

use super::{
    case::{self, Folding},
    emoji, properties,
    set::{CodePoints, LAST},
};

/// Of strings in classes; what is longer is not lowered, since each character is a level of
/// recursion.
const LONGEST_STRING: usize = 1000;

/// How the pattern is read at some place in it.
#[expect(clippy::struct_excessive_bools, reason = "independent flags")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// By code points: the flag `u` or `v`.
    pub unicode: bool,
    /// The flag `v`.
    pub sets: bool,
    pub ignore_case: bool,
    pub multiline: bool,
    pub dot_all: bool,
}

/// What a class matches: one character, or one of some strings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matched {
    pub characters: CodePoints,
    /// Never of one character. Where case is ignored, by representatives.
    pub strings: BTreeSet<Vec<u32>>,
}

impl Matched {
    fn only(characters: CodePoints) -> Self {
        Self { characters, strings: BTreeSet::new() }
    }
}

impl Reading {
    pub fn folding(self) -> Folding {
        if self.unicode { Folding::Simple } else { Folding::UpperCase }
    }

    /// The last character there is: a code point or a UTF-16 unit.
    pub fn last(self) -> u32 {
        if self.unicode { LAST } else { 0xFFFF }
    }

    /// `set` and what is the same to it here.
    pub fn close(self, set: CodePoints) -> CodePoints {
        if self.ignore_case { case::close(&set, self.folding()) } else { set }
    }

    pub fn complement(self, set: &CodePoints) -> CodePoints {
        set.complement_to(self.last())
    }

    /// With the flag `v`, parts of classes ignore case before they are put together;
    /// otherwise only the class as a whole does.
    fn part(self, set: CodePoints) -> CodePoints {
        if self.sets { self.close(set) } else { set }
    }

    pub fn escape(self, kind: CharacterClassEscapeKind) -> CodePoints {
        use CharacterClassEscapeKind::{D, NegativeD, NegativeS, NegativeW, S, W};
        match kind {
            D => properties::digits(),
            NegativeD => self.complement(&properties::digits()),
            S => properties::white_space(),
            NegativeS => self.complement(&properties::white_space()),
            W => self.word_characters(),
            NegativeW => self.complement(&self.word_characters()),
        }
    }

    /// With folding, U+017F and U+212A are letters of words too.
    fn word_characters(self) -> CodePoints {
        if self.unicode {
            self.close(properties::word_characters())
        } else {
            properties::word_characters()
        }
    }

    /// `None` for properties that the tables do not know.
    pub fn property(self, escape: &UnicodePropertyEscape) -> Option<Matched> {
        if escape.strings {
            let Matched { characters, strings } = emoji::property(&escape.name)?;
            let strings = strings.into_iter().map(|string| self.represent(string)).collect();
            return Some(Matched { characters: self.part(characters), strings });
        }
        let set = properties::property(&escape.name, escape.value.as_deref())?;
        let set = self.part(set);
        Some(Matched::only(if escape.negative { self.complement(&set) } else { set }))
    }

    /// The whole class, case ignored where it is. `None` as for properties.
    pub fn class(self, class: &CharacterClass) -> Option<Matched> {
        let mut matched: Option<Matched> = None;
        for part in &class.body {
            let part = self.contents(part)?;
            matched = Some(match (matched, class.kind) {
                (None, _) => part,
                (Some(mut whole), CharacterClassContentsKind::Union) => {
                    whole.characters = whole.characters.union(&part.characters);
                    whole.strings.extend(part.strings);
                    whole
                }
                (Some(mut whole), CharacterClassContentsKind::Intersection) => {
                    whole.characters = whole.characters.intersection(&part.characters);
                    whole.strings.retain(|string| part.strings.contains(string));
                    whole
                }
                (Some(mut whole), CharacterClassContentsKind::Subtraction) => {
                    whole.characters = whole.characters.difference(&part.characters);
                    whole.strings.retain(|string| !part.strings.contains(string));
                    whole
                }
            });
        }
        let mut matched = matched.unwrap_or_default();
        matched.characters = self.close(matched.characters);
        if class.negative {
            matched.characters = self.complement(&matched.characters);
        }
        Some(matched)
    }

    fn contents(self, part: &CharacterClassContents) -> Option<Matched> {
        let set = match part {
            CharacterClassContents::Character(character) => CodePoints::of(character.value),
            CharacterClassContents::CharacterClassRange(range) => {
                CodePoints::from_ranges([(range.min.value, range.max.value)])
            }
            CharacterClassContents::CharacterClassEscape(escape) => self.escape(escape.kind),
            CharacterClassContents::UnicodePropertyEscape(escape) => return self.property(escape),
            CharacterClassContents::NestedCharacterClass(class) => return self.class(class),
            CharacterClassContents::ClassStringDisjunction(strings) => {
                return self.strings(strings);
            }
        };
        Some(Matched::only(self.part(set)))
    }

    fn strings(self, disjunction: &ClassStringDisjunction) -> Option<Matched> {
        let mut matched = Matched::default();
        let mut characters = Vec::new();
        for string in &disjunction.body {
            match string.body.as_slice() {
                [character] => characters.push(character.value),
                string if string.len() > LONGEST_STRING => return None,
                string => {
                    let string = string.iter().map(|character| character.value).collect();
                    matched.strings.insert(self.represent(string));
                }
            }
        }
        matched.characters = self.part(characters.into_iter().collect());
        Some(matched)
    }

    /// The one string that stands for all that are the same here.
    fn represent(self, mut string: Vec<u32>) -> Vec<u32> {
        if self.ignore_case {
            for character in &mut string {
                *character = case::representative(*character, self.folding());
            }
        }
        string
    }
}
