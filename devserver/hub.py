"""The pages that are connected. None of them, slow or gone, holds up another or the build."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from aiohttp import WSMsgType, web

from pybundle.devserver.protocol import (
    Connected,
    Errors,
    Hello,
    Ok,
    Reload,
    Update,
    decode,
    encode,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from pybundle.devserver.protocol import Answer, Message, Received

__all__ = ["Hub"]

LONGEST_QUEUE = 100
"""Messages that wait for a page; one that takes fewer is dropped, comes back, and catches up."""
SEND_TIMEOUT = 20.0
"""Seconds that a page may take for one message."""
LARGEST_MESSAGE = 1 << 20
"""Bytes of what a page may send."""
MOST_PAGES = 5000
HISTORY = 50
"""Builds whose updates are kept, for pages that were away."""


class Hub:
    """Sends every page what it needs to be at the present build.

    Args:
        received: Called with what a page sent, but for `Hello`.
        version: Of pybundle.

    """

    def __init__(self, received: Callable[[Received], None], *, version: str) -> None:
        self._received = received
        self._version = version
        self._pages: set[_Page] = set()
        self._history: list[tuple[str, Answer]] = []
        self._hash = ""
        self._state: Errors | Ok | None = None

    @property
    def hash(self) -> str:
        """The present build; empty before the first."""
        return self._hash

    def __len__(self) -> int:
        return len(self._pages)

    def move(self, hash_: str, answer: Answer) -> None:
        """Note how pages get from the last build to this one, and send it to all."""
        self._history.append((self._hash, answer))
        del self._history[:-HISTORY]
        self._hash = hash_
        for message in answer.messages:
            self.send(message)

    def file(self, name: str) -> bytes | None:
        """Return a file of an update that a page may still ask for."""
        for _, answer in reversed(self._history):
            if name in answer.files:
                return answer.files[name]
        return None

    def settle(self, state: Errors | Ok) -> None:
        """Send the outcome of a build, and keep it for pages that come later."""
        self._state = state
        self.send(state)

    def send(self, message: Message) -> None:
        """Send to all pages that have said `Hello`."""
        text = encode(message)
        for page in tuple(self._pages):
            if page.greeted:
                page.put(text)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Speak with one page until it goes."""
        if len(self._pages) >= MOST_PAGES:
            raise web.HTTPServiceUnavailable(text="too many pages")
        socket = web.WebSocketResponse(
            heartbeat=30, max_msg_size=LARGEST_MESSAGE, compress=False, autoping=True
        )
        await socket.prepare(request)
        page = _Page(socket, request.transport)
        self._pages.add(page)
        writer = asyncio.create_task(page.write())
        try:
            async for message in socket:
                if message.type is not WSMsgType.TEXT:
                    continue
                received = decode(message.data)
                if isinstance(received, Hello):
                    self._greet(page, received)
                elif received is not None and page.greeted:
                    self._received(received)
        finally:
            self._pages.discard(page)
            writer.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await writer
        return socket

    async def close(self) -> None:
        """Say goodbye to all; the pages come back when there is a server again."""
        pages = tuple(self._pages)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(0.5):
                await asyncio.gather(
                    *(page.socket.close(code=1001) for page in pages), return_exceptions=True
                )

    def _greet(self, page: _Page, hello: Hello) -> None:
        page.greeted = True
        messages: list[Message] = [Connected(hash=self._hash, version=self._version)]
        if hello.hash is not None and hello.hash != self._hash:
            messages += self._missed(hello.hash)
        if self._state is not None:
            messages.append(self._state)
        for message in messages:
            page.put(encode(message))

    def _missed(self, hash_: str) -> list[Update | Reload]:
        """Return what takes a page from an earlier build to this one."""
        for index, (before, _) in enumerate(self._history):
            if before == hash_:
                return [one for _, answer in self._history[index:] for one in answer.messages]
        return [Reload(reason="the server was started anew", hash=self._hash)]


class _Page:
    def __init__(self, socket: web.WebSocketResponse, transport: asyncio.Transport | None) -> None:
        self.socket = socket
        self._transport = transport
        self.greeted = False
        self._queue: asyncio.Queue[str] = asyncio.Queue(LONGEST_QUEUE)

    def put(self, text: str) -> None:
        try:
            self._queue.put_nowait(text)
        except asyncio.QueueFull:
            self._drop()

    async def write(self) -> None:
        try:
            while True:
                text = await self._queue.get()
                async with asyncio.timeout(SEND_TIMEOUT):
                    await self.socket.send_str(text)
        except (ConnectionError, TimeoutError, RuntimeError):
            self._drop()

    def _drop(self) -> None:
        """Cut the connection; a page that takes nothing would not take a farewell either."""
        if self._transport is not None:
            self._transport.abort()
