"""A tool: JavaScript that pybundle bundles with itself, and keeps.

The bundle lies in the user's cache, beside a list of the files that it was made of; it is good
as long as those are as they were. What a tool requires while it runs is bundled then.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from pybundle.loaders.javascript.resolution import module_folders, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pybundle.bundler.result import BuildResult

__all__ = ["TOOLS", "Mode", "Tool", "ToolBuildError", "bundle_of", "bundle_request"]

TOOLS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tools")
"""Folder of the halves of loaders that are JavaScript."""

SUBSTITUTES = {"@tailwindcss/postcss": os.path.join(TOOLS, "tailwind-postcss.js")}
"""Packages with native code in them, and what does the same here."""

FORMAT = "2"
"""Of the files in the cache."""

TARGET = ("node20", "es2022")
"""What the engine (QuickJS-ng) understands, and what is left to its `require`."""

Mode = Literal["production", "development"]

ATTEMPTS = 4


class ToolBuildError(Exception):
    """Why a tool cannot be bundled."""

    def __init__(self, message: str, *, missing: str | None = None, hint: str | None = None):
        super().__init__(message)
        self.message = message
        self.missing = missing
        """Package that is not installed."""
        self.hint = hint


@dataclass(frozen=True)
class Tool:
    """Functions written in JavaScript, and where the packages are that they use."""

    name: str
    """As messages name it: `svelte/compiler`."""
    source: str
    """An ES module that exports the functions. It may import packages, and absolute paths."""
    root: str
    """Folder of the project."""
    mode: Mode = "production"
    conditions: tuple[str, ...] = ()
    """Further conditions of `exports`."""

    @classmethod
    def of_file(
        cls, name: str, file: str, *, root: str, mode: Mode, conditions: tuple[str, ...] = ()
    ) -> Tool:
        """Return the tool whose functions are in a file of `tools/`."""
        source = f"export * from {json.dumps(os.path.join(TOOLS, file))};\n"
        return cls(name, source, root, mode, conditions)

    @property
    def key(self) -> str:
        """What tells this tool from all others."""
        return _digest(self.name, self.source, self.root, self.mode, *self.conditions)


def bundle_of(tool: Tool) -> str:
    """Return the path of a tool's bundle; raises `ToolBuildError`.

    Safe from several threads: a tool is bundled once.
    """
    entry = _write_entry(tool.key, tool.source)
    return _bundle(
        tool.key,
        entry,
        root=tool.root,
        folder=tool.root,
        mode=tool.mode,
        conditions=tool.conditions,
    )


def bundle_request(request: str, folder: str, *, root: str, mode: Mode) -> dict[str, str] | None:
    """Bundle what a tool asked for while it ran.

    Returns:
        The module's own path (`file`) and its bundle's (`path`); `None` where there is no such
        module.

    Raises:
        ToolBuildError: It cannot be bundled.

    """
    file = SUBSTITUTES.get(request) or resolve(request, folder)
    if file is None:
        return None
    key = _digest("request", file, folder if request in SUBSTITUTES else "", root, mode)
    path = _bundle(
        key,
        file,
        root=root,
        folder=folder if request in SUBSTITUTES else os.path.dirname(file),
        mode=mode,
        conditions=(),
    )
    return {"file": file, "path": path}


_Looks = dict[str, "tuple[int, int] | None"]

_locks: dict[str, threading.Lock] = {}
_known: dict[str, tuple[str, _Looks]] = {}
_guard = threading.Lock()


def _bundle(
    key: str,
    entry: str,
    *,
    root: str,
    folder: str,
    mode: Mode,
    conditions: tuple[str, ...],
) -> str:
    with _guard:
        lock = _locks.setdefault(key, threading.Lock())
    with lock:
        known = _known.get(key)
        # Packages are not looked at again while this process lives. The project's files, a
        # postcss.config.js for one, are edited while it does.
        if known is not None and all(_look(path) == look for path, look in known[1].items()):
            return known[0]
        script = _cached(key)
        if script is None:
            script = _build(key, entry, root, folder, mode, conditions)
        with open(os.path.join(_folder(), f"{key}.json"), encoding="utf-8") as file:
            paths = json.load(file)["inputs"]
        own = {path: _look(path) for path in paths if "node_modules" not in path.split(os.sep)}
        _known[key] = (script, own)
        return script


def _build(
    key: str,
    entry: str,
    root: str,
    folder: str,
    mode: Mode,
    conditions: tuple[str, ...],
) -> str:
    from pybundle.bundler.compiler import Compiler

    externals: set[str] = set()
    for _ in range(ATTEMPTS):
        with tempfile.TemporaryDirectory(dir=_folder()) as output:
            compiler = Compiler(
                root=root,
                config_file=False,
                entry={"tool": entry},
                mode=mode,
                target=list(TARGET),
                minify=False,
                source_map=False,
                node_paths=True,
                externals=sorted(externals),
                output={"path": output, "filename": "tool.js", "format": "cjs", "clean": False},
                resolve={
                    "alias": {f"{name}$": path for name, path in SUBSTITUTES.items()},
                    "modules": ["node_modules", *module_folders(folder)],
                    "condition_names": list(conditions),
                    "main_fields": ["main", "module"],
                    "tsconfig": False,
                },
                optimization={"split_chunks": False},
            )
            result = compiler.build()
            if result.ok:
                return _keep(key, output, compiler.inputs().files)
        absent = _absent(result)
        if not absent - externals:
            _refuse(result)
        externals |= absent
    _refuse(result)
    raise AssertionError("unreachable")


_QUOTED = re.compile(r"`([^`]+)`")


def _absent(result: BuildResult) -> set[str]:
    """Return requests in packages that lead nowhere.

    Packages try what may be installed, and do without it; so does the bundle, with a `require`
    that fails when it is reached. What our own code and the project's names must be there.
    """
    found: set[str] = set()
    for problem in result.diagnostics:
        if problem.severity != "error":
            continue
        quoted = _QUOTED.search(problem.message)
        where = problem.location.file if problem.location is not None else ""
        own = "node_modules" not in where.split("/")
        if problem.code != "unresolved-import" or quoted is None or own:
            _refuse(result)
        else:
            found.add(quoted[1])
    return found


def _refuse(result: BuildResult) -> None:
    errors = [one for one in result.diagnostics if one.severity == "error"]
    error = next((one for one in errors if one.code != "unresolved-import"), errors[0])
    quoted = _QUOTED.search(error.message)
    missing = quoted[1] if error.code == "unresolved-import" and quoted else None
    place = ""
    if error.location is not None and missing is None:
        place = f" ({error.location.file}:{error.location.line})"
    raise ToolBuildError(
        f"{error.message}{place}",
        missing=missing,
        hint=f"npm install --save-dev {_package(missing)}" if missing else None,
    )


def _package(request: str) -> str:
    parts = request.split("/")
    return "/".join(parts[: 2 if request.startswith("@") else 1])


# --- The cache -----------------------------------------------------------------------------


def _folder() -> str:
    from platformdirs import user_cache_dir

    chosen = os.environ.get("PYBUNDLE_CACHE") or user_cache_dir("pybundle")
    folder = os.path.join(chosen, "javascript")
    try:
        os.makedirs(folder, exist_ok=True)
        if os.access(folder, os.W_OK):
            return folder
    except OSError:
        pass
    folder = os.path.join(tempfile.gettempdir(), f"pybundle-javascript-{_user()}")
    os.makedirs(folder, mode=0o700, exist_ok=True)
    return folder


def _user() -> str:
    return str(os.getuid()) if hasattr(os, "getuid") else "user"


def _digest(*parts: str) -> str:
    from pybundle import __version__

    whole = "\0".join((FORMAT, __version__, *TARGET, *parts))
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _write_entry(key: str, source: str) -> str:
    path = os.path.join(_folder(), f"{key}.entry.js")
    if not os.path.exists(path):
        _write(path, source)
    return path


def _write(path: str, text: str) -> None:
    """Write a file that others may be reading or writing."""
    handle, temporary = tempfile.mkstemp(dir=os.path.dirname(path))
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(temporary, path)


def _keep(key: str, output: str, inputs: Iterable[str]) -> str:
    """Move what was built into the cache, under a name that says what is in it."""
    content = hashlib.sha256()
    for name in sorted(os.listdir(output)):
        with open(os.path.join(output, name), "rb") as file:
            content.update(file.read())
    folder = os.path.join(_folder(), f"{key}.{content.hexdigest()[:16]}")
    if not os.path.isdir(folder):
        whole = tempfile.mkdtemp(dir=_folder())
        for name in os.listdir(output):
            os.replace(os.path.join(output, name), os.path.join(whole, name))
        try:
            os.rename(whole, folder)
        except OSError:
            # Another process was faster, with the same.
            shutil.rmtree(whole, ignore_errors=True)
    script = os.path.join(folder, "tool.js")
    facts: dict[str, Any] = {"script": os.path.relpath(script, _folder()), "inputs": {}}
    for path in sorted(inputs):
        found = _look(path)
        if found is not None:
            facts["inputs"][path] = [*found, _content(path)]
    _write(os.path.join(_folder(), f"{key}.json"), json.dumps(facts))
    return script


def _cached(key: str) -> str | None:
    """Return the bundle that is in the cache, if its inputs are as they were."""
    index = os.path.join(_folder(), f"{key}.json")
    try:
        with open(index, encoding="utf-8") as file:
            facts = json.load(file)
        script = os.path.join(_folder(), facts["script"])
        inputs: dict[str, list[Any]] = facts["inputs"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if not os.path.exists(script):
        return None
    touched = False
    for path, (modified, size, content) in inputs.items():
        found = _look(path)
        if found is None or found[1] != size:
            return None
        if found[0] != modified:
            # An install writes anew what has not changed.
            if _content(path) != content:
                return None
            inputs[path] = [*found, content]
            touched = True
    if touched:
        _write(index, json.dumps(facts))
    return script


def _look(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _content(path: str) -> str:
    try:
        with open(path, "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()[:32]
    except OSError:
        return ""
