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

from pybundle.bundler.server_config import WatchOptionsConfig

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from types import TracebackType
    from typing import Self

    from watchdog.events import FileSystemEvent
    from watchdog.observers.api import BaseObserver, ObservedWatch

__all__ = ["Watch", "silent_mount"]

QUIET = 0.005
"""Seconds without a further change, after which a build begins."""
LONG_QUIET = 0.05
"""The same where more is likely to come: many files changed, one is empty or gone."""
MANY = 10
LONGEST_BURST = 1.0
POLL = 0.5
"""Seconds between two looks where notifications are not to be had."""
SLOW_POLL = 2.0
"""Seconds between two looks at the folders that are too many to be watched."""
SHARE = 0.01
"""Of the time, that looking without a reason may take."""
LONGEST_POLL = 10.0
MOST_FOLDERS = 1000
"""Each watched folder costs a thread in watchdog."""
MOST_EVENTS = 200
"""After more notifications at once some may have been dropped: everything is looked at."""
LONGEST_TICK = 50_000_000
"""Nanoseconds that a file time may lie ahead and be waited for; more is another clock's."""

# What package managers write at the end of an installation.
INSTALL_MARKS = (".package-lock.json", ".modules.yaml", ".yarn-state.yml", ".yarn-integrity")

Signature = tuple[int, int, int, int]
_GONE: Signature = (-1, -1, -1, -1)
_UNKNOWN: Signature = (-2, -2, -2, -2)


class Watch:
    """Tells which of the followed paths changed, appeared or vanished.

    One object serves one watching loop: `before_build`, the build, `follow`, `wait`.

    Args:
        poll: Seconds between two looks, in place of notifications.
        aggregate_timeout: Seconds without a further change, after which `wait` returns.
        ignored: Says of an absolute path whether its changes are of no interest.

    """

    def __init__(
        self,
        *,
        poll: float | None = None,
        aggregate_timeout: float | None = None,
        ignored: Callable[[str], bool] | None = None,
    ) -> None:
        self.notice: str | None = None
        """Why polling took the place of notifications, if it did."""
        self._poll = poll
        self._stated_poll = poll is not None
        self._aggregate_timeout = aggregate_timeout
        self._ignored = ignored
        self._signatures: dict[str, Signature] = {}
        self._names: dict[str, frozenset[str] | None] = {}
        self._interesting: set[str] = set()
        self._woken = threading.Event()
        self._hints: set[str] = set()
        self._everything = False
        self._events = 0
        self._hinting = threading.Lock()
        self._looking = 0.0
        self._observer: BaseObserver | None = None
        self._folders: dict[str, tuple[ObservedWatch, tuple[int, int]]] = {}
        self._unwatched = False
        self._started = 0
        self._stopped = False

    @classmethod
    def for_environment(
        cls,
        environ: Mapping[str, str],
        options: WatchOptionsConfig | None = None,
        root: str | None = None,
    ) -> Self:
        """Return a watch of the project at `root`, as `watch_options` and the environment say.

        `PYBUNDLE_POLL` (seconds, or `1`, `true`) makes it poll, and so does a file system
        that is known to tell nothing, unless `poll` is false.
        """
        options = options or WatchOptionsConfig()
        watch = cls()
        watch._apply(environ, options, root)
        return watch

    def _apply(
        self, environ: Mapping[str, str], options: WatchOptionsConfig, root: str | None
    ) -> None:
        if options.aggregate_timeout is not None:
            self._aggregate_timeout = options.aggregate_timeout / 1000
        if options.ignored is not None and root is not None:
            from pybundle.bundler.globs import matcher

            globs = [options.ignored] if isinstance(options.ignored, str) else options.ignored
            self._ignored = matcher(globs, root)
        poll = _stated_poll(environ)
        if poll is None and options.poll:
            poll = POLL if options.poll is True else options.poll / 1000
        self._stated_poll = poll is not None
        if poll is None and options.poll is None and root is not None:
            kind = silent_mount(root)
            if kind is not None:
                poll = POLL
                self.notice = (
                    f"looking at the files every {POLL} s: {kind} does not tell of changes"
                )
        self._poll = poll

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
        if self._ignored is not None:
            files = [path for path in files if not self._ignored(path)]
            missing = [path for path in missing if not self._ignored(path)]
        for path in files:
            known = old.get(path)
            if known is None or known == _GONE:
                # One that was read, and is gone before we could look at it, has changed as well.
                unseen = known is None
                known = _signature(path)
                young = max(known[0], known[3]) >= self._started
                if young or (unseen and known == _GONE):
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
        # What changed during the build may have told so before anybody listened.
        changed = self._look()
        while not changed and not self._stopped:
            self._sleep()
            changed = self._look(self._take_hints())
        self._settle(changed)
        return set() if self._stopped else changed

    def stop(self) -> None:
        """End a wait in another thread, and all further ones."""
        self._stopped = True
        self._woken.set()

    def _sleep(self) -> None:
        """Wait for a notification, or until it is time to look without one."""
        if self._poll is not None:
            self._woken.wait(self._pause(self._poll))
            self._everything = True
            return
        # A bounded wait also lets Ctrl-C through where waiting for ever would block it.
        while not self._woken.wait(self._pause(SLOW_POLL)):
            if self._unwatched:
                self._everything = True
                return

    def _pause(self, poll: float) -> float:
        """Return the seconds until the next look: longer ones are taken less often."""
        if self._stated_poll:
            return poll
        return max(poll, min(self._looking / SHARE, LONGEST_POLL))

    def _take_hints(self) -> set[str] | None:
        """Return the paths that notifications named, or `None` for all there are."""
        with self._hinting:
            hints, everything = self._hints, self._everything
            everything = everything or self._events > MOST_EVENTS
            self._hints, self._everything, self._events = set(), False, 0
            if not self._stopped:
                self._woken.clear()
        return None if everything else hints

    def _settle(self, changed: set[str]) -> None:
        """Add what changes further: a file is emptied and then filled, a folder made first."""
        end = time.monotonic() + LONGEST_BURST
        while not self._stopped and time.monotonic() < end:
            time.sleep(self._quiet(changed))
            hints = self._take_hints()
            if self._observer is None:
                hints = None
            more = self._look(None if hints is None else hints | changed)
            if not more:
                break
            changed |= more
        self._pass_tick(changed)

    def _quiet(self, changed: set[str]) -> float:
        if self._aggregate_timeout is not None:
            return max(self._aggregate_timeout, 0.001)
        if len(changed) > MANY or any(self._is_passing(path) for path in changed):
            return LONG_QUIET
        return QUIET

    def _is_passing(self, path: str) -> bool:
        """Say whether a path looks as if somebody is about to write it."""
        signature = self._signatures.get(path)
        return signature is not None and (signature == _GONE or signature[1] == 0)

    def _pass_tick(self, changed: set[str]) -> None:
        """Wait until a further write gives a file another time.

        File systems count in ticks of some milliseconds. A file that is written twice within
        one, the second time when it has been read, would look as it did.
        """
        known = [self._signatures[path] for path in changed if path in self._signatures]
        newest = max((max(one[0], one[3]) for one in known), default=0)
        while 0 <= newest - _file_time() < LONGEST_TICK and not self._stopped:
            time.sleep(0.001)

    def _look(self, hints: set[str] | None = None) -> set[str]:
        """Return which of the paths changed; `None` looks at all of them."""
        begin = time.monotonic()
        changed = set()
        paths = self._signatures if hints is None else hints & self._signatures.keys()
        for path in paths:
            now = _signature(path)
            if now != self._signatures[path]:
                changed.add(path)
                self._signatures[path] = now
        for folder in self._names if hints is None else hints & self._names.keys():
            present = _names_in(folder)
            if present != self._names[folder]:
                changed.add(folder)
                self._names[folder] = present
        if hints is None:
            self._looking = time.monotonic() - begin
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
            self.notice = f"looking at the files every {POLL} s: {_limit_text(error)}"
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
        with self._hinting:
            self._events += 1
            woken = self._events > MOST_EVENTS
            for path in (event.src_path, event.dest_path):
                text = os.fsdecode(path) if path else ""
                folder, name = os.path.split(text)
                if text in self._signatures and not event.is_directory:
                    self._hints.add(text)
                    woken = True
                elif text in self._interesting or name in INSTALL_MARKS:
                    self._everything = woken = True
                if folder in self._names:
                    self._hints.add(folder)
                    woken = True
            if woken:
                self._woken.set()


def _stated_poll(environ: Mapping[str, str]) -> float | None:
    stated = environ.get("PYBUNDLE_POLL", "").strip().lower()
    if stated in ("", "0", "false", "no"):
        return None
    try:
        seconds = float(stated)
    except ValueError:
        seconds = POLL
    return max(seconds, 0.02) if stated != "1" else POLL


def _limit_text(error: OSError) -> str:
    """Say which limit of the kernel was reached, and how it is raised."""
    name, value = (
        ("max_user_watches", 524288) if error.errno == errno.ENOSPC else ("max_user_instances", 512)
    )
    return (
        f"the limit fs.inotify.{name} is reached; raise it with"
        f" `sudo sysctl fs.inotify.{name}={value}`"
    )


# Mounts whose other side changes files without telling this kernel.
_SILENT = {"9p", "afs", "cephfs", "cifs", "drvfs", "fakeowner", "lustre", "ncpfs", "nfs", "nfs4"}
_SILENT |= {"prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs"}
_SILENT_FUSE = ("fuse.sshfs", "fuse.grpcfuse", "fuse.osxfs", "fuse.vmhgfs-fuse", "fuse.s3fs")


def silent_mount(path: str, mounts: str | None = None) -> str | None:
    """Return the kind of file system at `path` if it tells of no changes, else `None`.

    `mounts` is text as in `/proc/self/mountinfo`
    (https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html).
    """
    if mounts is None:
        try:
            with open("/proc/self/mountinfo", encoding="utf-8", errors="surrogateescape") as file:
                mounts = file.read()
        except OSError:
            return None
    path = os.path.realpath(path)
    best, kind = "", ""
    for line in mounts.splitlines():
        before, separator, after = line.partition(" - ")
        fields = before.split(" ")
        if not separator or len(fields) < 5:
            continue
        point = fields[4].replace(r"\040", " ")
        inside = path == point or path.startswith(point.rstrip("/") + "/")
        # Of two mounts at one place the later one is on top.
        if inside and len(point) >= len(best):
            best, kind = point, after.split(" ")[0]
    return kind if kind in _SILENT or kind in _SILENT_FUSE else None


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
    return status.st_mtime_ns, status.st_size, status.st_ino, status.st_ctime_ns


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
