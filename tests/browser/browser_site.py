"""Pages in a real browser: a server for what was built, and a page that says what it saw.

The code under test calls `report(value)`, which the page defines; the value, as JSON, is
what `Site.visit` returns. Nothing has to be guessed about when the page is done.
"""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import pytest

REPORT = """<!doctype html><meta charset="utf-8"><title>test</title>
<script>
function report(value) {
  fetch("/__report", { method: "POST", body: JSON.stringify(value) });
}
addEventListener("error", (event) => report({ error: event.message || event.target.src }), true);
addEventListener("unhandledrejection", (event) => report({ error: String(event.reason) }));
addEventListener("securitypolicyviolation", (event) =>
  report({ violated: event.violatedDirective, by: event.blockedURI, sample: event.sample }));
</script>
"""


@dataclass
class Site:
    """A folder that is served, and what was asked of it."""

    folder: Path
    chromium: Path
    flags: list[str]
    headers: dict[str, str] = field(default_factory=dict)
    """Sent with every file."""
    page_headers: dict[str, str] = field(default_factory=dict)
    """Sent with pages only."""
    refuse: Callable[[str], bool] = lambda path: False
    """Whether a request gets no answer but 503."""
    hold: Callable[[str], bool] = lambda path: False
    """Whether the answer to a request has to wait still."""
    requests: list[str] = field(default_factory=list)
    port: int = 0
    reports: Queue[Any] = field(default_factory=Queue)

    def page(self, *tags: str, name: str = "index.html", nonce: str = "") -> None:
        """Write a page that reports, with these tags in its body."""
        report = REPORT.replace("<script>", f'<script nonce="{nonce}">') if nonce else REPORT
        (self.folder / name).write_text(report + "\n".join(tags), encoding="utf-8")

    def visit(self, path: str = "index.html", timeout: float = 40) -> Any:
        """Open a page and return the first thing that it reports."""
        address = f"http://localhost:{self.port}/{path}"
        browser = subprocess.Popen(
            [self.chromium, *self.flags, "--remote-debugging-port=0", address],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            return self.reports.get(timeout=timeout)
        except Empty:
            pytest.fail(f"the page said nothing; it asked for {self.requests}")
        finally:
            browser.kill()
            browser.wait()


class Handler(SimpleHTTPRequestHandler):
    """Static files, the reports of pages, and a list of what was asked for."""

    site: Site

    extensions_map = {
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def __init__(self, *arguments: Any, site: Site, **options: Any) -> None:
        self.site = site
        super().__init__(*arguments, directory=str(site.folder), **options)

    def do_GET(self) -> None:
        path = self.path.lstrip("/")
        self.site.requests.append(path)
        while self.site.hold(path):
            time.sleep(0.02)
        if self.site.refuse(path):
            self.send_error(503)
        else:
            super().do_GET()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.site.reports.put(json.loads(body))
        self.send_response(204)
        self.end_headers()

    def end_headers(self) -> None:
        is_page = self.path.endswith(".html")
        more = self.site.page_headers if is_page else {}
        for name, value in {**self.site.headers, **more}.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *arguments: object) -> None:
        pass
