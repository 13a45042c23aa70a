"""What a command says while and after it builds: as text for people, or as JSON events.

Problems go to stderr. The closing table is what was asked for, so it goes to stdout, unless
stdout is taken (`--json`). Nothing here decides what happens.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Any, Protocol, TextIO

import msgspec

from pybundle.bundler.diagnostics import Diagnostic, colour_wanted, draw, github_command

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pybundle.bundler.result import BuildResult, OutputFile

__all__ = ["JsonReport", "Report", "TextReport", "size_text"]

MOST_FILES = 20
MOST_GZIP_BYTES = 2_000_000
"""Bytes that are compressed for the table, in all: no build waits for the size of a gzip."""
COMPRESSIBLE = (".js", ".mjs", ".cjs", ".css", ".html", ".json", ".svg")

BOLD, DIM, GREEN, RESET = "\x1b[1m", "\x1b[2m", "\x1b[32m", "\x1b[0m"

# npm runs these while it installs: nobody watches, and the output lands in its log.
INSTALL_EVENTS = frozenset(
    f"{prefix}{event}"
    for prefix in ("", "pre", "post")
    for event in ("install", "prepare", "prepublish", "prepublishOnly", "prepack", "pack")
)


class Report(Protocol):
    """What a command tells about itself."""

    draws: bool
    """Whether a progress bar has a place."""
    colour: bool

    def start(self, mode: str, root: str) -> None:
        """Tell that a build begins."""

    def problems(self, diagnostics: Iterable[Diagnostic], root: str) -> None:
        """Tell what is wrong."""

    def result(self, result: BuildResult) -> None:
        """Tell the outcome, its diagnostics included."""

    def change(self, paths: Sequence[str]) -> None:
        """Tell which files changed, while watching."""

    def note(self, text: str) -> None:
        """Tell something else, in one line."""


class TextReport:
    """For people: drawn diagnostics, then a table of what was written."""

    def __init__(self, environ: Mapping[str, str], *, quiet: bool = False) -> None:
        self._environ = environ
        # Where stdout is taken, the table has no place.
        self._table = not quiet
        plain = environ.get("npm_lifecycle_event") in INSTALL_EVENTS
        terminal = _is_terminal(sys.stderr) and not plain
        self.colour = colour_wanted(environ, terminal=terminal)
        self.colour_out = colour_wanted(environ, terminal=_is_terminal(sys.stdout) and not plain)
        self.draws = terminal and environ.get("TERM") != "dumb"

    def start(self, mode: str, root: str) -> None:
        """Say nothing: the table says it all, a few milliseconds later."""

    def problems(self, diagnostics: Iterable[Diagnostic], root: str) -> None:
        """Draw them on stderr, one below the other."""
        github = self._environ.get("GITHUB_ACTIONS") == "true"
        for diagnostic in diagnostics:
            print(draw(diagnostic, colour=self.colour), file=sys.stderr, end="\n\n")
            if github:
                print(github_command(diagnostic, root, self._environ), file=sys.stderr)

    def result(self, result: BuildResult) -> None:
        """Draw the diagnostics, then the table or the count of errors."""
        self.problems(result.diagnostics, result.root)
        if result.stopped:
            return
        if not result.ok:
            errors, warnings = len(result.errors), len(result.warnings)
            text = f"build failed: {count(errors, 'error')}"
            if warnings:
                text += f", {count(warnings, 'warning')}"
            print(self._paint(BOLD, text, self.colour), file=sys.stderr, flush=True)
        elif self._table:
            print("\n".join(self._closing(result)), flush=True)

    def change(self, paths: Sequence[str]) -> None:
        """Name the first of them."""
        if self._table:
            more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
            now = time.strftime("%H:%M:%S")
            print(f"{self._dim(now)} {paths[0]}{more} changed", flush=True)

    def note(self, text: str) -> None:
        """Print it."""
        print(text, file=sys.stdout if self._table else sys.stderr, flush=True)

    def _closing(self, result: BuildResult) -> list[str]:
        head = (
            f"built {count(result.module_count, 'module')} for {result.mode}"
            f" in {duration_text(result.timings.total)}"
        )
        if result.warnings:
            head += f", with {count(len(result.warnings), 'warning')}"
        folder = os.path.relpath(result.output_path, result.root).replace(os.sep, "/")
        prefix = f"{folder}/" if folder != "." else ""
        twins = {file.path: file.size for file in result.files if file.kind == "compressed"}
        shown, hidden = _choose([file for file in result.files if file.path not in twins])
        rows = [
            (f"{prefix}{file.path}", size_text(file.size), _compressed(file, gzip, twins))
            for file, gzip in zip(shown, _gzip_sizes(result, shown), strict=True)
        ]
        names = max((len(name) for name, _, _ in rows), default=0)
        sizes = max((len(size) for _, size, _ in rows), default=0)
        lines = [self._paint(GREEN, head, self.colour_out)]
        for name, size, compressed in rows:
            line = f"  {name:<{names}}  {size:>{sizes}}"
            lines.append(line + self._dim(f"  {compressed}") if compressed else line)
        if hidden:
            total = size_text(sum(file.size for file in hidden))
            lines.append(self._dim(f"  and {count(len(hidden), 'more file')}, {total}"))
        return lines

    def _dim(self, text: str) -> str:
        return self._paint(DIM, text, self.colour_out)

    @staticmethod
    def _paint(style: str, text: str, colour: bool) -> str:
        return f"{style}{text}{RESET}" if colour else text


class JsonReport:
    """For programs: one JSON object a line, on stdout, or on stderr where stdout is taken."""

    draws = False
    colour = False

    def __init__(self, *, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stdout

    def start(self, mode: str, root: str) -> None:
        """Write `{"event": "start"}`."""
        self._write("start", mode=mode, root=root)

    def problems(self, diagnostics: Iterable[Diagnostic], root: str) -> None:  # noqa: ARG002
        """Write `{"event": "diagnostic"}` with the fields of each."""
        for diagnostic in diagnostics:
            fields: dict[str, Any] = msgspec.to_builtins(diagnostic)
            self._write("diagnostic", **fields)

    def result(self, result: BuildResult) -> None:
        """Write the diagnostics, then `{"event": "end"}`."""
        self.problems(result.diagnostics, result.root)
        self._write(
            "end",
            ok=result.ok,
            errors=len(result.errors),
            warnings=len(result.warnings),
            module_count=result.module_count,
            output_path=result.output_path,
            files=result.files,
            timings=result.timings,
        )

    def change(self, paths: Sequence[str]) -> None:
        """Write `{"event": "change"}`."""
        self._write("change", paths=paths)

    def note(self, text: str) -> None:
        """Write `{"event": "note"}`."""
        self._write("note", message=text)

    def _write(self, event: str, **fields: object) -> None:
        line = msgspec.json.encode({"event": event, **fields}).decode()
        print(line, file=self._stream, flush=True)


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


def _choose(files: Sequence[OutputFile]) -> tuple[list[OutputFile], list[OutputFile]]:
    """Return the files to list, entries first, and those that only are counted."""
    if len(files) <= MOST_FILES:
        return list(files), []
    ranked = sorted(files, key=lambda file: (file.kind != "entry", -file.size, file.path))
    return ranked[:MOST_FILES], ranked[MOST_FILES:]


def _compressed(file: OutputFile, gzip: str | None, twins: Mapping[str, int]) -> str:
    """Return the sizes of the twins of a file, or what it would have as gzip."""
    made = [
        f"{word} {size_text(twins[f'{file.path}.{extension}'])}"
        for word, extension in (("gzip", "gz"), ("brotli", "br"), ("zstd", "zst"))
        if f"{file.path}.{extension}" in twins
    ]
    if gzip and not any(one.startswith("gzip") for one in made):
        made.insert(0, f"gzip {gzip}")
    return "  ".join(made)


def _gzip_sizes(result: BuildResult, files: Sequence[OutputFile]) -> list[str | None]:
    import zlib

    left = MOST_GZIP_BYTES
    sizes: list[str | None] = []
    for file in files:
        size = None
        if file.path.endswith(COMPRESSIBLE) and 0 < file.size <= left:
            left -= file.size
            try:
                with open(result.path_of(file), "rb") as opened:
                    data = opened.read()
            except OSError:
                data = b""
            if data:
                # wbits 31 is the gzip form, header and all.
                compressor = zlib.compressobj(6, zlib.DEFLATED, 31)
                size = size_text(len(compressor.compress(data)) + len(compressor.flush()))
        sizes.append(size)
    return sizes


def size_text(size: int) -> str:
    """Return a number of bytes as people read it, in steps of a thousand."""
    if size < 1000:
        return f"{size} B"
    amount = float(size)
    for unit in ("kB", "MB", "GB"):
        amount /= 1000
        if amount < 999.5 or unit == "GB":
            break
    return f"{amount:.2f} {unit}" if amount < 10 else f"{amount:.1f} {unit}"


def duration_text(milliseconds: float) -> str:
    """Return a time as people read it."""
    if milliseconds < 1000:
        return f"{milliseconds:.0f} ms"
    return f"{milliseconds / 1000:.2f} s"


def count(number: int, noun: str) -> str:
    """Return `1 error`, `2 errors`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
