"""The page of `--analyze`, clicked about in a browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import pybundle
from pybundle.bundler.analyze import PARTS, write_analysis
from pybundle.bundler.cli import run

SOURCES = {
    "package.json": '{"name": "shop"}',
    "src/main.js": """\
import { a } from "./parts/a.js";
import big from "big";
console.log(a, big);
import("./later.js");
""",
    "src/parts/a.js": 'import { b } from "./b.js";\nexport const a = () => [b, "a"];\n',
    "src/parts/b.js": f"export const b = [{'y' * 2000!r}, 'b'].map((x) => x + x);\n",
    "src/later.js": 'import big from "big";\nconsole.log("</script><!-- later", big);\n',
    "node_modules/big/package.json": '{"name": "big", "version": "1.0.0", "main": "index.js"}',
    "node_modules/big/index.js": f"module.exports = {'x' * 3000!r} + Math.random(); // and more\n",
}

Project = Callable[[dict[str, str]], Path]


def test_sizes_are_those_of_the_files(project: Project) -> None:
    root = project(SOURCES)
    result = pybundle.Compiler(root=root, entry="src/main.js", measure=True).build(check=True)
    assert result.stats is not None
    paths = {module.id: module.path for module in result.stats.modules}
    main = next(chunk for chunk in result.stats.chunks if chunk.entry)
    sizes = {paths[part.module]: part.size for part in main.parts}
    text = (root / "dist" / "bundle.js").read_text()
    assert main.size == len(text.encode())
    # The module is there in one piece, from its wrapper to the end of that.
    piece = re.search(
        r"var \w+=\w+\(function\(\w*,?\w*\)\{\w+\.exports=[`'\"]x{3000}.*?\}\);?\n?", text
    )
    assert piece is not None
    assert sizes["node_modules/big/index.js"] == len(piece[0])
    assert sum(sizes.values()) < main.size
    assert main.gzip is not None
    gzips = {paths[part.module]: part.gzip for part in main.parts}
    assert 0 < gzips["node_modules/big/index.js"] < 200
    assert sum(gzips.values()) <= main.gzip


@pytest.mark.parametrize("mode", ["production", "development"])
def test_every_module_is_measured(project: Project, mode: Any) -> None:
    root = project(SOURCES)
    compiler = pybundle.Compiler(root=root, entry="src/main.js", mode=mode, measure=True)
    result = compiler.build(check=True)
    assert result.stats is not None
    for chunk in result.stats.chunks:
        assert {part.module for part in chunk.parts} == set(chunk.modules)
        assert all(part.size > 0 for part in chunk.parts)


def test_page(project: Project, browser: Any) -> None:
    root = project(SOURCES)
    result = pybundle.Compiler(root=root, entry="src/main.js", measure=True).build(check=True)
    page = root / "page.html"
    write_analysis(result, str(page), minified=True)
    text = page.read_text()
    assert "http:" not in text
    assert "https:" not in text
    browser.open(page.as_uri())

    def texts(selector: str) -> list[str]:
        return browser.run(
            "return Array.from(document.querySelectorAll(arguments[0]), e => e.innerText)",
            selector,
        )

    def click(selector: str, word: str) -> None:
        browser.run(
            "Array.from(document.querySelectorAll(arguments[0]))"
            ".find(e => (e.ariaLabel || e.innerText).includes(arguments[1])).click()",
            selector,
            word,
        )

    assert texts("#title") == ["project, production"]
    assert texts("#totals")[0].startswith("2 scripts · 5 modules · ")
    tiles = browser.run("return Array.from(document.querySelectorAll('.tile'), e => e.ariaLabel)")
    assert any(tile.startswith("node_modules/big/index.js, 3.0") for tile in tiles)
    # The area of a tile is its share.
    area = browser.run(
        "const box = document.querySelector('[aria-label^=node_modules]').getBoundingClientRect();"
        "const map = document.getElementById('map').getBoundingClientRect();"
        "return box.width * box.height / map.width / map.height"
    )
    total = sum(chunk.size for chunk in result.stats.chunks) if result.stats else 0
    assert area == pytest.approx(3020 / total, rel=0.15)

    click(".name", "src")
    click(".tile", "src/parts/b.js")
    assert texts("#details .chain .link") == ["src/main.js", "src/parts/a.js", "src/parts/b.js"]
    assert texts("#details .chain code")[2] == 'import "./b.js" in line 1'
    click("#trail button", "all scripts")

    browser.run(
        "const box = document.getElementById('search'); box.value = 'BIG';"
        "box.dispatchEvent(new Event('input'))"
    )
    assert texts("#found h2")[0].startswith("1 module found, 3.0")
    assert browser.run("return document.querySelectorAll('.tile.hit').length") == 1
    click("#found .link", "big")
    assert texts("#details h2") == ["index.js"]
    assert len(texts("#details .row .link")) == 2, "both requests for it"

    click("#chunks button", "Loaded at once")
    assert texts("#totals")[0].startswith("1 script · 4 modules")
    click("#chunks button", "None")
    assert texts("#totals")[0].startswith("0 scripts · 0 modules")
    click("#chunks button", "All")
    for kind in ("Source", "Gzip"):
        click("#kinds button", kind)
        assert len(texts(".tile")) > 2
    # Its own policy let everything through, and nothing else was asked for.
    assert browser.log() == []
    assert browser.run("return performance.getEntriesByType('resource').length") == 0


def test_script_is_es5() -> None:
    script = PARTS / "script.js"
    assert run(["check", str(script), "--target", "es5"]) == 0


def test_command(project: Project, monkeypatch: pytest.MonkeyPatch, capfd: Any) -> None:
    root = project(SOURCES)
    monkeypatch.chdir(root)
    assert run(["build", "src/main.js", "--analyze"]) == 0
    page = root / "pybundle-analysis.html"
    first = page.read_bytes()
    assert b"node_modules/big/index.js" in first
    assert run(["build", "--analyze=deep/page.html", "src/main.js"]) == 0
    assert (root / "deep" / "page.html").read_bytes() == first
    # The file that the flag takes for its own is never one of the project's.
    source = (root / "src" / "main.js").read_bytes()
    assert run(["build", "--analyze", "src/main.js", "src/later.js"]) == 1
    assert (root / "src" / "main.js").read_bytes() == source
    assert "not overwritten" in capfd.readouterr().err
