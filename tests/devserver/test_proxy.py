"""Back ends behind the server: what they get, and what comes back."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import WSMsgType, web
from conftest import Start


class BackEnd:
    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.port = 0
        self.requests = 0
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._ready.wait(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self.loop)
        self.loop.run_until_complete(self._start())
        self._ready.set()
        self.loop.run_forever()
        self.loop.run_until_complete(self._runner.cleanup())
        self.loop.close()

    async def _start(self) -> None:
        app = web.Application(client_max_size=1 << 30)
        app.router.add_route("*", "/{path:.*}", self._answer)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.requests += 1
        if request.headers.get("Upgrade") == "websocket":
            socket = web.WebSocketResponse(protocols=["chat"])
            await socket.prepare(request)
            await socket.send_str(request.raw_path)
            async for message in socket:
                if message.data == "bye":
                    await socket.close(code=4001)
                elif message.type is WSMsgType.BINARY:
                    await socket.send_bytes(message.data[::-1])
                else:
                    await socket.send_str(f"echo {message.data}")
            return socket
        if request.path.endswith("/slow"):
            response = web.StreamResponse()
            await response.prepare(request)
            for number in range(3):
                await response.write(f"part {number}\n".encode())
                await asyncio.sleep(0.05)
            return response
        if request.path.endswith("/broken"):
            response = web.StreamResponse(headers={"Content-Length": "100"})
            await response.prepare(request)
            await response.write(b"begun")
            request.transport.abort()  # type: ignore[union-attr]
            return response
        if request.path.endswith("/redirect"):
            raise web.HTTPFound("/elsewhere")
        size = 0
        async for chunk in request.content.iter_any():
            size += len(chunk)
        answer = web.json_response(
            {
                "method": request.method,
                "path": request.raw_path,
                "headers": {name.lower(): value for name, value in request.headers.items()},
                "size": size,
            }
        )
        answer.headers.add("Set-Cookie", "a=1")
        answer.headers.add("Set-Cookie", "b=2")
        return answer

    def close(self) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(10)


@pytest.fixture
def back_end() -> Iterator[BackEnd]:
    made = BackEnd()
    yield made
    made.close()


def test_requests_reach_the_back_end(app: Path, start: Start, back_end: BackEnd) -> None:
    target = f"http://127.0.0.1:{back_end.port}"
    site = start(app, proxy={"/api": target, "^/v[0-9]+/": f"{target}/base"})
    answer = site.get(
        "/api/x%20y/%C3%A9?a=1&b=%26", Cookie="s=1", Connection="close, X-Drop", X_Drop="1"
    )
    seen = json.loads(answer.text)
    assert seen["path"] == "/api/x%20y/%C3%A9?a=1&b=%26"
    headers = seen["headers"]
    assert headers["host"] == f"127.0.0.1:{site.port}"
    assert headers["x-forwarded-host"] == headers["host"]
    assert headers["x-forwarded-for"] == "127.0.0.1"
    assert headers["x-forwarded-proto"] == "http"
    assert headers["cookie"] == "s=1"
    assert "x-drop" not in headers
    assert "user-agent" not in headers
    assert json.loads(site.get("/v2/x").text)["path"] == "/base/v2/x"
    # Whole segments only; and what is built comes first.
    assert site.get("/apiary").status == 404
    assert site.get("/bundle.js").status == 200


def test_rewriting_and_headers(app: Path, start: Start, back_end: BackEnd) -> None:
    site = start(
        app,
        proxy=[
            {
                "context": ["/api", "/auth"],
                "target": f"http://127.0.0.1:{back_end.port}",
                "path_rewrite": {"^/api/(\\w+)": "/$1/api", "^/auth": ""},
                "change_origin": True,
                "headers": {"X-Extra": "yes"},
            }
        ],
    )
    seen = json.loads(site.get("/api/users/7?q=1", Origin=f"http://127.0.0.1:{site.port}").text)
    assert seen["path"] == "/users/api/7?q=1"
    assert seen["headers"]["host"] == f"127.0.0.1:{back_end.port}"
    assert seen["headers"]["origin"] == f"http://127.0.0.1:{back_end.port}"
    assert seen["headers"]["x-extra"] == "yes"
    assert json.loads(site.get("/auth").text)["path"] == "/"


@pytest.mark.parametrize(
    "path",
    [
        "/api/../admin",
        "/api/%2e%2e/admin",
        "/api/%252e%252e/admin",
        "/api/..%2fadmin",
        "/api\\..\\admin",
        "/api/..%5cadmin",
        "//api/x",
        "/api/%00",
        "/api/%0d%0aX-Evil:%201",
        "/x/../api/admin",
    ],
)
def test_what_decides_is_what_is_asked(
    app: Path, start: Start, back_end: BackEnd, path: str
) -> None:
    site = start(app, proxy={"/api": f"http://127.0.0.1:{back_end.port}"})
    answer = site.raw(f"GET {path} HTTP/1.1\r\nHost: {{host}}\r\nConnection: close\r\n\r\n")
    assert answer.status in (400, 404)
    assert '"path"' not in answer.text


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1:{port}/api/x",
        "http://localhost@127.0.0.1:{port}/api/x",
        "127.0.0.1:{port}",
        "@127.0.0.1:{port}/api",
        "/api@evil.example/x",
        "http://evil.example/api/x",
    ],
)
def test_it_is_no_open_proxy(app: Path, start: Start, back_end: BackEnd, target: str) -> None:
    other = BackEnd()
    try:
        site = start(app, proxy={"/api": f"http://127.0.0.1:{back_end.port}"})
        site.raw(
            f"GET {target.format(port=other.port)} HTTP/1.1\r\nHost: {{host}}\r\n"
            "Connection: close\r\n\r\n"
        )
        assert other.requests == 0
    finally:
        other.close()


def test_a_rewritten_path_is_no_authority(app: Path, start: Start, back_end: BackEnd) -> None:
    site = start(
        app,
        proxy={
            "/api": {
                "target": f"http://127.0.0.1:{back_end.port}",
                "path_rewrite": {"^/api/": ""},
            }
        },
    )
    assert json.loads(site.get("/api/@evil.example/x").text)["path"] == "/@evil.example/x"
    assert json.loads(site.get("/api/:80/x").text)["path"] == "/:80/x"


def test_bodies_and_answers_pass(app: Path, start: Start, back_end: BackEnd) -> None:
    site = start(app, proxy={"/api": f"http://127.0.0.1:{back_end.port}"})
    body = b"x" * 3_000_000
    answer = site.raw(
        b"POST /api HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
        % len(body)
        + body
    )
    seen = json.loads(answer.text)
    assert (seen["method"], seen["size"]) == ("POST", len(body))
    assert site.get("/api/slow").text == "part 0\npart 1\npart 2\n"
    redirect = site.get("/api/redirect")
    assert (redirect.status, redirect.headers["location"]) == (302, "/elsewhere")
    broken = site.get("/api/broken")
    assert len(broken.body) < 100


def test_two_cookies_stay_two(app: Path, start: Start, back_end: BackEnd) -> None:
    site = start(app, proxy={"/api": f"http://127.0.0.1:{back_end.port}"})

    async def cookies() -> list[str]:
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{site.port}/api") as answer,
        ):
            return answer.headers.getall("Set-Cookie")

    assert asyncio.run(cookies()) == ["a=1", "b=2"]


def test_a_back_end_that_is_not_there(app: Path, start: Start) -> None:
    site = start(app, proxy={"/api": "http://127.0.0.1:1"})
    answer = site.get("/api/x")
    assert answer.status == 502
    assert "does not answer" in answer.text
    assert any("127.0.0.1:1 does not answer" in note for note in site.told.notes)


def test_sockets_pass_both_ways(app: Path, start: Start, back_end: BackEnd) -> None:
    site = start(app, proxy={"/chat": f"ws://127.0.0.1:{back_end.port}"})
    address = f"http://127.0.0.1:{site.port}/chat/room?x=1"

    async def talk(**arguments: Any) -> list[object]:
        said: list[object] = []
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(address, protocols=["chat"], **arguments) as socket,
        ):
            said += [socket.protocol, await socket.receive_str()]
            await socket.send_str("hallo")
            said.append(await socket.receive_str())
            await socket.send_bytes(b"abc")
            said.append(await socket.receive_bytes())
            await socket.send_str("bye")
            await socket.receive()
            said.append(socket.close_code)
        return said

    said = asyncio.run(talk(origin="http://localhost:8000"))
    assert said == ["chat", "/chat/room?x=1", "echo hallo", b"cba", 4001]
    # A foreign page would speak with the cookies of whoever develops.
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        asyncio.run(talk(origin="https://evil.example"))
    assert refused.value.status == 403


@pytest.mark.parametrize(
    "target", ["", "/x", "ftp://x", "http://", "http://user:pw@x", "http://x?y", "http://x:99999"]
)
def test_targets_that_cannot_be(app: Path, start: Start, target: str) -> None:
    from pybundle import ConfigError

    with pytest.raises(ConfigError, match="no address of a back end"):
        start(app, proxy={"/api": target})
