//! Where the standard library has what an entry point of core-js is named after.
//!
//! `core-js/stable/array/from` is `Array.from`, `core-js/stable/array/flat` is a method of
//! arrays: the paths say the words, this table says which object they belong to.

use super::values::Kinds;

/// Where `core-js/stable/folder/name` is to be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A property of the constructor or name space.
    Static,
    /// A property of the values of these kinds.
    Prototype(Kinds),
    /// Named otherwise, or no feature of its own.
    Nowhere,
}

#[must_use]
pub fn place(folder: &str, name: &str) -> Place {
    use Place::{Nowhere, Prototype, Static};
    match (folder, name) {
        (_, "virtual" | "iterator" | "constructor" | "to-string-tag" | "methods")
            if folder != "symbol" =>
        {
            Nowhere
        }
        ("array", "from" | "from-async" | "is-array" | "of")
        | ("string", "from-code-point" | "raw")
        | ("map", "group-by")
        | ("iterator", "from" | "concat" | "zip" | "zip-keyed")
        | ("date", "now")
        | ("regexp", "escape")
        | ("error", "is-error")
        | ("array-buffer", "is-view")
        | ("url", "can-parse" | "parse")
        | ("typed-array", "from" | "of" | "from-base64" | "from-hex") => Static,
        ("iterator", "dispose") | ("date", "to-primitive") | ("function", "has-instance") => {
            Nowhere
        }
        (
            "object",
            "define-getter" | "define-setter" | "lookup-getter" | "lookup-setter" | "proto",
        ) => Prototype(Kinds::OBJECT),
        ("number", "to-exponential" | "to-fixed" | "to-precision") => Prototype(Kinds::NUMBER),
        ("symbol", "description") => Prototype(Kinds::SYMBOL),
        ("promise", "finally") => Prototype(Kinds::PROMISE),
        ("regexp", "flags" | "test" | "to-string") => Prototype(Kinds::REGEXP),
        // Any value can be asked for its text, and only the rarest need another answer; the
        // others are flags of patterns, and methods of strings that take them.
        ("object", "to-string") | ("regexp", _) => Nowhere,
        (
            "string",
            "anchor" | "big" | "blink" | "bold" | "fixed" | "fontcolor" | "fontsize" | "italics"
            | "link" | "small" | "strike" | "sub" | "sup",
        ) => Prototype(Kinds::MARKUP),
        ("object" | "number" | "math" | "reflect" | "json" | "symbol" | "promise", _) => Static,
        ("array", _) => Prototype(Kinds::ARRAY),
        ("string", _) => Prototype(Kinds::STRING),
        ("function", _) => Prototype(Kinds::FUNCTION),
        ("map", _) => Prototype(Kinds::MAP),
        ("set", _) => Prototype(Kinds::SET),
        ("weak-map", _) => Prototype(Kinds::WEAK_MAP),
        ("iterator", _) => Prototype(Kinds::ITERATOR),
        ("date", _) => Prototype(Kinds::DATE),
        ("error", _) => Prototype(Kinds::ERROR),
        ("array-buffer", _) => Prototype(Kinds::ARRAY_BUFFER),
        ("data-view", _) => Prototype(Kinds::DATA_VIEW),
        ("typed-array", _) => Prototype(Kinds::TYPED_ARRAY),
        ("url", _) => Prototype(Kinds::URL),
        ("url-search-params", _) => Prototype(Kinds::URL_SEARCH_PARAMS),
        _ => Nowhere,
    }
}

/// Folders that are no global themselves, or one that all engines have.
pub fn is_global(folder: &str) -> bool {
    !matches!(
        folder,
        "array"
            | "async-iterator"
            | "date"
            | "dom-collections"
            | "error"
            | "function"
            | "get-iterator"
            | "get-iterator-method"
            | "instance"
            | "is-iterable"
            | "json"
            | "math"
            | "number"
            | "object"
            | "reflect"
            | "regexp"
            | "string"
            | "typed-array"
    )
}

pub const TYPED_ARRAYS: [&str; 11] = [
    "BigInt64Array",
    "BigUint64Array",
    "Float32Array",
    "Float64Array",
    "Int16Array",
    "Int32Array",
    "Int8Array",
    "Uint16Array",
    "Uint32Array",
    "Uint8Array",
    "Uint8ClampedArray",
];

/// The globals that have the static properties of a folder.
#[must_use]
pub fn owners(folder: &str, name: &str) -> Vec<String> {
    match (folder, name) {
        ("typed-array", "from-base64" | "from-hex") => vec!["Uint8Array".to_owned()],
        ("typed-array", _) => TYPED_ARRAYS.iter().map(ToString::to_string).collect(),
        _ => vec![constructor(folder)],
    }
}

/// `weak-map` → `WeakMap`
#[must_use]
pub fn constructor(folder: &str) -> String {
    match folder {
        "dom-exception" => "DOMException".to_owned(),
        "json" => "JSON".to_owned(),
        "regexp" => "RegExp".to_owned(),
        "url" => "URL".to_owned(),
        "url-search-params" => "URLSearchParams".to_owned(),
        _ => {
            let camel = camel_case(folder);
            camel[..1].to_ascii_uppercase() + &camel[1..]
        }
    }
}

/// `flat-map` → `flatMap`; the words that are written otherwise as they are.
#[must_use]
pub fn property(folder: &str, name: &str) -> String {
    match (folder, name) {
        ("object", "define-getter") => "__defineGetter__".to_owned(),
        ("object", "define-setter") => "__defineSetter__".to_owned(),
        ("object", "lookup-getter") => "__lookupGetter__".to_owned(),
        ("object", "lookup-setter") => "__lookupSetter__".to_owned(),
        ("object", "proto") => "__proto__".to_owned(),
        ("number", "epsilon" | "max-safe-integer" | "min-safe-integer") => {
            name.replace('-', "_").to_ascii_uppercase()
        }
        ("number", "is-nan") => "isNaN".to_owned(),
        ("date", "to-iso-string") => "toISOString".to_owned(),
        ("date", "to-gmt-string") => "toGMTString".to_owned(),
        (_, "to-json") => "toJSON".to_owned(),
        ("json", "raw-json") => "rawJSON".to_owned(),
        ("json", "is-raw-json") => "isRawJSON".to_owned(),
        _ => camel_case(name),
    }
}

/// Properties that are read rather than called: a name alone says little about them.
#[must_use]
pub fn is_accessor(property: &str) -> bool {
    matches!(property, "__proto__" | "description" | "detached" | "flags" | "name" | "size")
}

pub fn camel_case(name: &str) -> String {
    let mut parts = name.split('-');
    let mut camel = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        if let Some(first) = part.chars().next() {
            camel.extend(first.to_uppercase());
            camel.push_str(&part[first.len_utf8()..]);
        }
    }
    camel
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert_eq!(constructor("weak-map"), "WeakMap");
        assert_eq!(constructor("uint8-clamped-array"), "Uint8ClampedArray");
        assert_eq!(constructor("url-search-params"), "URLSearchParams");
        assert_eq!(property("array", "flat-map"), "flatMap");
        assert_eq!(property("number", "max-safe-integer"), "MAX_SAFE_INTEGER");
        assert_eq!(property("typed-array", "from-base64"), "fromBase64");
        assert_eq!(property("url", "to-json"), "toJSON");
    }

    #[test]
    fn places() {
        assert_eq!(place("array", "from"), Place::Static);
        assert_eq!(place("array", "flat"), Place::Prototype(Kinds::ARRAY));
        assert_eq!(place("string", "match"), Place::Prototype(Kinds::STRING));
        assert_eq!(place("promise", "any"), Place::Static);
        assert_eq!(place("promise", "finally"), Place::Prototype(Kinds::PROMISE));
        assert_eq!(place("symbol", "iterator"), Place::Static);
        assert_eq!(place("symbol", "to-string-tag"), Place::Static);
        assert_eq!(place("math", "to-string-tag"), Place::Nowhere);
    }
}
