"""Random modules that use few names for many things, in scopes that shadow one another.

Every module declares, imports and shadows names of one small pool, which also holds the
names that bundlers and minifiers like to give. Values say where they come from, so a name
that means something else after bundling is seen.
"""

from __future__ import annotations

import random

from module_graphs import Graph

POOL = tuple(
    """
    a b c e t n r i o s value value$1 value$2 value_1 exports module require main m0 m1
    m0_exports m1_default init_m1 require_m2 import_m2 __esm __commonJS __export _ $ self
    """.split()  # noqa: SIM905
)
# Not to be declared where CommonJS has them as parameters.
OF_COMMONJS = {"exports", "module", "require"}


def make_names(seed: int) -> Graph:
    choose = random.Random(f"names {seed}")
    count = choose.randint(2, 7)
    kinds = ["esm", *(choose.choice(("esm", "esm", "cjs")) for _ in range(count - 1))]
    names = [f"m{number}.{'mjs' if kind == 'esm' else 'cjs'}" for number, kind in enumerate(kinds)]
    exported: dict[int, list[str]] = {}
    files: dict[str, str] = {}
    for number in reversed(range(count)):
        files[names[number]] = _module(number, kinds, names, exported, choose)
    files[names[0]] += "console.log(globalThis.theLog.join('\\n'));\n"
    return Graph(files, names[:1])


def _module(
    number: int,
    kinds: list[str],
    names: list[str],
    exported: dict[int, list[str]],
    choose: random.Random,
) -> str:
    esm = kinds[number] == "esm"
    pool = [name for name in POOL if esm or name not in OF_COMMONJS]
    choose.shuffle(pool)
    lines: list[str] = []
    visible: list[str] = []

    def fresh() -> str:
        visible.append(pool.pop())
        return visible[-1]

    later = list(range(number + 1, len(kinds)))
    for other in choose.sample(later, min(len(later), choose.randint(1, 3))):
        path = f"'./{names[other]}'"
        if not esm:
            lines.append(f"const {fresh()} = require({path});")
        elif kinds[other] == "cjs":
            lines.append(f"import {fresh()} from {path};")
        elif choose.random() < 0.3:
            lines.append(f"import * as {fresh()} from {path};")
        else:
            wanted = choose.sample(exported[other], choose.randint(1, len(exported[other])))
            picked = ", ".join(f"{name} as {fresh()}" for name in wanted)
            lines.append(f"import {{ {picked} }} from {path};")
    declared = []
    for _ in range(choose.randint(1, 4)):
        name = fresh()
        declared.append(name)
        text = f"'m{number}.{len(declared)}'"
        lines.append(
            choose.choice(
                (
                    f"const {name} = {text};",
                    f"let {name} = {text};",
                    f"var {name} = {text};",
                    f"function {name}() {{ return {text}; }}",
                    f"class {name} {{ static toString() {{ return {text}; }} }}",
                    f"const {{ x: {name} = {text} }} = {{}};",
                    f"var [{name}] = [{text}];",
                )
            )
        )
    body = _scope(number, visible, choose, depth=0)
    tail = []
    exported[number] = []
    for position, name in enumerate(declared):
        public = choose.choice(("value", "a", "default", "e", "self")) + str(position)
        exported[number].append(public)
        tail.append(
            f"export {{ {name} as {public} }};" if esm else f"module.exports.{public} = {name};"
        )
    log = "const say_ = (...values) => (globalThis.theLog ??= []).push(values.map(show_).join());"
    show = (
        "const show_ = (v) => typeof v === 'function' ? show_call_(v) : typeof v === 'object' && v"
        " ? Object.keys(v).sort().map((k) => show_(v[k])).join('/') : String(v);"
    )
    # A class shows itself by its own toString.
    call = "const show_call_ = (v) => Object.hasOwn(v, 'toString') ? String(v) : String(v());"
    return "\n".join([*lines, call, show, log, *body, *tail]) + "\n"


def _scope(number: int, visible: list[str], choose: random.Random, *, depth: int) -> list[str]:
    """Statements that print some visible names, and inner scopes that shadow some of them."""
    some = choose.sample(visible, min(len(visible), choose.randint(1, 4)))
    lines = [f"say_({', '.join(some)});"]
    if choose.random() < 0.5:
        lines.append(
            f"say_(Object.entries({{ {', '.join(some)} }}).map(([k, v]) => k + show_(v)));"
        )
    if depth == 3:
        return lines
    for _ in range(choose.randint(1, 2) if depth else 3):
        pool = [name for name in POOL if name not in OF_COMMONJS]
        shadow = choose.sample(pool, choose.randint(1, 4))
        inner = list(dict.fromkeys([*visible, *shadow]))
        body = " ".join(_scope(number, inner, choose, depth=depth + 1))
        mark = f"m{number} inner{depth}"
        values = ", ".join(f"'{mark} {name}'" for name in shadow)
        assigned = ", ".join(f"{name} = '{mark} {name}'" for name in shadow)
        outer = choose.choice(visible)
        lines.append(
            choose.choice(
                (
                    f"(function ({', '.join(shadow)}) {{ {body} }})({values});",
                    f"(({', '.join(shadow)}) => {{ {body} }})({values});",
                    f"{{ const {assigned}; {body} }}",
                    f"for (const {shadow[0]} of ['{mark} loop']) {{ "
                    f"let {', '.join(shadow[1:] or ['zz'])}; {body} }}",
                    f"try {{ throw '{mark} caught'; }} catch ({shadow[0]}) {{ "
                    f"var unused_{depth}; {_only(shadow[0], visible, choose)} }}",
                    f"(({shadow[0]} = show_({_not(outer, shadow[0], visible)})) => "
                    f"say_({shadow[0]}))();",
                    f"say_((function {shadow[0]}() {{ return typeof {shadow[0]}; }})());",
                    f"say_((class {shadow[0]} {{ static x = typeof {shadow[0]}; }}).x);",
                    f"(({{ {shadow[0]}, x: [{shadow[-1]}_] }}) => say_({shadow[0]}, "
                    f"{shadow[-1]}_))({{ {shadow[0]}: '{mark} p', x: ['q'] }});",
                )
            )
        )
    return lines


def _only(shadowed: str, visible: list[str], choose: random.Random) -> str:
    return f"say_({shadowed}, {choose.choice(visible)});"


def _not(name: str, shadowed: str, visible: list[str]) -> str:
    """A name that the parameter itself does not hide."""
    if name != shadowed:
        return name
    return next((other for other in visible if other != shadowed), "'none'")
