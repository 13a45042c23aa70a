"""Licences, compressed twins, limits of sizes, and the stats file of a build that goes on."""

from __future__ import annotations

import gzip
import itertools
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import pybundle

Project = Callable[[dict[str, str]], Path]

LEGAL = {
    "src/main.js": """\
/*! Main, for all */
import { a } from "a";
console.log(a);
import("./later.js");
""",
    "src/later.js": 'import "a";\n/** @license Later */\nconsole.log("later");\n',
    "node_modules/a/package.json": json.dumps(
        {
            "name": "a",
            "version": "1.2.3",
            "license": "MIT",
            "author": {"name": "Ä. Autor", "email": "a@example.org"},
            "repository": {"type": "git", "url": "https://example.org/a.git"},
        }
    ),
    "node_modules/a/LICENSE.md": "Do what you like.\r\nBut say so.\r\n",
    "node_modules/a/NOTICE": "Made of b.",
    "node_modules/a/index.js": '/*! Of a */\nexport { b as a } from "@s/b";\n',
    "node_modules/@s/b/package.json": '{"name": "@s/b", "licenses": [{"type": "BSD"}]}',
    "node_modules/@s/b/lib/package.json": '{"type": "module"}',
    "node_modules/@s/b/index.js": 'export * from "./lib/b.js";',
    "node_modules/@s/b/lib/b.js": "/*! Of a */\nexport const b = 1 + Math.random();",
    "node_modules/unused/package.json": '{"name": "unused"}',
}


def build(root: Path, entry: str = "src/main.js", **options: Any) -> pybundle.BuildResult:
    return pybundle.build(root=root, entry=entry, check=True, **options)


@pytest.mark.parametrize("mode", ["production", "development"])
@pytest.mark.parametrize("kind", ["external", "linked"])
@pytest.mark.parametrize("format_", ["iife", "esm", "cjs"])
def test_legal_comments(project: Project, kind: Any, mode: Any, format_: str) -> None:
    root = project(LEGAL)
    output = {"filename": "[name].[contenthash].js", "format": format_}
    result = build(root, legal_comments=kind, output=output, mode=mode, source_map="file")
    scripts = [file.path for file in result.files if file.kind in ("entry", "chunk")]
    licenses = {file.path for file in result.files if file.kind == "license"}
    assert licenses == {f"{name}.LICENSE.txt" for name in scripts}
    main = next(file.path for file in result.files if file.kind == "entry")
    text = (root / "dist" / f"{main}.LICENSE.txt").read_text()
    assert sorted(text.splitlines()) == ["/*! Main, for all */", "/*! Of a */"]
    for name in scripts:
        script = (root / "dist" / name).read_text()
        assert "Of a" not in script
        assert "Later" not in script
        link = f"/*! For license information please see {name}.LICENSE.txt */"
        assert script.startswith(link) == (kind == "linked")


def test_package_licenses(project: Project) -> None:
    root = project(LEGAL)
    build(root, output={"licenses": True})
    text = (root / "dist" / "licenses.txt").read_text(encoding="utf-8")
    packages = [part.strip() for part in text.split("-" * 78)]
    assert packages[0] == "@s/b  (BSD)"
    assert packages[1] == (
        "a 1.2.3 (MIT)\nAuthor: Ä. Autor <a@example.org>\n"
        "Repository: https://example.org/a.git\n\n"
        "Do what you like.\nBut say so.\n\nMade of b."
    )
    assert len(packages) == 2
    build(root, output={"licenses": "legal/packages.json"})
    listed = json.loads((root / "dist" / "legal" / "packages.json").read_text())
    assert [package["name"] for package in listed] == ["@s/b", "a"]
    assert listed[1]["license"] == "MIT"
    assert listed[1]["licenseText"].startswith("Do what you like.")


BIG = "export const words = [" + ", ".join(f'"word {n % 97}"' for n in range(900)) + "];"
BIG += "\nconsole.log(words);\n"


def test_compress(project: Project, run_node: Callable[..., Any]) -> None:
    root = project({"src/main.js": BIG + 'import("./tiny.js");', "src/tiny.js": "export {};"})
    output = {"compress": ["gzip", "brotli", "zstd"], "filename": "[name].js", "clean": True}
    result = build(root, output=output, source_map="file")
    dist = root / "dist"
    paths = {file.path for file in result.files if file.kind == "compressed"}
    # The other chunk is too small, a map is not what pages wait for.
    assert paths == {"main.js.gz", "main.js.br", "main.js.zst"}
    content = (dist / "main.js").read_bytes()
    assert gzip.decompress((dist / "main.js.gz").read_bytes()) == content
    # Those of others than who wrote them.
    script = root / "read.cjs"
    script.write_text(
        "const { readFileSync } = require('fs'), zlib = require('zlib');\n"
        "const read = (name) => readFileSync('dist/' + name);\n"
        "console.log(read('main.js').equals(zlib.brotliDecompressSync(read('main.js.br'))));\n"
        "console.log(read('main.js').equals(zlib.zstdDecompressSync(read('main.js.zst'))));\n"
    )
    ran = run_node(script, cwd=root)
    assert ran.stdout == "true\ntrue\n", ran.stderr
    first = {path: (dist / path).read_bytes() for path in paths}
    again = build(root, output={**output, "path": "again"}, source_map="file", jobs=1)
    assert {
        file.path: (root / "again" / file.path).read_bytes()
        for file in again.files
        if file.kind == "compressed"
    } == first
    # Nothing is left of twins that are not made any more.
    build(root, output={**output, "compress": {"brotli": 4, "min_size": 0}})
    assert sorted(path.name for path in dist.glob("main*")) == ["main.js", "main.js.br"]
    assert (dist / "main.js.br").read_bytes() != first["main.js.br"]


HEAVY = {
    "src/main.js": 'import { words } from "./deep/words.js";\nconsole.log(words.length);\n',
    "src/deep/words.js": "export { words } from './big.js';\n",
    "src/deep/big.js": BIG,
}


def test_limits(project: Project) -> None:
    root = project(HEAVY)
    assert build(root).warnings == ()
    assert build(root, performance=True).warnings == ()
    assert build(root, performance={"max_asset_size": 10, "hints": False}).warnings == ()
    result = build(root, performance={"max_asset_size": 5000})
    (warning,) = result.warnings
    assert warning.code == "asset-size-limit"
    assert "`bundle.js`" in warning.message
    assert "limit of 5.00 kB" in warning.message
    assert "src/deep/big.js ← src/deep/words.js:1:23 ← src/main.js:1:23" in warning.notes[0]
    assert "import()" in (warning.hint or "")
    assert build(root, performance={"max_asset_size": 5000}, ignore_warnings=["asset-size-limit"])


def test_limit_of_an_entry(project: Project) -> None:
    other = 'import { words } from "./deep/words.js";\nconsole.log(words);\nimport("./late.js");\n'
    root = project({**HEAVY, "src/other.js": other, "src/late.js": BIG.replace("word", "late")})
    before = pybundle.build(root=root, entry=["src/main.js", "src/other.js"], check=True)
    shared = next(file for file in before.files if file.path.startswith("shared"))
    dist = {path.name: path.read_bytes() for path in (root / "dist").iterdir()}
    (root / "src" / "other.js").write_text(other + "console.log(1);")
    result = pybundle.build(
        root=root,
        entry=["src/main.js", "src/other.js"],
        performance={
            "max_asset_size": shared.size,
            "max_entrypoint_size": shared.size,
            "hints": "error",
        },
    )
    assert not result.ok
    entries = [one for one in result.errors if one.code == "entrypoint-size-limit"]
    assert len(entries) == 2
    assert f"`{shared.path}`, `main.js`" in entries[0].message
    assert "src/deep/big.js" in entries[0].notes[0]
    # A build with errors changes nothing.
    assert {path.name: path.read_bytes() for path in (root / "dist").iterdir()} == dist


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.02)


def status(stats: Path) -> str:
    # Written as a whole: at no time is there half a file.
    return str(json.loads(stats.read_text())["status"]) if stats.exists() else ""


def test_stats_file_while_watching(project: Project) -> None:
    root = project(HEAVY)
    stats = root / "webpack-stats.json"
    compiler = pybundle.Compiler(root=root, entry="src/main.js", output={"stats": True})
    seen: list[str] = []

    class Told(pybundle.Watch):
        def wait(self) -> set[str]:
            seen.append(status(stats))
            return super().wait()

    results = compiler.watch(Told.for_environment({"PYBUNDLE_POLL": "0.05"}))
    assert next(results).ok
    main = root / "src" / "main.js"
    text = main.read_text()

    def write(content: str) -> None:
        # At once: half a file would be a build of its own.
        (root / "aside.js").write_text(content)
        (root / "aside.js").replace(main)

    threading.Timer(0.3, write, ["import './nowhere.js';"]).start()
    assert any(not result.ok for result in results)
    assert status(stats) == "error"
    threading.Timer(0.3, write, [text]).start()
    assert any(result.ok for result in results)
    assert status(stats) == "done"
    results.close()  # type: ignore[attr-defined]
    # On a busy machine a look may find a change twice.
    assert [one for one, _ in itertools.groupby(seen)] == ["done", "error"]
    assert status(stats) == "done"


KILLED = """
import sys, time
import pybundle
from pybundle.bundler.watch import Watch

compiler = pybundle.Compiler(root=sys.argv[1], entry="src/main.js", output={"stats": True})
engine = compiler._engine

class Slow:
    def build(self, *given):
        answer = engine.build(*given)
        time.sleep(60)
        return answer
    def __getattr__(self, name):
        return getattr(engine, name)

compiler._engine = Slow()
for result in compiler.watch():
    pass
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_compile_does_not_outlive_the_process(project: Project, number: int) -> None:
    root = project(HEAVY)
    stats = root / "webpack-stats.json"
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(root)],
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        until(lambda: status(stats) == "compile")
        os.kill(process.pid, number)
        process.wait()
        until(lambda: status(stats) != "compile")
    finally:
        if process.poll() is None:
            process.kill()
    if stats.exists():
        assert json.loads(stats.read_text())["error"] == "build-ended"
    assert not [path.name for path in root.iterdir() if path.name.startswith("webpack-stats.json.")]


def test_stats_file_in_the_output(project: Project) -> None:
    """`clean` leaves it, though the engine knows nothing of it but the name."""
    root = project(HEAVY)
    output = {"stats": "dist/stats.json", "clean": True}
    for _ in range(2):
        result = build(root, output=output)
        assert result.stats is None
        assert status(root / "dist" / "stats.json") == "done"


def test_stats_file_that_cannot_be_written(project: Project) -> None:
    root = project({**HEAVY, "webpack-stats.json/is": "a folder"})
    result = pybundle.build(root=root, entry="src/main.js", output={"stats": True})
    assert [one.code for one in result.errors] == ["output-not-written"]
    assert sorted(path.name for path in root.iterdir()) == ["dist", "src", "webpack-stats.json"]


def test_names_that_meet(project: Project) -> None:
    root = project(HEAVY)
    result = pybundle.build(root=root, entry="src/main.js", output={"manifest": "bundle.js"})
    assert [one.code for one in result.errors] == ["output-collision"]
    assert not (root / "dist").exists()


@pytest.mark.parametrize("key", ["manifest", "import_map", "licenses"])
@pytest.mark.parametrize("name", ["../up.json", "/root.json", "a//b.json", "C:/x.json", "a\\..\\b"])
def test_names_stay_inside(project: Project, key: str, name: str) -> None:
    root = project(HEAVY)
    with pytest.raises(pybundle.ConfigError, match="outside of the output folder"):
        pybundle.build(root=root, entry="src/main.js", output={key: name})
