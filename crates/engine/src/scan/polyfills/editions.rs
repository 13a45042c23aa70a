//! Which edition of ECMAScript brought what a module of core-js does.
//!
//! core-js knows engines, not editions, and a target may be an edition. Where a later one
//! changed what an older method does (`Array.prototype.concat` in ES2015), the later counts,
//! as it does in core-js's own table: an engine of the older lacks the change.

use super::compat::Version;

/// `esnext`, which lacks nothing.
pub const NEWEST: u16 = u16::MAX;

/// By edition: names of modules without `es.`, by folder, the folder's own name as `=`.
const TABLE: [(u16, &[&str]); 13] = [
    (
        5,
        &[
            "array every for-each index-of is-array join last-index-of push reduce reduce-right \
             reverse some unshift",
            "date get-year now set-year to-gmt-string to-iso-string to-json to-string",
            "error to-string",
            "escape =",
            "function bind",
            "number to-exponential to-fixed to-precision",
            "object create define-properties define-property",
            "parse-float =",
            "parse-int =",
            "string substr trim",
            "unescape =",
        ],
    ),
    (
        2015,
        &[
            "array concat copy-within fill filter find find-index from iterator map of slice \
             species splice",
            "array-buffer constructor is-view slice",
            "data-view =",
            "date to-primitive",
            "function has-instance name",
            "json to-string-tag",
            "map =",
            "math acosh asinh atanh cbrt clz32 cosh expm1 fround hypot imul log10 log1p log2 sign \
             sinh tanh to-string-tag trunc",
            "number constructor epsilon is-finite is-integer is-nan is-safe-integer \
             max-safe-integer min-safe-integer parse-float parse-int",
            "object assign freeze get-own-property-descriptor get-own-property-names \
             get-prototype-of is is-extensible is-frozen is-sealed keys prevent-extensions proto \
             seal set-prototype-of to-string",
            "promise =",
            "reflect apply construct define-property delete-property get \
             get-own-property-descriptor get-prototype-of has is-extensible own-keys \
             prevent-extensions set set-prototype-of",
            "regexp flags sticky test to-string",
            "set =",
            "string anchor big blink bold code-point-at ends-with fixed fontcolor fontsize \
             from-code-point includes italics iterator link match raw repeat search small split \
             starts-with strike sub sup",
            "symbol = has-instance is-concat-spreadable iterator match replace search species \
             split to-primitive to-string-tag unscopables",
            "typed-array copy-within every fill filter find find-index float32-array \
             float64-array for-each from index-of int16-array int32-array int8-array iterator \
             join last-index-of map of reduce reduce-right reverse set slice some subarray \
             to-locale-string to-string uint16-array uint32-array uint8-array \
             uint8-clamped-array",
            "weak-map =",
            "weak-set =",
        ],
    ),
    (2016, &["array includes", "typed-array includes"]),
    (
        2017,
        &[
            "object define-getter define-setter entries get-own-property-descriptors \
             lookup-getter lookup-setter values",
            "string pad-end pad-start",
        ],
    ),
    (
        2018,
        &[
            "promise finally",
            "regexp constructor dot-all exec",
            "string replace",
            "symbol async-iterator",
        ],
    ),
    (
        2019,
        &[
            "array flat flat-map sort unscopables.flat unscopables.flat-map",
            "object from-entries",
            "string trim-end trim-start",
            "symbol description",
            "typed-array sort",
        ],
    ),
    (2020, &["global-this =", "promise all-settled", "string match-all", "symbol match-all"]),
    (2021, &["aggregate-error =", "promise any", "reflect to-string-tag", "string replace-all"]),
    (
        2022,
        &[
            "aggregate-error cause",
            "array at",
            "error cause",
            "object has-own",
            "string at-alternative",
            "typed-array at",
        ],
    ),
    (
        2023,
        &[
            "array find-last find-last-index to-reversed to-sorted to-spliced with",
            "typed-array find-last find-last-index to-reversed to-sorted with",
        ],
    ),
    (
        2024,
        &[
            "array-buffer detached transfer transfer-to-fixed-length",
            "map group-by",
            "object group-by",
            "promise with-resolvers",
            "string is-well-formed to-well-formed",
        ],
    ),
    (
        2025,
        &[
            "data-view get-float16 set-float16",
            "iterator constructor drop every filter find flat-map for-each from map reduce some \
             take to-array",
            "math f16round",
            "promise try",
            "regexp escape",
            "set difference.v2 intersection.v2 is-disjoint-from.v2 is-subset-of.v2 \
             is-superset-of.v2 symmetric-difference.v2 union.v2",
        ],
    ),
    (
        2026,
        &[
            "array from-async",
            "error is-error",
            "iterator concat",
            "json is-raw-json parse raw-json stringify",
            "map get-or-insert get-or-insert-computed",
            "math sum-precise",
            "uint8-array from-base64 from-hex set-from-base64 set-from-hex to-base64 to-hex",
            "weak-map get-or-insert get-or-insert-computed",
        ],
    ),
];

/// Names of all modules in the table, without `es.`: `array.flat`, `promise`.
pub fn modules() -> impl Iterator<Item = String> {
    TABLE.iter().flat_map(|(_, rows)| rows.iter()).flat_map(|row| {
        let (folder, names) = row.split_once(' ').unwrap_or((row, ""));
        names.split_whitespace().map(move |name| match name {
            "=" => folder.to_owned(),
            name => format!("{folder}.{name}"),
        })
    })
}

/// The edition of a module `es.…`; one that the table does not know is newer than all.
#[must_use]
pub fn edition_of(module: &str) -> u16 {
    let name = module.strip_prefix("es.").unwrap_or(module);
    let (folder, rest) = name.split_once('.').unwrap_or((name, "="));
    let found = TABLE.iter().find(|(_, rows)| {
        rows.iter().any(|row| {
            row.split_once(' ').is_some_and(|(known, names)| {
                known == folder && names.split_whitespace().any(|known| known == rest)
            })
        })
    });
    found.map_or(NEWEST - 1, |(edition, _)| *edition)
}

/// The oldest browsers that understand an edition. No edition speaks of what browsers have
/// of their own (`URL`, `structuredClone`): for that it stands for these.
/// (The compatibility tables of MDN; ES2015 as in [`super::super::target`].)
#[must_use]
pub fn browsers_of(edition: u16) -> &'static [(&'static str, Version)] {
    match edition {
        0..=5 => &[("ie", (10, 0, 0))],
        2015 | 2016 => &[
            ("chrome", (52, 0, 0)),
            ("edge", (15, 0, 0)),
            ("firefox", (54, 0, 0)),
            ("safari", (10, 0, 0)),
        ],
        2017 => &[
            ("chrome", (58, 0, 0)),
            ("edge", (16, 0, 0)),
            ("firefox", (54, 0, 0)),
            ("safari", (11, 0, 0)),
        ],
        2018 => &[
            ("chrome", (64, 0, 0)),
            ("edge", (79, 0, 0)),
            ("firefox", (78, 0, 0)),
            ("safari", (12, 0, 0)),
        ],
        2019 => &[
            ("chrome", (73, 0, 0)),
            ("edge", (79, 0, 0)),
            ("firefox", (78, 0, 0)),
            ("safari", (12, 1, 0)),
        ],
        2020 => &[
            ("chrome", (80, 0, 0)),
            ("edge", (80, 0, 0)),
            ("firefox", (78, 0, 0)),
            ("safari", (14, 0, 0)),
        ],
        2021 => &[
            ("chrome", (85, 0, 0)),
            ("edge", (85, 0, 0)),
            ("firefox", (79, 0, 0)),
            ("safari", (14, 1, 0)),
        ],
        2022 => &[
            ("chrome", (94, 0, 0)),
            ("edge", (94, 0, 0)),
            ("firefox", (93, 0, 0)),
            ("safari", (16, 4, 0)),
        ],
        2023 => &[
            ("chrome", (110, 0, 0)),
            ("edge", (110, 0, 0)),
            ("firefox", (115, 0, 0)),
            ("safari", (16, 4, 0)),
        ],
        2024 => &[
            ("chrome", (119, 0, 0)),
            ("edge", (119, 0, 0)),
            ("firefox", (128, 0, 0)),
            ("safari", (17, 4, 0)),
        ],
        2025 => &[
            ("chrome", (136, 0, 0)),
            ("edge", (136, 0, 0)),
            ("firefox", (134, 0, 0)),
            ("safari", (18, 4, 0)),
        ],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_of_modules() {
        assert_eq!(edition_of("es.array.every"), 5);
        assert_eq!(edition_of("es.promise"), 2015);
        assert_eq!(edition_of("es.array.includes"), 2016);
        assert_eq!(edition_of("es.promise.finally"), 2018);
        assert_eq!(edition_of("es.array.unscopables.flat"), 2019);
        assert_eq!(edition_of("es.set.union.v2"), 2025);
        assert_eq!(edition_of("es.array.not-yet"), NEWEST - 1);
    }

    #[test]
    fn every_module_is_in_the_table_once() {
        let mut names: Vec<String> = modules().collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        assert!(names.iter().all(|name| edition_of(&format!("es.{name}")) < NEWEST - 1));
    }
}
