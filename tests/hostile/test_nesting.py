"""Deep nesting is bundled right, or refused with a diagnostic; it never ends the process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hostile_build import build, run


def _elses(depth: int) -> str:
    branches = " else ".join(f"if (x === {number}) r = {number};" for number in range(depth))
    return f"let r = 'none', x = {depth - 1}; {branches} else r = 'last'; console.log(r);"


def _nested_ifs(depth: int) -> str:
    return "let n = 0, t = true; " + "if (t) " * depth + "n++; console.log(n);"


def _operators(depth: int) -> str:
    return f"let a = 1; console.log({' + '.join(['a'] * depth)});"


def _chained_calls(depth: int) -> str:
    return (
        f"const o = {{ n: 0, f() {{ this.n++; return this; }} }}; console.log(o{'.f()' * depth}.n);"
    )


SHAPES: dict[str, Callable[[int], str]] = {
    "arrays": lambda n: (
        f"let a = {'[' * n}1{']' * n}; let d = 0; while (Array.isArray(a)) {{ a = a[0]; d++; }} "
        "console.log(d, a);"
    ),
    "objects": lambda n: (
        f"let a = {'{a:' * n}1{'}' * n}; let d = 0; while (a.a) {{ a = a.a; d++; }} console.log(d);"
    ),
    "parentheses": lambda n: f"console.log({'(' * n}1{')' * n});",
    "blocks": lambda n: f"{'{' * n}console.log('inside');{'}' * n}",
    "functions": lambda n: (
        f"console.log({'(function () { return ' * n}1{'; })()' * n});"
        if n <= 2000
        else f"console.log(typeof ({'function () { return ' * n}1{'; }' * n}));"
    ),
    "operators": _operators,
    "right-operators": lambda n: f"let a = 1; console.log({'a ** (' * n}1{')' * n});",
    "templates": lambda n: f"console.log({'`${' * n}1{'}`' * n});",
    "arrows": lambda n: f"const f = {'x => ' * n}1; console.log(typeof f(1));",
    "else-ifs": _elses,
    "nested-ifs": _nested_ifs,
    "ternaries": lambda n: f"let c = false; console.log({'c ? 1 : ' * n}2);",
    "left-ternaries": lambda n: f"let c = true; console.log({'c ? ' * n}1{' : 2' * n});",
    "calls": lambda n: f"const f = (x) => x + 1; console.log({'f(' * n}0{')' * n});",
    "chained-calls": _chained_calls,
    "members": lambda n: (
        f"const o = {{}}; o.a = o; console.log(o{'.a' * n} === o, o{'?.a' * min(n, 3)} === o);"
    ),
    "unary": lambda n: f"console.log({'!' * (n + n % 2)}1, {'- ' * n}1);",
    "sequence": lambda n: f"let a = 0; console.log(({'a++, ' * n}a));",
    "assignments": lambda n: f"let a, b = 2; console.log({'a = ' * n}b);",
    "patterns": lambda n: f"const {'[' * n}x{']' * n} = {'[' * n}1{']' * n}; console.log(x);",
    "classes": lambda n: (
        f"const C = {'class { static inner = ' * n}1{'; }' * n}; console.log(typeof C);"
    ),
    "loops": lambda n: f"let i = 0; {'while (i < 1) ' * n}i++; console.log(i);",
    "labels": lambda n: (
        "".join(f"l{number}: " for number in range(n)) + "{ break l0; } console.log('out');"
    ),
    "strings": lambda n: (
        f"console.log(({' + '.join(repr(str(i % 10)) for i in range(n))}).length);"
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("minify", ["--minify", "--no-minify"])
def test_a_thousand_levels_are_bundled_right(tmp_path: Path, shape: str, minify: str) -> None:
    (tmp_path / "deep.js").write_text(SHAPES[shape](1000), "utf-8")
    (tmp_path / "main.js").write_text("import './deep.js';\n", "utf-8")
    (tmp_path / "package.json").write_text('{"type": "module"}', "utf-8")
    expected = run(tmp_path / "main.js", "--stack-size=4000")
    outcome = build(tmp_path, "main.js", "--target", "node", "--format", "iife", minify)
    assert outcome.code == 0, outcome.output
    bundle = tmp_path / "dist" / "bundle.js"
    bundle.rename(tmp_path / "dist" / "bundle.cjs")
    assert run(tmp_path / "dist" / "bundle.cjs", "--stack-size=4000") == expected


@pytest.mark.parametrize("shape", SHAPES)
def test_a_hundred_thousand_levels_never_crash(tmp_path: Path, shape: str) -> None:
    (tmp_path / "main.js").write_text(SHAPES[shape](100_000), "utf-8")
    outcome = build(tmp_path, "main.js")
    if outcome.code == 1:
        assert outcome.codes, outcome.output
        assert outcome.diagnostics[0]["location"]["file"] == "main.js"


@pytest.mark.parametrize(
    "shape",
    ["arrays", "parentheses", "blocks", "templates", "calls", "functions", "patterns", "objects"],
)
def test_a_hundred_thousand_brackets_are_refused(tmp_path: Path, shape: str) -> None:
    (tmp_path / "main.js").write_text(SHAPES[shape](100_000), "utf-8")
    outcome = build(tmp_path, "main.js")
    assert outcome.code == 1
    assert outcome.codes == ["nesting-too-deep"], outcome.output


@pytest.mark.parametrize("file", ["main.ts", "main.tsx", "main.jsx"])
def test_types_and_elements_nest_too(tmp_path: Path, file: str) -> None:
    deep = "Array<" * 100_000 + "1" + ">" * 100_000
    source = f"type A = {deep};" if file.endswith("ts") else "<a>" * 100_000 + "</a>" * 100_000
    (tmp_path / file).write_text(source, "utf-8")
    outcome = build(tmp_path, file)
    assert outcome.code == 1
    assert outcome.codes


def test_json_nests_too(tmp_path: Path) -> None:
    (tmp_path / "main.js").write_text("import a from './a.json'; console.log(a);", "utf-8")
    (tmp_path / "a.json").write_text("[" * 100_000 + "]" * 100_000, "utf-8")
    outcome = build(tmp_path, "main.js")
    assert outcome.code == 1
    assert outcome.codes


def test_unclosed_brackets_are_a_syntax_error(tmp_path: Path) -> None:
    (tmp_path / "main.js").write_text("[({`${" * 100_000, "utf-8")
    outcome = build(tmp_path, "main.js")
    assert outcome.code == 1
    assert outcome.codes
