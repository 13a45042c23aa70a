"""A Django page with unmodified django-vite, beside the server, in a browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Project, Running, Start, save

SITE = Path(__file__).with_name("django_site.py")
PAGE = """\
<!doctype html>
<html>
<head>
<title>none</title>
{% load django_vite %}
{% vite_hmr_client %}
{% vite_react_refresh %}
{% vite_asset "src/index.js" %}
</head>
<body>TEMPLATE</body>
</html>
"""


@pytest.fixture(params=["iife", "esm"])
def site(request: pytest.FixtureRequest, project: Project, start: Start) -> Running:
    root = project(
        {
            "src/index.js": 'import { a } from "./a.js";\n'
            'import("./lazy.js").then((lazy) => lazy.tell(a));\n',
            "src/a.js": 'export const a = "first";\n',
            "src/lazy.js": "export const tell = (word) => { document.title = `told ${word}`; };\n",
            "templates/page.html": PAGE.replace("TEMPLATE", "one"),
        }
    )
    return start(root, {"output": {"format": request.param}}, watch_files=["templates/**/*.html"])


@pytest.fixture
def django(site: Running) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, str(SITE), f"127.0.0.1:{port}"],
        cwd=site.root,
        env={**os.environ, "DEV_SERVER": f"http://localhost:{site.port}"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.05)
        # Another name of this machine: for a browser it is another site.
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait()


def test_django_vite(
    site: Running, django: str, chromium: Path, browser_flags: list[str], tmp_path: Path
) -> None:
    """The page loads scripts from the server, and is loaded anew when script or template change."""
    from devtools import Browser

    with Browser(chromium, browser_flags) as browser:
        browser.open(django)
        browser.until("document.title", "told first")
        browser.run("window.stays = 1")
        save(site.root / "src/a.js", 'export const a = "second";\n')
        browser.until("document.title", "told second")
        save(site.root / "templates/page.html", PAGE.replace("TEMPLATE", "two"))
        browser.until("document.body.textContent.trim()", "two")
        save(site.root / "src/a.js", "export const a = ;\n")
        browser.until("!!document.querySelector('pybundle-overlay')", True)
        assert browser.run("document.title") == "told second"
        save(site.root / "src/a.js", 'export const a = "third";\n')
        browser.until("document.title", "told third")
        browser.until("!!document.querySelector('pybundle-overlay')", False)
    assert site.told.refusals == []
