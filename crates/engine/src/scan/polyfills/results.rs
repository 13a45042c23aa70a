//! What the functions and methods of the standard library give back.

use super::{
    places::TYPED_ARRAYS,
    values::{Kinds, Value},
};

/// Constructors and name spaces of the standard library, and what `new` gives.
const STANDARD: [(&str, Kinds); 38] = [
    ("AggregateError", Kinds::ERROR),
    ("Array", Kinds::ARRAY),
    ("ArrayBuffer", Kinds::ARRAY_BUFFER),
    ("Atomics", Kinds::NONE),
    ("BigInt", Kinds::NONE),
    ("Boolean", Kinds::NONE),
    ("DataView", Kinds::DATA_VIEW),
    ("Date", Kinds::DATE),
    ("Error", Kinds::ERROR),
    ("EvalError", Kinds::ERROR),
    ("Function", Kinds::FUNCTION),
    ("Intl", Kinds::NONE),
    ("Iterator", Kinds::ITERATOR),
    ("JSON", Kinds::NONE),
    ("Map", Kinds::MAP),
    ("Math", Kinds::NONE),
    ("Number", Kinds::NUMBER),
    ("Object", Kinds::NONE),
    ("Promise", Kinds::PROMISE),
    ("Proxy", Kinds::NONE),
    ("RangeError", Kinds::ERROR),
    ("ReferenceError", Kinds::ERROR),
    ("Reflect", Kinds::NONE),
    ("RegExp", Kinds::REGEXP),
    ("Set", Kinds::SET),
    ("SharedArrayBuffer", Kinds::ARRAY_BUFFER),
    ("String", Kinds::TEXT),
    ("SuppressedError", Kinds::ERROR),
    ("Symbol", Kinds::SYMBOL),
    ("SyntaxError", Kinds::ERROR),
    ("TypeError", Kinds::ERROR),
    ("URIError", Kinds::ERROR),
    ("URL", Kinds::URL),
    ("URLSearchParams", Kinds::URL_SEARCH_PARAMS),
    ("WeakMap", Kinds::WEAK_MAP),
    ("WeakRef", Kinds::NONE),
    ("WeakSet", Kinds::NONE),
    ("WebAssembly", Kinds::NONE),
];

/// The name itself, if it is one of a constructor or a name space.
#[must_use]
pub fn standard(name: &str) -> Option<&'static str> {
    let known = STANDARD.iter().map(|(known, _)| *known);
    known.chain(TYPED_ARRAYS).find(|known| *known == name)
}

/// The kinds of what a constructor makes.
#[must_use]
pub fn instance(constructor: &str) -> Kinds {
    STANDARD
        .iter()
        .find(|(known, _)| *known == constructor)
        .map_or(Kinds::TYPED_ARRAY, |(_, kinds)| *kinds)
}

/// `Object.freeze(value)` is `value`.
#[must_use]
pub fn gives_argument_back(name: &str) -> bool {
    matches!(name, "assign" | "freeze" | "preventExtensions" | "seal")
}

#[must_use]
pub fn of_function(name: &str) -> Value {
    match name {
        "String" | "Date" | "atob" | "btoa" | "decodeURI" | "decodeURIComponent" | "encodeURI"
        | "encodeURIComponent" | "escape" | "unescape" => Value::of(Kinds::TEXT),
        "Number" | "parseFloat" | "parseInt" => Value::of(Kinds::NUMBER),
        "Object" => Value::UNKNOWN,
        "fetch" => Value::of(Kinds::PROMISE),
        "$" | "jQuery" | "isNaN" | "isFinite" => Value::OTHER,
        name => match standard(name) {
            Some(constructor) => Value::of(instance(constructor)),
            None => Value::UNKNOWN,
        },
    }
}

#[must_use]
pub fn of_static(owner: &str, name: &str) -> Value {
    Value::of(match (owner, name) {
        ("Promise", "withResolvers")
        | ("Object", "create" | "fromEntries" | "groupBy" | "hasOwn" | "is") => Kinds::NONE,
        ("Array", "from" | "of")
        | ("Reflect", "ownKeys")
        | (
            "Object",
            "entries" | "getOwnPropertyNames" | "getOwnPropertySymbols" | "keys" | "values",
        ) => Kinds::ARRAY,
        ("Array", "fromAsync") | ("Promise", _) => Kinds::PROMISE,
        ("String" | "RegExp", _) | ("JSON", "stringify") => Kinds::TEXT,
        ("Date" | "Math", _) | ("Number", "parseFloat" | "parseInt") => Kinds::NUMBER,
        ("Symbol", "keyFor") => return Value::UNKNOWN,
        ("Symbol", _) => Kinds::SYMBOL,
        ("Map", _) => Kinds::MAP,
        ("Iterator", _) => Kinds::ITERATOR,
        (owner, "from" | "of" | "fromBase64" | "fromHex") if TYPED_ARRAYS.contains(&owner) => {
            Kinds::TYPED_ARRAY
        }
        _ => return Value::UNKNOWN,
    })
}

/// What a method of one of `kinds` gives, or, where that is not sure, one of its name.
#[must_use]
pub fn of_method(kinds: Kinds, sure: bool, name: &str) -> Value {
    const TEXT: Kinds = Kinds::TEXT;
    if !sure {
        return of_name(name);
    }
    if kinds == Kinds::NONE {
        // `_.keys(object)` is no iterator.
        let named = of_name(name);
        return if matches!(named, Value::Of { sure: true, .. }) { named } else { Value::UNKNOWN };
    }
    let is = |kind: Kinds| kinds.meets(kind);
    Value::of(match name {
        "at" | "find" | "findLast" | "get" | "pop" | "reduce" | "reduceRight" | "shift"
        | "next" | "call" | "apply" => {
            return if kinds == TEXT { Value::of(TEXT) } else { Value::UNKNOWN };
        }
        "concat" | "slice" if is(Kinds::STRING) && is(Kinds::ARRAY) => TEXT.or(Kinds::ARRAY),
        "bind" if is(Kinds::FUNCTION) => Kinds::FUNCTION,
        "then" | "catch" | "finally" if is(Kinds::PROMISE) => Kinds::PROMISE,
        "drop" | "filter" | "flatMap" | "map" | "take" if is(Kinds::ITERATOR) => Kinds::ITERATOR,
        "toArray" if is(Kinds::ITERATOR) => Kinds::ARRAY,
        "subarray" | "filter" | "map" | "slice" | "fill" | "toReversed" | "toSorted" | "with"
            if is(Kinds::TYPED_ARRAY) =>
        {
            Kinds::TYPED_ARRAY
        }
        "concat" | "copyWithin" | "fill" | "filter" | "flat" | "flatMap" | "map" | "reverse"
        | "slice" | "sort" | "splice" | "toReversed" | "toSorted" | "toSpliced" | "with"
            if is(Kinds::ARRAY) =>
        {
            Kinds::ARRAY
        }
        "entries" | "keys" | "values" => Kinds::ITERATOR,
        "difference" | "intersection" | "symmetricDifference" | "union" if is(Kinds::SET) => {
            Kinds::SET
        }
        "slice" if is(Kinds::ARRAY_BUFFER) => Kinds::ARRAY_BUFFER,
        "match" | "exec" => Kinds::ARRAY,
        "concat" | "normalize" | "replace" | "replaceAll" | "slice" if is(Kinds::STRING) => TEXT,
        "forEach" | "add" | "set" => return Value::UNKNOWN,
        name => return of_name(name),
    })
}

/// What any method of such a name gives; few names say so much.
fn of_name(name: &str) -> Value {
    match name {
        "charAt" | "join" | "padEnd" | "padStart" | "substr" | "substring" | "toExponential"
        | "toFixed" | "toISOString" | "toLocaleLowerCase" | "toLocaleUpperCase" | "toLowerCase"
        | "toPrecision" | "toString" | "toUpperCase" | "trim" | "trimEnd" | "trimLeft"
        | "trimRight" | "trimStart" => Value::of(Kinds::TEXT),
        "charCodeAt" | "codePointAt" | "getTime" | "indexOf" | "lastIndexOf" | "localeCompare" => {
            Value::of(Kinds::NUMBER)
        }
        "flat" | "split" => Value::of(Kinds::ARRAY),
        "matchAll" => Value::of(Kinds::ITERATOR),
        "getElementsByClassName"
        | "getElementsByName"
        | "getElementsByTagName"
        | "querySelectorAll" => Value::of(Kinds::DOM),
        "entries" | "keys" | "values" => Value::maybe(Kinds::ITERATOR),
        _ => Value::UNKNOWN,
    }
}
