"""Random graphs whose modules share parts: what one user needs is not what another does.

As in `module_graphs`, the modules write into one log and Node, running them unbundled, says
what it must hold. A module has pure functions, constants and classes that use each other and
those of other modules, state that functions change, values that were read at a certain time,
and sometimes effects.
"""

from __future__ import annotations

import random

from module_graphs import Graph

KINDS = ("f", "k", "l", "C", "add", "get", "snap")


def make_exports(seed: int) -> Graph:
    choose = random.Random(f"exports {seed}")
    count = choose.randint(4, 9)
    entries = choose.choice((1, 2, 3))
    lazies = choose.randint(0 if entries > 1 else 1, 3)
    users = [f"e{number}" for number in range(entries)] + [f"z{number}" for number in range(lazies)]
    files = {f"m{number}.mjs": _module(number, count, choose) for number in range(count)}
    for name in users:
        files[f"{name}.mjs"] = _user(name, users, count, entries, choose)
    files["all.mjs"] = "".join(f"export * from './m{number}.mjs';\n" for number in range(count))
    end = "setTimeout(() => { console.log(globalThis.theLog.join('\\n')); }, 80);\n"
    files[f"e{entries - 1}.mjs"] += end
    return Graph(files, [f"e{number}.mjs" for number in range(entries)])


SAY = "const say = (line) => (globalThis.theLog ??= []).push(line);"


def _module(number: int, count: int, choose: random.Random) -> str:
    head, calls = [], []
    later = range(number + 1, count)
    for other in choose.sample(later, min(len(later), choose.randint(0, 3))):
        kinds = choose.sample(KINDS, choose.randint(1, 3))
        head.append(_import(other, kinds, f"m{other}"))
        calls += [_use(kind, other) for kind in kinds]
    choose.shuffle(calls)
    cut = choose.randint(0, len(calls))
    inside = "".join(f" + ({call})" for call in calls[:cut])
    helped = "".join(f" + ({call})" for call in calls[cut:])
    n = number
    statements = [
        f"export function f{n}() {{ return 'f{n}' + helper(){inside}; }}",
        f"function helper() {{ return 'h{n}'{helped}; }}",
        f"export const k{n} = {{ name: 'k{n}', f: () => helper() }}, l{n} = [k{n}, 'l{n}'];",
        f"export class C{n} {{ static tag = 'C{n}'; name() {{ return C{n}.tag + k{n}.name; }} }}",
        f"export function add{n}() {{ return ++state; }}",
        f"export function get{n}() {{ return state; }}",
    ]
    choose.shuffle(statements)
    effects = [f"let state = {n};"]
    if choose.random() < 0.4:
        effects.append(f"say('m{n} runs');")
    if choose.random() < 0.4:
        effects.append(f"add{n}();")
    effects.append(f"export const snap{n} = state;")
    place = choose.randint(0, len(statements))
    return "\n".join([*head, SAY, *statements[:place], *effects, *statements[place:]]) + "\n"


def _user(name: str, users: list[str], count: int, entries: int, choose: random.Random) -> str:
    head, body = [], []
    for other in choose.sample(range(count), choose.randint(1, min(4, count))):
        kinds = choose.sample(KINDS, choose.randint(1, 3))
        head.append(_import(other, kinds, choose.choice((f"m{other}", f"m{other}", "all"))))
        body += [f"say('{name} ' + ({_use(kind, other)}));" for kind in kinds]
    choose.shuffle(body)
    lazies = users[entries:]
    first = name == users[0]
    wanted = lazies if first else choose.sample(lazies, min(len(lazies), choose.randint(0, 1)))
    for lazy in wanted if name not in lazies else []:
        load = f"import('./{lazy}.mjs').then(() => say('{name} has {lazy}'))"
        # When all entries have run, one after the other: what comes first is fixed.
        chain = f"globalThis.queue = (globalThis.queue ?? Promise.resolve()).then(() => {load})"
        body.append(f"setTimeout(() => {{ {chain}; }}, 20);")
    return "\n".join([*head, SAY, *body]) + "\n"


def _import(other: int, kinds: list[str], file: str) -> str:
    names = ", ".join(f"{kind}{other}" for kind in kinds)
    return f"import {{ {names} }} from './{file}.mjs';"


def _use(kind: str, other: int) -> str:
    return {
        "f": f"f{other}()",
        "k": f"k{other}.name + k{other}.f()",
        "l": f"l{other}[0].name",
        "C": f"new C{other}().name()",
        "add": f"add{other}()",
        "get": f"get{other}()",
        "snap": f"snap{other}",
    }[kind]
