"""A site that a real browser visits."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from browser_site import Handler, Site


@pytest.fixture
def site(tmp_path: Path, chromium: Path, browser_flags: list[str]) -> Iterator[Site]:
    """An empty folder with a server over it."""
    folder = tmp_path / "site"
    folder.mkdir()
    site = Site(folder, chromium, browser_flags)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, site=site))
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield site
    server.shutdown()
    server.server_close()
