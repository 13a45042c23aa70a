"""Random expressions for generated programs: all of them are numbers.

What may be written at a place follows from the function around it (`Function`) and from the
names in scope. Every operand may be a call of `t`, which traces that it was reached.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TypeVar

T = TypeVar("T")

LETS = ["a", "b", "c", "d", "x", "y", "z"]
VARS = ["u", "v", "w"]
PARAMETERS = ["p", "q", "r", "s"]


@dataclass
class Name:
    """What a name in scope may be used for."""

    text: str
    kind: str
    """`number`, `list`, `object`, `closure`, `function`, `generator`, `async`,
    `asyncGenerator`, `class`, `instance`, or `key`, a string."""
    mutable: bool = False
    live: bool = True
    arity: int = 0
    shape: Shape | None = None


@dataclass
class Shape:
    """The members of a class that may be used."""

    methods: dict[str, int] = field(default_factory=dict)
    statics: dict[str, int] = field(default_factory=dict)
    generators: dict[str, int] = field(default_factory=dict)
    asyncs: dict[str, int] = field(default_factory=dict)
    getter: bool = False
    iterable: bool = False
    base: Shape | None = None


@dataclass(frozen=True)
class Function:
    """What may be written at a place, as the function around it has it."""

    yields: bool = False
    awaits: bool = False
    arguments: bool = False
    returns: bool = True
    this: bool = False
    private: bool = False
    base: Shape | None = None
    loops: int = 0
    breakable: int = 0
    labels: tuple[tuple[str, bool], ...] = ()
    guarded: bool = False
    """Whether a `try` of this function is around."""


class Expressions:
    """Writes expressions; the methods return source text."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.scopes: list[dict[str, Name]] = [{}]
        self.function = Function()
        self.labels = 0
        self.made = 0

    # Chance

    def chance(self, percent: float) -> bool:
        return self.random.random() * 100 < percent

    def pick(self, items: Sequence[T]) -> T:
        return self.random.choice(items)

    def weighted(self, table: list[tuple[int, Callable[[], str]]]) -> str:
        weights = [weight for weight, _ in table]
        return self.random.choices([write for _, write in table], weights)[0]()

    # Names

    def label(self) -> int:
        self.labels += 1
        return self.labels

    def fresh(self, stem: str) -> str:
        self.made += 1
        return f"{stem}{self.made}"

    def visible(self, *kinds: str) -> list[Name]:
        found: dict[str, Name] = {}
        for scope in reversed(self.scopes):
            for text, name in scope.items():
                found.setdefault(text, name)
        return [name for name in found.values() if name.kind in kinds and name.live]

    def declare(self, name: Name) -> Name:
        self.scopes[-1][name.text] = name
        return name

    @contextmanager
    def scope(self) -> Iterator[None]:
        self.scopes.append({})
        yield
        self.scopes.pop()

    @contextmanager
    def inside(self, function: Function) -> Iterator[None]:
        outer, self.function = self.function, function
        yield
        self.function = outer

    # Expressions: all are numbers

    def expression(self, depth: int = 2) -> str:
        if depth <= 0 or self.chance(12):
            return self.leaf()
        deeper = depth - 1

        def e() -> str:
            return self.expression(deeper)

        table: list[tuple[int, Callable[[], str]]] = [
            (8, lambda: f"t({self.label()}, {e()})"),
            (8, lambda: f"({e()} {self.pick(['+', '-', '*', '%', '|', '&', '^', '<<'])} {e()})"),
            (3, lambda: f"+({e()} {self.pick(['<', '>', '===', '!==', '<=', '=='])} {e()})"),
            (3, lambda: f"({e()} {self.pick(['&&', '||', '??'])} {e()})"),
            (3, lambda: f"({e()} ? {e()} : {e()})"),
            (2, lambda: f"({e()}, {e()})"),
            (2, lambda: f"({self.pick(['-', '+', '!', '~', 'void', 'typeof'])} {e()})"),
            (1, lambda: f"(({e()} & 3) ** ({e()} & 3))"),
            (6, lambda: self.assignment(deeper)),
            (
                2,
                lambda: (
                    f"`{self.pick(['', 'a'])}${{{e()}}}{self.pick(['', 'b'])}${{{e()}}}`.length"
                ),
            ),
            (2, lambda: f"tag`{self.pick(['', 'x'])}${{{e()}}}y${{{e()}}}`"),
            (4, lambda: f"sum({self.list_literal(deeper)})"),
            (3, lambda: self.object_use(deeper)),
            (3, lambda: self.immediate_function(deeper)),
            (2, lambda: self.immediate_class(deeper)),
            (5, lambda: self.call(deeper)),
            (5, lambda: self.member(deeper)),
            (2, lambda: f"sum({self.destructuring_assignment(deeper)})"),
        ]
        if self.function.yields:
            table.append((14, lambda: f"(yield {e()})"))
            table.append((3, lambda: self.delegation(deeper)))
        if self.function.awaits:
            table.append((14, lambda: self.awaiting(deeper)))
        if self.function.arguments:
            table.append((2, lambda: f"arguments[{self.pick(['0', '1', 'arguments.length - 1'])}]"))
            table.append((1, lambda: f"(arguments[0] = {e()})"))
            table.append((1, lambda: f"(new.target ? {e()} : {e()})"))
        if self.function.this:
            table.append((6, lambda: self.own_member(deeper)))
        return self.weighted(table)

    def leaf(self) -> str:
        names = self.visible("number")
        closures = self.visible("closure")
        table: list[tuple[int, Callable[[], str]]] = [
            (3, lambda: str(self.random.randrange(5))),
            (5, lambda: f"t({self.label()})"),
        ]
        if names:
            table.append((9, lambda: self.pick(names).text))
        if closures:
            table.append((1, lambda: f"{self.pick(closures).text}()"))
        if lists := self.visible("list"):
            table.append((2, lambda: f"sum({self.pick(lists).text})"))
        if keys := self.visible("key"):
            table.append((2, lambda: f"{self.pick(keys).text}.length"))
        if self.function.arguments:
            table.append((1, lambda: "arguments.length"))
        if self.chance(0.2) and (
            dead := [n for s in self.scopes for n in s.values() if not n.live]
        ):
            return self.pick(dead).text
        return self.weighted(table)

    def mutable(self) -> list[Name]:
        return [name for name in self.visible("number") if name.mutable]

    def target(self, depth: int) -> str:
        """Something to which a number may be assigned."""
        names = self.mutable()
        objects = self.visible("object", "instance")
        if objects and (not names or self.chance(30)):
            base = self.pick(objects).text
            return self.pick([f"{base}.p", f"{base}.q", f'{base}[t({self.label()}, "p")]'])
        if self.function.this and self.chance(25):
            return self.pick(["this.p", "this.q", *(["this.#p"] if self.function.private else [])])
        if names:
            return self.pick(names).text
        return f"({{ p: {self.expression(depth - 1)} }}).p"

    def assignment(self, depth: int) -> str:
        target = self.target(depth)
        if self.chance(25):
            sign = self.pick(["++", "--"])
            return f"({sign}{target})" if self.chance(50) else f"({target}{sign})"
        operator = self.pick(["=", "=", "+=", "-=", "*=", "|=", "||=", "&&=", "??=", "**="])
        return f"({target} {operator} {self.expression(depth)})"

    def list_literal(self, depth: int) -> str:
        items = []
        for _ in range(self.random.randrange(4)):
            item = self.expression(depth)
            if self.chance(25):
                item = f"...{self.iterable(depth)}"
            items.append(item)
        return f"[{', '.join(items)}]"

    def iterable(self, depth: int) -> str:
        lists = self.visible("list")
        generators = self.visible("generator")
        table: list[tuple[int, Callable[[], str]]] = [
            (3, lambda: f"it({self.label()}, {self.list_literal(depth - 1)})"),
            (3, lambda: self.list_literal(depth - 1)),
        ]
        if lists:
            table.append((2, lambda: self.pick(lists).text))
        if generators:
            table.append((2, lambda: self.invoke(self.pick(generators), depth)))
        classes = [n for n in self.visible("class") if n.shape and n.shape.iterable]
        if classes:
            table.append((2, lambda: f"new {self.pick(classes).text}({self.arguments(1, depth)})"))
        return self.weighted(table)

    def arguments(self, arity: int, depth: int) -> str:
        if arity < 0:
            return ", ".join(self.expression(depth) for _ in range(self.random.randrange(-arity)))
        count = max(0, arity + self.random.randrange(-1, 2))
        items = [self.expression(depth) for _ in range(count)]
        if self.chance(15):
            items.append(f"...{self.iterable(depth)}")
        return ", ".join(items)

    def invoke(self, name: Name, depth: int) -> str:
        return f"{name.text}({self.arguments(name.arity, depth)})"

    def call(self, depth: int) -> str:
        functions = self.visible("function")
        generators = self.visible("generator")
        classes = self.visible("class")
        table: list[tuple[int, Callable[[], str]]] = [(1, self.leaf)]
        if functions:
            table.append((6, lambda: self.invoke(self.pick(functions), depth)))
        if generators:
            table.append((4, lambda: self.driven(self.pick(generators), depth)))
        if classes:
            table.append((4, lambda: self.static_use(self.pick(classes), depth)))
        return self.weighted(table)

    def script(self) -> str:
        steps = []
        for _ in range(self.random.randrange(1, 7)):
            how = self.random.choices(["next", "throw", "return"], [6, 1, 1])[0]
            steps.append(f'["{how}", {self.random.randrange(4)}]')
        return f"[{', '.join(steps)}]"

    def driven(self, name: Name, depth: int) -> str:
        return f"drive({self.invoke(name, depth)}, {self.script()})"

    def static_use(self, name: Name, depth: int) -> str:
        assert name.shape
        statics = list(name.shape.statics.items())
        if statics and self.chance(50):
            method, arity = self.pick(statics)
            return f"{name.text}.{method}({self.arguments(arity, depth)})"
        return self.instance_use(f"new {name.text}({self.arguments(1, depth)})", name.shape, depth)

    def instance_use(self, text: str, shape: Shape, depth: int) -> str:
        uses = [f"{text}.p", f"{text}.q"]
        for method, arity in shape.methods.items():
            dot = self.pick([".", "?."])
            uses.append(f"{text}{dot}{method}({self.arguments(arity, depth)})")
        for method, arity in shape.generators.items():
            uses.append(f"drive({text}.{method}({self.arguments(arity, depth)}), {self.script()})")
        if shape.getter:
            uses.append(f"{text}.g")
        return self.pick(uses)

    def member(self, depth: int) -> str:
        names = self.visible("object", "instance")
        if not names:
            return self.leaf()
        name = self.pick(names)
        if name.kind == "instance" and name.shape and self.chance(70):
            return self.instance_use(name.text, name.shape, depth)
        return self.pick(
            [
                f"{name.text}.p",
                f'{name.text}[t({self.label()}, "q")]',
                f"{name.text}?.p",
                f"{name.text}.none?.[{self.expression(depth)}].x",
                f"{name.text}.none?.({self.expression(depth)})",
                f"+(delete {name.text}.q)",
                f'+("p" in {name.text})',
            ]
        )

    def own_member(self, depth: int) -> str:
        uses = ["this.p", "this.q", f"(this.p = {self.expression(depth)})"]
        if self.function.private:
            uses += ["this.#p", f"(this.#p += {self.expression(depth)})", "+(#p in this)"]
        base = self.function.base
        if base:
            uses.append("sum(super.none)")
            uses += [f"super.{m}({self.arguments(n, depth)})" for m, n in base.methods.items()]
            if base.getter:
                uses.append("super.g")
        return self.pick(uses)

    def delegation(self, depth: int) -> str:
        if self.function.awaits:
            names = self.visible("asyncGenerator", "generator")
        else:
            names = self.visible("generator")
        if names and self.chance(60):
            return f"sum(yield* {self.invoke(self.pick(names), depth)})"
        return f"sum(yield* {self.iterable(depth)})"

    def awaiting(self, depth: int) -> str:
        names = self.visible("async")
        if names and self.chance(50):
            return f"(await {self.invoke(self.pick(names), depth)})"
        return f"(await {self.expression(depth)})"

    def object_literal(self, depth: int) -> str:
        members = [f"p: {self.expression(depth)}"]
        e = self.expression
        options: list[Callable[[], str]] = [
            lambda: f"q: {e(depth)}",
            lambda: f'[t({self.label()}, "q")]: {e(depth)}',
            lambda: f"get g() {{ return {self.within(Function(this=True), depth)}; }}",
            lambda: f"m() {{ return {self.within(Function(this=True), depth)}; }}",
            lambda: f"...{{ q: {e(depth)} }}",
            lambda: f"...obj({self.label()}, {{ p: {e(depth)} }})",
        ]
        members += [self.pick(options)() for _ in range(self.random.randrange(3))]
        self.random.shuffle(members)
        return f"{{ {', '.join(members)} }}"

    def within(self, function: Function, depth: int) -> str:
        with self.inside(function):
            return self.expression(depth)

    def object_use(self, depth: int) -> str:
        literal = self.object_literal(depth)
        if self.chance(25) and (bases := self.visible("object", "instance")):
            value = self.within(Function(this=True, arguments=True), depth)
            method = f"m() {{ return sum(super.p) + {value}; }}"
            return f"({{ __proto__: {self.pick(bases).text}, q: 1, {method} }}).m()"
        return self.pick([f"({literal}).p", f"sum({literal})", f"({literal})?.q"])

    def immediate_function(self, depth: int) -> str:
        with self.scope():
            if self.chance(60):
                arrow = replace(self.function, yields=False, awaits=False, returns=True)
                with self.inside(arrow):
                    parameters, arity = self.parameters(depth)
                    body = self.expression(depth)
                head = f"(({parameters}) => {body})"
            else:
                with self.inside(Function(arguments=True)):
                    parameters, arity = self.parameters(depth)
                    body = self.expression(depth)
                head = f"(function ({parameters}) {{ return {body}; }})"
        return f"{head}({self.arguments(arity, depth)})"

    def immediate_class(self, depth: int) -> str:
        fields = [f"p = {self.within(Function(this=True), depth)};"]
        if self.chance(40):
            fields.append(f"static q = {self.within(Function(this=True), depth)};")
        if self.chance(40):
            fields.append(f'[t({self.label()}, "q")] = {self.within(Function(this=True), depth)};')
        self.random.shuffle(fields)
        return f"new (class {{ {' '.join(fields)} }})().{self.pick(['p', 'q'])}"

    def destructuring_assignment(self, depth: int) -> str:
        if self.chance(60):
            targets = []
            for _ in range(self.random.randrange(1, 4)):
                target = self.target(depth)
                if self.chance(40):
                    target += f" = {self.expression(depth)}"
                targets.append(target if self.chance(90) else "")
            return f"([{', '.join(targets)}] = {self.holed_source(depth)})"
        keys = []
        for key in self.random.sample(["p", "q", f'[t({self.label()}, "k")]'], 2):
            default = f" = {self.expression(depth)}" if self.chance(40) else ""
            keys.append(f"{key}: {self.target(depth)}{default}")
        return f"({{ {', '.join(keys)} }} = {self.object_source(depth)})"

    def holed_source(self, depth: int) -> str:
        items = [
            "undefined" if self.chance(25) else self.expression(depth)
            for _ in range(self.random.randrange(4))
        ]
        literal = f"[{', '.join(items)}]"
        return literal if self.chance(40) else f"it({self.label()}, {literal})"

    def object_source(self, depth: int) -> str:
        literal = self.object_literal(depth)
        return literal if self.chance(50) else f"obj({self.label()}, {literal})"

    # Functions

    def parameters(self, depth: int, *, simple: bool = False) -> tuple[str, int]:
        """Parameters, declared in the current scope, and how many there are.

        Where one is a pattern, for which a number will not do, the count of those before it is
        given as `-1 - count`.
        """
        parts = []
        names = self.random.sample(PARAMETERS, self.random.randrange(4))
        for index, text in enumerate(names):
            if simple:
                parts.append(text)
                self.declare(Name(text, "number", mutable=True))
                continue
            if index == len(names) - 1 and self.chance(20):
                parts.append(f"...{text}")
                self.declare(Name(text, "list"))
                continue
            if self.chance(12):
                default = f" = {self.default(depth)}" if self.chance(50) else ""
                source = self.object_literal(0)
                parts.append(f"{{ p: {text}{default} }} = {source}")
            elif self.chance(12):
                default = f" = {self.default(depth)}" if self.chance(50) else ""
                parts.append(f"[{text}{default}] = {self.list_literal(0)}")
            elif self.chance(30):
                parts.append(f"{text} = {self.default(depth)}")
            else:
                parts.append(text)
            self.declare(Name(text, "number", mutable=True))
        patterns = [index for index, part in enumerate(parts) if part[0] in "{["]
        return ", ".join(parts), -1 - patterns[0] if patterns else len(parts)

    def default(self, depth: int) -> str:
        with self.inside(replace(self.function, yields=False, awaits=False)):
            return self.expression(depth)
