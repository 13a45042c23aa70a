"""What `check` says of texts, files and folders, and that it is right about real ones."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from face_process import clean_environment

from pybundle.bundler.check import Problem, check_source

REPOSITORY = Path(__file__).parents[2]
RUNTIME = REPOSITORY / "crates/engine/runtime"

Project = Callable[[Mapping[str, str]], Path]
Run = Callable[..., "subprocess.CompletedProcess[str]"]
Start = Callable[..., "subprocess.Popen[str]"]

EDITIONS = {2015: "es2015", 2016: "es2016", 2017: "es2017"}


def problem(text: str, target: str = "es5", *, module: bool = False) -> Problem:
    found = check_source(text, target, module=module)
    assert found is not None, text
    return found


# --- Constructs, on both sides -------------------------------------------------------

NEWER = [
    ("f(x => 1);", "arrow function", 2015),
    ("f(() => { return 1; });", "arrow function", 2015),
    ("class A {}", "class", 2015),
    ("f(class extends B { constructor() { super(); } });", "class", 2015),
    ("let a = 1;", "`let` declaration", 2015),
    ("for (let i = 0; i < 1; i++);", "`let` declaration", 2015),
    ("const a = 1;", "`const` declaration", 2015),
    ("for (const k in o);", "`const` declaration", 2015),
    ("f(`a`);", "template literal", 2015),
    ("f(`a${b}c`);", "template literal", 2015),
    ("tag`a`;", "template literal", 2015),
    ("f(...a);", "spread in a call", 2015),
    ("new F(a, ...b);", "spread in a call", 2015),
    ("f([...a]);", "spread in an array", 2015),
    ("f(g(a), [...a]);", "spread in an array", 2015),
    ("f([a], ...b);", "spread in a call", 2015),
    ("function f(a = 1) {}", "default parameter", 2015),
    ("function f(...a) {}", "rest parameter", 2015),
    ("function f({ a }) {}", "destructuring", 2015),
    ("function f([a]) {}", "destructuring", 2015),
    ("var { a } = b;", "destructuring", 2015),
    ("var [a] = b;", "destructuring", 2015),
    ("[a, b] = [b, a];", "destructuring", 2015),
    ("({ a: b } = c);", "destructuring", 2015),
    ("try {} catch ({ a }) {}", "destructuring", 2015),
    ("for ([a] in b);", "destructuring", 2015),
    ("f({ a });", "shorthand property", 2015),
    ("f({ async });", "shorthand property", 2015),
    ("f({ a() {} });", "shorthand method", 2015),
    ("f({ *a() {} });", "shorthand method", 2015),
    ("f({ get() {} });", "shorthand method", 2015),
    ("f({ [a]: 1 });", "computed property name", 2015),
    ("f({ get [a]() { return 1; } });", "computed property name", 2015),
    ("function* f() { yield 1; }", "generator function", 2015),
    ("f(function* () {});", "generator function", 2015),
    ("for (var a of b);", "`for-of` loop", 2015),
    ("for (a of b) c;", "`for-of` loop", 2015),
    ("function f() { return new.target; }", "`new.target`", 2015),
    ("function f(a, b = new.target) {}", "default parameter", 2015),
    ("var o = { f: function () { super.a; } };", "`super`", 2015),
    ("f(0b11);", "binary literal", 2015),
    ("f(0o17);", "octal literal with `0o`", 2015),
    (r'f("\u{1f600}");', r"escape `\u{…}` in a string", 2015),
    (r"var \u{61} = 1;", r"escape `\u{…}` in an identifier", 2015),
    ("var 𠮷 = 1;", "character in an identifier", 2015),
    ("var ℘ = 1;", "character in an identifier", 2015),
    ("f(/a/y);", "regular expression flag `y`", 2015),
    ("f(/a/u);", "regular expression flag `u`", 2015),
    ('"use strict"; if (a) { function f() {} }', "function declaration in a block", 2015),
    ('"use strict"; switch (a) { case 1: function f() {} }', "function declaration in a", 2015),
    ('function f() { "use strict"; { function g() {} } }', "function declaration in a", 2015),
    ('"use strict"; f({ a: 1, a: 2 });', "second property of the same name", 2015),
    ('"use strict"; f({ a: 1, "a": 2 });', "second property of the same name", 2015),
    ('"use strict"; f({ 16: 1, 0x10: 2 });', "second property of the same name", 2015),
    (r'"use strict"; f({ a: 1, "\x61": 2 });', "second property of the same name", 2015),
    ("f({ a: 1, get a() { return 1; } });", "second definition of a property", 2015),
    ("f({ get a() { return 1; }, a: 1 });", "second definition of a property", 2015),
    ("f({ set a(b) {}, set a(c) {} });", "second definition of a property", 2015),
    ("<!-- a\nb;", "HTML-like comment", 2015),
    ("a;\n--> b", "HTML-like comment", 2015),
    ("f(08);", "number with a leading zero", 2015),
    ("do ; while (a) b;", "statement on the line of a `do-while`", 2015),
    ("f(a ** b);", "exponentiation operator `**`", 2016),
    ("f((-1) ** b);", "exponentiation operator `**`", 2016),
    ("a **= b;", "exponentiation assignment `**=`", 2016),
    ("async function f() { await 1; }", "async function", 2017),
    ("f(async function () {});", "async function", 2017),
    ("f(a, );", "trailing comma in parameters or arguments", 2017),
    ("new F(a, );", "trailing comma in parameters or arguments", 2017),
    ("function f(a, ) {}", "trailing comma in parameters or arguments", 2017),
]


@pytest.mark.parametrize(("text", "construct", "edition"), NEWER)
def test_what_an_edition_brought(text: str, construct: str, edition: int) -> None:
    for year, target in {5: "es5", **EDITIONS}.items():
        if year < edition:
            found = problem(text, target)
            assert found.code == "newer-syntax"
            assert (found.construct or "").startswith(construct)
            assert found.edition == edition
            assert found.hint
        else:
            assert check_source(text, target) is None


@pytest.mark.parametrize(
    ("text", "construct", "edition"),
    [
        # Beside what is older and comes first in the text.
        ("f(async () => 1);", "async arrow function", 2017),
        ("f(async a => 1);", "async arrow function", 2017),
        ("f({ async a() {} });", "async method", 2017),
        ("class A { async a() {} }", "async method", 2017),
        ("var f = (a, ) => 1;", "trailing comma in parameters or arguments", 2017),
    ],
)
def test_what_stands_in_something_older(text: str, construct: str, edition: int) -> None:
    assert problem(text).edition in (2015, 2017)
    found = problem(text, "es2016")
    assert (found.construct, found.edition) == (construct, edition)
    assert check_source(text, "es2017") is None


@pytest.mark.parametrize(
    ("text", "construct", "edition"),
    [
        ("f({ ...a });", "spread in an object", 2018),
        ("({ ...a } = b);", "spread in an object", 2018),
        ("var { ...a } = b;", "rest in object destructuring", 2018),
        ("async function* f() {}", "async generator", 2018),
        ("f({ async *a() {} });", "async generator", 2018),
        ("class A { async *a() {} }", "async generator", 2018),
        ("async function f() { for await (a of b); }", "`for await` loop", 2018),
        ("f(/a/s);", "regular expression flag `s`", 2018),
        ("f(/(?<a>b)/);", "named capture group", 2018),
        ("f(/(?<=a)b/);", "lookbehind assertion", 2018),
        ("f(/(?<!a)b/);", "lookbehind assertion", 2018),
        (r"f(/\p{L}/u);", "Unicode property escape", 2018),
        (r"f(/[\P{L}]/u);", "Unicode property escape", 2018),
        ("try {} catch {}", "`catch` without a binding", 2019),
        ("try {} catch /* none */ {}", "`catch` without a binding", 2019),
        ('f("\u2028");', "line separator in a string", 2019),
        ("a?.b;", "optional chaining `?.`", 2020),
        ("a?.[b];", "optional chaining `?.`", 2020),
        ("a?.(b);", "optional chaining `?.`", 2020),
        ("a ?? b;", "nullish coalescing operator `??`", 2020),
        ("f(1n);", "BigInt literal", 2020),
        ("f(0xfn);", "BigInt literal", 2020),
        ('import("a");', "`import()`", 2020),
        ("a ||= b;", "logical assignment", 2021),
        ("a &&= b;", "logical assignment", 2021),
        ("a ??= b;", "logical assignment", 2021),
        ("f(1_000);", "numeric separator", 2021),
        ("f(0b1_0);", "numeric separator", 2021),
        (r'f("\8");', r"escape `\8` or `\9`", 2021),
        ("class A { a = 1; }", "class field", 2022),
        ("class A { static a; }", "class field", 2022),
        ('class A { "a" = 1 }', "class field", 2022),
        ("class A { [a] = 1 }", "class field", 2022),
        ("class A { a\nb() {} }", "class field", 2022),
        ("class A { #a = 1; }", "private name", 2022),
        ("class A { m() { return #a in b; } }", "private name", 2022),
        ("class A { static { f(); } }", "class static block", 2022),
        ("f(/a/d);", "regular expression flag `d`", 2022),
        ("#!/usr/bin/env node\n", "hashbang", 2023),
        ("f(/[a--b]/v);", "regular expression flag `v`", 2024),
        ("f(/(?i:a)b/);", "regular expression modifiers", 2025),
        ("f(/(?<a>b)|(?<a>c)/);", "named capture group", 2018),
        ("{ using a = b; }", "`using` declaration", 2026),
        ("@a class B {}", "decorator", None),
    ],
)
def test_what_is_newer_than_every_target(text: str, construct: str, edition: int | None) -> None:
    found = problem(text, "es2017")
    assert (found.code, found.construct, found.edition) == ("newer-syntax", construct, edition)
    assert problem(text).code == "newer-syntax"


@pytest.mark.parametrize(
    ("text", "construct", "edition"),
    [
        ("f(import.meta.url);", "`import.meta`", 2020),
        ("import.meta;", "`import.meta`", 2020),
        ('export * as a from "b";', "`export * as`", 2020),
        ("await a;", "top-level `await`", 2022),
        ("var a = await b;", "top-level `await`", 2022),
        ('import { "a" as b } from "c";', "string as the name of an import or export", 2022),
        ('var a; export { a as "b" };', "string as the name of an import or export", 2022),
        ('import a from "b" with { type: "json" };', "import attributes", 2025),
        ('export a from "b";', "`export name from`", None),
    ],
)
def test_what_is_newer_in_modules(text: str, construct: str, edition: int | None) -> None:
    found = problem(text, "es2017", module=True)
    assert (found.code, found.construct, found.edition) == ("newer-syntax", construct, edition)


MODULES = [
    ('import a, { b as c, default as d } from "e";', "`import` declaration"),
    ('import * as a from "b";', "`import` declaration"),
    ('import "a";', "`import` declaration"),
    ("export default function () {}", "`export` declaration"),
    ("export var a = 1;", "`export` declaration"),
    ('export * from "a";', "`export` declaration"),
]


@pytest.mark.parametrize(("text", "construct"), MODULES)
def test_modules(text: str, construct: str) -> None:
    assert (problem(text).construct, problem(text).edition) == (construct, 2015)
    for target in EDITIONS.values():
        assert check_source(text, target, module=True) is None
        found = problem(text, target)
        assert found.code == "syntax-error"
        assert "--module" in (found.hint or "")


# --- ES5 -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\ufeffvar a;",
        "f({ a: 1, get b() { return 1; }, set b(c) {}, 'd': 2, 3: 4, });",
        "f({ if: 1, class: 2 }).default.new.typeof;",
        "f({ a: 1, a: 2 });",
        "f([, a, , b, ,]);",
        "var let = 1, yield = 2, static = 3, async = 4, await = 5, of = 6, get = 7, set = 8;",
        "function f(let, yield, async) { return let + yield; } let = f; yield = let;",
        "let: a; yield: b;",
        "f({ get a() { return 1; } }); yield = 1; var yield;",
        'function f() { "use strict"; } static = 1;',
        "async(a, b); async\nfunction f() {}",
        "if (a) { function f() {} } else function g() {}",
        "a: function f() {}",
        "for (var i = 0 in a);",
        "do ; while (a); b;",
        "do ; while (a)\nb;",
        "(function () { do b(); while (c) })();",
        'f(017, "\\101", 0x1F, .5, 1., 1e5, 5..a);',
        'throw "a\\\nb";',
        "var a = b\n++c;",
        "a = b / c / d; e = f\n/g/i.h;",
        "with (a) b;",
        r"var \u0061b, ünï, _$, a‌b;",
        "f(/[/]\\//gim, /[^]/, /[]/, /a{,2}/, /\\c/, /\\k<a>/, /\\p{L}/, /(?=a)*/, /]/, /\\u{2}/);",
        "f(/(?:a|b)*?[\\d-x]\\1(c)/, /[😀]/);",
        'f("\\u2028", "<!-- -->", "\\\n");',
        "a < !--b;",
        "while (a-- > 0);",
        '"use strict"; f({ a: { b: 1 }, b: 2 }); (function g() {})();',
        '"use strict"; f({ get a() { return 1; }, set a(b) {} });',
        '"a"; "use strict"; function f() { return this; }',
        "/* a\n*/ // b",
        "a //",
    ],
)
def test_es5_holds(text: str) -> None:
    assert check_source(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "var a = ;",
        "f(",
        "a b;",
        "return;",
        "break;",
        "var class;",
        "enum = 1;",
        "f({ a: 1 b: 2 });",
        "f({ __proto__: a, __proto__: b });",
        '"a\n";',
        "/*",
        "f(3in a);",
        "1.toString();",
        "throw\na;",
        "a = b = 1 = 2;",
        "f(function () {} = 1);",
        "[a] += b;",
        "while (a) function f() {}",
        "f(/a/gg);",
        "f(/a/x);",
        "f(/(/);",
        "f(/)/);",
        "f(/a**/);",
        "f(/[b-a]/);",
        "f(/a{2,1}/);",
        '"use strict"; with (a) b;',
        '"use strict"; 010;',
        '"use strict"; 08;',
        '"use strict"; "\\01";',
        '"\\01"; "use strict";',
        '""; "use strict"; with (a) b;',
        '"use strict"; delete a;',
        '"use strict"; eval = 1;',
        '"use strict"; arguments++;',
        '"use strict"; static = 1;',
        '"use strict"; var interface;',
        '"use strict"; function f(a, a) {}',
        'function f(a, a) { "use strict"; }',
        'function eval() { "use strict"; }',
        '"use strict"; if (a) function f() {}',
        '"use strict"; try {} catch (eval) {}',
        "\x00",
        "a\u180eb",
    ],
)
def test_no_script_at_all(text: str) -> None:
    assert check_source(text) is not None
    for target in EDITIONS.values():
        assert check_source(text, target) is not None


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("f({ async, await: 1 });", "es2015"),
        ("var a = `${(function () { let { b } = c; return b; })()}`;", "es2015"),
        ("function* f() { var a = yield; yield* a; f({ get b() { yield; } }); }", "es2015"),
        ("function* f() { yield a, yield 1; return yield /b/; }", "es2015"),
        ("class A { static get static() {} get() {} set() {} async() {} delete() {} }", "es2015"),
        ("for (let [a, { b = 1 }] of c) {} for (const d of e);", "es2015"),
        (
            '"use strict"; if (a) { function f() {} } switch (b) { default: function g() {} }',
            "es2015",
        ),
        ("f({ a: 1, a: 2 }, /a/uy, `\\u{41}`, '\\u{41}');", "es2015"),
        ("(a, b) => ({}); a => b => c; (...a) => {}; ({ a }, [b] = []) => {};", "es2015"),
        ("var f = async (a, ...b) => { for (;;) await a; }; async x => await x;", "es2017"),
    ],
)
def test_later_editions_hold(text: str, target: str) -> None:
    assert check_source(text, target) is None


def test_what_only_looks_like_an_arrow() -> None:
    for text in ["f(().a);", "f((a, ).b);", "(a, );"]:
        assert check_source(text, "es2017") is not None


# --- What is said --------------------------------------------------------------------


def test_the_first_is_named() -> None:
    found = problem("var a = 1;\r\nvar b = function (c = `d`) {\n\treturn () => `e`;\n};\n")
    assert found.construct == "default parameter"
    assert (found.line, found.column) == (2, 19)
    found = problem("var a;\nfor (var b of c) { d ?? e; }")
    assert (found.construct, found.line, found.column, found.length) == ("`for-of` loop", 2, 12, 2)
    assert problem("class A { b = 1; }").construct == "class"
    assert problem("a ?? `b`;").construct == "nullish coalescing operator `??`"
    assert problem("f(a => b?.c);").construct == "arrow function"


def test_places() -> None:
    found = problem('"😀"; a?.b;')
    assert (found.line, found.column, found.length) == (1, 7, 2)
    found = problem("f(/(?:a)[😀](?<b>c)/);")
    assert (found.line, found.column) == (1, 12)
    found = problem('"use strict"; var eval;')
    assert (found.column, found.length) == (19, 4)
    assert str(problem("f(a => b);")) == "1:5: arrow function needs ES2015, the target is ES5"
    assert problem('"abc').message == "a string is not closed"
    assert problem("f(§);").message == "unexpected character `§`"


def test_targets() -> None:
    assert check_source("f(a => b);", "es6") is None
    with pytest.raises(ValueError, match="unknown target"):
        check_source("a;", "es3")
    with pytest.raises(ValueError, match="no modules"):
        check_source("a;", "es5", module=True)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("x = " + "(" * 3000 + "1" + ")" * 3000, True),
        ("if (a) ; else " * 3000 + ";", True),
        ("x = " + "1 + " * 50_000 + "1", True),
        ("x = " + "(" * 3000 + "y => 1" + ")" * 3000, False),
        ("x = " + "[" * 200_000 + "]" * 200_000, False),
    ],
    ids=["brackets", "else", "sum", "arrow", "too-deep"],
)
def test_deep_nesting(text: str, holds: bool) -> None:
    limit = sys.getrecursionlimit()
    found = check_source(text)
    assert (found is None) == holds
    assert found is None or found.code in ("newer-syntax", "nesting-too-deep")
    assert sys.getrecursionlimit() == limit


# --- Real files ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    ["jquery/dist/jquery.js", "jquery/dist/jquery.min.js", "lodash/lodash.js", "moment/moment.js"],
)
def test_packages_in_es5(npm_packages: Path, path: str) -> None:
    assert check_source((npm_packages / path).read_text("utf-8")) is None


@pytest.mark.parametrize(
    ("path", "construct"),
    [
        ("three/build/three.core.js", "`const` declaration"),
        ("lit/index.js", "`import` declaration"),
        ("immer/dist/immer.mjs", "template literal"),
    ],
)
def test_packages_in_newer_editions(npm_packages: Path, path: str, construct: str) -> None:
    text = (npm_packages / path).read_text("utf-8")
    assert problem(text).construct == construct


def as_script(module: str) -> str:
    """Leave the lines of a module's imports and exports empty but for what they declare."""
    module = re.sub(r"^import\b[^;]*;", "", module, flags=re.MULTILINE)
    module = re.sub(r"^export \{[^}]*\};", "", module, flags=re.MULTILINE)
    return re.sub(r"^export (?:default )?", "", module, flags=re.MULTILINE)


@pytest.mark.parametrize(
    "path", sorted(RUNTIME.rglob("*.js")), ids=lambda path: path.relative_to(RUNTIME).as_posix()
)
def test_the_runtime_is_es5(path: Path) -> None:
    text = path.read_text("utf-8")
    if path.parent != RUNTIME:
        assert check_source(text, "es2015", module=True) is None
        text = as_script(text)
    assert check_source(text) is None
    # Inside of a strict chunk too.
    assert check_source(f'"use strict";\n{text}') is None


# --- The command ---------------------------------------------------------------------


@pytest.fixture
def scripts(project: Project) -> Path:
    return project(
        {
            "dist/old.js": "var a = 1;\n",
            "dist/new.js": "var a = 1;\nvar f = function () {\n\treturn (b) => b;\n};\n",
            "dist/deep/er/common.cjs": "exports.a = 1;\n",
            "dist/deep/module.mjs": "export var a = 1;\n",
            "dist/page.html": "<script>let a</script>",
        }
    )


def test_a_folder(scripts: Path, run: Run) -> None:
    done = run("check", "dist", cwd=scripts)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "2 of 4 files are not ES5",
        "  dist/new.js              not ES5: arrow function (ES2015), line 3",
        "  dist/deep/module.mjs     not ES5: `export` declaration (ES2015), line 1",
        "  dist/old.js              ES5",
        "  dist/deep/er/common.cjs  ES5",
    ]
    assert done.stderr.startswith(
        "error[newer-syntax]: arrow function needs ES2015, the target is ES5\n"
        " --> dist/new.js:3:13\n"
        "  |\n"
        "1 | var a = 1;\n"
        "2 | var f = function () {\n"
        "3 |     return (b) => b;\n"
        "  |                ^^\n"
        "  |\n"
        "  = hint: "
    )


def test_files_globs_and_targets(scripts: Path, run: Run) -> None:
    done = run("check", "dist/old.js", "dist/**/*.cjs", cwd=scripts)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "2 files are ES5"
    # `.mjs` files are modules wherever there are any.
    done = run("check", "dist", "--target", "ES6", cwd=scripts)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "4 files are ES2015"
    done = run("check", "dist/*", "dist/*.js", cwd=scripts)
    assert done.stdout.splitlines()[0] == "1 of 2 files is not ES5"
    inside = run("check", "../old.js", "er", "-C", "dist/deep", cwd=scripts)
    assert inside.returncode == 0, inside.stderr
    assert "er/common.cjs  " in inside.stdout


def test_modules_on_request(project: Project, run: Run) -> None:
    folder = project({"a.js": "export var a = 1;\n", "b.cjs": "var await = 1;\n"})
    done = run("check", "a.js", "-t", "es2015", cwd=folder)
    assert done.returncode == 1
    assert "modules only may import and export" in done.stderr
    assert run("check", ".", "-t", "es2015", "--module", cwd=folder).returncode == 0
    done = run("check", ".", "--module", cwd=folder)
    assert done.returncode == 2
    assert "es5 has no modules" in done.stderr


def test_the_target_of_the_configuration(scripts: Path, run: Run, project: Project) -> None:
    project({"pybundle.toml": 'target = ["web", "es2015"]\n'})
    done = run("check", "dist/new.js", cwd=scripts)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "1 file is ES2015")
    assert run("check", "dist/new.js", "--no-config", cwd=scripts).returncode == 1
    assert run("check", "dist/new.js", "-t", "es5", cwd=scripts).returncode == 1
    project({"pybundle.toml": 'target = "chrome80"\n'})
    assert "1 of 1 file is not ES5" in run("check", "dist/new.js", cwd=scripts).stdout
    project({"pybundle.toml": 'target = "es2020"\n'})
    done = run("check", "dist/new.js", cwd=scripts)
    assert done.returncode == 1
    assert "error[unsupported-target]: the target `es2020` of the configuration" in done.stderr
    project({"pybundle.toml": "trget = 1\n"})
    assert "did you mean `target`?" in run("check", "dist/new.js", cwd=scripts).stderr


def test_json(scripts: Path, run: Run) -> None:
    done = run("check", "dist", "--json", cwd=scripts)
    assert done.returncode == 1
    assert "error[newer-syntax]" in done.stderr
    document = json.loads(done.stdout)
    assert (document["ok"], document["target"]) == (False, "es5")
    files = {one["path"]: one for one in document["files"]}
    assert files["dist/old.js"] == {
        "path": "dist/old.js",
        "ok": True,
        "module": False,
        "problem": None,
    }
    found = files["dist/new.js"]["problem"]
    assert (found["construct"], found["edition"]) == ("arrow function", 2015)
    assert (found["line"], found["column"], found["length"]) == (3, 13, 2)
    assert [one["code"] for one in document["diagnostics"]] == ["newer-syntax"] * 2
    assert document["diagnostics"][0]["location"]["file"] == "dist/new.js"


def test_what_cannot_be_read(scripts: Path, run: Run) -> None:
    (scripts / "latin.js").write_bytes(b'var a = 1;\nvar b = "caf\xe9";\n')
    (scripts / "binary.js").write_bytes(bytes(range(256)))
    (scripts / "null.js").write_bytes(b"var a\x00b;")
    (scripts / "link.js").symlink_to("gone")
    (scripts / "empty").mkdir()
    done = run(
        "check", "latin.js", "binary.js", "null.js", "link.js", "empty", "gone.js", "x/*.js",
        cwd=scripts,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "error[invalid-utf8]: the file is not valid UTF-8\n --> latin.js:2:13" in done.stderr
    assert "error[invalid-utf8]: the file is not valid UTF-8\n --> binary.js" in done.stderr
    assert "error[syntax-error]: unexpected character" in done.stderr
    assert "error[unreadable-file]: the file cannot be read: no such file" in done.stderr
    assert "error[nothing-to-check]: there is no script in the folder empty" in done.stderr
    assert "error[nothing-to-check]: there is no file gone.js" in done.stderr
    assert "error[nothing-to-check]: no script matches x/*.js" in done.stderr
    assert "  latin.js   not read" in done.stdout
    done = run("check", "dist/old.js", "--target", "es3", cwd=scripts)
    assert done.returncode == 1
    assert "error[unsupported-target]: the target `es3` is none" in done.stderr
    assert run("check", cwd=scripts).returncode == 2


def test_annotations(scripts: Path, run: Run) -> None:
    done = run("check", "dist/new.js", cwd=scripts, env={"GITHUB_ACTIONS": "true"})
    assert "::error file=dist/new.js,line=3,col=13,title=newer-syntax::" in done.stderr


def test_processes_agree(npm_packages: Path, run: Run) -> None:
    arguments = ["check", "lodash/fp", "lodash/lodash.js", "moment/moment.js", "lit", "--json"]
    one = run(*arguments, "--jobs", "1", cwd=npm_packages)
    three = run(*arguments, "--jobs", "3", cwd=npm_packages)
    assert one.returncode == three.returncode == 1
    assert one.stdout == three.stdout
    assert one.stderr == three.stderr


def test_an_interrupt_ends_all_processes(app: Path, start: Start, project: Project) -> None:
    big = "function f() { return [1, 2, 3].concat({ a: 1 }); }\n" * 60_000
    project({f"big/{name}.js": big for name in "abcd"})
    process = start("check", "big", "--jobs", "2")
    with pytest.raises(subprocess.TimeoutExpired):
        process.communicate(timeout=1.5)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=10)
    assert process.returncode == 130
    assert "Traceback" not in err


def test_what_the_import_costs() -> None:
    script = (
        "import sys, pybundle.bundler.check\n"
        "print(sorted({'esprima', 'multiprocessing', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "[]\n", done.stderr
