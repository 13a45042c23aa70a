"""Loaders in processes of their own: on all cores, and ended where they do not come back.

A process is started by `python -c`, not by `multiprocessing`, which would run the user's main
module again. It reads pickled calls from its input and writes pickled outcomes; it ends when its
input does, and so with its parent.
"""

from __future__ import annotations

import os
import pickle
import queue
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import IO, Any

from pybundle.loaders.context import BuildFacts, Context, Outcome
from pybundle.loaders.find import FoundLoader, UnusableLoaderError
from pybundle.loaders.run import Prepared, call, fail, finish, prepare

__all__ = ["Pool", "serve"]

_LENGTH = struct.Struct("<Q")
_COMMAND = "from pybundle.loaders.processes import serve; serve()"

_Call = tuple[FoundLoader, BuildFacts, tuple[str, str, str], bytes]
_Job = tuple[_Call, float, Callable[[Outcome], None]]


class Pool:
    """Processes, each with a thread here that waits for it; started as they are needed."""

    def __init__(self, size: int) -> None:
        self._size = size or os.cpu_count() or 1
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._idle = 0
        self._lock = threading.Lock()

    def submit(
        self,
        found: FoundLoader,
        facts: BuildFacts,
        resource: tuple[str, str, str],
        content: bytes,
        timeout: float,
        done: Callable[[Outcome], None],
    ) -> None:
        """Have `done` called with the outcome, from another thread."""
        if found.reference is None or found.reference.startswith("pybundle_config:"):
            outcome = Outcome()
            outcome.problem(
                "loader-not-found",
                f"`{found.label}` is parallel, but cannot be imported in another process",
                hint="put it into a module beside the configuration",
            )
            done(outcome)
            return
        # The other process imports it again.
        plain = FoundLoader(label=found.label, reference=found.reference, options=found.options)
        with self._lock:
            self._jobs.put(((plain, facts, resource, content), timeout, done))
            if self._idle == 0 and len(self._threads) < self._size:
                thread = threading.Thread(target=self._work, name="pybundle-process", daemon=True)
                self._threads.append(thread)
                thread.start()

    def close(self) -> None:
        """End the processes once they have done what they were given."""
        with self._lock:
            for _ in self._threads:
                self._jobs.put(None)
            self._threads.clear()

    def _work(self) -> None:
        process: _Process | None = None
        while True:
            with self._lock:
                self._idle += 1
            job = self._jobs.get()
            with self._lock:
                self._idle -= 1
            if job is None:
                break
            what, timeout, done = job
            if process is None:
                process = _Process()
            outcome = process.call(what, timeout)
            if process.ended:
                process = None
            done(outcome)
        if process is not None:
            process.close()


class _Process:
    """One process."""

    def __init__(self) -> None:
        self.ended = False
        self._late = False
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self._process = subprocess.Popen(
            [sys.executable, "-c", _COMMAND],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
        )

    def call(self, what: _Call, timeout: float) -> Outcome:
        label = what[0].label
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        timer = threading.Timer(timeout, self._end)
        timer.daemon = True
        timer.start()
        try:
            _send(process.stdin, what)
            outcome = _receive(process.stdout)
        except (OSError, EOFError, pickle.PickleError, AttributeError) as error:
            self.ended = True
            process.kill()
            code = process.wait()
            outcome = Outcome()
            if self._late:
                outcome.problem(
                    "loader-timeout",
                    f"`{label}` has not come back after {timeout:g} seconds; its process was ended",
                )
            elif isinstance(error, (OSError, EOFError)):
                outcome.problem(
                    "loader-crashed", f"the process of `{label}` ended while it ran (code {code})"
                )
            else:
                outcome.problem("loader-options", f"`{label}` cannot be sent: {error}")
        finally:
            timer.cancel()
        assert isinstance(outcome, Outcome)
        return outcome

    def _end(self) -> None:
        self._late = True
        self._process.kill()

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def _send(stream: IO[bytes], value: object) -> None:
    data = pickle.dumps(value)
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def _receive(stream: IO[bytes]) -> Any:
    header = stream.read(_LENGTH.size)
    if len(header) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(header)
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)


def serve() -> None:
    """Answer calls until the input ends: what the process does."""
    source = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    # What loaders print must not get between the answers.
    os.dup2(2, 1)
    known: dict[bytes, Prepared] = {}
    while True:
        try:
            found, facts, resource, content = _receive(source)
        except (EOFError, KeyboardInterrupt):
            return
        _send(answers, _answer(known, found, facts, resource, content))


def _answer(
    known: dict[bytes, Prepared],
    found: FoundLoader,
    facts: BuildFacts,
    resource: tuple[str, str, str],
    content: bytes,
) -> Outcome:
    key = pickle.dumps((found.reference, found.options))
    context = Context(facts, resource, None, None)
    try:
        if key not in known:
            known[key] = prepare(found)
        prepared = known[key]
    except UnusableLoaderError as error:
        context.outcome.problem("loader-not-found", error.message, hint=error.hint)
        return context.outcome
    context.options = prepared.options
    try:
        result = call(prepared, content, context)
        if hasattr(result, "__await__"):
            import asyncio

            async def wait() -> object:
                return await result

            result = asyncio.run(wait())
    except BaseException as error:
        return fail(prepared.label, error, context)
    return finish(prepared, result, context)
