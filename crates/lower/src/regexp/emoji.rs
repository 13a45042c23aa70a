//! The properties of strings: `\p{RGI_Emoji}` and its parts (UTS #51).
//!
//! Pictures that are one character, or one with U+FE0F, come from the tables of ICU. It has
//! none for the longer ones; those of Emoji 17 are in `emoji/`.

use std::collections::BTreeSet;

use icu_properties::{CodePointSetData, EmojiSetData, props};

use super::{class::Matched, set::CodePoints};

/// Sequences joined by U+200D, one a line: `_` stands for it, `^` for U+FE0F, `*` for a tone
/// of skin, `?` for one or none, `+` for a person, man or woman, `!` for either sign of sex.
const JOINED: &str = include_str!("emoji/joined.txt");
/// Regions that have a flag.
const FLAGS: &str = include_str!("emoji/flags.txt");
/// Parts of regions that have one.
const TAGS: [&str; 3] = ["gbeng", "gbsct", "gbwls"];

const TONES: [char; 5] = ['\u{1F3FB}', '\u{1F3FC}', '\u{1F3FD}', '\u{1F3FE}', '\u{1F3FF}'];
const FAMILY: char = '\u{1F46A}';

/// `None` for properties that the tables do not have.
pub fn property(name: &str) -> Option<Matched> {
    let mut matched = Matched::default();
    match name {
        "Basic_Emoji" => basic(&mut matched),
        "Emoji_Keycap_Sequence" => keycaps(&mut matched.strings),
        "RGI_Emoji_Modifier_Sequence" => modified(&mut matched.strings),
        "RGI_Emoji_Flag_Sequence" => flags(&mut matched.strings),
        "RGI_Emoji_Tag_Sequence" => tagged(&mut matched.strings),
        "RGI_Emoji_ZWJ_Sequence" => joined(&mut matched.strings),
        "RGI_Emoji" => {
            basic(&mut matched);
            for add in [keycaps, modified, flags, tagged, joined] {
                add(&mut matched.strings);
            }
        }
        _ => return None,
    }
    Some(matched)
}

type Strings = BTreeSet<Vec<u32>>;

fn basic(matched: &mut Matched) {
    let set = EmojiSetData::new::<props::BasicEmoji>().static_to_owned();
    let set = set.to_code_point_inversion_list_string_list();
    let ranges = set.code_points().iter_ranges();
    matched.characters =
        CodePoints::from_ranges(ranges.map(|range| (*range.start(), *range.end())));
    for string in set.strings().iter() {
        matched.strings.insert(string.chars().map(u32::from).collect());
    }
}

fn keycaps(strings: &mut Strings) {
    strings.extend("#*0123456789".chars().map(|key| vec![u32::from(key), 0xFE0F, 0x20E3]));
}

fn modified(strings: &mut Strings) {
    let bases = CodePointSetData::new::<props::EmojiModifierBase>();
    for base in bases.iter_ranges().flatten().filter(|&base| base != u32::from(FAMILY)) {
        strings.extend(TONES.map(|tone| vec![base, u32::from(tone)]));
    }
}

fn flags(strings: &mut Strings) {
    let letter = |byte| 0x1F1E6 + u32::from(byte) - u32::from(b'A');
    strings.extend(FLAGS.split_whitespace().map(|region| region.bytes().map(letter).collect()));
}

fn tagged(strings: &mut Strings) {
    for region in TAGS {
        let tag = region.bytes().map(|byte| 0xE0000 + u32::from(byte));
        strings.insert([0x1F3F4].into_iter().chain(tag).chain([0xE007F]).collect());
    }
}

fn joined(strings: &mut Strings) {
    for line in JOINED.lines() {
        expand(line, &mut Vec::new(), strings);
    }
}

fn expand(rest: &str, string: &mut Vec<u32>, strings: &mut Strings) {
    let mut chars = rest.chars();
    let Some(first) = chars.next() else {
        strings.insert(string.clone());
        return;
    };
    let rest = chars.as_str();
    let choices: &[char] = match first {
        '_' => &['\u{200D}'],
        '^' => &['\u{FE0F}'],
        '*' | '?' => &TONES,
        '+' => &['\u{1F468}', '\u{1F469}', '\u{1F9D1}'],
        '!' => &['\u{2640}', '\u{2642}'],
        _ => &[first],
    };
    if first == '?' {
        expand(rest, string, strings);
    }
    for &choice in choices {
        string.push(u32::from(choice));
        expand(rest, string, strings);
        string.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences_are_as_many_as_emoji_17_has() {
        let count = |name: &str| property(name).expect("a property").strings.len();
        assert_eq!(count("RGI_Emoji_ZWJ_Sequence"), 1614);
        assert_eq!(count("RGI_Emoji_Flag_Sequence"), 259);
        assert_eq!(count("Emoji_Keycap_Sequence"), 12);
    }
}
