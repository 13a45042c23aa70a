"""Waiting until an input of the build changes.

Notifications are hints only: they wake us, then the files themselves are looked at. So a
lost or a doubled one does no harm, nor does an editor that writes a file in three steps.
Folders are watched one by one, those that hold inputs and no others: a recursive watch of
`node_modules` costs more than the build. What wakes us and what changed are kept apart,
for the same reason.
"""

from __future__ import annotations

import errno
import os
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import TracebackType

    from watchdog.events import FileSystemEvent
    from watchdog.observers.api import BaseObserver, ObservedWatch

__all__ = ["Watch"]

QUIET = 0.05
"""Seconds without a notification, after which a burst of writes is over."""
LONGEST_BURST = 1.0
POLL = 0.5
"""Seconds between two looks where notifications are not to be had."""
SLOW_POLL = 2.0
"""Seconds between two looks at the folders that are too many to be watched."""
MOST_FOLDERS = 400
"""Each watched folder costs a thread in watchdog."""

# What package managers write at the end of an installation.
INSTALL_MARKS = (".package-lock.json", ".modules.yaml", ".yarn-state.yml", ".yarn-integrity")

Signature = tuple[int, int, int]
_GONE: Signature = (-1, -1, -1)
_UNKNOWN: Signature = (-2, -2, -2)


class Watch:
    """Tells which of the followed paths changed, appeared or vanished.

    One object serves one watching loop: `before_build`, the build, `follow`, `wait`.
    """

    def __init__(self, *, poll: float | None = None) -> None:
        self.notice: str | None = None
        """Why polling took the place of notifications, if it did."""
        self._poll = poll
        self._signatures: dict[str, Signature] = {}
        self._names: dict[str, frozenset[str] | None] = {}
        self._interesting: set[str] = set()
        self._woken = threading.Event()
        self._observer: BaseObserver | None = None
        self._folders: dict[str, tuple[ObservedWatch, tuple[int, int]]] = {}
        self._unwatched = False
        self._started = 0
        self._stopped = False

    @classmethod
    def for_environment(cls, environ: Mapping[str, str]) -> Watch:
        """Return a watch that polls where `PYBUNDLE_POLL` (seconds, or `1`, `true`) says so."""
        stated = environ.get("PYBUNDLE_POLL", "").strip().lower()
        if stated in ("", "0", "false", "no"):
            return cls()
        try:
            seconds = float(stated)
        except ValueError:
            seconds = POLL
        return cls(poll=max(seconds, 0.02) if stated != "1" else POLL)

    def __enter__(self) -> Watch:
        if self._poll is None:
            from watchdog.observers import Observer

            self._observer = Observer()
            self._observer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._observer is not None:
            self._observer.stop()
            self._observer.join(1)
            self._observer = None
        self._folders.clear()

    def before_build(self) -> None:
        """Note the time: an input that is younger was written while the build read it."""
        self._started = _file_time()

    def follow(
        self,
        files: Iterable[str],
        missing: Iterable[str],
        *,
        folders: Iterable[str] = (),
        root: str,
    ) -> None:
        """Watch these absolute paths, in place of those before; `missing` ones may appear.

        Of `folders` the names in them count. A path that was followed already keeps what is
        known of it, so that a change during the build is not lost.
        """
        old_names = self._names
        self._names = {
            folder: old_names[folder] if folder in old_names else self._first_names(folder)
            for folder in folders
        }
        old = self._signatures
        signatures: dict[str, Signature] = {}
        for path in files:
            known = old.get(path)
            if known is None or known == _GONE:
                # One that was read, and is gone before we could look at it, has changed as well.
                unseen = known is None
                known = _signature(path)
                if known[0] >= self._started or (unseen and known == _GONE):
                    known = _UNKNOWN
            signatures[path] = known
        for path in missing:
            signatures.setdefault(path, old.get(path, _GONE))
        self._signatures = signatures
        if self._observer is not None:
            self._watch_folders(root)

    def wait(self) -> set[str]:
        """Return the paths that changed since they were followed; waits for the first.

        Returns an empty set once it is stopped.
        """
        changed = self._look()
        quiet = False
        while not changed and not self._stopped:
            quiet = self._sleep()
            changed = self._look()
        if not quiet:
            self._look_until_quiet(changed)
        return set() if self._stopped else changed

    def stop(self) -> None:
        """End a wait in another thread, and all further ones."""
        self._stopped = True
        self._woken.set()

    def _sleep(self) -> bool:
        """Wait for a notification or a while; return whether a burst of writes is over."""
        if self._poll is not None:
            self._woken.wait(self._poll)
            return False
        # A bounded wait also lets Ctrl-C through where waiting for ever would block it.
        while not self._woken.wait(SLOW_POLL):
            if self._unwatched:
                return False
        end = time.monotonic() + LONGEST_BURST
        while self._woken.is_set() and not self._stopped and time.monotonic() < end:
            self._woken.clear()
            time.sleep(QUIET)
        return True

    def _look_until_quiet(self, changed: set[str]) -> None:
        """Add what changes further: a file is emptied and then filled, a folder made first."""
        end = time.monotonic() + LONGEST_BURST
        while not self._stopped and time.monotonic() < end:
            time.sleep(QUIET)
            more = self._look()
            if not more:
                return
            changed |= more

    def _look(self) -> set[str]:
        changed = set()
        for path, known in self._signatures.items():
            now = _signature(path)
            if now != known:
                changed.add(path)
                self._signatures[path] = now
        for folder, names in self._names.items():
            present = _names_in(folder)
            if present != names:
                changed.add(folder)
                self._names[folder] = present
        return changed

    def _first_names(self, folder: str) -> frozenset[str] | None:
        """Return the names in a folder, or `None`, which is no answer, if it changed meanwhile."""
        names = _names_in(folder)
        return None if _signature(folder)[0] >= self._started else names

    # --- Folders -----------------------------------------------------------------

    def _watch_folders(self, root: str) -> None:
        folders, interesting = _folders_of(self._signatures, root)
        # What appears in them is not known before.
        more = set(self._names).difference(folders)
        folders += sorted(more)
        self._interesting = interesting
        self._unwatched = len(folders) > MOST_FOLDERS
        wanted = folders[:MOST_FOLDERS]
        for folder in self._folders.keys() - set(wanted):
            self._unschedule(folder)
        for folder in wanted:
            try:
                status = os.stat(folder)
            except OSError:
                continue
            identity = (status.st_dev, status.st_ino)
            if folder in self._folders:
                if self._folders[folder][1] == identity:
                    continue
                # Another folder of the same name: the notifications of the old one are dead.
                self._unschedule(folder)
            if not self._schedule(folder, identity):
                return

    def _schedule(self, folder: str, identity: tuple[int, int]) -> bool:
        assert self._observer is not None
        from watchdog.events import (
            DirCreatedEvent,
            DirDeletedEvent,
            DirMovedEvent,
            FileCreatedEvent,
            FileDeletedEvent,
            FileModifiedEvent,
            FileMovedEvent,
        )

        # Without a filter, watchdog also reports opening and reading: the build would wake us.
        kinds: list[type[FileSystemEvent]] = [
            DirCreatedEvent,
            DirDeletedEvent,
            DirMovedEvent,
            FileCreatedEvent,
            FileDeletedEvent,
            FileModifiedEvent,
            FileMovedEvent,
        ]
        handler: Any = self
        try:
            watch = self._observer.schedule(
                handler, folder, event_filter=kinds, follow_symlink=True
            )
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EMFILE):
                return True
            self._poll = POLL
            self.notice = f"looking at the files every {POLL} s: {error.strerror}"
            self.__exit__(None, None, None)
            return False
        self._folders[folder] = (watch, identity)
        return True

    def _unschedule(self, folder: str) -> None:
        assert self._observer is not None
        watch, _ = self._folders.pop(folder)
        try:
            self._observer.unschedule(watch)
        except (KeyError, OSError):
            # The folder is gone, and its emitter with it.
            return

    def dispatch(self, event: FileSystemEvent) -> None:
        """Take a notification; called by watchdog, in a thread of its own."""
        for path in (event.src_path, event.dest_path):
            text = os.fsdecode(path) if path else ""
            if (
                text in self._interesting
                or os.path.dirname(text) in self._names
                or os.path.basename(text) in INSTALL_MARKS
            ):
                self._woken.set()


def _folders_of(paths: Iterable[str], root: str) -> tuple[list[str], set[str]]:
    """Return the folders to watch, the most telling ones first, and the paths of interest.

    A path is reported by the folder it lies in; where that does not exist (any more), its
    appearance is reported by the nearest one that does. A folder that is renamed is
    reported by its parent, so those up to the root are watched as well.
    """
    interesting: set[str] = set()
    folders: set[str] = set()
    exists: dict[str, bool] = {}
    for path in paths:
        while path not in interesting:
            interesting.add(path)
            parent = os.path.dirname(path)
            if parent == path:
                break
            there = exists.get(parent)
            if there is None:
                there = exists[parent] = os.path.isdir(parent)
            if there:
                folders.add(parent)
                if not parent.startswith(root + os.sep):
                    break
            path = parent

    def rank(folder: str) -> tuple[bool, int, str]:
        inside = f"{os.sep}node_modules{os.sep}" in folder
        return inside, folder.count(os.sep) if inside else 0, folder

    return sorted(folders, key=rank), interesting


def _signature(path: str) -> Signature:
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return _GONE
    return status.st_mtime_ns, status.st_size, status.st_ino


def _names_in(folder: str) -> frozenset[str] | None:
    try:
        return frozenset(os.listdir(folder))
    except OSError:
        return None


def _file_time() -> int:
    """Return the present as the file system writes it into files, in nanoseconds."""
    platform: str = sys.platform
    if platform == "linux":
        # Files get the time of the last tick, which lags behind the exact one.
        clock_realtime_coarse = 5
        return time.clock_gettime_ns(clock_realtime_coarse)
    return time.time_ns()
