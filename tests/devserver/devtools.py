"""Chromium with one page, driven by the WebDriver protocol."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Any


class Browser:
    """A page that a test looks into."""

    def __init__(self, chromium: Path, flags: list[str]) -> None:
        driver = shutil.which("chromedriver")
        assert driver, "this test needs chromedriver; run `make chromium`"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self._process = subprocess.Popen(
            [driver, f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._address = f"http://127.0.0.1:{port}"
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{self._address}/status", timeout=5).close()
                break
            except OSError:
                time.sleep(0.05)
        options = {"binary": str(chromium), "args": flags}
        session = self._post(
            "/session",
            capabilities={"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options}},
        )
        self._address += f"/session/{session['sessionId']}"

    def __enter__(self) -> Browser:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            request = urllib.request.Request(self._address, method="DELETE")
            urllib.request.urlopen(request, timeout=60).close()
        finally:
            self._process.terminate()
            self._process.wait()

    def _post(self, path: str, **body: object) -> Any:
        request = urllib.request.Request(
            self._address + path,
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def open(self, url: str) -> None:
        self._post("/url", url=url)

    def run(self, expression: str) -> Any:
        return self._post("/execute/sync", script=f"return ({expression})", args=[])

    def until(self, expression: str, wanted: object) -> None:
        end = time.monotonic() + 20
        found = None
        while time.monotonic() < end:
            try:
                found = self.run(expression)
            except OSError:
                # The page is being loaded.
                found = None
            if found == wanted:
                return
            time.sleep(0.05)
        raise AssertionError(f"{expression} is {found!r}, not {wanted!r}")
