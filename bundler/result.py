"""What a build returns, as the engine reports it."""

from __future__ import annotations

import os
from typing import Any, Literal

import msgspec

from pybundle.bundler.diagnostics import BuildError, Diagnostic

__all__ = [
    "BuildResult",
    "Chunk",
    "Inputs",
    "Module",
    "OutputFile",
    "Part",
    "Polyfill",
    "Reason",
    "Stats",
    "Timings",
]


class OutputFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file of the output folder."""

    path: str
    """Relative to the output folder, with `/`."""
    size: int
    """Bytes."""
    kind: str
    """`entry`, `chunk`, `style`, `source-map`, `asset`, `license`, `manifest` or `compressed`."""
    entry: str | None = None
    """Name of the entry that it belongs to."""
    changed: bool = True
    """Whether this build wrote it: a file that would be the same is left alone."""
    integrity: str | None = None
    """`sha384-…`, with `output.integrity`."""


class Timings(msgspec.Struct, frozen=True, kw_only=True):
    """Milliseconds that the stages took."""

    scan: float = 0.0
    link: float = 0.0
    split: float = 0.0
    render: float = 0.0
    emit: float = 0.0
    total: float = 0.0


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why a module is there: one request for it."""

    module: int | None
    """The module that asks, or `None` for an entry."""
    kind: str
    request: str
    line: int = 0
    column: int = 0


class Polyfill(msgspec.Struct, frozen=True, kw_only=True):
    """A module of core-js that was imported for a module, and what needs it first."""

    module: str
    """`es.array.flat`"""
    feature: str
    """As in code: `Array.from`, `.flat()`; or the entry point that it is a part of."""
    line: int = 0
    column: int = 0


class Module(msgspec.Struct, frozen=True, kw_only=True):
    """A module of the bundle."""

    id: int
    path: str
    size: int
    kind: str
    chunks: tuple[int, ...] = ()
    exports: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    polyfills: tuple[Polyfill, ...] = ()


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What a module has in a script, where that was measured."""

    module: int
    size: int
    """Bytes."""
    gzip: int
    """Its share of the script as gzip, estimated."""


class Chunk(msgspec.Struct, frozen=True, kw_only=True):
    """A script of the output and what is in it."""

    id: int
    name: str
    file: str
    entry: bool
    dynamic: bool
    modules: tuple[int, ...]
    imports: tuple[int, ...]
    dynamic_imports: tuple[int, ...]
    size: int
    gzip: int | None = None
    parts: tuple[Part, ...] = ()
    runtime: int | None = None
    """The chunk with the loader, which a page loads before this one."""
    style: str | None = None
    """The style sheet that belongs to it, as `file`."""


class Stats(msgspec.Struct, frozen=True, kw_only=True):
    """The modules and chunks of a build."""

    modules: tuple[Module, ...]
    chunks: tuple[Chunk, ...]


class Inputs(msgspec.Struct, frozen=True, kw_only=True):
    """Absolute paths that the last build read, and those that it looked for in vain.

    Of `folders` it read the names of what is in them.
    """

    files: tuple[str, ...]
    missing: tuple[str, ...]
    folders: tuple[str, ...] = ()


class BuildResult(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of a build.

    Where `ok` is false nothing was written: the output folder is as it was.
    """

    ok: bool
    stopped: bool = False
    """Whether `Compiler.stop` ended it early."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """Errors first; warnings that the configuration ignores are left out."""
    files: tuple[OutputFile, ...] = ()
    timings: Timings = Timings()
    module_count: int = 0
    stats: Stats | None = None
    """Only where they were asked for (`stats=True`)."""
    props_cache: dict[str, str | None] = {}
    """Names that `optimization.mangle_props` has given; `None`: left as it is."""
    mode: Literal["production", "development", "none", ""] = ""
    root: str = ""
    """Absolute path of the project; the diagnostics' files are relative to it."""
    output_path: str = ""
    """Absolute path of the output folder."""

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that made the build fail."""
        return tuple(one for one in self.diagnostics if one.severity == "error")

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that did not."""
        return tuple(one for one in self.diagnostics if one.severity == "warning")

    def path_of(self, file: OutputFile) -> str:
        """Return the absolute path of one of `files`."""
        return os.path.join(self.output_path, *file.path.split("/"))

    def check(self) -> BuildResult:
        """Return the result itself; raise `BuildError` where the build failed."""
        if not self.ok:
            raise BuildError(self.errors)
        return self


def stats_document(result: BuildResult) -> dict[str, Any]:
    """Return what `pybundle build --json` prints: webpack's words where it has them."""
    shown = os.path.relpath(result.output_path, result.root) if result.output_path else ""
    return {
        "ok": result.ok,
        "mode": result.mode,
        "output_path": shown.replace(os.sep, "/"),
        "diagnostics": result.diagnostics,
        "assets": result.files,
        "module_count": result.module_count,
        "modules": result.stats.modules if result.stats else [],
        "chunks": result.stats.chunks if result.stats else [],
        "timings": result.timings,
    }
