"""What the tests of deployments share: projects, a static server, a browser."""

from __future__ import annotations

import functools
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

Serve = Callable[[Path], str]
Project = Callable[[Mapping[str, str]], Path]


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and keeps to itself."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
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
