"""Passing requests on to back ends, as they came, and their answers back."""

from __future__ import annotations

import asyncio
import contextlib
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

import aiohttp
from aiohttp import WSMsgType, hdrs, web
from multidict import CIMultiDict
from yarl import URL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pybundle.devserver.settings import Proxy

__all__ = ["ProxyClient", "is_websocket", "passable_path"]

# RFC 9110, 7.6.1; and what aiohttp writes by itself.
_HOP_BY_HOP = {"connection", "keep-alive", "proxy-authenticate", "proxy-authorization"}
_HOP_BY_HOP |= {"proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"}
_WEBSOCKET = re.compile(r"sec-websocket-(?:key|version|extensions|accept|protocol)")
CONNECT_TIMEOUT = 10.0


def is_websocket(request: web.BaseRequest) -> bool:
    """Say whether a request wants to become a WebSocket."""
    return request.headers.get(hdrs.UPGRADE, "").lower() == "websocket"


def passable_path(raw_path: str) -> str | None:
    """Return the decoded path of a request, `None` where a back end might read another one.

    What decides who answers must be what is answered: no `..`, however it is written.
    """
    path = unquote(raw_path)
    twice = unquote(path)
    for one in (path, twice):
        if any(name in (".", "..") for name in re.split(r"[/\\]", one)):
            return None
    if "\\" in path or any(ord(one) < 32 or ord(one) == 127 for one in path):
        return None
    return path if path.startswith("/") and not path.startswith("//") else None


class ProxyClient:
    """Connections to back ends, kept open."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                auto_decompress=False,
                connector=aiohttp.TCPConnector(limit=0),
                cookie_jar=aiohttp.DummyCookieJar(),
                skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding", "Content-Type"),
            )
        return self._session

    async def close(self) -> None:
        """Close all connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def answer(
        self, request: web.Request, proxy: Proxy, raw_path: str, query: str
    ) -> web.StreamResponse:
        """Answer by what the back end answers.

        Raises `aiohttp.ClientError`, `OSError` or `TimeoutError` where there is no answer.
        """
        url = _url(proxy, raw_path, query)
        if is_websocket(request) and proxy.ws:
            return await self._socket(request, proxy, url)
        headers = _request_headers(request, proxy)
        body = request.content if request.can_read_body else None
        timeout = aiohttp.ClientTimeout(
            total=None, sock_connect=CONNECT_TIMEOUT, sock_read=proxy.timeout
        )
        async with self._opened().request(
            request.method,
            url,
            headers=headers,
            data=body,
            allow_redirects=False,
            timeout=timeout,
            ssl=proxy.secure,
        ) as upstream:
            response = web.StreamResponse(
                status=upstream.status,
                reason=upstream.reason,
                headers=_end_to_end(upstream.headers),
            )
            await response.prepare(request)
            try:
                async for chunk in upstream.content.iter_any():
                    await response.write(chunk)
            except (aiohttp.ClientError, TimeoutError):
                # The head is sent: only an end in the middle tells that it is not whole.
                if request.transport is not None:
                    request.transport.abort()
                return response
            with contextlib.suppress(ConnectionError):
                await response.write_eof()
            return response

    async def _socket(self, request: web.Request, proxy: Proxy, url: URL) -> web.WebSocketResponse:
        headers = _request_headers(request, proxy)
        for name in [name for name in headers if _WEBSOCKET.fullmatch(name.lower())]:
            del headers[name]
        stated = request.headers.get(hdrs.SEC_WEBSOCKET_PROTOCOL, "")
        protocols = [one.strip() for one in stated.split(",") if one.strip()]
        async with self._opened().ws_connect(
            url,
            headers=headers,
            protocols=protocols,
            max_msg_size=0,
            ssl=proxy.secure,
            timeout=aiohttp.ClientWSTimeout(ws_close=2.0),
        ) as upstream:
            chosen = [upstream.protocol] if upstream.protocol else []
            browser = web.WebSocketResponse(protocols=chosen, max_msg_size=0, timeout=2.0)
            await browser.prepare(request)
            ways = {
                asyncio.create_task(_pump(browser, upstream)),
                asyncio.create_task(_pump(upstream, browser)),
            }
            try:
                await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for way in ways:
                    way.cancel()
                await asyncio.gather(*ways, return_exceptions=True)
            await browser.close(code=upstream.close_code or 1000)
            return browser


Socket = aiohttp.ClientWebSocketResponse | web.WebSocketResponse


async def _pump(source: Socket, target: Socket) -> None:
    async for message in source:
        if message.type is WSMsgType.TEXT:
            await target.send_str(message.data)
        elif message.type is WSMsgType.BINARY:
            await target.send_bytes(message.data)
    await target.close(code=source.close_code or 1000)


def _url(proxy: Proxy, raw_path: str, query: str) -> URL:
    for pattern, to in proxy.rewrites:
        if pattern.search(raw_path):
            # What follows the target must not become a part of its authority.
            raw_path = "/" + pattern.sub(to, raw_path, count=1).lstrip("/")
            break
    return URL(f"{proxy.target}{raw_path}{f'?{query}' if query else ''}", encoded=True)


def _request_headers(request: web.Request, proxy: Proxy) -> CIMultiDict[str]:
    headers = _end_to_end(request.headers)
    headers.popall("Expect", None)
    if request.can_read_body and request.content_length is None:
        headers.popall("Content-Length", None)
    host = request.headers.get("Host", "")
    if proxy.change_origin:
        headers["Host"] = URL(proxy.target).authority
        if "Origin" in headers:
            headers["Origin"] = str(URL(proxy.target).origin())
    before = headers.popall("X-Forwarded-For", [])
    headers["X-Forwarded-For"] = ", ".join([*before, request.remote or "unknown"])
    headers["X-Forwarded-Host"] = host
    headers["X-Forwarded-Proto"] = request.scheme
    for name, value in proxy.headers.items():
        headers[name] = value
    return headers


def _end_to_end(stated: Mapping[str, str]) -> CIMultiDict[str]:
    headers = CIMultiDict(stated)
    named = {one.strip().lower() for one in headers.get("Connection", "").split(",")}
    for name in {name for name in headers if name.lower() in _HOP_BY_HOP | named}:
        headers.popall(name)
    return headers
