"""The thread in which loaders and plugins run while the engine builds.

The engine's threads hand requests over and go on (crates/engine/src/host/bridge.rs). Here they
are taken in batches and answered one by one: a plain loader in this thread, a coroutine in an
event loop in another, a `parallel` loader in a process. A loader that does not come back cannot
be ended in a thread; then the engine ends the build and leaves the thread behind.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

import msgspec

from pybundle.loaders.context import BuildFacts, Context, Outcome
from pybundle.loaders.find import FoundLoader, UnusableLoaderError, find_loader
from pybundle.loaders.protocol import DEFAULT_TIMEOUT
from pybundle.loaders.run import Prepared, call, fail, finish, prepare

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Sequence

    from pybundle.bundler import _core
    from pybundle.bundler.hooks import HookRunner
    from pybundle.loaders.processes import Pool

__all__ = ["Server"]

GRACE = 2.0
"""Seconds beyond its limit after which a coroutine blocks its event loop."""


class Server:
    """Answers what one `Compiler` asks of loaders and plugins."""

    def __init__(
        self,
        engine: _core.Compiler,
        facts: BuildFacts,
        loaders: Sequence[FoundLoader],
        hooks: HookRunner | None,
        jobs: int,
    ) -> None:
        self._engine = engine
        self._facts = facts
        self._loaders = loaders
        self._hooks = hooks
        self._jobs = jobs
        self._prepared: dict[int | str, Prepared] = {}
        self._loop: _Loop | None = None
        self._pool: Pool | None = None

    def start(self) -> None:
        """Begin a session; it ends with `stop`."""
        session = self._engine.open_session()
        thread = threading.Thread(
            target=self._serve, args=(session,), name="pybundle-loaders", daemon=True
        )
        thread.start()

    def stop(self) -> None:
        """End the session. Processes stay for the next build."""
        self._engine.close_session()

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None

    def _serve(self, session: int) -> None:
        engine = self._engine
        while (requests := engine.take(session)) is not None:
            for id_, number, written, hook, resource, content, details in requests:
                try:
                    if hook is not None:
                        self._hook(session, id_, hook, resource, content, details)
                    else:
                        key = number if number is not None else (written or "")
                        self._load(session, id_, key, resource, content)
                except Exception as error:
                    # Ours, not the loader's: the build must not wait for ever.
                    outcome = Outcome()
                    outcome.problem("loader-raised", f"{type(error).__name__}: {error}")
                    self._answer(id_, outcome)

    def _hook(
        self,
        session: int,
        id_: int,
        hook: str,
        resource: tuple[str, str, str],
        content: bytes,
        details: str,
    ) -> None:
        self._engine.begin(session, id_, DEFAULT_TIMEOUT)
        if self._hooks is None:
            self._answer(id_, Outcome())
            return
        context = Context(self._facts, resource, {}, self._engine.resolve)
        self._answer(id_, self._hooks.run(hook, context, content, details))

    def _load(
        self,
        session: int,
        id_: int,
        key: int | str,
        resource: tuple[str, str, str],
        content: bytes,
    ) -> None:
        prepared = self._prepared.get(key)
        if prepared is None:
            try:
                prepared = self._prepare(key)
            except UnusableLoaderError as error:
                outcome = Outcome()
                code = "loader-options" if error.keys is not None else "loader-not-found"
                outcome.problem(code, error.message, hint=error.hint)
                self._answer(id_, outcome)
                return
        if prepared.spec.parallel:
            self._in_process(id_, prepared, resource, content)
            return
        self._engine.begin(session, id_, prepared.spec.timeout)
        context = Context(self._facts, resource, prepared.options, self._engine.resolve)
        try:
            result = call(prepared, content, context)
        except BaseException as error:
            self._answer(id_, fail(prepared.label, error, context))
            return
        if hasattr(result, "__await__"):
            self._await(id_, prepared, result, context)
            return
        self._answer(id_, finish(prepared, result, context))

    def _prepare(self, key: int | str) -> Prepared:
        if isinstance(key, int):
            found = self._loaders[key]
        else:
            found = find_loader(key, None, root=self._facts.root)
        try:
            prepared = prepare(found)
        except UnusableLoaderError:
            raise
        except Exception as error:
            raise UnusableLoaderError(
                f"`{found.label}` cannot be made: {type(error).__name__}: {error}"
            ) from error
        self._prepared[key] = prepared
        return prepared

    def _answer(self, id_: int, outcome: Outcome) -> None:
        said = msgspec.json.encode(outcome.said) if outcome.said else None
        self._engine.answer(id_, outcome.content, said, outcome.files or None)

    def _await(
        self, id_: int, prepared: Prepared, result: Awaitable[object], context: Context
    ) -> None:
        if self._loop is None or self._loop.stuck:
            self._loop = _Loop()

        def done(result: object, error: BaseException | None) -> None:
            if isinstance(error, TimeoutError):
                outcome = Outcome()
                seconds = prepared.spec.timeout
                message = f"`{prepared.label}` has not come back after {seconds:g} seconds"
                outcome.problem("loader-timeout", message)
                self._answer(id_, outcome)
            elif error is not None:
                self._answer(id_, fail(prepared.label, error, context))
            else:
                self._answer(id_, finish(prepared, result, context))

        self._loop.run(result, prepared.spec.timeout, done)

    def _in_process(
        self, id_: int, prepared: Prepared, resource: tuple[str, str, str], content: bytes
    ) -> None:
        if self._pool is None:
            from pybundle.loaders.processes import Pool

            self._pool = Pool(self._jobs)
        self._pool.submit(
            prepared.found,
            self._facts,
            resource,
            content,
            prepared.spec.timeout,
            lambda outcome: self._answer(id_, outcome),
        )


class _Loop:
    """An event loop in a thread, and one that sees whether it still turns."""

    def __init__(self) -> None:
        import asyncio

        self.stuck = False
        self._loop = asyncio.new_event_loop()
        self._deadlines: dict[int, tuple[float, Any]] = {}
        self._lock = threading.Lock()
        threading.Thread(target=self._loop.run_forever, name="pybundle-async", daemon=True).start()
        threading.Thread(target=self._watch, name="pybundle-async-watch", daemon=True).start()

    def run(self, result: Awaitable[object], timeout: float, done: Any) -> None:
        import asyncio

        key = id(result)

        async def run() -> object:
            return await asyncio.wait_for(result, timeout)

        def finished(future: asyncio.Future[object] | Any) -> None:
            with self._lock:
                if self._deadlines.pop(key, None) is None:
                    return
            error = future.exception()
            done(None if error else future.result(), error)

        with self._lock:
            self._deadlines[key] = (time.monotonic() + timeout + GRACE, done)
        asyncio.run_coroutine_threadsafe(run(), self._loop).add_done_callback(finished)

    def _watch(self) -> None:
        while not self.stuck:
            time.sleep(0.25)
            now = time.monotonic()
            with self._lock:
                late = [key for key, (deadline, _) in self._deadlines.items() if deadline < now]
                calls = [self._deadlines.pop(key)[1] for key in late]
                if late:
                    # It is blocked; whatever else is in it will not come back either.
                    self.stuck = True
                    calls += [done for _, done in self._deadlines.values()]
                    self._deadlines.clear()
            for done in calls:
                done(None, TimeoutError())
