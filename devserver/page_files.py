"""Watching what pages are made of besides modules: templates, and files of static folders."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from typing import TYPE_CHECKING

from pybundle.bundler.globs import matcher
from pybundle.bundler.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pybundle.bundler.settings import Settings

__all__ = ["PageFiles"]

MOST_FILES = 20_000
MOST_FOLDERS = 400
PRUNED = {"node_modules", "__pycache__", "site-packages", "venv", "env", "build", "target"}


class PageFiles:
    """Tells the event loop, in which it was made, of files that changed.

    Args:
        settings: Of the project.
        folders: Absolute; all files in them count.
        globs: Of further files, relative to the root.
        changed: Called with paths relative to the root.

    """

    def __init__(
        self,
        settings: Settings,
        folders: Sequence[str],
        globs: Sequence[str],
        changed: Callable[[Sequence[str]], None],
    ) -> None:
        self._root = settings.root
        self._output = settings.output_path
        self._folders = tuple(folders)
        self._matches = matcher(globs, settings.root) if globs else None
        self._changed = changed
        self._loop = asyncio.get_running_loop()
        self._watch = _LaterRead.for_environment(os.environ, settings.watch_options, settings.root)
        self._stopped = False
        self._thread = threading.Thread(target=self._work, name="pybundle-pages", daemon=True)

    def start(self) -> None:
        """Begin, if there is anything to watch."""
        if self._folders or self._matches is not None:
            self._thread.start()

    def stop(self) -> None:
        """End, without waiting for the thread."""
        self._stopped = True
        self._watch.stop()

    async def close(self) -> None:
        """End, and wait for the thread, which stops within milliseconds."""
        self.stop()
        if self._thread.ident is not None:
            await asyncio.to_thread(self._thread.join, 5)

    def _work(self) -> None:
        known, folders = self._look()
        with self._watch:
            self._watch.before_build()
            self._follow(known, folders)
            while not self._stopped:
                changed = self._watch.wait() - folders
                files, folders = self._look()
                changed |= files ^ known
                known = files
                # Whoever is told looks at the files only when they are followed already.
                self._follow(files, folders)
                if changed and not self._stopped:
                    self._tell(sorted(changed))

    def _follow(self, files: set[str], folders: set[str]) -> None:
        missing = [one for one in self._folders if not os.path.isdir(one)]
        self._watch.follow(sorted(files), missing, folders=sorted(folders), root=self._root)

    def _tell(self, paths: list[str]) -> None:
        names = [os.path.relpath(path, self._root).replace(os.sep, "/") for path in paths]
        try:
            self._loop.call_soon_threadsafe(self._changed, names)
        except RuntimeError:
            return

    def _look(self) -> tuple[set[str], set[str]]:
        """Return the files that count, and the folders in which further ones may appear."""
        files: set[str] = set()
        folders: set[str] = set()
        for folder in self._folders:
            for path, names in _walk(folder, self._output):
                folders.add(path)
                files.update(os.path.join(path, name) for name in names)
        if self._matches is not None:
            for path, names in _walk(self._root, self._output):
                inside = [os.path.join(path, name) for name in names]
                found = {one for one in inside if self._matches(one)}
                files |= found
                if found or len(folders) < MOST_FOLDERS:
                    folders.add(path)
        return files, folders


class _LaterRead(Watch):
    """A watch of files that are read only when a change was told."""

    def before_build(self) -> None:
        """Take no file for one that was read too early."""
        self._started = sys.maxsize


def _walk(folder: str, output: str) -> Iterator[tuple[str, list[str]]]:
    seen = 0
    for path, folders, names in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and name not in PRUNED
            and os.path.join(path, name) != output
            and not os.path.exists(os.path.join(path, name, "pyvenv.cfg"))
        )
        seen += len(names)
        yield path, [name for name in names if not name.startswith(".")]
        if seen > MOST_FILES:
            return
