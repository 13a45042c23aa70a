//! A pattern in the syntax and the flags that the target has.

use oxc::{
    ast::ast::RegExpFlags,
    regular_expression::ast::{
        Alternative, BoundaryAssertion, BoundaryAssertionKind, Character, CharacterClass,
        CharacterClassContents, CharacterClassEscape, CharacterClassEscapeKind, CharacterKind,
        Disjunction, IgnoreGroup, NamedReference, Pattern, Term, UnicodePropertyEscape,
    },
    span::{GetSpan, Span},
};

use super::{
    case::{self, Folding},
    class::{Matched, Reading},
    lookahead,
    print::{self, Alphabet, Piece, Place, Style},
    properties,
    set::CodePoints,
    strings,
    survey::{Beginning, Survey, alternative_begins, modified},
};
use crate::Features;

/// A regular expression that the target understands.
pub struct Rewritten {
    pub text: String,
    pub flags: RegExpFlags,
    /// The names of all groups, where they are no longer in the pattern: `year,,day`.
    pub names: Option<String>,
}

/// The parts of a pattern that there is no older form for.
pub type Refusal = &'static str;

/// `Ok(None)` where the target understands it as it is.
pub fn rewrite(
    pattern: &Pattern,
    text: &str,
    flags: RegExpFlags,
    features: &Features,
) -> Result<Option<Rewritten>, Refusal> {
    let reading = Reading {
        unicode: flags.intersects(RegExpFlags::U | RegExpFlags::V),
        sets: flags.contains(RegExpFlags::V),
        ignore_case: flags.contains(RegExpFlags::I),
        multiline: flags.contains(RegExpFlags::M),
        dot_all: flags.contains(RegExpFlags::S),
    };
    let survey = Survey::of(pattern, reading, features.modifiers_regexp);
    if survey.lookbehind && features.lookbehind_regexp {
        return Err("lookbehind");
    }
    if flags.contains(RegExpFlags::D) && features.match_indices_regexp {
        return Err("the flag `d`");
    }
    let modifiers = survey.modifiers && features.modifiers_regexp;
    let properties = survey.properties && features.unicode_property_regexp;
    let unicode = reading.unicode && features.unicode_regexp;
    // Classes of the flag `v` are not written anew in its own syntax.
    let sets = reading.sets && (features.unicode_sets_regexp || unicode || properties || modifiers);
    let dot_all = reading.dot_all && (features.dot_all_regexp || unicode);
    let names = survey.has_names()
        && (features.named_groups_regexp
            || (features.duplicate_named_groups_regexp && survey.has_duplicate_names()));
    if !(modifiers || properties || unicode || sets || dot_all || names) {
        return Ok(None);
    }
    let mut engine = Reading {
        unicode: reading.unicode && !unicode,
        sets: reading.sets && !sets,
        dot_all: reading.dot_all && !dot_all,
        ..reading
    };
    if modifiers {
        // Sets can ignore case without the flag, references cannot.
        engine.ignore_case = if survey.references.on {
            if survey.references.off || survey.cased.off {
                return Err("a reference that ignores case where other parts do not");
            }
            true
        } else if survey.references.off || survey.cased.off {
            false
        } else {
            survey.cased.on || reading.ignore_case
        };
        // `$` can be written either way, `^` cannot.
        engine.multiline = survey
            .starts
            .one(survey.ends.one(reading.multiline).unwrap_or(reading.multiline))
            .ok_or("`^` of lines beside `^` of the whole text")?;
    }
    let mut rewriter = Rewriter {
        text,
        groups: &survey.groups,
        modifiers,
        properties,
        unicode,
        sets,
        names,
        out: String::with_capacity(text.len() + 16),
        after_number: false,
    };
    let unknown = "a property of Unicode that is not known";
    rewriter.whole(pattern, reading, engine, survey.surrogates).ok_or(unknown)?;
    let mut text = rewriter.out;
    if text.is_empty() {
        text.push_str("(?:)");
    }
    let mut flags = flags;
    flags.set(RegExpFlags::U, engine.unicode && !engine.sets);
    flags.set(RegExpFlags::V, engine.sets);
    flags.set(RegExpFlags::S, engine.dot_all);
    flags.set(RegExpFlags::I, engine.ignore_case);
    flags.set(RegExpFlags::M, engine.multiline);
    let names = names.then(|| survey.groups.join(","));
    Ok(Some(Rewritten { text, flags, names }))
}

#[expect(clippy::struct_excessive_bools, reason = "independent features")]
struct Rewriter<'p> {
    text: &'p str,
    groups: &'p [&'p str],
    /// What goes away.
    modifiers: bool,
    properties: bool,
    unicode: bool,
    sets: bool,
    names: bool,
    out: String,
    /// The text ends in a number that a digit would become part of.
    after_number: bool,
}

/// `reading` is what the pattern means at a place, `engine` what the text will be read as.
impl Rewriter<'_> {
    fn whole(
        &mut self,
        pattern: &Pattern,
        reading: Reading,
        engine: Reading,
        surrogates: bool,
    ) -> Option<()> {
        for (index, alternative) in pattern.body.body.iter().enumerate() {
            if index > 0 {
                self.push("|");
            }
            // What has no alternatives can be put into other patterns.
            let is_alone = pattern.body.body.len() > 1;
            let mut place = if is_alone { Place::Alone } else { Place::InSequence };
            // A match that begins in the middle of a pair would not begin at a character.
            if self.unicode && alternative_begins(alternative, reading) != Beginning::Between {
                self.push(if surrogates {
                    r"(?:^|(?![\uDC00-\uDFFF]))"
                } else {
                    r"(?![\uDC00-\uDFFF])"
                });
                place = Place::InSequence;
            }
            self.alternative(alternative, reading, engine, place)?;
        }
        Some(())
    }

    fn disjunction(
        &mut self,
        disjunction: &Disjunction,
        reading: Reading,
        engine: Reading,
    ) -> Option<()> {
        for (index, alternative) in disjunction.body.iter().enumerate() {
            if index > 0 {
                self.push("|");
            }
            self.alternative(alternative, reading, engine, Place::Alone)?;
        }
        Some(())
    }

    fn alternative(
        &mut self,
        alternative: &Alternative,
        reading: Reading,
        engine: Reading,
        place: Place,
    ) -> Option<()> {
        let place = if alternative.body.len() == 1 { place } else { Place::InSequence };
        for term in &alternative.body {
            self.term(term, reading, engine, place)?;
        }
        Some(())
    }

    fn term(&mut self, term: &Term, reading: Reading, engine: Reading, place: Place) -> Option<()> {
        match term {
            Term::BoundaryAssertion(assertion) => self.boundary(assertion, reading, engine),
            Term::LookAroundAssertion(assertion) => {
                self.slice(Span::new(assertion.span.start, assertion.body.span.start));
                self.disjunction(&assertion.body, reading, engine)?;
                self.push(")");
            }
            Term::Quantifier(quantifier) => {
                self.term(&quantifier.body, reading, engine, Place::Quantified)?;
                self.slice(Span::new(quantifier.body.span().end, quantifier.span.end));
            }
            Term::Character(character) => self.character(character, reading, engine, place),
            Term::Dot(dot) => {
                if self.unicode {
                    let set = if reading.dot_all {
                        CodePoints::all()
                    } else {
                        properties::line_terminators().complement()
                    };
                    self.set(&set, engine, place);
                } else if reading.dot_all == engine.dot_all {
                    self.slice(dot.span);
                } else {
                    self.push(if reading.dot_all { r"[\s\S]" } else { r"[^\n\r\u2028\u2029]" });
                }
            }
            Term::CharacterClassEscape(escape) => {
                self.class_escape(escape, reading, engine, place);
            }
            Term::UnicodePropertyEscape(escape) => {
                self.property(escape, reading, engine, place)?;
            }
            Term::CharacterClass(class) => self.class(class, reading, engine, place)?,
            Term::CapturingGroup(group) => {
                if self.names {
                    self.push("(");
                } else {
                    self.slice(Span::new(group.span.start, group.body.span.start));
                }
                self.disjunction(&group.body, reading, engine)?;
                self.push(")");
            }
            Term::IgnoreGroup(group) => self.ignore_group(group, reading, engine)?,
            Term::IndexedReference(reference) => {
                self.slice(reference.span);
                self.after_number = true;
            }
            Term::NamedReference(reference) => self.named_reference(reference),
        }
        Some(())
    }

    fn boundary(&mut self, assertion: &BoundaryAssertion, reading: Reading, engine: Reading) {
        if assertion.kind == BoundaryAssertionKind::End && reading.multiline != engine.multiline {
            self.push(if reading.multiline { r"(?=[\n\r\u2028\u2029]|$)" } else { r"(?![\s\S])" });
        } else {
            self.slice(assertion.span);
        }
    }

    fn ignore_group(
        &mut self,
        group: &IgnoreGroup,
        reading: Reading,
        engine: Reading,
    ) -> Option<()> {
        let inside = modified(reading, group.modifiers.as_ref());
        let mut engine = engine;
        if self.modifiers {
            self.push("(?:");
        } else {
            engine = modified(engine, group.modifiers.as_ref());
            self.slice(Span::new(group.span.start, group.body.span.start));
        }
        self.disjunction(&group.body, inside, engine)?;
        self.push(")");
        Some(())
    }

    /// `\k<name>` → `\1`, or `(?:\1\2)` where one of several groups has matched: those that
    /// have not match nothing.
    fn named_reference(&mut self, reference: &NamedReference) {
        if !self.names {
            self.slice(reference.span);
            return;
        }
        let groups = self.groups;
        let named = |name: &str| name == reference.name.as_str();
        let single = groups.iter().filter(|name| named(name)).count() == 1;
        if !single {
            self.push("(?:");
        }
        for (index, _) in groups.iter().enumerate().filter(|(_, name)| named(name)) {
            self.push(&format!("\\{}", index + 1));
        }
        if single {
            self.after_number = true;
        } else {
            self.push(")");
        }
    }

    fn character(
        &mut self,
        character: &Character,
        reading: Reading,
        engine: Reading,
        place: Place,
    ) {
        let value = character.value;
        let set = CodePoints::of(value);
        if self.changes_case(&set, reading, engine) {
            self.set(&reading.close(set), engine, place);
            return;
        }
        let source = &self.text[character.span.start as usize..character.span.end as usize];
        let is_surrogate = (0xD800..=0xDFFF).contains(&value);
        if self.unicode && (value > 0xFFFF || is_surrogate) {
            self.set(&set, engine, place);
        } else if self.unicode && source.starts_with("\\u{") {
            let text = print::character(value, Alphabet::Units).at(place);
            self.push(&text);
        } else if !reading.unicode && is_surrogate && !source.starts_with('\\') {
            // Half of a character that stands in the text.
            self.push(&format!("\\u{value:04X}"));
        } else {
            self.slice(character.span);
            self.after_number = matches!(
                character.kind,
                CharacterKind::Null
                    | CharacterKind::Octal1
                    | CharacterKind::Octal2
                    | CharacterKind::Octal3
            );
        }
    }

    /// Whether `set`, as it is, would match something else in the result.
    fn changes_case(&self, set: &CodePoints, reading: Reading, engine: Reading) -> bool {
        if !reading.ignore_case {
            return false;
        }
        let closed = reading.close(set.clone());
        if !engine.ignore_case {
            return closed != *set;
        }
        // What folding makes the same is more than what upper case does.
        self.unicode && case::close(set, Folding::UpperCase) != closed
    }

    fn class_escape(
        &mut self,
        escape: &CharacterClassEscape,
        reading: Reading,
        engine: Reading,
        place: Place,
    ) {
        use CharacterClassEscapeKind::{NegativeD, NegativeS, NegativeW, W};
        let folds = reading.unicode && reading.ignore_case;
        let rewrites = match escape.kind {
            NegativeD | NegativeS => self.unicode,
            NegativeW => self.unicode || (folds && !engine.ignore_case),
            W => folds && (self.unicode || !engine.ignore_case),
            _ => false,
        };
        if rewrites {
            let set = reading.close(reading.escape(escape.kind));
            self.set(&set, engine, place);
        } else {
            self.slice(escape.span);
        }
    }

    fn property(
        &mut self,
        escape: &UnicodePropertyEscape,
        reading: Reading,
        engine: Reading,
        place: Place,
    ) -> Option<()> {
        let moves = self.sets && (escape.strings || (escape.negative && reading.ignore_case));
        let folds = reading.ignore_case && !engine.ignore_case;
        if moves
            && self.has_tables(engine)
            && !folds
            && let Some(piece) = lookahead::property(escape, self.text, reading)
        {
            self.push(&piece.at(place));
        } else if self.properties || self.unicode || moves || folds {
            let matched = reading.property(escape)?;
            self.matched(matched, reading, engine, place);
        } else {
            self.slice(escape.span);
        }
        Some(())
    }

    fn class(
        &mut self,
        class: &CharacterClass,
        reading: Reading,
        engine: Reading,
        place: Place,
    ) -> Option<()> {
        if self.class_stays(class, reading, engine) {
            self.slice(class.span);
        } else if self.has_tables(engine)
            && reading.ignore_case == engine.ignore_case
            && lookahead::mentions_property(class)
            && let Some(piece) = lookahead::class(class, self.text, reading)
        {
            self.push(&piece.at(place));
        } else {
            let matched = reading.class(class)?;
            self.matched(matched, reading, engine, place);
        }
        Some(())
    }

    /// Whether the engine knows properties.
    fn has_tables(&self, engine: Reading) -> bool {
        engine.unicode && !self.properties
    }

    /// Whether the text of `class` means the same in the result.
    fn class_stays(&self, class: &CharacterClass, reading: Reading, engine: Reading) -> bool {
        if self.sets {
            return false;
        }
        let folds = reading.ignore_case && !engine.ignore_case;
        if folds || (self.unicode && class.negative) {
            return false;
        }
        let stays = class.body.iter().all(|part| match part {
            CharacterClassContents::UnicodePropertyEscape(_) => !self.properties && !self.unicode,
            CharacterClassContents::CharacterClassEscape(escape) => {
                use CharacterClassEscapeKind::{D, S, W};
                !self.unicode || matches!(escape.kind, D | S | W)
            }
            CharacterClassContents::CharacterClassRange(range) => {
                !self.unicode || (range.max.value < 0xD800 || range.min.value > 0xDFFF)
            }
            CharacterClassContents::Character(_) => true,
            CharacterClassContents::NestedCharacterClass(_)
            | CharacterClassContents::ClassStringDisjunction(_) => false,
        });
        if !stays || !self.unicode {
            return stays;
        }
        let text = &self.text[class.span.start as usize..class.span.end as usize];
        let Some(Matched { characters, .. }) =
            (Reading { ignore_case: false, ..reading }).class(class)
        else {
            return false;
        };
        !text.contains("\\u{")
            && !characters.intersects(0xD800, 0xDFFF)
            && !characters.intersects(0x1_0000, u32::MAX)
            && !self.changes_case(&characters, reading, engine)
    }

    fn matched(&mut self, matched: Matched, reading: Reading, engine: Reading, place: Place) {
        let Matched { characters, strings } = matched;
        let characters = reading.close(characters);
        if strings.is_empty() {
            self.set(&characters, engine, place);
            return;
        }
        let print = |set: &CodePoints| self.piece(&reading.close(set.clone()), engine);
        let mut alternatives = strings::alternatives(&strings, &print);
        if !characters.is_empty() {
            alternatives.push(self.piece(&characters, engine));
        }
        if strings.contains(&Vec::new()) {
            alternatives.push(Piece::Sequence(String::new()));
        }
        let text = Piece::from_alternatives(alternatives).at(place);
        self.push(&text);
    }

    fn set(&mut self, set: &CodePoints, engine: Reading, place: Place) {
        let text = self.piece(set, engine).at(place);
        self.push(&text);
    }

    fn piece(&self, set: &CodePoints, engine: Reading) -> Piece {
        let ignore_case = engine.ignore_case;
        if engine.unicode {
            let style = Style { alphabet: Alphabet::CodePoints, ignore_case };
            Piece::Atom(print::class(set, style))
        } else {
            let style = Style { alphabet: Alphabet::Units, ignore_case };
            if self.unicode {
                print::by_units(set, style)
            } else {
                Piece::Atom(print::class(set, style))
            }
        }
    }

    fn slice(&mut self, span: Span) {
        let text = self.text;
        self.push(&text[span.start as usize..span.end as usize]);
    }

    fn push(&mut self, text: &str) {
        if self.after_number && text.starts_with(|char: char| char.is_ascii_digit()) {
            self.out.push_str("(?:)");
        }
        self.after_number = false;
        self.out.push_str(text);
    }
}
