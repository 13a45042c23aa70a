"""Plugins: each hook, by what comes out of the build."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

import pytest

import pybundle


def test_a_virtual_module(project: Any) -> None:
    class Virtual(pybundle.Plugin):
        asked: list[str] = []

        @pybundle.hook(test="virtual:*")
        def resolve(self, request: str, context: pybundle.ResolveContext) -> str | None:
            assert context.importer is None or context.importer.endswith("index.js")
            self.asked.append(request)
            return request

        @pybundle.hook(test="virtual:*")
        def load(self, id: str, context: pybundle.LoaderContext) -> str:
            name = id.removeprefix("virtual:")
            return f"import {{ shared }} from './src/shared.js'; export default [{name!r}, shared]"

    project.write(
        src__index_js='import a from "virtual:a"; import b from "virtual:b"; console.log(a, b);',
        src__shared_js="export const shared = 1;",
    )
    assert project.printed(plugins=[Virtual()]) == "[ 'a', 1 ] [ 'b', 1 ]\n"
    assert sorted(Virtual.asked) == ["virtual:a", "virtual:b"]


def test_resolve_to_a_file_and_to_the_run_time(project: Any) -> None:
    class Redirect(pybundle.Plugin):
        def resolve(self, request: str, context: pybundle.ResolveContext) -> object:
            if request == "theme":
                return str(project.root / "themes/dark.js")
            if request == "left-out":
                return pybundle.External("node:path")
            return None

    project.write(
        src__index_js='import t from "theme"; import { sep } from "left-out"; console.log(t, sep);',
        themes__dark_js='export default "dark";',
    )
    assert project.printed(plugins=[Redirect]) == "dark /\n"


def test_transforms_run_in_order(project: Any) -> None:
    def replacing(old: str, new: str) -> pybundle.Plugin:
        class Replace(pybundle.Plugin):
            @pybundle.hook(test="src/index.js")
            def transform(self, code: str, context: pybundle.LoaderContext) -> str:
                return code.replace(old, new)

        return Replace()

    project.write(
        src__index_js='import "./other.js"; console.log("A");', src__other_js='console.log("A");'
    )
    assert project.printed(plugins=[replacing("A", "B"), replacing("B", "C")]) == "A\nC\n"


def test_a_plugin_loads_what_is_on_no_disk(project: Any) -> None:
    class Made(pybundle.Plugin):
        @pybundle.hook(test="*.js")
        def load(self, id: str, context: pybundle.LoaderContext) -> str | None:
            return 'console.log("made")' if id.endswith("index.js") else None

    project.write(src__index_js="syntax error", src__other_js="")
    assert project.printed(plugins=[Made()]) == "made\n"


def test_modules_scripts_and_files_are_seen(project: Any) -> None:
    seen: dict[str, Any] = {"modules": {}}

    class See:
        def module_parsed(self, module: pybundle.ParsedModule) -> None:
            name = module.id.rpartition("/")[2]
            seen["modules"][name] = (module.exports, module.requests)

        def chunk_rendered(self, code: str, chunk: pybundle.RenderedChunk) -> str:
            seen["chunk"] = (chunk.name, chunk.path, chunk.is_entry, chunk.format)
            return code + "\nconsole.log('added');\n"

        def assets(self, assets: MutableMapping[str, bytes]) -> None:
            seen["assets"] = sorted(assets)
            assets["robots.txt"] = b"User-agent: *\n"
            assets["bundle.js"] = assets["bundle.js"].replace(b"added", b"changed")
            del assets["bundle.js.map"]

        def done(self, result: pybundle.BuildResult) -> None:
            seen["done"] = [file.path for file in result.files]

    project.write(
        src__index_js='import { a } from "./a.js"; console.log(a);', src__a_js="export const a = 1;"
    )
    assert project.printed(plugins=[See()], source_map="file") == "1\nchanged\n"
    assert seen["modules"] == {"index.js": ((), ("./a.js",)), "a.js": (("a",), ())}
    assert seen["chunk"] == ("index", "bundle.js", True, "cjs")
    assert seen["assets"] == ["bundle.js", "bundle.js.map"]
    assert sorted(seen["done"]) == ["bundle.js", "robots.txt"]
    assert (project.root / "dist/robots.txt").read_bytes() == b"User-agent: *\n"
    assert not (project.root / "dist/bundle.js.map").exists()


def test_plugins_of_a_configuration_have_options(project: Any, importable: Any) -> None:
    importable(
        "configured_plugin",
        "import pybundle\n"
        "class Banner(pybundle.Plugin):\n"
        "    def __init__(self, text='none'):\n        self.text = text\n"
        "    def chunk_rendered(self, code, chunk):\n"
        "        return code + f'console.log({self.text!r})'\n",
    )
    project.write(src__index_js="")
    project.put(
        "pybundle.toml",
        'plugins = [{ use = "configured_plugin:Banner", options = { text = "hi" } }]\n',
    )
    result = pybundle.build(root=project.root, target="node")
    assert result.ok, result.diagnostics
    assert project.run() == "hi\n"


@pytest.mark.parametrize(
    "hook", ["resolve", "load", "transform", "module_parsed", "chunk_rendered", "assets", "done"]
)
def test_what_a_hook_raises_is_a_problem(project: Any, hook: str) -> None:
    def fail(self: object, *arguments: object) -> None:
        raise ValueError("broken")

    plugin = type("Broken", (pybundle.Plugin,), {hook: fail})()
    project.write(src__index_js="console.log(1)")
    result = project.build(plugins=[plugin])
    assert not result.ok
    problem = result.diagnostics[0]
    assert problem.code == "plugin-raised"
    assert f"`Broken.{hook}` raised ValueError: broken" in problem.message
    assert problem.location.file.endswith("test_plugins.py")
    if hook != "done":
        assert not (project.root / "dist").exists()


@pytest.mark.parametrize(
    ("plugin", "message"),
    [
        ("no.such:Plugin", "no Python module `no`"),
        ("unknown", "no plugin `unknown`"),
        (object(), "none of the hooks"),
        ({"use": "x:Y", "option": {}}, "unknown key `option`"),
    ],
)
def test_plugins_that_cannot_be(project: Any, plugin: object, message: str) -> None:
    project.write(src__index_js="")
    with pytest.raises(pybundle.ConfigError, match=message):
        project.build(plugins=[plugin])


def test_an_id_that_nobody_loads(project: Any) -> None:
    class Half(pybundle.Plugin):
        @pybundle.hook(test="nothing:here")
        def resolve(self, request: str, context: pybundle.ResolveContext) -> str:
            return request

    project.write(src__index_js='import "nothing:here";')
    assert project.problem(plugins=[Half()]).code == "module-not-loaded"


def test_files_of_plugins_stay_in_the_output(project: Any) -> None:
    class Out(pybundle.Plugin):
        def assets(self, assets: MutableMapping[str, bytes]) -> None:
            assets["../out.txt"] = b""

    project.write(src__index_js="")
    assert project.problem(plugins=[Out()]).code == "output-outside"
    assert not (project.root / "out.txt").exists()
