"""A server over a project, in this process, and sockets that normalise nothing."""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

sys.path.insert(0, str(Path(__file__).parent))

from raw_http import Answer, ask, get

import pybundle
from pybundle.devserver import DevServer

Project = Callable[[Mapping[str, str]], Path]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Writes files below a folder of its own."""
    root = tmp_path / "project"

    def write(files: Mapping[str, str]) -> Path:
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return root

    return write


def save(path: Path, text: str) -> None:
    """Write in one step, so that there is never less in the file."""
    aside = path.with_name(f".{path.name}.aside")
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)


class Told:
    """A reporter that keeps what it was told."""

    def __init__(self) -> None:
        self.results: list[pybundle.BuildResult] = []
        self.outcomes: list[str] = []
        self.notes: list[str] = []
        self.refusals: list[tuple[str, str | None]] = []
        self.logs: list[str] = []

    def building(self, changed: Any) -> None:
        pass

    def built(self, result: pybundle.BuildResult, outcome: str) -> None:
        self.results.append(result)
        self.outcomes.append(outcome)

    def note(self, text: str) -> None:
        self.notes.append(text)

    def refused(self, text: str, hint: str | None) -> None:
        self.refusals.append((text, hint))

    def page_log(self, level: str, text: str, stack: str | None) -> None:
        self.logs.append(f"{level}: {text}")


class Running:
    """A server in a loop and a thread of its own."""

    def __init__(self, root: Path, config: Mapping[str, object], *, settled: bool = True) -> None:
        # A file that is as young as the build may have been written while that read it, and is
        # built again.
        time.sleep(0.05)
        self.root = root
        self.told = Told()
        self.loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._failure: BaseException | None = None
        self._config = config
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._ready.wait(20)
        if self._failure is not None:
            raise self._failure
        if settled:
            self.call(self.server._settle())

    def _run(self) -> None:
        asyncio.set_event_loop(self.loop)
        try:
            self.loop.run_until_complete(self._start())
        except BaseException as error:
            self._failure = error
            self._ready.set()
            return
        self._ready.set()
        self.loop.run_forever()
        self.loop.run_until_complete(self._stop())
        self.loop.close()

    async def _start(self) -> None:
        settings = {"mode": "development", **self._config}
        compiler = pybundle.Compiler(settings, root=self.root, write=False, stats=True, served=True)
        self.compiler = compiler
        self.server = DevServer(compiler, reporter=self.told, environ={})
        self._runner = web.AppRunner(
            self.server.application(), access_log=None, shutdown_timeout=0.2
        )
        await self._runner.setup()
        await self.server.start()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        assert self._runner.addresses
        self.port: int = self._runner.addresses[0][1]

    async def _stop(self) -> None:
        await self.server.close()
        await self._runner.cleanup()

    def call(self, coroutine: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(20)

    def close(self) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(20)
        assert not self._thread.is_alive()

    def raw(self, text: str | bytes, *, timeout: float = 10) -> Answer:
        """Send bytes as they are; `{host}` becomes the right `Host`."""
        if isinstance(text, str):
            text = text.replace("{host}", f"127.0.0.1:{self.port}").encode("latin-1")
        return ask(self.port, text, timeout=timeout)

    def get(self, path: str, **headers: str) -> Answer:
        return get(self.port, path, **headers)


Start = Callable[..., Running]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts a server over a project; further arguments are `dev_server`'s."""
    started: list[Running] = []

    def run(
        root: Path, config: Mapping[str, object] | None = None, *, settled: bool = True, **own: Any
    ) -> Running:
        running = Running(
            root, {**(config or {}), **({"dev_server": own} if own else {})}, settled=settled
        )
        started.append(running)
        return running

    yield run
    for one in started:
        one.close()


APP = {
    "package.json": '{"name": "app"}',
    "src/index.js": 'import { a } from "./a.js";\nconsole.log("index", a);\n',
    "src/a.js": 'export const a = "first";\n',
}


@pytest.fixture
def app(project: Project) -> Path:
    """Two modules."""
    return project(APP)
