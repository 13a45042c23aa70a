"""An application in webpack's words, in a browser: contexts, comments, and its names."""

from __future__ import annotations

import functools
import http.server
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import pybundle

SOURCES = {
    "src/index.js": """
        __webpack_public_path__ = new URL("files/", document.baseURI).href;
        const load = (name) =>
          import(/* webpackChunkName: "page-[request]" */ `./pages/${name}.js`);
        const icons = require.context("./icons", false, /\\.js$/);
        const soon = () => import(/* webpackPreload: true */ "./soon.js");
        const later = () => import(/* webpackPrefetch: true */ "./later.js");
        document.title = typeof soon + typeof later;
        load("home").then((page) => {
          const links = [...document.querySelectorAll("link")].map((link) => link.rel);
          const names = icons.keys().map((key) => icons(key).default);
          document.body.textContent = [page.title, ...names, ...links].join(" ");
        });
    """,
    "src/pages/home.js": 'export const title = "Home";',
    "src/pages/about.js": 'export const title = "About";',
    "src/icons/a.js": 'export default "icon-a";',
    "src/icons/b.js": 'exports.default = "icon-b";',
    "src/soon.js": "globalThis.soon = true;",
    "src/later.js": "globalThis.later = true;",
}


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, and says nothing of it."""

    def log_message(self, *_args: object) -> None:
        """Leave the output of the tests alone."""


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    handler = functools.partial(Quiet, directory=str(tmp_path / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize("mode", ["production", "development"])
@pytest.mark.parametrize("format_", ["iife", "esm"])
def test_in_a_browser(
    mode: str,
    format_: str,
    tmp_path: Path,
    address: str,
    chromium: Path,
    browser_flags: list[str],
) -> None:
    for name, text in SOURCES.items():
        file = tmp_path / "app" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    site = tmp_path / "site"
    output = {
        "path": str(site / "files"),
        "format": format_,
        "filename": "main.js",
        # Wrong, until the application says better.
        "public_path": "/nowhere/",
    }
    pybundle.build(root=tmp_path / "app", mode=mode, output=output, config_file=False, check=True)
    kind = "module" if format_ == "esm" else "text/javascript"
    (site / "index.html").write_text(
        f'<!doctype html><body><script type="{kind}" src="files/main.js"></script>'
    )
    page = subprocess.run(
        [chromium, *browser_flags, "--virtual-time-budget=5000", "--dump-dom", address],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    ).stdout
    preload = "preload" if format_ == "iife" else "modulepreload"
    assert f"Home icon-a icon-b {preload} prefetch" in page
