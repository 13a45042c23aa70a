"""Loaders in Python: what they are given, what they may return, what goes wrong."""

from __future__ import annotations

import asyncio
import json
import re
import threading
import time
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

import pybundle

LOG = 'import value from "./a.x"; console.log(value);'


class Suffix(msgspec.Struct, forbid_unknown_fields=True):
    text: str = "!"
    times: int = 1


@pybundle.loader(options=Suffix)
class Adder:
    def __init__(self, options: Suffix) -> None:
        self.options = options

    def __call__(self, text: str, context: pybundle.LoaderContext) -> str:
        assert context.options is self.options
        return text + self.options.text * self.options.times


@pybundle.loader
def quote(text: str, context: Any) -> str:
    return f"export default {json.dumps(text)};"


@pybundle.loader(takes="bytes")
def sizes(content: bytes, context: Any) -> str:
    return f"export default {len(content)};"


def rule(*use: Any, test: str = "*.x", **more: Any) -> dict[str, Any]:
    return {"rules": [{"test": test, "use": list(use), **more}]}


def test_a_chain_runs_from_right_to_left(project: Any) -> None:
    project.write(src__index_js=LOG, src__a_x="hi")
    use = (quote, {"loader": Adder, "options": {"text": "?", "times": 2}}, Adder)
    assert project.printed(module=rule(*use)) == "hi!??\n"


def test_bytes_and_text(project: Any) -> None:
    project.write(src__index_js=LOG, src__a_x="\N{BOM}é".encode())
    assert project.printed(module=rule(sizes)) == "5\n"
    assert project.printed(module=rule(quote)) == "é\n"


def test_a_loader_is_a_rule_by_itself(project: Any) -> None:
    own = pybundle.loader(test=["*.x", "*.y"])(lambda text, context: f"export default {text!r}")
    project.write(src__index_js=LOG, src__a_x="own")
    assert project.printed(module={"rules": [own]}) == "own\n"


def test_the_context(project: Any) -> None:
    seen: dict[str, Any] = {}

    def look(text: str, context: pybundle.LoaderContext) -> str:
        names = ("resource_path", "query", "mode", "root", "platform", "target", "source_map")
        seen.update({name: getattr(context, name) for name in names})
        seen["resolved"] = context.resolve("./index.js")
        seen["read"] = context.read("index.js")
        with pytest.raises(pybundle.LoaderError, match="nowhere"):
            context.resolve("./nowhere")
        return "export default 1"

    source = 'import "./a.x?b=1"'
    project.write(src__index_js=source, src__a_x="")
    project.printed(module=rule(look), target=["node", "es2020"], mode="none")
    root = str(project.root)
    assert seen == {
        "resource_path": f"{root}/src/a.x",
        "query": "?b=1",
        "mode": "none",
        "root": root,
        "platform": "node",
        "target": ("es2020",),
        "source_map": False,
        "resolved": f"{root}/src/index.js",
        "read": source.encode(),
    }


def test_a_result_says_more(project: Any) -> None:
    def typed(text: str, context: pybundle.LoaderContext) -> pybundle.LoaderResult:
        path = context.emit_file("notes/./a.txt", text)
        assert path == "notes/a.txt"
        context.warn("look here", line=1, column=2)
        return pybundle.LoaderResult(content=json.dumps({"k": text, "u": 1}), type="json")

    project.write(src__index_js='import { k } from "./a.x"; console.log(k);', src__a_x="abc")
    result = project.build(module=rule(typed))
    assert result.ok
    assert project.run() == "abc\n"
    assert (project.root / "dist/notes/a.txt").read_text() == "abc"
    (warning,) = result.diagnostics
    assert (warning.code, warning.location.file, warning.location.column) == (
        "loader-warning",
        "src/a.x",
        2,
    )
    assert warning.location.frame == ("abc",)


def test_async_loaders_wait_together(project: Any) -> None:
    waiting = 0
    most = 0

    async def slow(text: str, context: Any) -> str:
        nonlocal waiting, most
        waiting += 1
        most = max(most, waiting)
        for _ in range(200):
            if most == 3:
                break
            await asyncio.sleep(0.05)
        waiting -= 1
        return f"export default {text}"

    imports = "".join(f'import v{i} from "./{i}.x"; console.log(v{i});' for i in range(3))
    project.write(src__index_js=imports)
    for i in range(3):
        project.put(f"src/{i}.x", str(i))
    assert project.printed(module=rule(slow)) == "0\n1\n2\n"
    assert most == 3


def test_source_maps_of_a_chain_are_composed(project: Any) -> None:
    def shift(lines: int) -> Callable[[str, Any], pybundle.LoaderResult]:
        def put_lines_before(text: str, context: pybundle.LoaderContext) -> pybundle.LoaderResult:
            count = text.count("\n") + 1
            mappings = ";" * lines + ";".join(["AAAA", *["AACA"] * (count - 1)])
            source_map = {"version": 3, "sources": [context.resource_path], "names": []}
            return pybundle.LoaderResult(
                content="// more\n" * lines + text,
                source_map={**source_map, "mappings": mappings},
            )

        return put_lines_before

    project.write(src__index_js='import "./a.x";', src__a_x="\n\nthrow new Error('here');\n")
    project.build(module=rule(shift(3), shift(2)), source_map="file", mode="development")
    done = project._run(
        project.root / "dist/bundle.js", env={"NODE_OPTIONS": "--enable-source-maps"}
    )
    assert "src/a.x:3" in done.stderr, done.stderr
    document = json.loads((project.root / "dist/bundle.js.map").read_text())
    assert not [source for source in document["sources"] if str(project.root) in source]


# --- What goes wrong -----------------------------------------------------------------


def test_an_exception_shows_the_loaders_own_line(project: Any, importable: Any) -> None:
    importable("raising_loader", "def load(text, context):\n    return text['x']\n")
    project.write(src__index_js=LOG, src__a_x="")
    problem = project.problem(module=rule("raising_loader:load"))
    assert problem.code == "loader-raised"
    assert "TypeError" in problem.message
    assert (problem.location.file, problem.location.line) == ("raising_loader.py", 2)
    assert any("src/a.x" in note for note in problem.notes)


def test_a_loader_error_has_a_frame_in_the_steps_input(project: Any) -> None:
    def second(text: str, context: Any) -> str:
        raise pybundle.LoaderError("no such word", line=2, column=3, hint="try another")

    def first(text: str, context: Any) -> str:
        return "made\nby first\n"

    project.write(src__index_js=LOG, src__a_x="original")
    problem = project.problem(module=rule(second, first))
    assert (problem.code, problem.hint) == ("loader-error", "try another")
    assert problem.location.frame[:2] == ("made", "by first")
    assert (problem.location.line, problem.location.column) == (2, 3)
    assert any("`first`" in note for note in problem.notes)


def test_code_that_does_not_parse_names_its_maker(project: Any) -> None:
    project.write(src__index_js=LOG, src__a_x="x")
    problem = project.problem(module=rule(lambda text, context: "export default ="))
    assert problem.code == "syntax-error"
    assert problem.location.frame == ("export default =",)
    assert any("made of the file" in note for note in problem.notes)


@pytest.mark.parametrize("value", [None, 3, ["x"]])
def test_a_result_of_another_type(project: Any, value: object) -> None:
    project.write(src__index_js=LOG, src__a_x="x")
    problem = project.problem(module=rule(lambda text, context: value))
    assert problem.code == "loader-result"
    assert type(value).__name__ in problem.message


def test_an_unknown_type_of_module(project: Any) -> None:
    project.write(src__index_js=LOG, src__a_x="x")
    result = pybundle.LoaderResult(content="", type="jsn")
    assert project.problem(module=rule(lambda text, context: result)).code == "loader-result"


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out", "a/../../b", "", ".", "c:/x"])
def test_files_outside_of_the_output_are_refused(project: Any, name: str) -> None:
    def emit(text: str, context: pybundle.LoaderContext) -> str:
        context.emit_file(name, "x")
        return ""

    project.write(src__index_js=LOG, src__a_x="x")
    assert project.problem(module=rule(emit)).code == "output-outside"
    assert not (project.root / "dist").exists()


def test_a_loader_that_hangs_ends_the_build(project: Any) -> None:
    release = threading.Event()

    @pybundle.loader(timeout=0.3)
    def hang(text: str, context: Any) -> str:
        while not release.is_set():
            time.sleep(0.01)
        return ""

    project.write(src__index_js=LOG, src__a_x="x")
    compiler = pybundle.Compiler(**project.options(module=rule(hang)))
    problem = compiler.build().diagnostics[0]
    assert (problem.code, problem.location.file) == ("loader-timeout", "src/a.x")
    assert "`hang`" in problem.message or "hang" in problem.message
    release.set()
    # The next build has a thread of its own.
    assert project.printed(module=rule(quote)) == "x\n"


def test_an_async_loader_that_hangs_is_cancelled(project: Any) -> None:
    @pybundle.loader(timeout=0.2)
    async def hang(text: str, context: Any) -> str:
        await asyncio.sleep(60)
        return ""

    project.write(src__index_js=LOG, src__a_x="x")
    assert project.problem(module=rule(hang)).code == "loader-timeout"


def test_options_are_checked_where_they_are_written(project: Any, importable: Any) -> None:
    importable(
        "strict_loader",
        "import msgspec, pybundle\n"
        "class O(msgspec.Struct):\n    level: int = 1\n"
        "@pybundle.loader(options=O)\n"
        "def load(text, context): return text\n",
    )
    project.write(src__index_js="")
    project.put(
        "pybundle.toml",
        '[[module.rules]]\ntest = "*.y"\ntype = "json"\n\n'
        '[[module.rules]]\ntest = "*.x"\n'
        'use = [{ loader = "strict_loader:load", options = { levle = 2 } }]\n',
    )
    with pytest.raises(pybundle.ConfigError) as caught:
        pybundle.build(root=project.root)
    (problem,) = caught.value.diagnostics
    assert "no option `levle`" in problem.message
    assert problem.hint == "did you mean `level`?"
    assert (problem.location.file, problem.location.line) == ("pybundle.toml", 7)


@pytest.mark.parametrize(
    ("stated", "message"),
    [
        ({"tests": "*.x"}, "unknown key `tests`"),
        ({"test": "*.x", "type": "jsonn"}, "no module type `jsonn`"),
        ({"test": "*.x", "use": "yamll"}, "no loader `yamll`"),
        ({"test": "*.x", "use": "no.such:thing"}, "no Python module `no`"),
        ({"test": "/(/"}, "no regular expression"),
        ({"test": "*.x", "enforce": "late"}, "`enforce` cannot be `late`"),
        ({"test": "*.x", "use": 3}, "can be called"),
    ],
)
def test_rules_that_cannot_be(project: Any, stated: dict[str, Any], message: str) -> None:
    project.write(src__index_js="")
    with pytest.raises(pybundle.ConfigError, match=re.escape(message)):
        project.build(module={"rules": [stated]})


# --- Processes -----------------------------------------------------------------------

PARALLEL = """
import os, time
import pybundle

@pybundle.loader(parallel=True, timeout=20)
def load(text, context):
    print("what loaders print does no harm")
    context.emit_file("pid.txt", "x")
    return f"export default {[os.getpid(), context.mode, text]!r}"

@pybundle.loader(parallel=True, timeout=1.5)
def hang(text, context):
    while True:
        pass

@pybundle.loader(parallel=True)
def crash(text, context):
    os._exit(3)

@pybundle.loader(parallel=True)
def fail(text, context):
    raise ValueError("bad")
"""


def test_a_loader_in_a_process(project: Any, importable: Any) -> None:
    importable("parallel_loaders", PARALLEL)
    project.write(src__index_js=LOG.replace("value)", "JSON.stringify(value))"), src__a_x="abc")
    pid, mode, text = json.loads(project.printed(module=rule("parallel_loaders:load")))
    import os

    assert pid != os.getpid()
    assert (mode, text) == ("production", "abc")
    assert (project.root / "dist/pid.txt").read_text() == "x"


@pytest.mark.parametrize(
    ("name", "code"),
    [("hang", "loader-timeout"), ("crash", "loader-crashed"), ("fail", "loader-raised")],
)
def test_processes_that_fail(project: Any, importable: Any, name: str, code: str) -> None:
    importable("parallel_loaders", PARALLEL)
    project.write(src__index_js=LOG, src__a_x="abc")
    problem = project.problem(module=rule(f"parallel_loaders:{name}"))
    assert problem.code == code
    assert name in problem.message


# --- Requests that name loaders ------------------------------------------------------


def test_inline_requests(project: Any, importable: Any) -> None:
    importable(
        "inline_loaders",
        "def up(text, context):\n    return text.upper()\n"
        "def wrap(text, context):\n"
        "    return 'export default ' + repr(text + context.options['mark'])\n",
    )
    project.write(
        src__index_js='import a from "!!inline_loaders:wrap?mark=%21!inline_loaders:up!./a.x?q";\n'
        'import b from "!!text!./a.x";\nconsole.log(a, b);',
        src__a_x="hi",
    )
    assert project.printed() == "HI! hi\n"


def test_a_request_that_names_no_loader(project: Any) -> None:
    project.write(src__index_js='import "!!no-such-loader!./a.x";', src__a_x="hi")
    problem = project.problem()
    assert (problem.code, problem.location.file) == ("loader-not-found", "src/a.x (no-such-loader)")


def test_issuers_and_one_of(project: Any) -> None:
    project.write(
        src__index_js='import "./one/m.js"; import "./two/m.js";',
        src__one__m_js='import t from "../a.x"; console.log(t);',
        src__two__m_js='import t from "../a.x"; console.log(t);',
        src__a_x="x",
    )

    def say(word: str) -> Callable[[str, Any], str]:
        return lambda text, context: f"export default {word!r}"

    rules = [
        {
            "test": "*.x",
            "one_of": [{"issuer": "src/one", "use": say("one")}, {"use": say("other")}],
        }
    ]
    assert project.printed(module={"rules": rules}) == "one\nother\n"


# --- Builds that follow --------------------------------------------------------------


def test_a_rebuild_runs_what_changed(project: Any) -> None:
    calls: list[str] = []

    def include(text: str, context: pybundle.LoaderContext) -> str:
        calls.append(context.resource_path.rpartition("/")[2])
        context.add_context_dependency("parts")
        return f"export default {context.read(text.strip()).decode()!r}"

    project.write(
        src__index_js='import a from "./a.x"; import b from "./b.x"; console.log(a, b);',
        src__a_x="a.txt",
        src__b_x="b.txt",
        src__a_txt="1",
        src__b_txt="2",
    )
    (project.root / "src/parts").mkdir()
    compiler = pybundle.Compiler(**project.options(module=rule(include)))
    assert compiler.build().ok
    assert sorted(calls) == ["a.x", "b.x"]
    inputs = compiler.inputs()
    assert str(project.root / "src/a.txt") in inputs.files
    assert str(project.root / "src/parts") in inputs.folders

    calls.clear()
    compiler.invalidate([project.root / "src/index.js", project.root / "src/b.x"])
    assert compiler.build().ok
    assert calls == []  # the content is what it was

    project.write(src__a_txt="one")
    compiler.invalidate([project.root / "src/a.txt"])
    assert compiler.build().ok
    assert calls == ["a.x"]
    assert project.run() == "one 2\n"
    rebuilt = (project.root / "dist/bundle.js").read_bytes()
    assert project.build(module=rule(include)).ok
    assert (project.root / "dist/bundle.js").read_bytes() == rebuilt

    calls.clear()
    compiler.invalidate([project.root / "src/parts/new.txt"])
    assert compiler.build().ok
    assert sorted(calls) == ["a.x", "b.x"]


def test_thousands_of_modules(project: Any) -> None:
    count = 2000
    imports = "".join(f'import v{i} from "./m/{i}.x"; sum += v{i};\n' for i in range(count))
    project.write(src__index_js=f"let sum = 0;\n{imports}console.log(sum);")
    for i in range(count):
        project.put(f"src/m/{i}.x", str(i))
    module = rule(lambda text, context: f"export default {text};")
    assert project.printed(module=module) == f"{count * (count - 1) // 2}\n"
