//! Whether the text of a module may hold anything of the dialect.
//!
//! A module is searched for a few words, and what follows each is looked at: `require("x")`
//! and `import("x")` are what everybody writes, and need no walk.

use memchr::memmem;

/// True where a walk may find something; false is certain.
#[must_use]
pub fn mentions(source: &str) -> bool {
    let bytes = source.as_bytes();
    memmem::find_iter(bytes, b"require")
        .any(|at| require(&bytes[..at], &bytes[at + b"require".len()..]))
        || memmem::find(bytes, b"__webpack_").is_some()
        || memmem::find(bytes, b"__non_webpack").is_some()
        || memmem::find_iter(bytes, b"define").any(|at| define(&bytes[..at], &bytes[at + 6..]))
        || memmem::find_iter(bytes, b"import").any(|at| import(&bytes[at + b"import".len()..]))
}

fn require(before: &[u8], rest: &[u8]) -> bool {
    let rest = skip(rest);
    match rest.first() {
        // Another name for it.
        Some(b';' | b',') => before.trim_ascii_end().ends_with(b"="),
        Some(b'(') => !is_constant(&rest[1..]),
        Some(b'.') => {
            let rest = skip(&rest[1..]);
            if let Some(rest) = rest.strip_prefix(b"resolve")
                && let Some(rest) = skip(rest).strip_prefix(b"(")
            {
                return !is_constant(rest);
            }
            [&b"context"[..], b"ensure", b"include"].iter().any(|name| rest.starts_with(name))
        }
        _ => false,
    }
}

/// `define(`, and not a part of another word or a method.
fn define(before: &[u8], rest: &[u8]) -> bool {
    let joins = before
        .last()
        .is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'.'));
    !joins && skip(rest).starts_with(b"(")
}

fn import(rest: &[u8]) -> bool {
    let rest = skip(rest);
    match rest.first() {
        Some(b'(') => !is_constant(&rest[1..]),
        Some(b'.') => {
            let Some(rest) = skip(&rest[1..]).strip_prefix(b"meta") else { return false };
            let Some(rest) = skip(rest).strip_prefix(b".") else { return false };
            let rest = skip(rest);
            rest.starts_with(b"glob") || rest.starts_with(b"webpackContext")
        }
        _ => false,
    }
}

/// `"text")`, with comments before it.
fn is_constant(rest: &[u8]) -> bool {
    let rest = skip(rest);
    let Some((quote @ (b'"' | b'\'' | b'`'), inside)) = rest.split_first() else { return false };
    let end = inside.iter().position(|byte| byte == quote || matches!(byte, b'\\' | b'\n'));
    let Some(end) = end.filter(|end| inside[*end] == *quote) else { return false };
    if *quote == b'`' && memmem::find(&inside[..end], b"${").is_some() {
        return false;
    }
    matches!(skip(&inside[end + 1..]).first(), Some(b')' | b','))
}

/// Leaves out white space and comments.
fn skip(mut rest: &[u8]) -> &[u8] {
    loop {
        rest = rest.trim_ascii_start();
        let end = if let Some(inside) = rest.strip_prefix(b"/*") {
            memmem::find(inside, b"*/").map(|end| end + 4)
        } else if let Some(inside) = rest.strip_prefix(b"//") {
            memchr::memchr(b'\n', inside).map(|end| end + 3)
        } else {
            return rest;
        };
        let Some(end) = end else { return &[] };
        rest = &rest[end..];
    }
}

#[cfg(test)]
mod tests {
    use super::mentions;

    #[test]
    fn what_everybody_writes_needs_no_walk() {
        for source in [
            "import a from 'b'; const c = require('d');",
            "import(/* webpackChunkName: \"x\" */ './a.js')",
            "import('./a.js', { with: { type: 'json' } })",
            "typeof require === 'function' && require.main === module",
            "require.resolve(\"x\")",
            "import.meta.url",
            "import(`./x.js`)",
            "customElements.define('x-y', z); predefine(1); typeof define",
        ] {
            assert!(!mentions(source), "{source}");
        }
    }

    #[test]
    fn what_may_be_a_context_is_looked_at() {
        for source in [
            "require('./' + name)",
            "require (name)",
            "require.ensure([], () => {})",
            "define(['a'], function (a) {})",
            "__webpack_public_path__ = '/'",
            "var a = require; a('b' + c)",
            "require . context('./x')",
            "import(`./x/${name}.js`)",
            "import(/* a comment */ name)",
            "import(// a comment\n name)",
            "import.meta.glob('./*.js')",
            "import.meta.webpackContext('.')",
            "require('it\\'s')",
            "require.resolve('./' + x)",
        ] {
            assert!(mentions(source), "{source}");
        }
    }
}
