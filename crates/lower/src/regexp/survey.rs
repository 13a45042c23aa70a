//! What a pattern holds, found before any of it is rewritten.

use oxc::regular_expression::ast::{
    Alternative, BoundaryAssertionKind, CharacterClassContents, Disjunction,
    LookAroundAssertionKind, Modifier, Modifiers, Pattern, Term,
};

use super::{
    case,
    class::{Matched, Reading},
    set::CodePoints,
};

/// Whether something occurs where a flag is on, and where it is off.
#[derive(Debug, Clone, Copy, Default)]
pub struct Under {
    pub on: bool,
    pub off: bool,
}

impl Under {
    fn note(&mut self, flag: bool) {
        if flag {
            self.on = true;
        } else {
            self.off = true;
        }
    }

    /// The one value of the flag, or `otherwise` where nothing asks for one; `None` where
    /// both are needed.
    pub fn one(self, otherwise: bool) -> Option<bool> {
        match (self.on, self.off) {
            (true, true) => None,
            (true, false) => Some(true),
            (false, true) => Some(false),
            (false, false) => Some(otherwise),
        }
    }
}

#[expect(clippy::struct_excessive_bools, reason = "independent facts")]
#[derive(Debug, Default)]
pub struct Survey<'a> {
    /// The names of the groups in order, empty for those without.
    pub groups: Vec<&'a str>,
    pub lookbehind: bool,
    pub properties: bool,
    pub modifiers: bool,
    /// Surrogates are mentioned as such.
    pub surrogates: bool,
    /// Something that the flag `i` makes a difference to.
    pub cased: Under,
    pub references: Under,
    pub starts: Under,
    pub ends: Under,
    /// Whether `cased` is asked for; it takes the sets of all classes.
    measures_case: bool,
}

impl<'a> Survey<'a> {
    pub fn of(pattern: &'a Pattern<'a>, reading: Reading, measures_case: bool) -> Self {
        let mut survey = Self { measures_case, ..Self::default() };
        survey.disjunction(&pattern.body, reading);
        survey
    }

    pub fn has_names(&self) -> bool {
        self.groups.iter().any(|name| !name.is_empty())
    }

    pub fn has_duplicate_names(&self) -> bool {
        self.groups
            .iter()
            .enumerate()
            .any(|(index, name)| !name.is_empty() && self.groups[..index].contains(name))
    }

    fn disjunction(&mut self, disjunction: &'a Disjunction<'a>, reading: Reading) {
        for alternative in &disjunction.body {
            for term in &alternative.body {
                self.term(term, reading);
            }
        }
    }

    fn term(&mut self, term: &'a Term<'a>, reading: Reading) {
        match term {
            Term::BoundaryAssertion(assertion) => match assertion.kind {
                BoundaryAssertionKind::Start => self.starts.note(reading.multiline),
                BoundaryAssertionKind::End => self.ends.note(reading.multiline),
                BoundaryAssertionKind::Boundary | BoundaryAssertionKind::NegativeBoundary => {}
            },
            Term::LookAroundAssertion(assertion) => {
                self.lookbehind |= matches!(
                    assertion.kind,
                    LookAroundAssertionKind::Lookbehind
                        | LookAroundAssertionKind::NegativeLookbehind
                );
                self.disjunction(&assertion.body, reading);
            }
            Term::Quantifier(quantifier) => self.term(&quantifier.body, reading),
            Term::Character(character) => {
                if self.measures_case && case::is_cased(character.value, reading.folding()) {
                    self.cased.note(reading.ignore_case);
                }
                self.surrogates |= is_surrogate(character.value);
            }
            Term::Dot(_) => {}
            Term::CharacterClassEscape(escape) => {
                self.set(reading, |reading| Some(only(reading.escape(escape.kind))));
            }
            Term::UnicodePropertyEscape(escape) => {
                self.properties = true;
                self.surrogates |= names_surrogates(&escape.name, escape.value.as_deref());
                self.set(reading, |reading| reading.property(escape));
            }
            Term::CharacterClass(class) => {
                self.class_contents(&class.body);
                self.set(reading, |reading| reading.class(class));
            }
            Term::CapturingGroup(group) => {
                self.groups.push(group.name.as_ref().map_or("", |name| name.as_str()));
                self.disjunction(&group.body, reading);
            }
            Term::IgnoreGroup(group) => {
                self.modifiers |= group.modifiers.is_some();
                self.disjunction(&group.body, modified(reading, group.modifiers.as_ref()));
            }
            Term::IndexedReference(_) | Term::NamedReference(_) => {
                self.references.note(reading.ignore_case);
            }
        }
    }

    fn set(&mut self, reading: Reading, find: impl Fn(Reading) -> Option<Matched>) {
        if !self.measures_case {
            return;
        }
        let with = |ignore_case| {
            let reading = Reading { ignore_case, ..reading };
            find(reading)
                .map(|matched| Matched { characters: reading.close(matched.characters), ..matched })
        };
        if with(true) != with(false) {
            self.cased.note(reading.ignore_case);
        }
    }

    fn class_contents(&mut self, contents: &[CharacterClassContents]) {
        for part in contents {
            match part {
                CharacterClassContents::UnicodePropertyEscape(escape) => {
                    self.properties = true;
                    self.surrogates |= names_surrogates(&escape.name, escape.value.as_deref());
                }
                CharacterClassContents::NestedCharacterClass(class) => {
                    self.class_contents(&class.body);
                }
                CharacterClassContents::Character(character) => {
                    self.surrogates |= is_surrogate(character.value);
                }
                CharacterClassContents::CharacterClassRange(range) => {
                    self.surrogates |=
                        is_surrogate(range.min.value) || is_surrogate(range.max.value);
                }
                CharacterClassContents::CharacterClassEscape(_)
                | CharacterClassContents::ClassStringDisjunction(_) => {}
            }
        }
    }
}

fn only(characters: CodePoints) -> Matched {
    Matched { characters, ..Matched::default() }
}

fn is_surrogate(code_point: u32) -> bool {
    (0xD800..=0xDFFF).contains(&code_point)
}

fn names_surrogates(name: &str, value: Option<&str>) -> bool {
    matches!(value.unwrap_or(name), "Cs" | "Surrogate")
}

/// The reading inside of `(?enabling-disabling:…)`.
pub fn modified(reading: Reading, modifiers: Option<&Modifiers>) -> Reading {
    let Some(modifiers) = modifiers else { return reading };
    let apply = |flag: bool, modifier: Modifier| {
        (flag || modifiers.enabling.contains(modifier)) && !modifiers.disabling.contains(modifier)
    };
    Reading {
        ignore_case: apply(reading.ignore_case, Modifier::I),
        multiline: apply(reading.multiline, Modifier::M),
        dot_all: apply(reading.dot_all, Modifier::S),
        ..reading
    }
}

/// Where a match of part of a pattern may begin, as far as trailing surrogates go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beginning {
    /// Never at one.
    Between,
    /// It may match one.
    Anywhere,
    /// It may match nothing, so what follows decides.
    Follows,
}

pub fn alternative_begins(alternative: &Alternative, reading: Reading) -> Beginning {
    for term in &alternative.body {
        match term_begins(term, reading) {
            Beginning::Follows => {}
            beginning => return beginning,
        }
    }
    Beginning::Follows
}

fn disjunction_begins(disjunction: &Disjunction, reading: Reading) -> Beginning {
    let mut all = Beginning::Between;
    for alternative in &disjunction.body {
        match alternative_begins(alternative, reading) {
            Beginning::Anywhere => return Beginning::Anywhere,
            Beginning::Follows => all = Beginning::Follows,
            Beginning::Between => {}
        }
    }
    all
}

fn term_begins(term: &Term, reading: Reading) -> Beginning {
    let matched = match term {
        Term::BoundaryAssertion(assertion) => {
            // Neither half of a pair is a character of words or ends a line.
            return match assertion.kind {
                BoundaryAssertionKind::NegativeBoundary => Beginning::Follows,
                _ => Beginning::Between,
            };
        }
        Term::LookAroundAssertion(assertion) => {
            let ahead = assertion.kind == LookAroundAssertionKind::Lookahead;
            return if ahead && disjunction_begins(&assertion.body, reading) == Beginning::Between {
                Beginning::Between
            } else {
                Beginning::Follows
            };
        }
        Term::Quantifier(quantifier) => {
            let beginning = term_begins(&quantifier.body, reading);
            return if quantifier.min == 0 && beginning == Beginning::Between {
                Beginning::Follows
            } else {
                beginning
            };
        }
        Term::CapturingGroup(group) => return disjunction_begins(&group.body, reading),
        Term::IgnoreGroup(group) => {
            let reading = modified(reading, group.modifiers.as_ref());
            return disjunction_begins(&group.body, reading);
        }
        Term::IndexedReference(_) | Term::NamedReference(_) => return Beginning::Follows,
        Term::Dot(_) => return Beginning::Anywhere,
        Term::Character(character) => Some(only(CodePoints::of(character.value))),
        Term::CharacterClassEscape(escape) => Some(only(reading.escape(escape.kind))),
        Term::UnicodePropertyEscape(escape) => reading.property(escape),
        Term::CharacterClass(class) => reading.class(class),
    };
    let Some(matched) = matched else { return Beginning::Anywhere };
    let is_trail = |code_point| (0xDC00..=0xDFFF).contains(&code_point);
    let strings = &matched.strings;
    if matched.characters.intersects(0xDC00, 0xDFFF)
        || strings.iter().any(|string| string.first().copied().is_some_and(is_trail))
    {
        Beginning::Anywhere
    } else if strings.iter().any(Vec::is_empty) {
        Beginning::Follows
    } else {
        Beginning::Between
    }
}
