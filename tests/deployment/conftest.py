"""What the tests of deployments share: projects, a static server, a browser."""

from __future__ import annotations

import base64
import functools
import json
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

Serve = Callable[[Path], str]
Project = Callable[[Mapping[str, str]], Path]


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and keeps to itself.

    Nothing may be kept by a browser: `Last-Modified` counts in seconds, so a file that a test
    changes at once would be taken for the one that the browser has.
    """

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serves a folder on a free port; gives the address, without a slash at the end."""
    servers: list[ThreadingHTTPServer] = []

    def start(folder: Path) -> str:
        server = ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder))
        )
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Writes files below a new folder."""

    def write(files: Mapping[str, str]) -> Path:
        root = tmp_path / "project"
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return root

    return write


@pytest.fixture
def shown(chromium: Path, browser_flags: list[str]) -> Callable[[str], str]:
    """The document of an address, once its scripts have run."""

    def show(address: str) -> str:
        return subprocess.run(
            [chromium, *browser_flags, "--virtual-time-budget=8000", "--dump-dom", address],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=90,
            check=True,
        ).stdout

    return show


class Browser:
    """A page in Chromium, driven by the WebDriver protocol."""

    def __init__(self, address: str) -> None:
        self._address = address

    def _post(self, path: str, **body: object) -> Any:
        request = urllib.request.Request(
            self._address + path,
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def start(self, flags: list[str]) -> None:
        options = {
            "browserName": "chrome",
            "goog:chromeOptions": {"args": flags},
            "goog:loggingPrefs": {"browser": "ALL"},
        }
        session = self._post("/session", capabilities={"alwaysMatch": options})
        self._address += f"/session/{session['sessionId']}"

    def open(self, url: str) -> None:
        self._post("/url", url=url)

    def run(self, script: str, *arguments: object) -> Any:
        """The value that a function body returns in the page."""
        return self._post("/execute/sync", script=script, args=list(arguments))

    def log(self) -> list[str]:
        """What the console got since the last call, policies that were hurt included."""
        return [entry["message"] for entry in self._post("/se/log", type="browser")]

    def screenshot(self, path: Path) -> None:
        with urllib.request.urlopen(self._address + "/screenshot", timeout=60) as answer:
            path.write_bytes(base64.b64decode(json.load(answer)["value"]))

    def close(self) -> None:
        request = urllib.request.Request(self._address, method="DELETE")
        urllib.request.urlopen(request, timeout=60).close()


@pytest.fixture
def browser(chromium: Path, browser_flags: list[str]) -> Iterator[Browser]:
    """A browser that a test may click about in."""
    driver = shutil.which("chromedriver")
    assert driver, "this test needs chromedriver; run `make chromium`"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [driver, f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        address = f"http://127.0.0.1:{port}"
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{address}/status", timeout=5).close()
                break
            except OSError:
                time.sleep(0.05)
        page = Browser(address)
        page.start([*browser_flags, "--window-size=1400,900"])
        yield page
        page.close()
    finally:
        process.terminate()
        process.wait()
