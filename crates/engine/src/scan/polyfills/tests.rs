//! What counts as a use, on both sides, with the data of the core-js that the tests install.

use std::{path::Path, sync::Arc};

use oxc::{
    allocator::Allocator,
    parser::{ParseOptions, Parser},
    semantic::SemanticBuilder,
    span::SourceType,
};

use super::{
    catalog::Catalog,
    compat::{CompatData, CompatFiles},
    target::Target,
    usage,
};
use crate::host::{DiskHost, Host};

fn data() -> Arc<CompatData> {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/js/node_modules/core-js-compat");
    let read = |name: &str| {
        let content = DiskHost::default().read(&folder.join(name));
        content.expect("the npm packages of the tests are there: `make test` installs them")
    };
    let files = CompatFiles {
        data: read("data.json"),
        entries: read("entries.json"),
        versions: read("modules-by-versions.json"),
    };
    CompatData::parse(&files).unwrap()
}

fn catalog(target: &str) -> Catalog {
    let data = data();
    let target = Target::new(&target.split(", ").map(str::to_owned).collect::<Vec<_>>());
    let lacking: Vec<bool> =
        data.modules.iter().map(|module| target.lacks(&data, module)).collect();
    Catalog::new(&data, &lacking)
}

/// The modules that `code` needs on `target`, in the order of importing.
fn used(catalog: &Catalog, code: &str) -> Vec<String> {
    let allocator = Allocator::default();
    let options = ParseOptions { preserve_parens: false, ..ParseOptions::default() };
    let source_type = SourceType::unambiguous();
    let parser = Parser::new(&allocator, code, source_type).with_options(options);
    let program = parser.parse().program;
    let scoping = SemanticBuilder::new().build(&program).semantic.into_scoping();
    usage::usage(&program, &scoping, catalog)
        .into_keys()
        .map(|at| catalog.module(at).to_string())
        .collect()
}

/// Checks pairs of code and the modules that it needs, separated by spaces.
fn check(target: &str, cases: &[(&str, &str)]) {
    let catalog = catalog(target);
    for (code, expected) in cases {
        assert_eq!(used(&catalog, code).join(" "), *expected, "{target}: {code}");
    }
}

const ITERATORS: &str = "es.array.iterator es.object.to-string es.string.iterator \
                         web.dom-collections.iterator";

#[test]
fn the_table_of_editions_knows_every_module() {
    let data = data();
    let modules = data.modules.iter().map(|module| module.name.as_str());
    let unknown: Vec<&str> = modules
        .filter(|name| name.starts_with("es."))
        .filter(|name| super::editions::edition_of(name) > 2026)
        .collect();
    // Of editions to come.
    for name in unknown {
        assert!(
            ["dispos", "suppressed", "iterator"].iter().any(|word| name.contains(word)),
            "{name} is in no edition"
        );
    }
}

#[test]
fn globals() {
    check(
        "ie 11",
        &[
            ("new Promise(f)", "es.object.to-string es.promise"),
            ("Promise.resolve()", "es.object.to-string es.promise"),
            ("typeof Promise === 'function'", "es.object.to-string es.promise"),
            ("x instanceof Promise", "es.object.to-string es.promise"),
            ("class A extends Promise {}", "es.object.to-string es.promise"),
            ("export { Promise as P }; var Promise", ""),
            ("window.Promise", "es.object.to-string es.promise"),
            ("globalThis['Promise']", "es.global-this es.object.to-string es.promise"),
            ("self.Promise", "es.object.to-string es.promise web.self"),
            ("'Promise' in window", "es.object.to-string es.promise"),
            ("(function (root) { root.Promise })(this)", "es.object.to-string es.promise"),
            (
                "var self = this; self.Object.assign(a, b); self.find(x)",
                "es.array.find es.object.assign",
            ),
            ("const { Promise: P } = window", "es.object.to-string es.promise"),
            ("import('x')", "es.object.to-string es.promise"),
            ("await x", "es.object.to-string es.promise"),
            ("Symbol('x')", "es.symbol es.object.to-string"),
            (
                "structuredClone.name",
                "es.array.iterator es.map es.object.keys es.object.to-string es.set \
              web.dom-exception.constructor web.dom-exception.stack \
              web.dom-exception.to-string-tag web.structured-clone",
            ),
            ("new URL(a)", "web.url web.url-search-params"),
            ("new URLSearchParams(a)", "web.url-search-params"),
            (
                "new Uint8Array(3)",
                "es.array-buffer.constructor es.object.to-string es.typed-array.uint8-array \
              es.typed-array.iterator",
            ),
            ("Number('0b1'); list.map(Number)", "es.array.map es.number.constructor"),
            // Not used: declared, written, or a name of something else.
            ("function f(Promise) { return new Promise() }", ""),
            ("import { Promise } from 'bluebird'; new Promise(f)", ""),
            ("window.Promise = bluebird; Promise = bluebird", ""),
            ("x.Promise; ({ Promise: 1 }); class A { Promise() {} }", ""),
            ("async function f() { await x }", ""),
            ("x instanceof RegExp; x instanceof Number; x instanceof Error", ""),
            ("Number.MAX_VALUE; Array.isArray(x); new Array(3); new Date()", ""),
            ("new Error('x'); throw TypeError('y')", ""),
        ],
    );
}

#[test]
fn causes_of_errors() {
    check(
        "ie 11",
        &[
            ("new Error('x', { cause })", "es.error.cause"),
            ("TypeError(...list)", "es.error.cause"),
            ("class A extends Error {}", "es.error.cause"),
            ("class A extends Error { constructor(m, o) { super(m, o) } }", "es.error.cause"),
            ("class A extends Error { constructor(m) { super(m) } }", ""),
            ("var A = (function (_Error) {})(Error)", "es.error.cause"),
            ("function f(Error) { class A extends Error {} }", ""),
        ],
    );
}

#[test]
fn iterators_by_what_is_gone_over() {
    check(
        "ie 11",
        &[
            ("new Map()", "es.map es.object.to-string"),
            ("new Map(null)", "es.map es.object.to-string"),
            ("new Map(x)", "es.array.iterator es.map es.object.to-string"),
            ("new Set([1])", "es.array.iterator es.object.to-string es.set"),
            ("new Set('text')", "es.object.to-string es.set es.string.iterator"),
            ("new Set(new Map())", "es.map es.object.to-string es.set"),
            (
                "new Set(x)",
                "es.array.iterator es.object.to-string es.set es.string.iterator \
              web.dom-collections.iterator",
            ),
            (
                "new Set(...x)",
                "es.array.iterator es.object.to-string es.set es.string.iterator \
              web.dom-collections.iterator",
            ),
            ("Promise.all([a, b])", "es.array.iterator es.object.to-string es.promise"),
            (
                "Promise.race(x)",
                "es.array.iterator es.object.to-string es.promise \
              es.string.iterator web.dom-collections.iterator",
            ),
            (
                "Promise.any([])",
                "es.aggregate-error es.array.iterator es.object.to-string \
              es.promise es.promise.any",
            ),
            ("Array.from({ length: 3 })", "es.array.from"),
            ("Array.from(x)", "es.array.from es.string.iterator"),
            (
                "Object.fromEntries(Object.entries(x))",
                "es.array.iterator es.object.entries es.object.from-entries",
            ),
        ],
    );
    // What is native goes over native iterators.
    check("chrome 60", &[("new Map([[1, 2]]); new Set(x)", "")]);
}

#[test]
fn static_properties() {
    let iterator = format!("es.symbol es.symbol.iterator {ITERATORS}");
    check(
        "ie 11",
        &[
            ("Object.assign({}, x)", "es.object.assign"),
            ("const { assign } = Object", "es.object.assign"),
            ("var assign; ({ assign } = Object)", "es.object.assign"),
            ("const O = Object; O.assign(a, b)", "es.object.assign"),
            ("window.Object.assign(a, b)", "es.object.assign"),
            ("Object['assign']", "es.object.assign"),
            ("'assign' in Object", "es.object.assign"),
            ("typeof Object.assign", "es.object.assign"),
            ("Object.assign.apply(null, list)", "es.object.assign"),
            ("x[Symbol.iterator]()", &iterator),
            ("Symbol['iterator'] in x", &iterator),
            ("Symbol.for('x')", "es.symbol es.object.to-string"),
            ("Object.getOwnPropertySymbols(x)", "es.symbol"),
            ("Number.isInteger(x)", "es.number.is-integer"),
            ("Math.trunc(x); Math.max(1, 2)", "es.math.trunc"),
            ("Reflect.ownKeys(x)", "es.reflect.own-keys"),
            ("Map.groupBy([], f)", "es.array.iterator es.map es.map.group-by es.object.to-string"),
            ("JSON.parse(text)", ""),
            ("JSON.parse(text, reviver)", "es.json.parse es.object.keys"),
            ("Object.assign = f; delete Object.assign", ""),
            ("function f(Object) { Object.assign() }", ""),
            ("Object.create(x); Object.defineProperty(x, 'y', z)", ""),
            ("class Array {}; Array.from(x)", ""),
            ("import * as Object from 'x'; Object.assign()", ""),
        ],
    );
}

/// What lowered code looks like, in a module and in a script.
#[test]
fn helpers_of_lowered_code() {
    let symbols = "es.symbol es.symbol.iterator es.object.to-string";
    let iterators = format!("es.symbol es.symbol.iterator {ITERATORS}");
    let helper = |name: &str, call: &str| {
        format!("import _help from 'pybundle:runtime/helpers/{name}'; {call}")
    };
    check(
        "ie 11",
        &[
            (&helper("asyncFunction", "_help(f)"), "es.object.to-string es.promise"),
            (
                "var _help = require('pybundle:runtime/helpers/asyncToGenerator'); _help(f)",
                "es.object.to-string es.promise",
            ),
            (&helper("forOf", "_help(x)"), &iterators),
            (&helper("forOf", "_help([1, 2])"), ""),
            (&helper("copyElements", "_help('text')"), ""),
            (
                &helper("copyElements", "_help(new Set)"),
                "es.symbol es.symbol.iterator es.object.to-string es.set",
            ),
            (&helper("generator", "_help(f, g, this)"), symbols),
            (&helper("createClass", "_help(A, [])"), ""),
            (&helper("callSuper", "_help(A, this)"), ""),
            (&helper("typeof", "_help(x)"), ""),
            // It is imported, and nothing calls it.
            (&helper("asyncFunction", ""), ""),
        ],
    );
    check(
        "chrome 60",
        &[(
            &helper("asyncIterator", "_help(x)"),
            "es.symbol.async-iterator es.array.iterator es.promise web.dom-collections.iterator",
        )],
    );
}

#[test]
fn methods_by_name() {
    check(
        "ie 11",
        &[
            ("x.includes(y)", "es.array.includes es.string.includes"),
            ("x?.includes(y)", "es.array.includes es.string.includes"),
            ("x.includes?.(y)", "es.array.includes es.string.includes"),
            ("x['includes'](y)", "es.array.includes es.string.includes"),
            ("x.includes.call(y, z)", "es.array.includes es.string.includes"),
            ("x.includes.bind(y)", "es.array.includes es.string.includes"),
            ("x.flat()", "es.array.flat es.array.unscopables.flat"),
            ("x.finally(f)", "es.object.to-string es.promise es.promise.finally"),
            ("x.forEach(f)", "web.dom-collections.for-each"),
            ("x.isSubsetOf(y)", "es.set es.set.is-subset-of.v2"),
            ("x.take(3)", "es.iterator.constructor es.iterator.take es.object.to-string"),
            ("x.exec(y)", "es.regexp.exec"),
            ("x.replace(/a/, 'b')", "es.regexp.exec es.string.replace"),
            ("x.replaceAll('a', 'b')", "es.string.replace-all"),
            ("x.toFixed(2)", "es.number.to-fixed"),
            // A name alone that is read says nothing.
            ("x.includes; f(x.fill); const { find } = x", ""),
            ("x.includes = f; x.find ||= f; delete x.includes", ""),
            ("({ includes() {}, find: 1 })", ""),
            ("x.replace('a', 'b'); x.split(','); x.match('a'); x.search('a')", ""),
            ("x.bold(); x.sub(y); x.link(z)", ""),
            ("x.name; x.description; x.size; x.toString(); x.then(f); x.catch(f)", ""),
        ],
    );
}

#[test]
fn evident_receivers() {
    check(
        "ie 11",
        &[
            ("'text'.includes(x)", "es.string.includes"),
            ("`${a}`.includes(x)", "es.string.includes"),
            ("(a + 'b').includes(x)", "es.string.includes"),
            ("String(x).includes(y)", "es.string.includes"),
            ("typeof x.includes(y)", "es.array.includes es.string.includes"),
            ("(typeof x).includes(y)", "es.string.includes"),
            ("x.toLowerCase().includes(y)", "es.string.includes"),
            ("for (const key in x) key.includes(y)", "es.string.includes"),
            ("[1].includes(x)", "es.array.includes"),
            ("[1].find", "es.array.find"),
            ("x.flat().at(0)", "es.array.at es.array.flat es.array.unscopables.flat"),
            ("'includes' in []", "es.array.includes"),
            ("const { find } = []", "es.array.find"),
            ("Array.prototype.includes.call(x, y)", "es.array.includes"),
            ("[].concat(x).includes(y)", "es.array.concat es.array.includes"),
            ("const list = []; list.includes(x)", "es.array.includes"),
            ("x.split(y).includes(z)", "es.array.includes es.regexp.exec es.string.split"),
            ("Object.keys(x).includes(y)", "es.array.includes es.object.keys"),
            ("Object.freeze([1]).includes(x)", "es.array.includes es.object.freeze"),
            ("function f(...rest) { rest.includes(x) }", "es.array.includes"),
            ("document.querySelectorAll('a').forEach(f)", "web.dom-collections.for-each"),
            ("[1].forEach(f)", ""),
            ("/a/.flags; /a/.test(x)", "es.regexp.exec es.regexp.flags es.regexp.test"),
            (
                "const s = Symbol(); s.description",
                "es.symbol es.symbol.description es.object.to-string",
            ),
            ("(function () {}).name", "es.function.name"),
            ("x.constructor.name", "es.function.name"),
            ("function f() {} f.name", "es.function.name"),
            ("'a'.bold()", "es.string.bold"),
            (
                "new Map(x.values()).values()",
                "es.array.iterator es.map es.object.to-string \
              web.dom-collections.iterator",
            ),
            (
                "new Map().keys().map(f)",
                "es.iterator.constructor es.iterator.map es.map \
              es.object.to-string",
            ),
            (
                "function* g() {} g().map(f)",
                "es.iterator.constructor es.iterator.map \
              es.object.to-string",
            ),
            // What was lost on the way is unknown again.
            ("let list = 'x'; list = y; list.includes(z)", "es.array.includes es.string.includes"),
            ("(x || []).includes(y)", "es.array.includes es.string.includes"),
        ],
    );
}

#[test]
fn receivers_that_are_something_else() {
    check(
        "ie 11",
        &[
            ("import _ from 'lodash'; _.includes(x, y)", ""),
            ("import * as R from './ramda.js'; R.flat(x); R.union(a, b)", ""),
            ("const _ = require('lodash'); _.find(x, y)", ""),
            ("$.map(x, f); _.includes(x, y); jQuery.find('a')", ""),
            ("$('a').find('b')", ""),
            ("Math.fill(); JSON.includes(x); Reflect.find(x)", ""),
            ("location.search(x); console.fill(); document.at(1)", ""),
            ("({ find() {} }).find(x)", ""),
            ("const store = { find() {} }; store.find(x)", ""),
            ("class A { static find() {} } A.find(x); new A().find(x)", ""),
            ("class A { find() {} all() { return this.find() } }", ""),
            (
                "function A() {} A.prototype.find = f; A.prototype.all = function () { this.find() }",
                "",
            ),
            ("x.prototype.find(y)", ""),
            ("true.find(); (a < b).includes(c); (!x).at(0)", ""),
            ("(5).includes(x)", ""),
            // What a file of the project gives may be a list.
            (
                "import list from './list.js'; list.includes(x)",
                "es.array.includes es.string.includes",
            ),
            (
                "import { list } from 'package'; list.includes(x)",
                "es.array.includes es.string.includes",
            ),
            ("this.find(x)", "es.array.find"),
        ],
    );
}

#[test]
fn kinds_that_a_module_must_name() {
    check(
        "chrome 40",
        &[
            ("x.fill(0)", "es.array.fill"),
            (
                "f(new Uint8Array(n | 0)); x.set(y)",
                "es.object.to-string es.typed-array.uint8-array es.typed-array.iterator \
              es.typed-array.set",
            ),
            ("x.set(y)", ""),
            ("x.toHex()", "es.uint8-array.to-hex"),
            ("Symbol; x.description", "es.symbol es.symbol.description es.object.to-string"),
            ("Iterator; x.some(f)", "es.iterator.constructor es.iterator.some es.object.to-string"),
            ("x.some(f)", ""),
            (
                "new URLSearchParams(''); x.has('a', 'b')",
                "web.url-search-params web.url-search-params.has",
            ),
            ("new URLSearchParams(''); x.has('a')", "web.url-search-params"),
        ],
    );
}

#[test]
fn patterns() {
    check(
        "chrome 60",
        &[
            ("new RegExp(x)", "es.regexp.constructor es.regexp.exec"),
            ("new RegExp('(?<year>a)')", "es.regexp.constructor es.regexp.exec"),
            ("RegExp('a', 's')", "es.regexp.constructor es.regexp.dot-all es.regexp.exec"),
            ("f(RegExp)", "es.regexp.constructor es.regexp.dot-all es.regexp.exec"),
            ("new RegExp('a', 'g'); RegExp.escape", "es.regexp.escape"),
            ("/a/g", ""),
        ],
    );
}

#[test]
fn targets_decide() {
    let code = "new Promise(f); x.flat(); Object.fromEntries([]); x.at(0); new URL(a)";
    check(
        "chrome 60",
        &[(
            code,
            "es.array.at es.array.flat es.array.iterator es.array.unscopables.flat \
           es.object.from-entries es.promise es.string.at-alternative web.url \
           web.url-search-params",
        )],
    );
    check("chrome 80", &[(code, "es.array.at es.string.at-alternative")]);
    check("chrome 130, firefox 130", &[(code, "")]);
    check(
        "chrome 130, safari 11",
        &[("new Promise(f); x.flat()", "es.array.flat es.array.unscopables.flat")],
    );
    check("chrome60", &[("x.at(0)", "es.array.at es.string.at-alternative")]);
    check("op_mini all", &[(code, "")]);
    check("esnext", &[(code, "")]);
}

#[test]
fn editions_decide() {
    let code = "new Promise(f); x.includes(y); x.flat(); x.at(0); queueMicrotask(f)";
    check(
        "es5",
        &[(
            code,
            "es.array.at es.array.flat es.array.includes es.array.unscopables.flat \
           es.object.to-string es.promise es.string.at-alternative es.string.includes \
           web.queue-microtask",
        )],
    );
    check(
        "es2015",
        &[(
            code,
            "es.array.at es.array.flat es.array.includes es.array.unscopables.flat \
           es.string.at-alternative web.queue-microtask",
        )],
    );
    check("es2019", &[(code, "es.array.at es.string.at-alternative")]);
    check("es2022", &[(code, "")]);
    check("es2017, chrome 100", &[("x.flat()", "es.array.flat es.array.unscopables.flat")]);
}
