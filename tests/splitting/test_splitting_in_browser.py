"""Pages whose code is split run in a browser what Node runs of the sources."""

from __future__ import annotations

import functools
import http.server
import re
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import pybundle

FIXTURES = Path(__file__).parents[2] / "fixtures"
PAGE = """<!doctype html>
<pre id="log"></pre>
<script>
const log = document.getElementById("log");
console.log = (...what) => { log.textContent += what.join(" ") + "\\n"; };
onerror = (message) => console.log("error: " + message);
onunhandledrejection = (event) => console.log("rejected: " + event.reason);
</script>
"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder, and the address under which a server gives its files."""
    folder = tmp_path / "site"
    folder.mkdir()
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield folder, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        del args


CASES: dict[str, tuple[str, dict[str, Any], list[str], list[str]]] = {
    "multi-entry": (
        "tooling-report/multi-entry",
        {"entry": ["component-1.js", "component-2.js"]},
        ["component-1.js", "component-2.js"],
        ["component-1 1", "component-2 2"],
    ),
    "by-export": (
        "tooling-report/splitting-modules-dynamic-import",
        {"entry": "index.js"},
        ["index.js"],
        ["world, from foo", "world, from bar"],
    ),
    "by-export-of-entries": (
        "tooling-report/splitting-modules-multi-entry",
        {"entry": ["entry-1.js", "entry-2.js", "entry-3.js"]},
        ["entry-1.js", "entry-2.js", "entry-3.js"],
        ["entry-1 world, from foo", "entry-2 world, from bar", "entry-3 world, from bar"],
    ),
    "shared-references": (
        "tooling-report/shared-references-between-chunks",
        {"entry": "index.js"},
        ["index.js"],
        ["1", "2"],
    ),
    "depend-on": (
        "splitting/depend-on",
        {"entry": {"shared": "./shared.js", "app": {"import": "./app.js", "depend_on": "shared"}}},
        ["shared.js", "app.js"],
        [
            "state runs once",
            "list: shared",
            "before",
            "list: shared and app",
            "list: shared and app and lazy",
        ],
    ),
    "depend-on-in-the-wrong-order": (
        "splitting/depend-on",
        {"entry": {"shared": "./shared.js", "app": {"import": "./app.js", "depend_on": "shared"}}},
        ["app.js", "shared.js"],
        [
            "state runs once",
            "list: shared",
            "before",
            "list: shared and app",
            "list: shared and app and lazy",
        ],
    ),
    "circle": (
        "splitting/cache-groups-in-a-circle",
        {
            "entry": ["main.js", "other.js"],
            "optimization": {
                "split_chunks": {
                    "cache_groups": {
                        "odd": {
                            "test": "m[135]",
                            "name": "odd",
                            "chunks": "all",
                            "enforce": True,
                        }
                    }
                }
            },
        },
        ["main.js", "other.js"],
        ["m5 v6", "m4 v5", "m3 v4", "m2 v3", "m1 v2", "main", "other"],
    ),
}
RUNTIME = {"runtime_chunk": "single"}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("form", ["iife", "iife-runtime", "iife-runtime-last", "esm"])
def test_page(
    site: tuple[Path, str], chromium: Path, browser_flags: list[str], case: str, form: str
) -> None:
    name, options, scripts, expected = CASES[case]
    folder, address = site
    format_, _, runtime = form.partition("-")
    optimization = {**options.get("optimization", {}), **(RUNTIME if runtime else {})}
    pybundle.build(
        {
            **options,
            "mode": "production",
            "target": "web",
            "optimization": optimization,
            "output": {"path": str(folder), "filename": "[name].js", "format": format_},
        },
        root=FIXTURES / name,
        config_file=False,
        check=True,
    )
    if runtime:
        scripts = ["runtime.js", *scripts] if runtime == "runtime" else [*scripts, "runtime.js"]
    kind = ' type="module"' if format_ == "esm" else ""
    tags = "".join(f'<script{kind} src="{script}"></script>\n' for script in scripts)
    (folder / "index.html").write_text(PAGE + tags, "utf-8")
    page = subprocess.run(
        [chromium, *browser_flags, "--virtual-time-budget=5000", "--dump-dom", address],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    ).stdout
    log = re.search(r'<pre id="log">(.*?)</pre>', page, re.DOTALL)
    assert log, page
    assert log[1].split("\n")[:-1] == expected
