"""What a loader is told and may ask for (`LoaderContext`), and what it has said by then."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Mapping
from typing import Any, Literal

import msgspec

from pybundle.loaders.protocol import Content, LoaderError, LoaderResult

__all__ = ["BuildFacts", "Context", "Outcome", "ResultError", "outcome_of", "output_path"]


class BuildFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What all loaders of a build are told alike."""

    root: str
    mode: Literal["production", "development", "none"]
    target: tuple[str, ...]
    platform: Literal["web", "webworker", "node"]
    source_map: bool


class Outcome(msgspec.Struct, kw_only=True):
    """What a call of a loader came to, ready to be sent to the engine or between processes."""

    content: bytes | None = None
    said: dict[str, Any] = msgspec.field(default_factory=dict)
    """The fields of `Said` in crates/engine/src/host/bridge.rs."""
    files: list[tuple[str, bytes]] = msgspec.field(default_factory=list)

    def problem(self, code: str, message: str, **more: object) -> None:
        """Add an error."""
        stated = {key: value for key, value in more.items() if value is not None}
        problem = {"severity": "error", "code": code, "message": message, **stated}
        self.said.setdefault("problems", []).append(problem)


class ResultError(Exception):
    """What a loader returned is nothing that a loader may return."""


class Context:
    """The context of one call; see `LoaderContext` for what each member is."""

    __slots__ = (
        "_facts",
        "_resolve",
        "options",
        "outcome",
        "query",
        "resource_fragment",
        "resource_path",
    )

    def __init__(
        self,
        facts: BuildFacts,
        resource: tuple[str, str, str],
        options: Any,
        resolve: Callable[[str, str], str] | None,
    ) -> None:
        self._facts = facts
        self._resolve = resolve
        self.resource_path, self.query, self.resource_fragment = resource
        self.options = options
        self.outcome = Outcome()

    @property
    def resource(self) -> str:
        """Path and query."""
        return self.resource_path + self.query

    @property
    def mode(self) -> Literal["production", "development", "none"]:
        """The configuration's."""
        return self._facts.mode

    @property
    def target(self) -> tuple[str, ...]:
        """What the output must be understood by."""
        return self._facts.target

    @property
    def platform(self) -> Literal["web", "webworker", "node"]:
        """Where the bundle is to run."""
        return self._facts.platform

    @property
    def root(self) -> str:
        """Folder of the project."""
        return self._facts.root

    @property
    def source_map(self) -> bool:
        """Whether a map is of any use."""
        return self._facts.source_map

    def resolve(self, request: str, *, start: str | os.PathLike[str] | None = None) -> str:
        """Return the path that a request names; raises `LoaderError`."""
        if self._resolve is None:
            raise LoaderError("a loader in a process of its own cannot resolve requests")
        folder = self._absolute(start) if start is not None else self.resource_path
        if not os.path.isdir(folder):
            folder = os.path.dirname(folder)
        try:
            path = self._resolve(folder, request)
        except ValueError as error:
            raise LoaderError(str(error)) from None
        self.add_dependency(path)
        return path

    def read(self, path: str | os.PathLike[str]) -> bytes:
        """Return the content of a file, as a dependency; raises `OSError`."""
        full = self._absolute(path)
        self.add_dependency(full)
        try:
            with open(full, "rb") as file:
                return file.read()
        except OSError:
            self.add_missing_dependency(full)
            raise

    def add_dependency(self, path: str | os.PathLike[str]) -> None:
        """Note a file that the result depends on."""
        self._watch("dependencies", path)

    def add_context_dependency(self, path: str | os.PathLike[str]) -> None:
        """Note a folder of which the result depends on the names."""
        self._watch("contexts", path)

    def add_missing_dependency(self, path: str | os.PathLike[str]) -> None:
        """Note a path that does not exist."""
        self._watch("missing", path)

    def emit_file(self, name: str, content: Content) -> str:
        """Write a file beside the bundle; raises `LoaderError`."""
        path = output_path(name)
        data = content.encode() if isinstance(content, str) else bytes(content)
        self.outcome.files.append((path, data))
        return path

    def warn(self, message: str, *, line: int | None = None, column: int | None = None) -> None:
        """Report a warning."""
        self.outcome.problem(
            "loader-warning", message, severity="warning", line=line, column=column
        )

    def error(self, message: str, *, line: int | None = None, column: int | None = None) -> None:
        """Report an error."""
        self.outcome.problem("loader-error", message, line=line, column=column)

    def _watch(self, kind: str, path: str | os.PathLike[str]) -> None:
        self.outcome.said.setdefault(kind, []).append(self._absolute(path))

    def _absolute(self, path: str | os.PathLike[str]) -> str:
        folder = os.path.dirname(self.resource_path)
        return os.path.normpath(os.path.join(folder or self.root, os.fspath(path)))


def output_path(name: str) -> str:
    """Return a path within the output folder in its shortest form; raises `LoaderError`."""
    plain = name.replace("\\", "/")
    path = posixpath.normpath(plain)
    outside = path == ".." or path.startswith(("../", "/")) or ":" in path.split("/")[0]
    if outside or path in (".", "") or "\0" in path or plain.endswith("/"):
        error = LoaderError(f"`{name}` is no path within the output folder")
        error.code = "output-outside"
        raise error
    return path


def outcome_of(result: object, context: Context, type_: str | None) -> Outcome:
    """Return what a result comes to; raises `ResultError`."""
    outcome = context.outcome
    if isinstance(result, LoaderResult):
        _unpack(result, context)
        type_ = result.type or type_
        result = result.content
    if isinstance(result, str):
        try:
            outcome.content = result.encode()
        except UnicodeEncodeError as error:
            raise ResultError(f"the text cannot be written as UTF-8: {error.reason}") from None
    elif isinstance(result, (bytes, bytearray, memoryview)):
        outcome.content = bytes(result)
    else:
        kind = type(result).__name__
        raise ResultError(f"it returned `{kind}`, not str, bytes or a LoaderResult")
    if type_ is not None:
        outcome.said["type"] = type_
    return outcome


def _unpack(result: LoaderResult, context: Context) -> None:
    said = context.outcome.said
    source_map = result.source_map
    if isinstance(source_map, Mapping):
        said["source_map"] = msgspec.json.encode(dict(source_map)).decode()
    elif isinstance(source_map, bytes):
        said["source_map"] = source_map.decode("utf-8", "replace")
    elif source_map is not None:
        said["source_map"] = str(source_map)
    for path in result.dependencies:
        context.add_dependency(path)
    if result.side_effects is not None:
        said["side_effects"] = result.side_effects
