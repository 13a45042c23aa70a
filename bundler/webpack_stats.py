"""`webpack-stats.json`, as webpack-bundle-tracker writes it and django-webpack-loader reads it.

The file is replaced as a whole, after the files that it names are there. `"compile"` is
written while a watching process builds, and never outlives it: see stats_guard.py. A single
build leaves the old file until the new one is known.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import msgspec

from pybundle.bundler.diagnostics import draw

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pybundle.bundler.result import BuildResult, Chunk, OutputFile

__all__ = ["StatsFile", "load_order", "stats_of"]


class StatsFile:
    """The file at `path`, for a build in `output_path` that pages reach at `public_path`."""

    def __init__(self, path: str, *, public_path: str) -> None:
        self.path = path
        self._public_path = public_path
        self._started = _now()
        self._last: dict[str, Any] | None = None
        self._compiling = False
        self._guard: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Note when the build began."""
        self._started = _now()

    def compile(self) -> None:
        """Write that a build runs, and see to it that this ends with the process."""
        self.start()
        if self._guard is None:
            guard = os.path.join(os.path.dirname(__file__), "stats_guard.py")
            self._guard = subprocess.Popen(
                [sys.executable, "-I", "-S", guard, self.path, str(os.getpid())],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        if self._last is None:
            self._last = self._read()
        self._compiling = True
        before = self._last or {"chunks": {}, "assets": {}}
        names = ["chunks", "assets", "publicPath"]
        kept = {name: before[name] for name in names if name in before}
        self._write(
            {"status": "compile", "process": os.getpid(), **kept, "startTime": self._started}
        )

    def _read(self) -> dict[str, Any] | None:
        """Return what another process left, unless that was no outcome."""
        try:
            with open(self.path, "rb") as opened:
                document = msgspec.json.decode(opened.read())
        except (OSError, msgspec.DecodeError):
            return None
        known = isinstance(document, dict) and document.get("status") in ("done", "error")
        return document if known else None

    def finish(self, result: BuildResult) -> None:
        """Write the outcome. Raises `OSError` where that is impossible."""
        if result.stopped:
            return self.restore()
        document = stats_of(result, public_path=self._public_path)
        document |= {"startTime": self._started, "endTime": _now()}
        self._write(document)
        self._last = document
        self._compiling = False
        return None

    def restore(self) -> None:
        """Write what stood there before a build that will not be finished."""
        if not self._compiling:
            return
        self._compiling = False
        if self._last is not None:
            self._write(self._last)
            return
        try:
            os.remove(self.path)
        except FileNotFoundError:
            return

    def close(self) -> None:
        """Leave no `"compile"` behind, and end the process that watches over this."""
        try:
            self.restore()
        finally:
            guard, self._guard = self._guard, None
            if guard is not None and guard.stdin is not None:
                guard.stdin.close()
                guard.wait()

    def _write(self, document: dict[str, Any]) -> None:
        folder = os.path.dirname(self.path)
        os.makedirs(folder, exist_ok=True)
        # Not by a name that `output.clean` of another build would know for a leftover.
        aside = f"{self.path}.{os.getpid()}"
        text = msgspec.json.format(msgspec.json.encode(document), indent=2).decode()
        try:
            with open(aside, "w", encoding="ascii", newline="\n") as opened:
                opened.write(_ascii(text))
                opened.write("\n")
            os.replace(aside, self.path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.remove(aside)
            raise


def stats_of(result: BuildResult, *, public_path: str) -> dict[str, Any]:
    """Return the document without its times; `result` has stats where it is ok."""
    if not result.ok or result.stats is None:
        first = next(iter(result.errors), None)
        document: dict[str, Any] = {
            "status": "error",
            "chunks": {},
            "assets": {},
            "error": first.code if first else "error",
            "message": "\n\n".join(draw(one, colour=False) for one in result.errors),
        }
        if first is not None and first.location is not None:
            document["file"] = os.path.join(result.root, first.location.file)
        return document
    public = public_path if _is_url(public_path) else None
    document = {
        "status": "done",
        "chunks": {
            chunk.name: [
                file
                for one in load_order(result.stats.chunks, chunk)
                for file in (one.style, one.file)
                if file is not None
            ]
            for chunk in result.stats.chunks
            if chunk.entry
        },
        "assets": {file.path: _asset(result, file, public) for file in result.files},
    }
    if public is not None:
        document["publicPath"] = public
    return document


def _asset(result: BuildResult, file: OutputFile, public_path: str | None) -> dict[str, str]:
    asset = {"name": file.path, "path": result.path_of(file)}
    if public_path is not None:
        asset["publicPath"] = public_path + file.path
    if file.integrity is not None:
        asset["integrity"] = file.integrity
    return asset


def _is_url(public_path: str) -> bool:
    """Say whether pages may use it as it stands, wherever they are."""
    return public_path.startswith("/") or "://" in public_path


def load_order(chunks: Iterable[Chunk], chunk: Chunk) -> list[Chunk]:
    """Return what `chunk` needs, each behind what it needs itself, and the chunk last."""
    by_id = {one.id: one for one in chunks}
    order: dict[int, Chunk] = {}
    seen = {chunk.id}
    path = [(chunk, iter(chunk.imports))]
    while path:
        current, imports = path[-1]
        for needed in imports:
            if needed not in seen:
                seen.add(needed)
                path.append((by_id[needed], iter(by_id[needed].imports)))
                break
        else:
            order[current.id] = current
            path.pop()
    return list(order.values())


def _ascii(text: str) -> str:
    """Return JSON in ASCII: readers may open it in the encoding of their machine."""
    if text.isascii():
        return text
    return "".join(
        char
        if char.isascii()
        else "".join(
            f"\\u{int.from_bytes(pair, 'big'):04x}"
            for pair in _pairs(char.encode("utf-16-be", "surrogatepass"))
        )
        for char in text
    )


def _pairs(data: bytes) -> list[bytes]:
    return [data[index : index + 2] for index in range(0, len(data), 2)]


def _now() -> int:
    return round(time.time() * 1000)
