"""A back end that runs beside the server: `pybundle serve -- python manage.py runserver`."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["Backend"]

PATIENCE = 3.0
"""Seconds between the ways of ending it, each ruder than the one before."""
LONGEST_LINE = 1 << 16


class Backend:
    """A process with all that it starts, which ends with us.

    Args:
        command: The program and its arguments; no shell reads them.
        folder: Where it runs.
        environ: Its environment.
        line: Called with each line that it writes, and with whether that is an error.

    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        folder: str,
        environ: Mapping[str, str],
        line: Callable[[str, bool], None],
    ) -> None:
        self._command = tuple(command)
        self._folder = folder
        # Without a terminal, Python would keep what it prints until there is much of it.
        self._environ = {"PYTHONUNBUFFERED": "1", **environ}
        self._line = line
        self._process: asyncio.subprocess.Process | None = None
        self._readers: list[asyncio.Task[None]] = []

    @property
    def name(self) -> str:
        """The program, without its folder."""
        return os.path.basename(self._command[0])

    async def start(self) -> None:
        """Start it; raises `OSError` where that cannot be."""
        self._process = await asyncio.create_subprocess_exec(
            *self._command,
            cwd=self._folder,
            env=self._environ,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            limit=LONGEST_LINE,
            # A group of its own: a reloader has children, and all of them are to end.
            start_new_session=os.name == "posix",
        )
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        self._readers = [
            asyncio.create_task(self._read(self._process.stdout, error=False)),
            asyncio.create_task(self._read(self._process.stderr, error=True)),
        ]

    async def wait(self) -> int:
        """Wait until it ends by itself, with all of its output; returns its exit code."""
        assert self._process is not None
        code = await self._process.wait()
        # What it started may hold the pipes open for longer.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(0.5):
                await asyncio.gather(*self._readers)
        return code

    async def close(self) -> None:
        """End it, and what it has started."""
        process = self._process
        if process is None:
            return
        for number in self._signals():
            if not self._send(number):
                break
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    await process.wait()
                    while self._group_lives():
                        await asyncio.sleep(0.02)
                    break
        for reader in self._readers:
            reader.cancel()
        await asyncio.gather(*self._readers, return_exceptions=True)

    def _signals(self) -> tuple[int, ...]:
        if os.name != "posix":
            return (signal.SIGTERM,)
        return signal.SIGINT, signal.SIGTERM, signal.SIGKILL

    def _send(self, number: int) -> bool:
        """Send a signal to the whole group; return whether anybody was there."""
        process = self._process
        assert process is not None
        try:
            if os.name == "posix":
                os.killpg(process.pid, number)
            elif process.returncode is None:
                process.terminate()
        except (ProcessLookupError, PermissionError):
            return False
        return True

    def _group_lives(self) -> bool:
        return os.name == "posix" and self._send(0)

    async def _read(self, stream: asyncio.StreamReader, *, error: bool) -> None:
        rest = b""
        while chunk := await stream.read(LONGEST_LINE):
            *lines, rest = (rest + chunk).split(b"\n")
            if len(rest) > LONGEST_LINE:
                lines, rest = [*lines, rest], b""
            for line in lines:
                self._line(line.decode("utf-8", "replace").rstrip("\r"), error)
        if rest:
            self._line(rest.decode("utf-8", "replace"), error)
