"""The processes in which tools run, kept warm, and ended with the build.

A process works on one call at a time and holds a thread of the build, which answers what the
tool asks meanwhile. Processes are started when there is more work than there are idle ones, up
to one for each core. One whose time is up is killed and named; the next call gets a new one.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import re
import subprocess
import sys
import threading
from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from pybundle.loaders.javascript.resolution import module_folders, resolve
from pybundle.loaders.javascript.tool import Tool, ToolBuildError, bundle_of, bundle_request
from pybundle.loaders.javascript.wire import read_message, write_message

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Answer", "Call", "Pool", "ToolError", "shared_pool"]

TIMEOUT = 30.0
"""Seconds that a call may take, the loading of the tool included."""

MEMORY = 1 << 30
"""Bytes that the values of one tool may take in one process."""


class ToolError(Exception):
    """What went wrong with a call.

    `kind` is one of `threw`, `timeout`, `memory`, `stack`, `missing-feature`,
    `missing-package`, `unusable`, `crashed`, `silent`.
    """

    def __init__(
        self,
        kind: str,
        message: str,
        *,
        hint: str | None = None,
        facts: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.hint = hint
        self.facts = facts or {}
        """What the tool threw: `name`, `message`, `line`, `column`, `file`, `stack`."""


def _unknown_question(name: str, _: list[Any]) -> Any:
    raise ToolError("missing-feature", f"the tool asks for `{name}`, which there is not here")


@dataclass(frozen=True)
class Call:
    """A function of a tool, and what it is called with."""

    tool: Tool
    function: str
    values: list[Any] = field(default_factory=list)
    answer: Callable[[str, list[Any]], Any] = _unknown_question
    """Answers what the tool asks of the build; called in a thread of the pool."""
    about: str = ""
    """What it works on, for messages."""
    timeout: float = TIMEOUT
    memory: int = MEMORY


@dataclass(frozen=True)
class Answer:
    """What a call gave."""

    value: Any
    read: list[str]
    """Paths of the files that the tool read."""


_Job = tuple[Call, "Future[Answer]"]


class Pool:
    """Processes for calls; `submit` may be used from any thread."""

    def __init__(self, size: int | None = None) -> None:
        self._size = size or max(1, os.cpu_count() or 1)
        self._jobs: deque[_Job] = deque()
        self._change = threading.Condition()
        self._workers: list[_Worker] = []
        self._idle = 0
        self._closed = False

    def submit(self, call: Call) -> Future[Answer]:
        """Queue a call; the future gives its answer or raises `ToolError`."""
        future: Future[Answer] = Future()
        with self._change:
            if self._closed:
                raise RuntimeError("the pool is closed")
            self._jobs.append((call, future))
            if self._idle < len(self._jobs) and len(self._workers) < self._size:
                worker = _Worker(self)
                self._workers.append(worker)
                worker.start()
            self._change.notify()
        return future

    def call(self, call: Call) -> Answer:
        """Make a call and wait; raises `ToolError`."""
        return self.submit(call).result()

    def next_job(self) -> _Job | None:
        """Wait for a call; `None` where there will be none."""
        with self._change:
            self._idle += 1
            try:
                while not self._jobs:
                    if self._closed:
                        return None
                    self._change.wait()
                return self._jobs.popleft()
            finally:
                self._idle -= 1

    def close(self) -> None:
        """End all processes; calls that run or wait fail."""
        with self._change:
            self._closed = True
            waiting = list(self._jobs)
            self._jobs.clear()
            self._change.notify_all()
        for _, future in waiting:
            future.cancel()
        for worker in self._workers:
            worker.end()
        for worker in self._workers:
            worker.join(timeout=10)

    @property
    def processes(self) -> list[int]:
        """Ids of the processes that run."""
        return [worker.process.pid for worker in self._workers if worker.process is not None]


class _Worker(threading.Thread):
    """One process, and the thread that talks to it."""

    def __init__(self, pool: Pool) -> None:
        super().__init__(name="pybundle-javascript", daemon=True)
        self._pool = pool
        self.process: subprocess.Popen[bytes] | None = None
        self._late = False

    def run(self) -> None:
        while (job := self._pool.next_job()) is not None:
            call, future = job
            if not future.set_running_or_notify_cancel():
                continue
            try:
                answer = self._serve(call)
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(answer)
            # The future's callbacks may hold what the call was about.
            del job, call, future
        self.end()

    def _serve(self, call: Call) -> Answer:
        tool = call.tool
        try:
            script = bundle_of(tool)
        except ToolBuildError as error:
            kind = "missing-package" if error.missing else "unusable"
            raise ToolError(
                kind, f"`{tool.name}` cannot be used: {error.message}", hint=error.hint
            ) from None
        message = {
            "tool": script,
            "script": script,
            "folders": _folders(tool.root),
            "root": tool.root,
            "mode": tool.mode,
            "function": call.function,
            "values": call.values,
            "timeout": call.timeout,
            "memory": call.memory,
        }
        process = self._running()
        calls, replies = _pipes(process)
        self._late = False
        clock = threading.Timer(call.timeout, self._expire, (process,))
        clock.daemon = True
        clock.start()
        try:
            write_message(calls, message)
            while True:
                reply = read_message(replies)
                if "ask" not in reply:
                    break
                write_message(calls, _reply(call, reply["ask"], reply["arguments"]))
        except (OSError, EOFError, ValueError):
            raise self._ended(call, process) from None
        except BaseException:
            # The process waits for an answer that will not come.
            self.end()
            raise
        finally:
            clock.cancel()
        if "failed" in reply:
            raise _failure(call, reply["failed"])
        return Answer(reply["value"], reply["read"])

    def _running(self) -> subprocess.Popen[bytes]:
        if self.process is None or self.process.poll() is not None:
            start = (
                "import sys, json; sys.path[:] = json.loads(sys.argv[1]); "
                "from pybundle.loaders.javascript.worker import main; main()"
            )
            self.process = subprocess.Popen(
                [sys.executable, "-c", start, json.dumps(sys.path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self.process

    def _expire(self, process: subprocess.Popen[bytes]) -> None:
        self._late = True
        process.kill()

    def _ended(self, call: Call, process: subprocess.Popen[bytes]) -> ToolError:
        """Say why a process is gone."""
        process.kill()
        status = process.wait()
        self.end()
        about = f" on {call.about}" if call.about else ""
        if self._late:
            return ToolError(
                "timeout",
                f"`{call.tool.name}` did not finish within {call.timeout:g} s{about}",
                hint="it may loop for ever; the loader's option `timeout` allows more "
                "(`pybundle_timeout` where it was written for webpack)",
            )
        if self._pool._closed:
            return ToolError("crashed", f"`{call.tool.name}` was ended")
        how = f"signal {-status}" if status < 0 else f"status {status}"
        return ToolError("crashed", f"the process of `{call.tool.name}` ended with {how}{about}")

    def end(self) -> None:
        """Kill the process and reap it."""
        process, self.process = self.process, None
        if process is None:
            return
        process.kill()
        with contextlib.suppress(Exception):
            process.wait(timeout=10)
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


def _pipes(process: subprocess.Popen[bytes]) -> tuple[BinaryIO, BinaryIO]:
    return cast("BinaryIO", process.stdin), cast("BinaryIO", process.stdout)


def _folders(root: str) -> list[str]:
    """Return the folders that a tool may read: the project, and those whose packages it uses."""
    return [root, *(os.path.dirname(modules) for modules in module_folders(root))]


def _reply(call: Call, name: str, arguments: list[Any]) -> Any:
    """Answer what a tool asks; what goes wrong is the tool's to handle."""
    if name == "log":
        return None
    if name == "resolve":
        return resolve(*arguments)
    if name == "bundle":
        try:
            return bundle_request(*arguments, root=call.tool.root, mode=call.tool.mode)
        except ToolBuildError as error:
            return {"failed": error.message}
    try:
        return call.answer(name, arguments)
    except Exception as error:
        return {"failed": str(error)}


def _failure(call: Call, facts: dict[str, Any]) -> ToolError:
    name = call.tool.name
    message = str(facts.get("message") or facts.get("name") or "an error without a message")
    if facts.get("kind") == "silent":
        return ToolError("silent", f"`{name}` never called back", facts=facts)
    if facts.get("missing"):
        return ToolError(
            "missing-feature",
            f"`{name}` needs `{facts['missing']}`, which there is not here",
            hint="tools run in a small JavaScript engine, not in Node.js",
            facts=facts,
        )
    undefined = _UNDEFINED.match(message)
    if facts.get("name") == "ReferenceError" and undefined and undefined[1] in _ABSENT:
        return ToolError(
            "missing-feature",
            f"`{name}` needs `{undefined[1]}`, which there is not here",
            hint="tools run in a small JavaScript engine, not in Node.js",
            facts=facts,
        )
    if "out of memory" in message:
        return ToolError(
            "memory", f"`{name}` ran out of memory ({call.memory >> 20} MiB)", facts=facts
        )
    if "call stack size exceeded" in message or "stack overflow" in message:
        return ToolError("stack", f"`{name}` calls itself too deeply: {message}", facts=facts)
    return ToolError("threw", message, facts=facts)


_UNDEFINED = re.compile(r"'?(\w+)'? is not defined")
_ABSENT = {
    "Intl", "WebAssembly", "fetch", "Request", "Response", "Headers", "crypto", "document",
    "window", "navigator", "Worker", "MessageChannel", "ReadableStream", "WritableStream", "Blob",
    "FormData", "XMLHttpRequest", "WebSocket",
}  # fmt: skip

_shared: dict[int, Pool] = {}
_guard = threading.Lock()


def shared_pool() -> Pool:
    """Return the pool of this process; it is closed when Python ends."""
    with _guard:
        own = os.getpid()
        pool = _shared.get(own)
        if pool is None:
            # A pool that came through a fork has processes, but no threads.
            _shared.clear()
            pool = _shared[own] = Pool()
            atexit.register(pool.close)
        return pool
