//! What patterns become; that they match the same is checked by running them.

use oxc::{
    allocator::Allocator,
    ast::ast::RegExpFlags,
    regular_expression::{LiteralParser, Options},
    transformer::{ESFeature, EngineTargets},
};

use super::{Rewritten, depth, rewrite};
use crate::Features;

/// `pattern/flags`, with the names of groups behind it; what could not be done; or the same.
fn rewritten(pattern: &str, flags: &str, features: &Features) -> String {
    let allocator = Allocator::default();
    let bits = flags
        .chars()
        .map(|flag| RegExpFlags::try_from(flag).expect("a flag"))
        .fold(RegExpFlags::empty(), |all, flag| all | flag);
    let parser = LiteralParser::new(&allocator, pattern, Some(flags), Options::default());
    match rewrite(&parser.parse().expect("a pattern"), pattern, bits, features) {
        Ok(None) => format!("{pattern}/{flags}"),
        Ok(Some(Rewritten { text, flags, names })) => {
            let names = names.map(|names| format!(" {names}")).unwrap_or_default();
            format!("{text}/{}{names}", flags.to_inline_string().as_str())
        }
        Err(refusal) => refusal.to_owned(),
    }
}

fn es5(pattern: &str, flags: &str) -> String {
    rewritten(pattern, flags, &Features::es5())
}

/// For an engine that has had everything up to `edition`.
fn edition(edition: &str, pattern: &str, flags: &str) -> String {
    let targets = EngineTargets::from_target(edition).expect("an edition");
    assert!(targets.supports_es_feature(ESFeature::ES2015UnicodeRegex));
    rewritten(pattern, flags, &Features::new(&targets))
}

#[test]
fn what_es5_has_stays() {
    for (pattern, flags) in [
        ("a(?:b|c)+?[^d-f]\\1", "gim"),
        ("(?=a)(?!b)\\d{2,}", ""),
        ("\\u{2}[^]\\cA\\8", "i"),
        ("[(?<a>]", ""),
        ("😀+", ""),
    ] {
        assert_eq!(es5(pattern, flags), format!("{pattern}/{flags}"));
    }
}

#[test]
fn characters_beyond_the_plane_become_pairs() {
    assert_eq!(es5("a😀b", "u"), r"a\uD83D\uDE00b/");
    assert_eq!(es5("😀+", "u"), r"(?:\uD83D\uDE00)+/");
    assert_eq!(es5("[a-z😀]", "u"), r"(?:[a-z]|\uD83D\uDE00)/");
    assert_eq!(es5(r"x[a-z\u{1F600}-\u{1F64F}]", "u"), r"x(?:[a-z]|\uD83D[\uDE00-\uDE4F])/");
    assert_eq!(es5(r"\u{61}\u{2E}[\u{61}]", "u"), r"a\.a/");
}

#[test]
fn a_match_begins_between_characters() {
    let any = r"(?:[^\n\r\u2028\u2029\uD800-\uDBFF]|[\uD800-\uDBFF](?:[\uDC00-\uDFFF]|(?![\uDC00-\uDFFF])))";
    assert_eq!(es5("a.", "u"), format!("a{any}/"));
    assert_eq!(es5("^.$", "u"), format!("^{any}$/"));
    assert_eq!(es5(".", "u"), format!(r"(?![\uDC00-\uDFFF]){any}/"));
    assert_eq!(es5("(?:)", "u"), r"(?![\uDC00-\uDFFF])(?:)/");
    assert_eq!(es5("a*|b", "u"), r"(?![\uDC00-\uDFFF])a*|b/");
    assert_eq!(es5(r"\b.", "u"), format!(r"\b{any}/"));
    assert_eq!(
        es5(r"\uDC00|\uD800", "u"),
        r"(?:^|(?![\uDC00-\uDFFF]))\uDC00|\uD800(?![\uDC00-\uDFFF])/"
    );
}

#[test]
fn folding_joins_more_than_upper_case() {
    assert_eq!(es5("Ab", "iu"), "Ab/i");
    assert_eq!(es5("k", "iu"), r"[k\u212A]/i");
    assert_eq!(es5("[a-j]", "iu"), "[a-j]/i");
    assert_eq!(es5("[a-z]", "iu"), r"[a-z\u017F\u212A]/i");
    assert_eq!(es5(r"\w\d", "iu"), r"[\w\u017F\u212A]\d/i");
    assert_eq!(es5(r"\u{10400}", "iu"), r"\uD801[\uDC00\uDC28]/i");
}

#[test]
fn the_dot_matches_lines() {
    assert_eq!(es5("a.b", "gs"), r"a[\s\S]b/g");
    assert_eq!(edition("es2017", ".", "su"), r"[\s\S]/u");
    assert_eq!(edition("es2018", ".", "su"), "./su");
}

#[test]
fn groups_lose_their_names() {
    assert_eq!(es5(r"(?<y>\d+)-(.)\k<y>", ""), r"(\d+)-(.)\1/ y,");
    assert_eq!(es5(r"(?<y>.)\k<y>1", ""), r"(.)\1(?:)1/ y");
    assert_eq!(es5(r"(?:(?<a>x)|(?<a>y))\k<a>", ""), r"(?:(x)|(y))(?:\1\2)/ a,a");
    assert_eq!(edition("es2018", "(?<a>x)", ""), "(?<a>x)/");
    assert_eq!(edition("es2018", "(?<a>x)|(?<a>y)", ""), "(x)|(y)/ a,a");
}

#[test]
fn properties_become_classes() {
    assert_eq!(edition("es2017", r"\p{ASCII_Hex_Digit}", "u"), r"[\dA-Fa-f]/u");
    assert_eq!(edition("es2017", r"\P{ASCII}", "u"), r"[^\x00-\x7F]/u");
    assert_eq!(es5(r"\p{Script=Ogham}", "u"), r"[\u1680-\u169C]/");
    assert_eq!(es5(r"\p{Script=Gothic}+", "u"), r"(?:\uD800[\uDF30-\uDF4A])+/");
}

#[test]
fn sets_are_worked_out() {
    assert_eq!(es5(r"[[a-z]--[aeiou]]", "v"), "[b-df-hj-np-tv-z]/");
    assert_eq!(es5(r"[\w&&\d]", "v"), r"\d/");
    assert_eq!(es5(r"b[\q{abc|abd|x|}y]+", "v"), "b(?:ab[cd]|[xy]|)+/");
    assert_eq!(edition("es2020", r"[\p{L}--[a-z]]", "v"), r"(?![a-z])\p{L}/u");
    assert_eq!(edition("es2020", r"[^\p{L}&&[a-z\-]]+", "v"), r"(?:(?!(?=\p{L})[a-z\-])[\s\S])+/u");
    assert_eq!(edition("es2020", r"\P{Lu}", "iv"), r"[^\p{Lu}]/iu");
    assert_eq!(edition("es2024", r"[\p{L}--[a-z]]", "v"), r"[\p{L}--[a-z]]/v");
}

#[test]
fn modifiers_become_flags_or_sets() {
    assert_eq!(es5("(?i:a)b", ""), "(?:[Aa])b/");
    assert_eq!(es5("(?i:ab)", ""), "(?:ab)/i");
    assert_eq!(es5("a(?-i:b)", "i"), "[Aa](?:b)/");
    assert_eq!(es5("(?s:.).", ""), r"(?:[\s\S])./");
    assert_eq!(es5("(?m:^a$)b$", ""), r"(?:^a$)b(?![\s\S])/m");
    assert_eq!(es5("a$(?m:b$)", ""), r"a$(?:b(?=[\n\r\u2028\u2029]|$))/");
    assert_eq!(edition("es2025", "(?i:a)b", ""), "(?i:a)b/");
}

#[test]
fn what_cannot_be_said_is_left() {
    assert_eq!(es5("(?<=a)b", ""), "lookbehind");
    assert_eq!(es5("a", "d"), "the flag `d`");
    assert!(es5("^(?m:^a)", "").starts_with("`^`"));
    assert!(es5(r"(a)(?i:\1)", "").starts_with("a reference"));
}

#[test]
fn depth_is_that_of_groups_and_classes() {
    let depth = |text| depth(text, RegExpFlags::empty());
    assert_eq!(depth("a"), 0);
    assert_eq!(depth(r"((a)\(|[((])"), 2);
    assert_eq!(depth(&"(".repeat(5000)), 5000);
}
