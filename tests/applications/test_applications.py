"""Applications as people write them, built for ES5 with polyfills, run in Node and a browser."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import pybundle
from pybundle.bundler.check import check_source

LIBRARY = Path(__file__).parent / "library"

# What the page shows, worked out by hand from the sources.
SHOWN = """\
Books: 4
Persuasion by Jane Austen (1817)open
Čapek's R.U.R. by Karel Čapek (1920)
Good Omens by Terry Pratchett & Neil Gaiman (1990)open
Beowulf (long ago)
true,false,true,false
old item,item,item,old item
beowulf capek good omens persuasion
{"library.add":4}"""

PRINTED = """\
loaded Persuasion
loaded Čapek's R.U.R.
1. Beowulf (long ago)
2. Persuasion by Jane Austen (1817)
3. Čapek's R.U.R. by Karel Čapek (1920)
4. Good Omens by Terry Pratchett & Neil Gaiman (1990)
true false 1 source
beowulf,capek,good,omens,persuasion
"""


def build(out: Path, packages: Path, entry: str, where: str, mode: str) -> pybundle.BuildResult:
    return pybundle.build(
        root=LIBRARY,
        config_file=False,
        check=True,
        entry=entry,
        mode=mode,
        target=[where, "es5"],
        polyfills="usage",
        source_map="none",
        resolve={"modules": ["node_modules", str(packages)]},
        output={"path": str(out), "filename": "bundle.js"},
    )


def assert_es5(out: Path, result: pybundle.BuildResult) -> None:
    assert len(result.files) == 2, "what is imported dynamically has a chunk of its own"
    for file in result.files:
        assert check_source((out / file.path).read_text("utf-8"), "es5") is None
    assert result.warnings == ()


@pytest.mark.parametrize("mode", ["production", "development"])
def test_in_a_browser(
    mode: str, tmp_path: Path, npm_packages: Path, chromium: Path, browser_flags: list[str]
) -> None:
    shutil.copy(LIBRARY / "index.html", tmp_path)
    result = build(tmp_path / "dist", npm_packages, "./src/index.ts", "web", mode)
    assert_es5(tmp_path / "dist", result)
    page = subprocess.run(
        [
            chromium,
            *browser_flags,
            "--virtual-time-budget=5000",
            "--dump-dom",
            (tmp_path / "index.html").as_uri(),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    report = re.search(r'<pre id="report">(.*?)</pre>', page.stdout, re.DOTALL)
    assert report, page.stdout + page.stderr
    assert report[1].replace("&amp;", "&") == SHOWN


@pytest.mark.parametrize("mode", ["production", "development"])
def test_in_node(
    mode: str,
    tmp_path: Path,
    npm_packages: Path,
    run_node: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    result = build(tmp_path, npm_packages, "./src/node.ts", "node", mode)
    assert_es5(tmp_path, result)
    ran = run_node(tmp_path / "bundle.js")
    assert (ran.stdout, ran.stderr) == (PRINTED, "")
