"""WebAssembly modules, imported and by their address, in Node and in a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browser_site import Site

import pybundle


def section(number: int, *parts: bytes) -> bytes:
    content = bytes([len(parts)]) + b"".join(parts)
    return bytes([number, len(content)]) + content


def name(text: str) -> bytes:
    data = text.encode()
    return bytes([len(data)]) + data


def sum_module() -> bytes:
    """A module that imports `./env.js` `log`, and exports `add`, which logs its result,
    and its memory as `the memory`.
    """
    integer = b"\x7f"
    take_one = b"\x60\x01" + integer + b"\x00"
    add = b"\x60\x02" + integer * 2 + b"\x01" + integer
    # local.get 0, local.get 1, i32.add, call 0, local.get 0, local.get 1, i32.add, end
    body = b"\x00\x20\x00\x20\x01\x6a\x10\x00\x20\x00\x20\x01\x6a\x0b"
    return (
        b"\0asm\x01\0\0\0"
        + section(1, take_one, add)
        + section(2, name("./env.js") + name("log") + b"\x00\x00")
        + section(3, b"\x01")
        + section(5, b"\x00\x01")
        + section(7, name("add") + b"\x00\x01", name("the memory") + b"\x02\x00")
        + section(10, bytes([len(body)]) + body)
    )


SOURCES = {
    "env.js": """
        import { words } from "./words.js";
        export const log = (value) => words.push("logged " + value);
    """,
    "words.js": "export const words = [];",
    "main.js": """
        import * as sum from "./sum.wasm";
        import { add, "the memory" as memory } from "./sum.wasm";
        import { words } from "./words.js";
        const report = globalThis.report ?? ((value) => console.log(JSON.stringify(value)));
        const bytes = memory.buffer.byteLength;
        words.push(add(2, 3), sum.add === add, bytes, Object.keys(sum).join());
        report(words);
    """,
}
EXPECTED = ["logged 5", 5, True, 65536, "add,the memory"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    for file, text in SOURCES.items():
        (folder / file).write_text(text, encoding="utf-8")
    (folder / "sum.wasm").write_bytes(sum_module())
    return folder


@pytest.mark.parametrize("form", ["iife", "esm", "cjs"])
@pytest.mark.parametrize("mode", ["production", "development"])
def test_imported_in_node(project: Path, run_node, form: str, mode: str) -> None:
    extension = {"iife": "js", "esm": "mjs", "cjs": "cjs"}[form]
    result = pybundle.build(
        root=project,
        entry="./main.js",
        mode=mode,
        target="node",
        output={"format": form, "filename": f"bundle.{extension}"},
        check=True,
    )
    ran = run_node(project / "dist" / f"bundle.{extension}")
    assert ran.stderr == ""
    assert ran.stdout == '["logged 5",5,true,65536,"add,the memory"]\n'
    assert sum(file.path.endswith(".wasm") for file in result.files) == 1


@pytest.mark.parametrize("form", ["iife", "esm"])
def test_imported_in_a_page(site: Site, project: Path, form: str) -> None:
    extension = "js" if form == "iife" else "mjs"
    pybundle.build(
        root=project,
        entry="./main.js",
        output={
            "path": str(site.folder / "out"),
            "format": form,
            "filename": f"bundle.{extension}",
        },
        check=True,
    )
    kind = "module" if form == "esm" else "text/javascript"
    site.page(f'<script type="{kind}" src="out/bundle.{extension}"></script>')
    assert site.visit() == EXPECTED


def test_in_es5(project: Path, run_node) -> None:
    """The `await` for the module is lowered like any other."""
    pybundle.build(root=project, entry="./main.js", target=["node", "es5"], check=True)
    bundle = (project / "dist" / "bundle.js").read_text("utf-8")
    assert not re.search(r"\basync (function|\()|=>", bundle)
    ran = run_node(project / "dist" / "bundle.js")
    assert ran.stdout == '["logged 5",5,true,65536,"add,the memory"]\n', ran.stderr


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "unexpected end"),
        (b"<!doctype html>", "magic header"),
        (sum_module()[:40], "unexpected end"),
        (b"\0asm\x0d\0\x01\0", "components are not modules"),
    ],
)
def test_what_is_no_module(project: Path, content: bytes, reason: str) -> None:
    (project / "sum.wasm").write_bytes(content)
    result = pybundle.build(root=project, entry="./main.js")
    assert not result.ok
    (problem,) = [one for one in result.errors if one.code == "invalid-wasm"]
    assert problem.location is not None
    assert problem.location.file == "sum.wasm"
    assert reason in problem.message, problem.message


def test_a_missing_import_is_named(project: Path) -> None:
    (project / "env.js").write_text("export const other = 1;", encoding="utf-8")
    result = pybundle.build(root=project, entry="./main.js")
    assert [problem.code for problem in result.errors] == ["missing-export"]
