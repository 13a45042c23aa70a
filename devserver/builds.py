"""Building, in a thread of its own, and telling the event loop.

The thread runs `Compiler.watch`. The loop has what it serves from in `snapshot`, and waits in
`settled` while a build runs, so that whoever reloads right after an edit gets what it wrote.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import threading
from typing import TYPE_CHECKING, Protocol

from pybundle.bundler.watch import Watch
from pybundle.devserver.protocol import Answer, Reload
from pybundle.devserver.snapshot import Snapshot
from pybundle.devserver.updates import updates

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pybundle.bundler.compiler import Compiler
    from pybundle.bundler.result import BuildResult

__all__ = ["BuildListener", "Builds"]

MOST_SHOWN = 20
"""Changed files that are named."""


class BuildListener(Protocol):
    """What is told of builds; called in the event loop."""

    def note(self, text: str) -> None:
        """Take a remark about how files are watched."""

    def building(self, changed: Sequence[str]) -> None:
        """Take that a build begins, and the files that changed, relative to the root."""

    def built(self, result: BuildResult, snapshot: Snapshot | None, answer: Answer | None) -> None:
        """Take an outcome; `snapshot` and `answer` where the files are other ones now."""

    def ended(self, error: BaseException | None) -> None:
        """Take that nothing is built any more."""


class Builds:
    """Builds now and whenever an input changes, until it is closed.

    Args:
        compiler: Made with `write=False`; from now on only this object uses it.
        listener: Is told.
        public_path: Gives the URL path of the output folder, of the present configuration.

    """

    def __init__(
        self, compiler: Compiler, listener: BuildListener, public_path: Callable[[], str]
    ) -> None:
        self.compiler = compiler
        self.snapshot: Snapshot | None = None
        self.result: BuildResult | None = None
        """The last outcome, good or bad."""
        self._listener = listener
        self._public_path = public_path
        self._loop = asyncio.get_running_loop()
        self._settled = asyncio.Event()
        self._changed: tuple[str, ...] = ()
        self._settings = compiler.settings
        self._run = secrets.token_hex(4)
        self._count = 0
        self._closing = False
        self._thread = threading.Thread(target=self._work, name="pybundle-builds", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    async def close(self) -> None:
        """End, and wait for the thread, which stops within milliseconds."""
        self._closing = True
        self.compiler.stop()
        self._settled.set()
        await asyncio.to_thread(self._thread.join, 5)

    async def settled(self) -> None:
        """Wait until no build runs."""
        await self._settled.wait()

    @property
    def is_settled(self) -> bool:
        """Whether no build runs."""
        return self._settled.is_set()

    def _work(self) -> None:
        """Run in the thread."""
        error: BaseException | None = None
        try:
            settings = self.compiler.settings
            watch = _Told.for_environment(os.environ, settings.watch_options, settings.root)
            watch.builds = self
            for result in self.compiler.watch(watch):
                if self._closing:
                    break
                self._take(result)
        except BaseException as raised:
            error = raised
        self._tell(self._end, error)

    def _take(self, result: BuildResult) -> None:
        snapshot = answer = None
        if result.ok and not result.stopped:
            snapshot, answer = self._follow(result)
        self._tell(self._built, result, snapshot, answer)

    def _follow(self, result: BuildResult) -> tuple[Snapshot, Answer | None]:
        previous = self.snapshot
        read = self.compiler.reader()
        settings, self._settings = self._settings, self.compiler.settings
        if settings is self._settings:
            same = previous is not None and _same_files(previous.result, result)
        else:
            # After a change of the configuration, the engine knows nothing of what was before.
            same = previous is not None and _same_contents(previous, result, read)
        if not same:
            self._count += 1
        snapshot = Snapshot(
            hash=f"{self._run}-{self._count}",
            result=result,
            compiler=self.compiler,
            read=read,
            public_path=self._public_path(),
            changed=self._changed,
        )
        if previous is None or same:
            return snapshot, None
        if settings is not self._settings:
            reason = "the configuration changed"
            reload = Reload(reason=reason, hash=snapshot.hash, changed=self._changed)
            return snapshot, Answer(messages=(reload,))
        try:
            return snapshot, updates(previous, snapshot)
        except Exception as error:
            # Whatever became of the update, the page is to have what was written.
            self.note(f"the update could not be made: {type(error).__name__}: {error}")
            reload = Reload(
                reason="the update could not be made", hash=snapshot.hash, changed=self._changed
            )
            return snapshot, Answer(messages=(reload,))

    def _tell(self, function: Callable[..., None], *arguments: object) -> None:
        try:
            self._loop.call_soon_threadsafe(function, *arguments)
        except RuntimeError:
            # The loop is closed: nobody is interested any more.
            return

    # --- In the loop -------------------------------------------------------------

    def _begin(self, changed: tuple[str, ...]) -> None:
        self._settled.clear()
        self._listener.building(changed)

    def _built(self, result: BuildResult, snapshot: Snapshot | None, answer: Answer | None) -> None:
        self.result = result
        if snapshot is not None:
            self.snapshot = snapshot
        self._settled.set()
        self._listener.built(result, snapshot, answer)

    def _end(self, error: BaseException | None) -> None:
        self._settled.set()
        self._listener.ended(error)

    # --- From the watch, in the thread -------------------------------------------

    def note(self, text: str) -> None:
        """Pass a remark of the watch on."""
        self._tell(self._listener.note, text)

    def changed(self, paths: set[str]) -> None:
        """Note what the next build is for."""
        root = self.compiler.settings.root + os.sep
        names = sorted(path.removeprefix(root).replace(os.sep, "/") for path in paths)
        self._changed = tuple(names[:MOST_SHOWN])

    def begin(self) -> None:
        """Note that a build begins."""
        self._tell(self._begin, self._changed)


class _Told(Watch):
    """A watch that says what it saw."""

    builds: Builds

    def wait(self) -> set[str]:
        if self.notice:
            self.builds.note(self.notice)
            self.notice = None
        changed = super().wait()
        if changed:
            self.builds.changed(changed)
        return changed

    def before_build(self) -> None:
        super().before_build()
        self.builds.begin()


def _same_files(one: BuildResult, other: BuildResult) -> bool:
    return not any(file.changed for file in other.files) and len(one.files) == len(other.files)


def _same_contents(one: Snapshot, other: BuildResult, read: Callable[[str], bytes | None]) -> bool:
    paths = [file.path for file in other.files]
    return paths == [file.path for file in one.result.files] and all(
        one.read(path) == read(path) for path in paths
    )
