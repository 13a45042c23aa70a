"""Random module graphs whose modules tell the order they run in and what they see.

A graph is a function of its seed. Its modules write into one log, which the entry prints at
the end; Node, running the graph unbundled, says what it must hold. Shapes that Node
refuses (an ES module required in a cycle) are not made.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

SHAPES = ("esm-cycles", "cjs-cycles", "mixed", "lazy", "awaiting", "entries")


@dataclass
class Graph:
    """Files by name, and the entries in the order they are run in."""

    files: dict[str, str]
    entries: list[str]

    def write(self, folder: Path) -> None:
        for name, text in self.files.items():
            (folder / name).write_text(text, "utf-8")


@dataclass(frozen=True)
class _Edge:
    target: int
    form: str


def make(shape: str, seed: int) -> Graph:
    choose = random.Random(f"{shape} {seed}")
    count = choose.randint(3, 12)
    cyclic = shape in ("esm-cycles", "cjs-cycles", "lazy", "awaiting") and choose.random() < 0.7
    kinds = [_kind(shape, choose) for _ in range(count)]
    kinds[0] = "cjs" if shape == "cjs-cycles" else "esm"
    if shape == "entries":
        kinds[1] = kinds[2] = "esm"
    names = [f"m{number}.{'mjs' if kind == 'esm' else 'cjs'}" for number, kind in enumerate(kinds)]
    asynchronous = [
        shape == "awaiting" and kind == "esm" and choose.random() < 0.3 for kind in kinds
    ]
    files = {}
    for number, kind in enumerate(kinds):
        edges = _edges(shape, number, count, choose, cyclic=cyclic)
        if shape == "lazy" and kind == "cjs":
            # Node may refuse to require what it is just importing.
            edges = [e for e in edges if e.form == "lazy" or kinds[e.target] == "cjs"]
        write = _esm if kind == "esm" else _cjs
        text = write(number, edges, names, kinds, choose, awaits=asynchronous[number])
        files[names[number]] = text
    entries = names[:3] if shape == "entries" else names[:1]
    last = entries[-1]
    files["log.cjs"] = "module.exports = (globalThis.theLog ??= []);\n"
    end = "console.log(globalThis.theLog.join('\\n'));"
    files[last] += f"setTimeout(() => {{ {end} }}, 60);\n"
    return Graph(files, entries)


def _kind(shape: str, choose: random.Random) -> str:
    if shape == "cjs-cycles":
        return "cjs"
    if shape in ("mixed", "lazy", "entries"):
        return choose.choice(("esm", "esm", "cjs"))
    return "esm"


def _edges(
    shape: str, number: int, count: int, choose: random.Random, *, cyclic: bool
) -> list[_Edge]:
    later = list(range(number + 1, count))
    candidates = list(range(count)) if cyclic and shape != "lazy" else later
    wanted = choose.sample(candidates, min(len(candidates), choose.randint(0, 4)))
    if number == 0 and not wanted:
        wanted = later[:2]
    forms = ["named", "named", "namespace", "bare", "default", "star"]
    edges = [_Edge(other, choose.choice(forms)) for other in wanted]
    if shape == "lazy":
        # Lazy edges may close cycles: Node links those at run time.
        lazy = choose.sample(range(count), min(count, choose.randint(0, 2)))
        if number == 0:
            lazy = choose.sample(later, min(len(later), 3))
        edges += [_Edge(other, "lazy") for other in lazy if cyclic or other > number]
    return edges


def _esm(
    number: int,
    edges: list[_Edge],
    names: list[str],
    kinds: list[str],
    choose: random.Random,
    *,
    awaits: bool,
) -> str:
    head, body, lazies = [], [], []
    for edge in edges:
        other, path = edge.target, f"'./{names[edge.target]}'"
        form = edge.form
        if kinds[other] == "cjs" and form in ("named", "star", "default"):
            form = "whole"
        if form == "named":
            head.append(f"import {{ v as v{other}, f as f{other}, w as w{other} }} from {path};")
            head.append(f"import {{ k as k{other}, noop as n{other} }} from {path};")
            body.append(_see(number, f"v{other}"))
            # A constant, which in a cycle may be asked for too early; a call that does nothing.
            body.append(_see(number, f"k{other} > 2 ? k{other} + 'many' : k{other} + 'few'"))
            body.append(f"n{other}(typeof f{other}, {number});")
            body.append(_see(number, f"typeof f{other} + f{other}()"))
            body.append(_see(number, f"w{other}"))
        elif form == "namespace":
            head.append(f"import * as n{other} from {path};")
            key = "v" if kinds[other] == "esm" else "default"
            body.append(
                _see(number, f"String(n{other}.{key} && n{other}.{key}.v || n{other}.{key})")
            )
        elif form == "bare":
            head.append(f"import {path};")
        elif form == "default":
            head.append(f"import d{other} from {path};")
            body.append(_see(number, f"d{other}()"))
        elif form == "star":
            head.append(f"export * as s{other} from {path};")
        elif form == "whole":
            head.append(f"import c{other} from {path};")
            body.append(_see(number, f"c{other}.v"))
            body.append(_see(number, f"typeof c{other}.f"))
        else:
            # A strict importer gets module.exports of CommonJS as default.
            value = "n.v" if kinds[other] == "esm" else "n.default.v"
            lazies.append(_load(number, path, value))
    choose.shuffle(head)
    exports = [
        f"export let v = 'v{number}';",
        f"export function f() {{ return 'f{number}' + typeof w; }}",
        f"export var w = 'w{number}';",
        f"export default function () {{ return 'd{number}'; }}",
        f"export const k = {number};",
        "export function noop() {}",
        f"export const gone = /* @__PURE__ */ (() => 'gone{number}')(), unused = [local];",
    ]
    choose.shuffle(exports)
    cut = choose.randint(0, len(body))
    lines = [
        *head,
        f"const say = (line) => (globalThis.theLog ??= []).push(line), local = 'local{number}';",
        f"say('m{number} start');",
        *body[:cut],
        *exports[:2],
        *(["await null;", f"say('m{number} resumed');"] if awaits else []),
        *exports[2:],
        *body[cut:],
        *lazies,
        f"v += '!' + local; say('m{number} end');",
    ]
    return "\n".join(lines) + "\n"


def _cjs(
    number: int,
    edges: list[_Edge],
    names: list[str],
    kinds: list[str],
    choose: random.Random,
    *,
    awaits: bool,
) -> str:
    del awaits
    lines = [
        "const say = (line) => (globalThis.theLog ??= []).push(line);",
        f"say('m{number} start');",
    ]
    statements = [
        f"exports.v = 'v{number}';",
        f"exports.f = () => 'f{number}' + exports.v;",
    ]
    if choose.random() < 0.5:
        lines.append(f"exports.gone = () => 'gone{number}';")
    for edge in edges:
        other, path = edge.target, f"'./{names[edge.target]}'"
        if edge.form == "lazy":
            value = "n.v" if kinds[other] == "esm" else "n.default.v"
            statements.append(_load(number, path, value))
        elif edge.form == "default":
            # Only when called, and nobody calls it before the graph has run.
            statements.append(
                f"exports.late{other} = () => require({path}).v; "
                f"Promise.resolve().then(() => say('m{number} late ' + exports.late{other}()));"
            )
        else:
            statements.append(f"const r{other} = require({path});")
            statements.append(_see(number, f"r{other}.v"))
            keys = f"Object.keys(r{other}).filter((k) => k !== '__esModule').sort().join('+')"
            statements.append(_see(number, keys))
    # A variable is declared before it is read.
    cut = choose.randint(0, 2)
    lines += [*statements[:cut], *statements[2:], *statements[cut:2]]
    if choose.random() < 0.2:
        lines.append(f"module.exports = {{ v: 'replaced{number}', f: () => 'r{number}' }};")
    lines.append(f"say('m{number} end');")
    return "\n".join(lines) + "\n"


def _load(number: int, path: str, value: str) -> str:
    """A dynamic import; they run one after another, as which of two is first is not fixed."""
    load = f"import({path}).then((n) => say('m{number} got ' + {value}))"
    return f"globalThis.queue = (globalThis.queue ?? Promise.resolve()).then(() => {load});"


def _see(number: int, expression: str) -> str:
    seen = f"say('m{number} sees ' + ({expression}));"
    return f"try {{ {seen} }} catch (error) {{ say('m{number} ' + error.name); }}"
