"""Pages that are connected: what they are told, and that none of them holds anybody up."""

from __future__ import annotations

import asyncio
import gc
import os
import resource
import time
from pathlib import Path
from typing import Any

import aiohttp
import msgspec
import pytest
from conftest import Project, Running, Start, save
from test_serving import eventually

from pybundle.devserver import hub, protocol


def address(site: Running) -> str:
    return f"http://127.0.0.1:{site.port}/@pybundle/socket?token={site.server.token}"


class Page:
    """What a page does, without a browser."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.hash: str | None = None

    async def hello(self, hash_: str | None = None) -> None:
        await self.socket.send_json({"type": "hello", "hash": hash_})

    async def next(self) -> dict[str, Any]:
        message: dict[str, Any] = msgspec.json.decode(await self.socket.receive_str(timeout=20))
        self.hash = message.get("hash", self.hash)
        return message

    async def until(self, kind: str) -> list[dict[str, Any]]:
        messages = [await self.next()]
        while messages[-1]["type"] != kind:
            messages.append(await self.next())
        return messages


def with_pages(site: Running, number: int, talk: Any) -> Any:
    async def run() -> Any:
        connector = aiohttp.TCPConnector(limit=0)
        async with aiohttp.ClientSession(connector=connector) as session:
            pages = [
                Page(await session.ws_connect(address(site), origin="http://localhost:1"))
                for _ in range(number)
            ]
            return await talk(*pages)

    return asyncio.run(run())


def kinds(messages: list[dict[str, Any]]) -> list[str]:
    return [message["type"] for message in messages]


def test_an_edit_reaches_every_page(app: Path, start: Start) -> None:
    site = start(app)

    async def talk(*pages: Page) -> None:
        for page in pages:
            await page.hello()
            assert kinds(await page.until("ok")) == ["connected", "ok"]
        save(app / "src/a.js", 'export const a = "second";\n')
        for page in pages:
            messages = await page.until("ok")
            assert kinds(messages) == ["building", "reload", "ok"]
            assert messages[0]["changed"] == ["src/a.js"]
            assert messages[1]["reason"] == "src/a.js changed"
        assert len({page.hash for page in pages}) == 1

    with_pages(site, 3, talk)


def test_errors_and_their_end(app: Path, start: Start) -> None:
    site = start(app)

    async def talk(page: Page, late: Page) -> None:
        await page.hello()
        await page.until("ok")
        save(app / "src/a.js", 'export const a = "</script><img src=x>" + ;\n')
        problem = (await page.until("errors"))[-1]["problems"][0]
        assert problem["diagnostic"]["code"] == "syntax-error"
        assert problem["diagnostic"]["location"]["file"] == "src/a.js"
        assert "</script>" in problem["text"]
        await late.hello()
        assert kinds(await late.until("errors")) == ["connected", "errors"]
        save(app / "src/a.js", 'export const a = "first";\n')
        # What pages have is what was built again: there is nothing to load.
        for one in (page, late):
            messages = await one.until("ok")
            assert kinds(messages) == ["building", "ok"], messages

    with_pages(site, 2, talk)


def test_frames_of_files_that_are_not_served_are_left_out(project: Project, start: Start) -> None:
    root = project(
        {
            "src/index.js": "1",
            "pybundle.config.py": "SECRET = 'the-secret'\nconfig = {}\n",
        }
    )
    site = start(root)

    async def talk(page: Page) -> None:
        await page.hello()
        await page.until("ok")
        save(root / "pybundle.config.py", "SECRET = 'the-secret'\nconfig = {'jobs': 'x'}\n")
        message = (await page.until("errors"))[-1]
        assert "config-type" in str(message)
        assert "the-secret" not in str(message)

    with_pages(site, 1, talk)
    # Whoever runs the server sees them.
    assert "the-secret" in str(site.told.results[-1].errors[0])


def test_a_page_that_was_away_catches_up(app: Path, start: Start) -> None:
    site = start(app)

    async def talk(page: Page, back: Page, foreign: Page) -> None:
        await page.hello()
        await page.until("ok")
        before = page.hash
        for word in ("second", "third"):
            save(app / "src/a.js", f'export const a = "{word}";\n')
            await page.until("ok")
        await back.hello(before)
        assert kinds(await back.until("ok")) == ["connected", "reload", "reload", "ok"]
        await foreign.hello("of-another-run")
        assert kinds(await foreign.until("ok")) == ["connected", "reload", "ok"]

    with_pages(site, 3, talk)


def test_a_change_of_the_configuration_reloads_where_it_matters(app: Path, start: Start) -> None:
    site = start(app)

    async def talk(page: Page) -> None:
        await page.hello()
        await page.until("ok")
        save(app / "package.json", '{"name": "app", "scripts": {}}')
        assert kinds(await page.until("ok")) == ["building", "ok"]
        save(app / "pybundle.toml", 'define = { X = "1" }\nbanner = "// mine"\n')
        messages = await page.until("ok")
        assert kinds(messages) == ["building", "reload", "ok"]
        assert messages[1]["reason"] == "the configuration changed"

    with_pages(site, 1, talk)


def test_what_is_no_message_does_no_harm(app: Path, start: Start) -> None:
    site = start(app)

    async def talk(page: Page, large: Page) -> None:
        for text in ("", "x", "[]", "{}", '{"type": "x"}', '{"type": "hello", "hash": 1}'):
            await page.socket.send_str(text)
        await page.socket.send_bytes(b"\xff\x00")
        # Nobody speaks who has not said hello.
        await page.socket.send_json({"type": "log", "level": "error", "text": "too early"})
        await page.hello()
        assert kinds(await page.until("ok")) == ["connected", "ok"]
        await page.socket.send_json({"type": "log", "level": "error", "text": "in time"})
        await large.socket.send_str("x" * (hub.LARGEST_MESSAGE + 1))
        message = await large.socket.receive()
        assert message.type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED)

    with_pages(site, 2, talk)
    eventually(lambda: site.told.logs == ["error: in time"])


def test_templates_and_static_files_reload_pages(app: Path, start: Start) -> None:
    (app / "templates").mkdir()
    save(app / "templates/page.html", "x")
    (app / "public").mkdir()
    save(app / "public/style.css", "x")
    site = start(app, watch_files=["templates/**/*.html"])
    time.sleep(0.3)

    async def talk(page: Page) -> None:
        await page.hello()
        await page.until("ok")
        for name in ("templates/page.html", "public/style.css", "templates/new.html"):
            save(app / name, "y")
            assert (await page.until("reload"))[-1]["reason"] == f"{name} changed"
        (app / "templates/page.html").unlink()
        assert (await page.until("reload"))[-1]["changed"] == ["templates/page.html"]

    with_pages(site, 1, talk)


def test_a_page_that_takes_nothing_is_dropped(
    app: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "LONGEST_QUEUE", 20)
    site = start(app)

    async def talk(good: Page, slow: Page) -> None:
        for page in (good, slow):
            await page.hello()
            await page.until("ok")
        # The other side reads no more: the buffers of both systems fill.
        transport = slow.socket._conn.transport  # type: ignore[union-attr]
        transport.pause_reading()
        text = "x" * 100_000
        got = 0

        async def read() -> None:
            nonlocal got
            while got < 300:
                message = await good.next()
                got += message["type"] == "custom"

        reader = asyncio.create_task(read())
        for number in range(300):
            message = protocol.Custom(event="big", data=[number, text])
            site.loop.call_soon_threadsafe(site.server._hub.send, message)
            while number > got + 5:
                await asyncio.sleep(0.001)
        await asyncio.wait_for(reader, 20)
        assert got == 300

    with_pages(site, 2, talk)
    eventually(lambda: len(site.server._hub) == 0)


def test_a_thousand_idle_connections(app: Path, start: Start) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < 4096:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, hard), hard))
    site = start(app)

    async def talk(*pages: Page) -> None:
        idle = [await asyncio.open_connection("127.0.0.1", site.port) for _ in range(500)]
        try:
            for page in pages[:3]:
                await page.hello()
                await page.until("ok")
            save(app / "src/a.js", 'export const a = "busy";\n')
            for page in pages[:3]:
                await page.until("ok")
            answer = await asyncio.to_thread(site.get, "/bundle.js")
            assert '"busy"' in answer.text
        finally:
            for _, writer in idle:
                writer.close()

    with_pages(site, 500, talk)
    eventually(lambda: len(site.server._hub) == 0)


def test_nothing_is_left_of_many_edits(app: Path, start: Start) -> None:
    (app / "public").mkdir()
    site = start(app)

    def counts() -> tuple[int, int, int]:
        gc.collect()
        import threading

        tasks = site.loop.call_soon_threadsafe
        found: list[int] = []
        tasks(lambda: found.append(len(asyncio.all_tasks(site.loop))))
        eventually(lambda: bool(found))
        return len(os.listdir("/proc/self/fd")), threading.active_count(), found[0]

    async def edit(page: Page, first: int, last: int) -> None:
        await page.hello()
        await page.until("ok")
        for number in range(first, last):
            text = f'export const a = "edit {number}";\n'
            if number % 10 == 3:
                text = "export const a = ;\n"
            save(app / "src/a.js", text)
            if number % 10 == 3:
                await page.until("errors")
            else:
                await page.until("ok")

    with_pages(site, 1, lambda page: edit(page, 0, 20))
    eventually(lambda: len(site.server._hub) == 0)
    time.sleep(0.3)
    before = counts()
    with_pages(site, 1, lambda page: edit(page, 20, 220))
    eventually(lambda: len(site.server._hub) == 0)
    eventually(lambda: all(now <= then for now, then in zip(counts(), before, strict=True)))
    assert '"edit 219"' in site.get("/bundle.js").text
    assert len(site.server._hub._history) <= hub.HISTORY
