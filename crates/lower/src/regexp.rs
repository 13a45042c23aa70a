//! Regular expressions in the syntax and the flags of the target.
//!
//! A pattern is parsed only if its flags or its text name something that the target lacks.
//! What a class or a character matches is found as a set of code points and written anew;
//! everything else keeps its text. The result still makes a new object each time:
//!
//! ```js
//! /\p{Lu}./su                // /(?:[A-Z…]|\uD801[\uDC00-\uDC27]|…)(?:[^…]|…)/
//! /(?<year>\d+)-\k<year>/    // _wrapRegExp(/(\d+)-\1/, "year")
//! /a/y                       // _stickyRegExp("a", "y")
//! /(?<=a)b/                  // new RegExp("(?<=a)b"), with a warning
//! ```
//!
//! A module that reads `source` makes patterns of others, with flags of its own, and those of a
//! lowered text would be wrong. There it is lowered only for engines that have to have it so:
//!
//! ```js
//! /\p{Lu}/u                  // _regExpOrLowered("\\p{Lu}", "u", /[A-Z…]|…/)
//! ```

mod case;
mod class;
mod emoji;
mod lookahead;
mod print;
mod properties;
mod rewrite;
mod set;
mod strings;
mod survey;
#[cfg(test)]
mod tests;

use oxc::{
    ast::ast::*,
    regular_expression::{LiteralParser, Options},
};

use crate::{Features, Problem, driver::Driver};
use rewrite::{Rewritten, rewrite};

/// Groups and classes in each other; the parser of patterns is recursive.
const DEEPEST: usize = 1000;

/// Whether a regular expression may hold what `features` say is lacking.
pub fn may_need(literal: &RegExpLiteral, features: &Features) -> bool {
    let flags = literal.regex.flags;
    let text = literal.regex.pattern.text.as_str();
    let by_code_points = flags.intersects(RegExpFlags::U | RegExpFlags::V);
    (features.unicode_regexp && by_code_points)
        || (features.unicode_sets_regexp && flags.contains(RegExpFlags::V))
        || (features.sticky_regexp && flags.contains(RegExpFlags::Y))
        || (features.dot_all_regexp && flags.contains(RegExpFlags::S))
        || (features.match_indices_regexp && flags.contains(RegExpFlags::D))
        || (features.unicode_property_regexp
            && by_code_points
            && (text.contains("\\p") || text.contains("\\P")))
        || ((features.named_groups_regexp
            || features.duplicate_named_groups_regexp
            || features.lookbehind_regexp)
            && text.contains("(?<"))
        || (features.modifiers_regexp
            && text.match_indices("(?").any(|(index, _)| {
                matches!(text.as_bytes().get(index + 2), Some(b'i' | b'm' | b's' | b'-'))
            }))
}

impl<'a> Driver<'a, '_> {
    pub fn regexp_literal(&mut self, expression: &mut Expression<'a>) {
        let Expression::RegExpLiteral(literal) = &*expression else { return };
        if !may_need(literal, &self.features) {
            return;
        }
        let text = literal.regex.pattern.text.as_str();
        let flags = literal.regex.flags;
        let rewritten = if depth(text, flags) > DEEPEST {
            Err("groups as deep as these")
        } else {
            let flags_text = flags.to_inline_string();
            let parser = LiteralParser::new(
                self.make.allocator,
                text,
                Some(flags_text.as_str()),
                Options::default(),
            );
            // The engine says what is wrong with it when the module is loaded.
            let Ok(pattern) = parser.parse() else { return };
            rewrite(&pattern, text, flags, &self.features)
        };
        match rewritten {
            Ok(None) if self.features.sticky_regexp && flags.contains(RegExpFlags::Y) => {
                let text = String::from(text);
                self.replace_regexp(expression, &Rewritten { text, flags, names: None });
            }
            Ok(None) => {}
            Ok(Some(rewritten)) => self.replace_regexp(expression, &rewritten),
            Err(refusal) => self.regexp_constructor(expression, refusal),
        }
    }

    fn replace_regexp(&mut self, expression: &mut Expression<'a>, rewritten: &Rewritten) {
        let Expression::RegExpLiteral(literal) = expression else { return };
        let span = literal.span;
        let written = self.reads_source().then(|| {
            let flags = self.make.text(literal.regex.flags.to_inline_string().as_str());
            (literal.regex.pattern.text.as_str(), flags)
        });
        let text = self.make.text(&rewritten.text);
        if self.features.sticky_regexp && rewritten.flags.contains(RegExpFlags::Y) {
            let flags = self.make.text(rewritten.flags.to_inline_string().as_str());
            let arguments = [self.make.string(span, text), self.make.string(span, flags)];
            let helper = self.helper("stickyRegExp", span);
            *expression = self.make.pure_call(span, helper, arguments);
        } else {
            literal.regex.pattern = RegExpPattern { text: text.into(), pattern: None };
            literal.regex.flags = rewritten.flags;
            literal.raw = None;
        }
        if let Some(names) = &rewritten.names {
            let names = self.make.string(span, self.make.text(names));
            let helper = self.helper("wrapRegExp", span);
            let regexp = std::mem::replace(expression, self.make.null(span));
            *expression = self.make.pure_call(span, helper, [regexp, names]);
        }
        if let Some((text, flags)) = written {
            let helper = self.helper("regExpOrLowered", span);
            let lowered = std::mem::replace(expression, self.make.null(span));
            let (text, flags) = (self.make.string(span, text), self.make.string(span, flags));
            *expression = self.make.pure_call(span, helper, [text, flags, lowered]);
        }
    }

    /// Whether the module reads a property `source`, as its text has it.
    fn reads_source(&mut self) -> bool {
        let text = self.source_text;
        *self.reads_source.get_or_insert_with(|| {
            text.match_indices("source").any(|(index, word)| {
                let (before, after) = (&text[..index], &text[index + word.len()..]);
                let is_word =
                    !after.starts_with(|char: char| char.is_alphanumeric() || char == '_');
                is_word && before.trim_end().ends_with(['.', '{', ',', '"', '\''])
            })
        })
    }

    /// `new RegExp("pattern", "flags")`, which the file parses with; an engine that knows
    /// more than the target asks for can still run it.
    fn regexp_constructor(&mut self, expression: &mut Expression<'a>, refusal: &str) {
        let Expression::RegExpLiteral(literal) = &*expression else { return };
        let span = literal.span;
        self.problems.push(Problem {
            code: "regexp-not-lowered",
            message: format!("the target has no regular expressions with {refusal}"),
            span,
            hint: Some("it throws in engines that lack it, where it is evaluated"),
            is_error: false,
        });
        let text = literal.regex.pattern.text;
        let flags = self.make.text(literal.regex.flags.to_inline_string().as_str());
        let callee = self.make.name(span, "RegExp");
        let mut arguments = self.make.arguments([self.make.string(span, text.as_str())]);
        if !flags.is_empty() {
            arguments.push(Argument::from(self.make.string(span, flags)));
        }
        let builder = self.make.builder();
        *expression = Expression::new_new_expression(span, callee, None, arguments, &builder);
    }
}

/// How deep groups and classes are nested, at most.
fn depth(text: &str, flags: RegExpFlags) -> usize {
    let nested_classes = flags.contains(RegExpFlags::V);
    let (mut groups, mut classes, mut deepest) = (0_usize, 0_usize, 0);
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'\\' => {
                bytes.next();
            }
            b'[' if classes == 0 || nested_classes => classes += 1,
            b']' => classes = classes.saturating_sub(1),
            b'(' if classes == 0 => groups += 1,
            b')' if classes == 0 => groups = groups.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(groups + classes);
    }
    deepest
}
