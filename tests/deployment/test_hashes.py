"""Hashes in names: what changes them, and whose. The cases are those of tooling.report."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import pybundle

Project = Callable[[Mapping[str, str]], Path]

SOURCES = {
    "src/index.js": """\
import { exclaim } from "./utils.js";
console.log(exclaim("index"));
import("./lazy.js").then(({ lazy }) => console.log(lazy));
""",
    "src/profile.js": 'import { exclaim } from "./utils.js";\nconsole.log(exclaim("profile"));\n',
    "src/utils.js": 'export const exclaim = (text) => text + "!";\n',
    "src/lazy.js": 'import old from "./old.cjs";\nexport const lazy = "lazy " + old;\n',
    "src/old.cjs": "module.exports = typeof module === 'object' ? 'old' : '';\n",
}
HASHED = "[name].[contenthash].js"


def names(root: Path, out: str = "dist", **options: Any) -> dict[str, str]:
    """Build into an empty folder; the path of each script by the name of its chunk."""
    shutil.rmtree(root / out, ignore_errors=True)
    output = {"path": out, "filename": HASHED, "chunk_filename": HASHED}
    options.setdefault("entry", {"index": "src/index.js", "profile": "src/profile.js"})
    result = pybundle.build(
        root=root,
        output=output | options.pop("output", {}),
        stats=True,
        check=True,
        **options,
    )
    assert result.stats is not None
    return {chunk.name: chunk.file for chunk in result.stats.chunks}


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    assert before.keys() == after.keys()
    return {name for name in before if before[name] != after[name]}


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


@pytest.mark.parametrize("word", ["contenthash", "hash", "chunkhash", "fullhash"])
def test_words(project: Project, word: str) -> None:
    root = project(SOURCES)
    pattern = f"[name].[{word}:12].js"
    output = {"filename": pattern, "chunk_filename": pattern}
    before = names(root, output=output)
    for name, file in before.items():
        assert re.fullmatch(rf"{name}\.[0-9a-z]{{12}}\.js", file)
    assert names(root, output=output) == before
    # All four are hashes of the file: one that is as it was keeps its name.
    edit(root, "src/profile.js", "profile", "the profile")
    assert changed(before, names(root, output=output)) == {"profile"}


@pytest.mark.parametrize("format_", ["iife", "esm", "cjs"])
def test_content_decides(project: Project, format_: str) -> None:
    root = project(SOURCES)
    before = names(root, output={"format": format_})
    edit(root, "src/utils.js", "export", "// Says it louder.\nexport")
    assert changed(before, names(root, output={"format": format_})) == set()
    edit(root, "src/utils.js", '"!"', '"?"')
    after = names(root, output={"format": format_})
    assert "shared" in changed(before, after)


@pytest.mark.parametrize("format_", ["iife", "esm", "cjs"])
@pytest.mark.parametrize("source_map", ["none", "file", "hidden"])
def test_folders_do_not_matter(project: Project, format_: str, source_map: str) -> None:
    """Not the one that the project lies in, nor the one in it that holds the sources."""
    root = project(SOURCES)
    shutil.copytree(root / "src", root / "elsewhere" / "src2")
    options: dict[str, Any] = {"output": {"format": format_}, "source_map": source_map}
    moved = {"index": "elsewhere/src2/index.js", "profile": "elsewhere/src2/profile.js"}
    first = names(root, **options)
    assert changed(first, names(root, entry=moved, **options)) == set()
    shutil.copytree(root, root.parent / "deeper" / "copy")
    assert changed(first, names(root.parent / "deeper" / "copy", **options)) == set()


def test_ids_are_there_for_those_who_ask(project: Project, run_node: Callable[..., Any]) -> None:
    root = project(
        {
            "main.cjs": 'console.log(require("./a.cjs"), require("./b.cjs"));',
            "a.cjs": "module.exports = module.id;",
            "b.cjs": "module.exports = eval('module.id');",
        }
    )
    pybundle.build(root=root, entry="main.cjs", target="node", check=True)
    assert run_node(root / "dist" / "bundle.js").stdout == "a.cjs b.cjs\n"


CASCADES = [
    # Chunks know each other by name; an entry knows where the files are.
    ("iife", {}, {"lazy": {"lazy", "index"}, "shared": {"shared", "index", "profile"}}),
    ("esm", {}, {"lazy": {"lazy", "index"}, "shared": {"shared", "index", "profile"}}),
    (
        "esm",
        {"import_map": True, "public_path": "/"},
        {"lazy": {"lazy"}, "shared": {"shared"}},
    ),
]


@pytest.mark.parametrize(("format_", "output", "expected"), CASCADES)
def test_cascade(
    project: Project, format_: str, output: dict[str, Any], expected: dict[str, set[str]]
) -> None:
    root = project(SOURCES)
    output = {"format": format_, **output}
    first = names(root, output=output)
    edit(root, "src/lazy.js", '"lazy', '"very lazy')
    second = names(root, output=output)
    assert changed(first, second) == expected["lazy"]
    edit(root, "src/utils.js", '"!"', '"?"')
    assert changed(second, names(root, output=output)) == expected["shared"]


def test_integrity_belongs_to_the_content(project: Project) -> None:
    """A chunk without a hash in its name still changes the name of who holds its digest."""
    root = project(SOURCES)
    output = {"chunk_filename": "[name].js", "integrity": True}
    first = names(root, output=output)
    assert first["lazy"] == "lazy.js"
    edit(root, "src/lazy.js", '"lazy', '"very lazy')
    assert changed(first, names(root, output=output)) == {"index"}


def test_rules_for_names(project: Project, run_node: Callable[..., Any]) -> None:
    root = project({**SOURCES, "src/plain.js": "export default 1;"})
    edit(root, "src/profile.js", "console", 'import("./plain.js");\nconsole')
    files = names(
        root,
        output={
            "filename": {"index": "[name].js", "*": HASHED},
            "chunk_filename": {"pl*": "chunks/[name].js"},
        },
        target="node",
    )
    assert files["index"] == "index.js"
    assert re.fullmatch(r"profile\.\w{8}\.js", files["profile"])
    assert files["plain"] == "chunks/plain.js"
    assert re.fullmatch(r"lazy-\w{8}\.js", files["lazy"])
    ran = run_node(root / "dist" / "index.js")
    assert ran.stdout == "index!\nlazy old\n"


def test_import_map_runs(project: Project, serve: Any, shown: Any) -> None:
    """Where only the map changed, entries of the old name load the new chunk."""
    root = project(
        {**SOURCES, "src/index.js": SOURCES["src/index.js"].replace("console.log", "add")}
    )
    edit(
        root,
        "src/index.js",
        "import {",
        "const add = (text) => document.body.append(text, ' ');\nimport {",
    )
    output = {"format": "esm", "import_map": True, "public_path": "./"}
    first = names(root, output=output)
    edit(root, "src/lazy.js", '"lazy', '"very lazy')
    second = names(root, output=output)
    assert first["index"] == second["index"]
    dist = root / "dist"
    script = f'<script type="module" src="{first["index"]}"></script>'
    page = f"<!doctype html><body>{(dist / 'importmap.html').read_text()}{script}</body>"
    (dist / "index.html").write_text(page)
    assert "index! very lazy old" in shown(serve(dist))


def test_import_map_says_what_it_needs(project: Project) -> None:
    root = project(SOURCES)
    with pytest.raises(pybundle.ConfigError, match="needs the format esm"):
        names(root, output={"import_map": True, "public_path": "/"})
    with pytest.raises(pybundle.ConfigError, match=r"needs `output\.public_path`"):
        names(root, output={"import_map": True, "format": "esm"})
