//! The sets behind `\d`, `\s`, `\w` and `\p{…}`.

use icu_properties::{
    CodePointMapData, CodePointSetData, PropertyParser,
    props::{GeneralCategory, GeneralCategoryGroup, Script},
    script::ScriptWithExtensions,
};

use super::set::{CodePoints, LAST};

pub fn digits() -> CodePoints {
    CodePoints::from_ranges([(0x30, 0x39)])
}

pub fn word_characters() -> CodePoints {
    CodePoints::from_ranges([(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)])
}

/// `WhiteSpace` and `LineTerminator`.
pub fn white_space() -> CodePoints {
    CodePoints::from_ranges([
        (0x09, 0x0D),
        (0x20, 0x20),
        (0xA0, 0xA0),
        (0x1680, 0x1680),
        (0x2000, 0x200A),
        (0x2028, 0x2029),
        (0x202F, 0x202F),
        (0x205F, 0x205F),
        (0x3000, 0x3000),
        (0xFEFF, 0xFEFF),
    ])
}

/// What `.` leaves out.
pub fn line_terminators() -> CodePoints {
    CodePoints::from_ranges([(0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029)])
}

/// The set of `\p{name}` or `\p{name=value}`; `None` for what the tables do not know.
pub fn property(name: &str, value: Option<&str>) -> Option<CodePoints> {
    match (name, value) {
        ("General_Category" | "gc", Some(value)) => general_category(value),
        ("Script" | "sc", Some(value)) => {
            let script = PropertyParser::<Script>::new().get_strict(value)?;
            let map = CodePointMapData::<Script>::new();
            Some(collect(map.iter_ranges_for_value(script)))
        }
        ("Script_Extensions" | "scx", Some(value)) => {
            let script = PropertyParser::<Script>::new().get_strict(value)?;
            Some(collect(ScriptWithExtensions::new().get_script_extensions_ranges(script)))
        }
        ("Any", None) => Some(CodePoints::all()),
        ("ASCII", None) => Some(CodePoints::from_ranges([(0, 0x7F)])),
        ("Assigned", None) => general_category("Cn").map(|set| set.complement()),
        (name, None) => match CodePointSetData::new_for_ecma262(name.as_bytes()) {
            Some(set) => Some(collect(set.iter_ranges())),
            None => general_category(name),
        },
        _ => None,
    }
}

fn general_category(name: &str) -> Option<CodePoints> {
    let group = PropertyParser::<GeneralCategoryGroup>::new().get_strict(name)?;
    let map = CodePointMapData::<GeneralCategory>::new();
    Some(collect(map.iter_ranges_for_group(group)))
}

fn collect(ranges: impl Iterator<Item = std::ops::RangeInclusive<u32>>) -> CodePoints {
    CodePoints::from_ranges(ranges.map(|range| (*range.start(), (*range.end()).min(LAST))))
}
