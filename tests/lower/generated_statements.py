"""Random statements, functions and classes for generated programs.

All loops burn fuel and functions call only what was complete before them, so every program
ends. Names are drawn from a small set so that they shadow each other; a name is not read before
its declaration is reached, but for a few times on purpose.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from generated_expressions import LETS, PARAMETERS, VARS, Expressions, Function, Name, Shape

Lines = list[str]


def indented(lines: Lines) -> Lines:
    return [f"  {line}" for line in lines]


class Statements(Expressions):
    """Writes statements; the methods return lines."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.left = self.random.choice([10, 18, 30])
        # Functions of each block around that stand at its end, where they are hoisted from.
        self.hoisted: list[Lines] = [[]]

    def block(self, size: int) -> Lines:
        """Statements in the current scope, whose `let`s are chosen before they are written."""
        planned = self.random.sample(LETS, self.random.randrange(4))
        for text in planned:
            if text not in self.scopes[-1]:
                self.declare(Name(text, "number", mutable=True, live=False))
        lines: Lines = []
        self.hoisted.append([])
        for _ in range(self.random.randrange(1, size + 1)):
            if self.left <= 0:
                break
            self.left -= 1
            lines += self.statement(size - 1)
        lines += self.hoisted.pop()
        return lines or [f"t({self.label()});"]

    def braces(self, head: str, size: int, function: Function | None = None) -> Lines:
        """`head { … }`, as a scope of its own."""
        with self.scope(), self.inside(function or self.function):
            return [f"{head} {{".lstrip(), *indented(self.block(size)), "}"]

    def statement(self, size: int) -> Lines:

        def one(text: str) -> Lines:
            return [text]

        table: list[tuple[int, Callable[[], Lines]]] = [
            (8, lambda: one(f"t({self.label()}, {self.expression(3)});")),
            (6, lambda: one(f"{self.assignment(2)};")),
            (3, lambda: one(f"{self.destructuring_assignment(2)};")),
            (10, self.declaration),
            (5, lambda: one(f"fs.push(() => {self.arrow_body()});")),
        ]
        if self.function.breakable or self.function.labels or self.function.returns:
            table.append((5, self.jump))
        if size > 0:
            table += [
                (5, lambda: self.conditional(size)),
                (9, lambda: self.loop(size)),
                (4, lambda: self.switch(size)),
                (6, lambda: self.protected(size)),
                (3, lambda: self.labelled_block(size)),
                (2, lambda: self.braces("", size)),
                (4, lambda: self.function_declaration(size)),
                (3, lambda: self.generator_declaration(size)),
                (4, lambda: self.class_declaration(size)),
                (3, lambda: self.async_declaration(size)),
            ]
        if self.visible("asyncGenerator", "async"):
            table.append((3, self.async_use))
        write = self.random.choices([w for _, w in table], [weight for weight, _ in table])[0]
        return write()

    def arrow_body(self) -> str:
        with self.inside(replace(self.function, yields=False, awaits=False)):
            return self.expression(2)

    # Declarations

    def declaration(self) -> Lines:
        planned = [n for n in self.scopes[-1].values() if n.kind == "number" and not n.live]
        if planned and self.chance(70):
            return self.let_declaration(planned)
        if self.chance(30):
            return self.named_value()
        name = self.pick(VARS)
        line = f"var {name} = {self.expression(2)};"
        # A `var` belongs to the function; here it is enough that it is visible from now on.
        self.declare(Name(name, "number", mutable=True))
        return [line]

    def let_declaration(self, planned: list[Name]) -> Lines:
        if self.chance(20):
            name = planned[0]
            early, caught = self.fresh("early"), f"catch (e) {{ t({self.label()}, nameOf(e)); }}"
            lines = [
                f"const {early} = () => {name.text};",
                f"try {{ t({self.label()}, {early}()); }} {caught}",
            ]
        else:
            lines = []
        if len(planned) > 1 and self.chance(50):
            return lines + self.pattern_declaration(planned[:3])
        name = planned[0]
        word = "const" if self.chance(40) else "let"
        if word == "let" and self.chance(15):
            lines.append(f"let {name.text};")
        else:
            lines.append(f"{word} {name.text} = {self.expression(2)};")
        name.live = True
        # An assignment to a constant throws, which is worth having now and then.
        name.mutable = word == "let" or self.chance(5)
        return lines

    def pattern_declaration(self, names: list[Name]) -> Lines:
        word = self.pick(["let", "const"])
        if self.chance(60):
            parts = []
            for name in names:
                default = f" = {self.expression(1)}" if self.chance(50) else ""
                parts.append(f"{name.text}{default}")
                name.live = True
            if self.chance(30):
                rest = names[-1]
                parts[-1] = f"...{rest.text}"
                rest.kind = "list"
            pattern, source = f"[{', '.join(parts)}]", self.holed_source_without(names)
        else:
            keys = ["p", "q", f'[t({self.label()}, "k")]']
            parts = []
            for key, name in zip(keys, names, strict=False):
                default = f" = {self.expression(1)}" if self.chance(60) else ""
                parts.append(f"{key}: {name.text}{default}")
                name.live = True
            pattern, source = f"{{ {', '.join(parts)} }}", self.object_source_without(names)
        for name in names:
            name.mutable = word == "let" and name.kind == "number"
        return [f"{word} {pattern} = {source};"]

    def holed_source_without(self, names: list[Name]) -> str:
        return self._hiding(names, lambda: self.holed_source(1))

    def object_source_without(self, names: list[Name]) -> str:
        return self._hiding(names, lambda: self.object_source(1))

    def _hiding(self, names: list[Name], write: Callable[[], str]) -> str:
        for name in names:
            name.live = False
        text = write()
        for name in names:
            name.live = True
        return text

    def named_value(self) -> Lines:
        kind = self.pick(["object", "list", "closure", "instance", "object"])
        classes = self.visible("class")
        shape = None
        if kind == "instance" and classes:
            cls = self.pick(classes)
            value, shape = f"new {cls.text}({self.arguments(1, 1)})", cls.shape
        elif kind == "list":
            value = self.list_literal(2)
        elif kind == "closure":
            value = f"() => {self.arrow_body()}"
        else:
            kind, value = "object", self.object_source(2)
        name = self.fresh(kind[0])
        self.declare(Name(name, kind, shape=shape))
        return [f"const {name} = {value};"]

    # Control flow

    def conditional(self, size: int) -> Lines:
        lines = self.braces(f"if ({self.expression(2)})", size)
        if self.chance(50):
            lines[-1] = "} else {"
            lines += self.braces("", size)[1:]
        return lines

    def jump(self) -> Lines:
        options = []
        function = self.function
        if function.breakable:
            options += ["break;"] * 2
        if function.loops:
            options += ["continue;"] * 2
        for label, loop in function.labels:
            options.append(f"break {label};")
            if loop:
                options.append(f"continue {label};")
        if function.returns:
            options.append(f"return {self.expression(2)};")
        if function.guarded:
            options.append(f"throw {self.expression(1)};")
        if not options:
            options.append(f"t({self.label()});")
        jump = self.pick(options)
        return [jump if self.chance(15) else f"if ({self.expression(2)}) {jump}"]

    def looping(self, *, label: str | None = None) -> Function:
        labels = self.function.labels + (((label, True),) if label else ())
        loops, breakable = self.function.loops + 1, self.function.breakable + 1
        return replace(self.function, loops=loops, breakable=breakable, labels=labels)

    def loop(self, size: int) -> Lines:
        label = self.fresh("loop") if self.chance(35) else None
        head = f"{label}: " if label else ""
        function = self.looping(label=label)
        kind = self.random.choices(
            ["for", "of", "in", "while", "do", "awaiting"], [6, 7, 2, 2, 2, 3]
        )[0]
        if kind == "awaiting" and not self.function.awaits:
            kind = "of"
        with self.scope():
            lines = self.loop_of_kind(kind, head, size, function)
            captured = [n.text for n in self.scopes[-1].values() if n.live]
        if captured and self.chance(40):
            lines.insert(1, f"  fs.push(() => sum({self.pick(captured)}));")
        return lines

    def loop_of_kind(self, kind: str, head: str, size: int, function: Function) -> Lines:
        """A loop in a scope of its own, in which the variables of its head are left."""
        if kind == "for":
            text = self.pick(LETS)
            start = self.expression(1)
            self.declare(Name(text, "number", mutable=True))
            test = f"go() && {text} < {self.random.randrange(1, 4)}"
            if self.chance(25):
                test += f" + {self.expression(1)} % 2"
            step = self.pick([f"{text}++", f"{text} += 1", f"{text}++, {self.expression(1)}"])
            return self.braces(
                f"{head}for (let {text} = {start} & 1; {test}; {step})", size, function
            )
        if kind == "in":
            source = self.object_source(1)
            key = self.fresh("k")
            self.declare(Name(key, "key"))
            return self.braces(
                f"{head}for ({self.pick(['const', 'let'])} {key} in {source})", size, function
            )
        if kind in {"of", "awaiting"}:
            return self.for_of(head, size, function, awaiting=kind == "awaiting")
        if kind == "while":
            return self.braces(f"{head}while (go() && {self.expression(1)})", size, function)
        lines = self.braces(f"{head}do", size, function)
        lines[-1] = f"}} while (go() && {self.expression(1)});"
        return lines

    def for_of(self, head: str, size: int, function: Function, *, awaiting: bool) -> Lines:
        names = self.random.sample(LETS, 2)
        pattern = self.chance(35)
        for text in names[: 1 + pattern]:
            self.declare(Name(text, "number", mutable=True, live=False))
        if pattern:
            items = [self.holed_source(1) for _ in range(self.random.randrange(1, 4))]
            source = f"[{', '.join(items)}]"
            if self.chance(50):
                source = f"it({self.label()}, {source})"
            default = f" = {self.expression(1)}" if self.chance(60) else ""
            binding = f"[{names[0]}, {names[1]}{default}]"
        else:
            source, binding = self.iterable(2), names[0]
            if awaiting and (makers := self.visible("asyncGenerator")) and self.chance(60):
                source = self.invoke(self.pick(makers), 1)
        for text in names[: 1 + pattern]:
            self.scopes[-1][text].live = True
        if self.chance(12) and (targets := self.mutable()):
            word = ""
            binding = self.pick(targets).text if not pattern else binding
            if pattern:
                word = "let "
        else:
            word = self.pick(["let ", "const "])
            for text in names[: 1 + pattern]:
                self.scopes[-1][text].mutable = word == "let "
        if not word:
            # The loop assigns to a name outside of it, and declares none.
            self.scopes[-1].clear()
        wait = " await" if awaiting else ""
        # The source may be endless only where fuel is, so the body burns some.
        lines = self.braces(f"{head}for{wait} ({word}{binding} of {source})", size, function)
        return [lines[0], "  if (!go()) break;", *lines[1:]]

    def switch(self, size: int) -> Lines:
        function = replace(self.function, breakable=self.function.breakable + 1)
        lines = [f"switch ({self.expression(2)} & 3) {{"]
        cases = [
            f"case {self.pick([str(n), f't({self.label()}, {n})'])}:"
            for n in range(self.random.randrange(1, 5))
        ]
        if self.chance(70):
            cases.append("default:")
        self.random.shuffle(cases)
        with self.scope(), self.inside(function):
            for case in cases:
                before = set(self.scopes[-1])
                body = self.block(size) if self.chance(80) else []
                if body and self.chance(40):
                    body.append("break;")
                lines += [f"  {case}", *indented(indented(body))]
                for text in set(self.scopes[-1]) - before:
                    # Another case may be reached without its declaration.
                    self.scopes[-1][text].live = False
                    self.scopes[-1][text].kind = "gone"
        return [*lines, "}"]

    def protected(self, size: int) -> Lines:
        guarded = replace(self.function, guarded=True)
        lines = self.braces("try", size, guarded)
        catches = self.chance(75)
        if catches:
            with self.scope():
                binding = self.random.choices(["e", "", "pattern"], [6, 2, 1])[0]
                if binding == "pattern":
                    # A parameter's name: the block of a `catch` cannot declare it again.
                    text, default = self.pick(PARAMETERS), self.expression(1)
                    self.declare(Name(text, "number", mutable=True))
                    head = f"catch ({{ p: {text} = {default} }})"
                elif binding:
                    head = "catch (e)"
                else:
                    head = "catch"
                caught = self.braces(head, size)
                if binding == "e":
                    caught.insert(1, f"  t({self.label()}, nameOf(e));")
            lines = [*lines[:-1], f"}} {caught[0]}", *caught[1:]]
        if not catches or self.chance(40):
            last = self.braces("finally", size)
            lines = [*lines[:-1], f"}} {last[0]}", *last[1:]]
        return lines

    def labelled_block(self, size: int) -> Lines:
        label = self.fresh("block")
        function = replace(self.function, labels=(*self.function.labels, (label, False)))
        return self.braces(f"{label}:", size, function)

    # Functions and classes

    def function_body(
        self, head: str, size: int, function: Function, *, strict: bool = True
    ) -> tuple[Lines, int]:
        """A function from its parameters on, in a scope of its own, and how many it takes."""
        with self.scope(), self.inside(function):
            strict = strict and self.chance(10)
            with self.inside(replace(function, yields=False, awaits=False)):
                parameters, arity = self.parameters(1, simple=strict)
            lines = [f"{head}({parameters}) {{"]
            if strict:
                lines.append('  "use strict";')
            lines += indented(self.block(size))
            lines.append(f"  return {self.expression(2)};")
        return [*lines, "}"], arity

    def own(self) -> Function:
        """What an arrow function has of the function around."""
        return replace(
            self.function,
            yields=False,
            awaits=False,
            returns=True,
            loops=0,
            breakable=0,
            labels=(),
            guarded=False,
        )

    def arrow(self, head: str, size: int, function: Function) -> tuple[Lines, int]:
        lines, arity = self.function_body(head, size, function, strict=False)
        lines[0] = lines[0].removesuffix(" {") + " => {"
        lines[-1] += ";"
        return lines, arity

    def function_declaration(self, size: int) -> Lines:
        name = self.fresh("f")
        if self.chance(30):
            lines, arity = self.arrow(f"const {name} = ", size, self.own())
        else:
            lines, arity = self.function_body(f"function {name}", size, Function(arguments=True))
        self.declare(Name(name, "function", arity=arity))
        if lines[0].startswith("function") and self.chance(30):
            self.hoisted[-1] += lines
            return []
        return lines

    def generator_declaration(self, size: int) -> Lines:
        name = self.fresh("gen")
        function = Function(yields=True, arguments=True)
        if self.chance(30):
            lines, arity = self.function_body(f"const {name} = function* ", size, function)
            lines[-1] += ";"
        else:
            lines, arity = self.function_body(f"function* {name}", size, function)
        self.declare(Name(name, "generator", arity=arity))
        return lines

    def async_declaration(self, size: int) -> Lines:
        if self.chance(40):
            name, kind = self.fresh("asyncGen"), "asyncGenerator"
            function = Function(awaits=True, yields=True, arguments=True)
            lines, arity = self.function_body(f"async function* {name}", size, function)
        elif self.chance(50):
            name, kind = self.fresh("later"), "async"
            function = Function(awaits=True, arguments=True)
            lines, arity = self.function_body(f"async function {name}", size, function)
        else:
            name, kind = self.fresh("later"), "async"
            function = replace(self.own(), awaits=True)
            lines, arity = self.arrow(f"const {name} = async ", size, function)
        self.declare(Name(name, kind, arity=arity))
        return lines

    def async_use(self) -> Lines:
        names = self.visible("asyncGenerator", "async")
        classes = [n for n in self.visible("class") if n.shape and n.shape.asyncs]
        if classes and (not names or self.chance(30)):
            name = self.pick(classes)
            assert name.shape
            method, arity = self.pick(list(name.shape.asyncs.items()))
            made = f"new {name.text}({self.arguments(1, 1)})"
            call = f"{made}.{method}({self.arguments(arity, 1)})"
        else:
            name = self.pick(names)
            call = self.invoke(name, 1)
        if name.kind == "asyncGenerator":
            call = f"driveAsync({call}, {self.script()})"
        if self.function.awaits and self.chance(50):
            return [f"await settle({self.label()}, {call});"]
        return [f"settle({self.label()}, {call});"]

    def class_declaration(self, size: int) -> Lines:
        name = self.fresh("C")
        classes = self.visible("class")
        base = self.pick(classes) if classes and self.chance(60) else None
        shape = Shape(base=base.shape if base else None)
        if base and base.shape:
            shape.methods |= base.shape.methods
            shape.statics |= base.shape.statics
            shape.generators |= base.shape.generators
            shape.asyncs |= base.shape.asyncs
            shape.getter, shape.iterable = base.shape.getter, base.shape.iterable
        private = self.chance(50)
        inside = Function(this=True, private=private, base=shape.base)
        members: list[Lines] = []
        if private:
            members.append([f"#p = {self.within(inside, 2)};"])
        kinds = [self.field, self.field, self.method, self.method, self.static_method]
        kinds += [self.getter, self.generator_method, self.static_block, self.constructor]
        kinds += [self.iterator_method, self.async_method]
        chosen = self.random.sample(kinds, self.random.randrange(1, 6))
        members += [write(size, inside, shape) for write in chosen]
        lines = [line for member in members for line in member]
        heritage = f" extends {base.text}" if base else ""
        if base and self.chance(20):
            heritage = f" extends (t({self.label()}), {base.text})"
        self.declare(Name(name, "class", shape=shape))
        if self.chance(25):
            return [f"const {name} = class{heritage} {{", *indented(lines), "};"]
        return [f"class {name}{heritage} {{", *indented(lines), "}"]

    def field(self, size: int, inside: Function, shape: Shape) -> Lines:
        key = self.pick(
            ["p", "q", f'[t({self.label()}, "{self.pick("pq")}")]', "static p", "static q"]
        )
        if key.startswith("static"):
            inside = Function()
        return [f"{key} = {self.within(replace(inside, returns=False), 2)};"]

    def method(self, size: int, inside: Function, shape: Shape) -> Lines:
        name = self.pick(["m", "n"])
        head = name if self.chance(75) else f'[t({self.label()}, "{name}")]'
        lines, arity = self.function_body(head, size, replace(inside, arguments=True))
        shape.methods[name] = arity
        return lines

    def static_method(self, size: int, inside: Function, shape: Shape) -> Lines:
        lines, arity = self.function_body("static s", size, Function(arguments=True))
        shape.statics["s"] = arity
        return lines

    def generator_method(self, size: int, inside: Function, shape: Shape) -> Lines:
        function = replace(inside, arguments=True, yields=True)
        lines, arity = self.function_body("*items", size, function)
        shape.generators["items"] = arity
        return lines

    def iterator_method(self, size: int, inside: Function, shape: Shape) -> Lines:
        function = replace(inside, arguments=True, yields=True)
        lines, _ = self.function_body("*[Symbol.iterator]", size, function)
        shape.iterable = True
        return lines

    def async_method(self, size: int, inside: Function, shape: Shape) -> Lines:
        function = replace(inside, arguments=True, awaits=True)
        lines, arity = self.function_body("async later", size, function)
        shape.asyncs["later"] = arity
        return lines

    def getter(self, size: int, inside: Function, shape: Shape) -> Lines:
        value = self.within(inside, 2)
        shape.getter = True
        return [f"get g() {{ return {value}; }}"]

    def static_block(self, size: int, inside: Function, shape: Shape) -> Lines:
        return self.braces("static", size, Function(returns=False))

    def constructor(self, size: int, inside: Function, shape: Shape) -> Lines:
        with self.scope(), self.inside(Function(arguments=True)):
            # Fields come before the defaults of a class without heritage, which is known to be
            # another way round in ES5 (class-fields/before-parameters-and-after-super.js).
            parameters, _ = self.parameters(1, simple=shape.base is None)
            lines = [f"constructor({parameters}) {{"]
            if shape.base:
                if self.chance(40):
                    lines.append(f"  t({self.label()}, {self.expression(2)});")
                lines.append(f"  super({self.arguments(1, 1)});")
                # From here on there is a `this`.
            with self.inside(replace(inside, arguments=True, returns=False)):
                lines += indented(self.block(size))
        return [*lines, "}"]
