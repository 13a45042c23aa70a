//! Free names that webpack gives to applications.

/// What stands for a name: a property of `__webpack_require__`, and whether it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    Property(&'static str),
    Call(&'static str),
}

/// The one name that rendering knows; all others are properties of it.
pub const WEBPACK: &str = "__webpack_require__";

const NAMES: [(&str, Meaning, &str); 8] = [
    ("__webpack_public_path__", Meaning::Property("p"), "string"),
    ("__webpack_modules__", Meaning::Property("m"), "object"),
    ("__webpack_nonce__", Meaning::Property("nc"), "string"),
    ("__webpack_base_uri__", Meaning::Property("b"), "string"),
    ("__webpack_get_script_filename__", Meaning::Property("u"), "function"),
    ("__webpack_chunk_load__", Meaning::Property("e"), "function"),
    ("__webpack_hash__", Meaning::Call("h"), "string"),
    // Known to exist; rendering says what it is.
    (WEBPACK, Meaning::Property(""), "function"),
];

pub fn meaning(name: &str) -> Option<Meaning> {
    let found = NAMES.iter().find(|(known, ..)| *known == name)?;
    (found.1 != Meaning::Property("")).then_some(found.1)
}

/// What `typeof` gives for it.
pub fn kind(name: &str) -> Option<&'static str> {
    let more = [
        ("__non_webpack_require__", "function"),
        ("__webpack_is_included__", "function"),
        ("__webpack_exports_info__", "object"),
        ("__resourceQuery", "string"),
        ("__resourceFragment", "string"),
    ];
    NAMES
        .iter()
        .map(|(name, _, kind)| (*name, *kind))
        .chain(more)
        .find(|(known, _)| *known == name)
        .map(|(_, kind)| kind)
}
