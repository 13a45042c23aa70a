"""Checks many files: finds them, judges each, and says what became of them.

What judges a text is `check.check_source`. Files are independent of each other, so several
processes share them.
"""

from __future__ import annotations

import glob
import os
import re
import stat
from typing import TYPE_CHECKING, Any

import msgspec

from pybundle.bundler.check import Problem, check_source
from pybundle.bundler.diagnostics import ConfigError, Diagnostic, Location, locate
from pybundle.bundler.editions import EDITIONS, edition_name
from pybundle.bundler.report import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from multiprocessing.connection import Connection

__all__ = [
    "CheckResult",
    "CheckedFile",
    "check_document",
    "check_files",
    "choose_target",
    "draw_check",
]

EXTENSIONS = (".js", ".mjs", ".cjs")
MOST_ROWS = 20
WORTH_PROCESSES = 400_000
"""Bytes from which on it pays to start processes."""


class CheckedFile(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a file."""

    path: str
    """Relative to the root where it lies inside, with `/`."""
    module: bool
    """Whether it was read as an ES module."""
    problem: Problem | None = None
    diagnostic: Diagnostic | None = None
    """The problem where it stands, or why the file could not be read."""


class CheckResult(msgspec.Struct, frozen=True, kw_only=True):
    """What became of all files."""

    target: str
    files: tuple[CheckedFile, ...]
    missing: tuple[Diagnostic, ...] = ()
    """What was asked for in vain."""

    @property
    def ok(self) -> bool:
        """Whether all that was asked for is there and holds only the target's syntax."""
        return not self.diagnostics

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All problems."""
        return self.missing + tuple(one.diagnostic for one in self.files if one.diagnostic)


def check_files(
    patterns: Iterable[str], *, root: str, target: str, module: bool = False, jobs: int = 0
) -> CheckResult:
    """Check files, the scripts of folders, and those that globs match.

    With `module`, all are ES modules but those that end in `.cjs`; otherwise those that end
    in `.mjs` are, where the target has modules. `jobs` is how many processes share them, 0
    for as many as there are cores.
    """
    paths, missing = _find(patterns, root)
    has_modules = EDITIONS[target] >= EDITIONS["es2015"]

    def is_module(path: str) -> bool:
        return has_modules and not path.endswith(".cjs") and (module or path.endswith(".mjs"))

    tasks = [_Task(_shown(path, root), path, target, is_module(path)) for path in paths]
    return CheckResult(
        target=target,
        files=tuple(_check_in_processes(tasks, jobs or _cores())),
        missing=tuple(missing),
    )


def choose_target(
    stated: str | None,
    *,
    root: str,
    config_file: str | bool | None,
    mode: str | None,
    environ: Mapping[str, str],
) -> str:
    """Return the target: the stated one, the oldest edition of the configuration's, or es5.

    Raises `ConfigError` where that is none of `EDITIONS`, or the configuration is wrong.
    """
    where = ""
    if stated is None:
        editions = _configured_editions(root, config_file, mode, environ)
        stated = min(editions, key=lambda one: (len(one), one), default="es5")
        where = " of the configuration"
    target = stated.lower()
    if target not in EDITIONS:
        raise ConfigError(
            [
                Diagnostic(
                    severity="error",
                    code="unsupported-target",
                    message=f"the target `{stated}`{where} is none that can be checked",
                    hint="check for es5, es2015, es2016 or es2017 with `--target`",
                )
            ]
        )
    return target


def _configured_editions(
    root: str, config_file: str | bool | None, mode: str | None, environ: Mapping[str, str]
) -> list[str]:
    from pybundle.bundler.settings import load_settings

    # There need not be anything to build.
    options = {"entry": "none", "mode": mode} if mode else {"entry": "none"}
    settings = load_settings(options, root=root, config_file=config_file, environ=environ)
    return [one for one in settings.engine["target"] if re.fullmatch(r"es(\d+|next)", one)]


# --- Finding files -------------------------------------------------------------------


def _find(patterns: Iterable[str], root: str) -> tuple[list[str], list[Diagnostic]]:
    """Return the files, each once, and what led to none."""
    found: dict[str, None] = {}
    missing: list[Diagnostic] = []
    for pattern in patterns:
        path = os.path.normpath(os.path.join(root, pattern))
        if os.path.isdir(path):
            files = list(_scripts_of(path))
            problem = f"there is no script in the folder {pattern}"
        elif os.path.lexists(path):
            files = [path]
        elif glob.has_magic(pattern):
            matches = sorted(glob.glob(path, recursive=True))
            files = [one for one in matches if one.endswith(EXTENSIONS) and os.path.isfile(one)]
            problem = f"no script matches {pattern}"
        else:
            files = []
            problem = f"there is no file {pattern}"
        found.update(dict.fromkeys(files))
        if not files:
            missing.append(Diagnostic(severity="error", code="nothing-to-check", message=problem))
    return list(found), missing


def _scripts_of(folder: str) -> Iterator[str]:
    for parent, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            if name.endswith(EXTENSIONS):
                yield os.path.join(parent, name)


def _shown(path: str, root: str) -> str:
    inside = os.path.relpath(path, root)
    return (path if inside.startswith("..") else inside).replace(os.sep, "/")


# --- One file ------------------------------------------------------------------------


class _Task(msgspec.Struct, frozen=True):
    shown: str
    path: str
    target: str
    module: bool


def _check_file(task: _Task) -> CheckedFile:
    text = _read(task)
    if isinstance(text, Diagnostic):
        return CheckedFile(path=task.shown, module=task.module, diagnostic=text)
    problem = check_source(text, task.target, module=task.module)
    if problem is None:
        return CheckedFile(path=task.shown, module=task.module)
    diagnostic = Diagnostic(
        severity="error",
        code=problem.code,
        message=problem.message,
        location=locate(task.shown, text, problem.line, problem.column, problem.length),
        hint=problem.hint,
    )
    return CheckedFile(path=task.shown, module=task.module, problem=problem, diagnostic=diagnostic)


def _read(task: _Task) -> str | Diagnostic:
    """Return the text of a file without a byte order mark, or what is wrong with it."""
    try:
        # A FIFO or device might block for ever.
        if not stat.S_ISREG(os.stat(task.path).st_mode):
            return _unreadable(task, "it is not a regular file")
        with open(task.path, "rb") as file:
            data = file.read()
    except OSError as error:
        return _unreadable(task, (error.strerror or str(error)).lower())
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        text = data.decode(errors="replace")
        return Diagnostic(
            severity="error",
            code="invalid-utf8",
            message="the file is not valid UTF-8",
            location=locate(task.shown, text, line, column, 1, label="this byte"),
            hint="save the file as UTF-8",
        )


def _unreadable(task: _Task, why: str) -> Diagnostic:
    return Diagnostic(
        severity="error",
        code="unreadable-file",
        message=f"the file cannot be read: {why}",
        location=Location(
            file=task.shown, line=1, column=1, end_line=1, end_column=1, frame_line=1
        ),
    )


# --- Processes -----------------------------------------------------------------------


def _cores() -> int:
    concurrency = os.environ.get("WEB_CONCURRENCY", "")
    if re.fullmatch(r"[1-9][0-9]{0,3}", concurrency):
        return int(concurrency)
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _check_in_processes(tasks: Sequence[_Task], jobs: int) -> list[CheckedFile]:
    """Check the files in `jobs` processes, or here where there is too little to do."""
    sizes = [_size(task.path) for task in tasks]
    jobs = min(jobs, len(tasks))
    if jobs < 2 or sum(sizes) < WORTH_PROCESSES:
        return [_check_file(task) for task in tasks]
    import multiprocessing
    from multiprocessing.connection import wait

    shares: list[list[int]] = [[] for _ in range(jobs)]
    loads = [0] * jobs
    for index in sorted(range(len(tasks)), key=lambda one: -sizes[one]):
        lightest = loads.index(min(loads))
        shares[lightest].append(index)
        loads[lightest] += sizes[index] + 1
    checked: dict[int, CheckedFile] = {}
    processes = []
    connections: list[Any] = []
    try:
        for share in shares:
            here, there = multiprocessing.Pipe(duplex=False)
            work = [(index, tasks[index]) for index in share]
            process = multiprocessing.Process(target=_work, args=(work, there), daemon=True)
            process.start()
            there.close()
            processes.append(process)
            connections.append(here)
        connection: Any
        while connections:
            for connection in wait(list(connections)):
                try:
                    index, file = connection.recv()
                    checked[index] = file
                except EOFError:
                    connections.remove(connection)
    finally:
        for process in processes:
            process.kill()
            process.join()
    return [checked.get(index) or _lost(task) for index, task in enumerate(tasks)]


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def _work(tasks: list[tuple[int, _Task]], connection: Connection) -> None:
    """Be one of the processes: judge files, and send what became of each."""
    import signal

    # An interrupt goes to all processes of a terminal; the first one ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for index, task in tasks:
        connection.send((index, _check_file(task)))
    connection.close()


def _lost(task: _Task) -> CheckedFile:
    diagnostic = _unreadable(task, "the process that read it was ended")
    return CheckedFile(path=task.shown, module=task.module, diagnostic=diagnostic)


# --- Telling -------------------------------------------------------------------------


def draw_check(result: CheckResult) -> str:
    """Return how many files hold, and a line for each, those first that do not."""
    name = edition_name(EDITIONS[result.target])
    total = len(result.files)
    bad = [one for one in result.files if one.diagnostic]
    if bad:
        files = "file" if total == 1 else "files"
        lines = [f"{len(bad)} of {total} {files} {'is' if len(bad) == 1 else 'are'} not {name}"]
    else:
        lines = [f"{count(total, 'file')} {'is' if total == 1 else 'are'} {name}"]
    rows = bad + [one for one in result.files if not one.diagnostic]
    shown, hidden = rows[:MOST_ROWS], rows[MOST_ROWS:]
    width = max((len(one.path) for one in shown), default=0)
    lines += [f"  {one.path:<{width}}  {_verdict(one, name)}" for one in shown]
    if hidden:
        lines.append(f"  and {count(len(hidden), 'more file')}")
    return "\n".join(lines)


def _verdict(file: CheckedFile, name: str) -> str:
    if file.diagnostic is None:
        return name
    problem = file.problem
    if problem is None:
        return "not read"
    what = problem.construct or problem.code.replace("-", " ")
    if problem.edition:
        what += f" ({edition_name(problem.edition)})"
    return f"not {name}: {what}, line {problem.line}"


def check_document(result: CheckResult) -> dict[str, Any]:
    """Return what `pybundle check --json` prints."""
    return {
        "ok": result.ok,
        "target": result.target,
        "files": [
            {
                "path": one.path,
                "ok": one.diagnostic is None,
                "module": one.module,
                "problem": one.problem,
            }
            for one in result.files
        ],
        "diagnostics": result.diagnostics,
    }
