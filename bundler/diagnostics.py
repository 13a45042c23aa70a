"""Problems as data, and their drawing.

The engine sends its diagnostics in this shape (crates/engine/src/diagnostic.rs), and
what Python finds (in the configuration, on the command line) takes the same one, so that
there is a single way to show, count and log them.
"""

from __future__ import annotations

import os
import unicodedata
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["BuildError", "ConfigError", "Diagnostic", "Location", "PybundleError", "draw", "locate"]

TAB_WIDTH = 4
CONTEXT_LINES = 2
MAX_FRAME_WIDTH = 160


class Location(msgspec.Struct, frozen=True, kw_only=True):
    """A span of a file, with the lines around it.

    Lines and columns count from 1, columns in Unicode scalar values; the end is exclusive.
    A place that is a whole file has an empty `frame`.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    frame_line: int
    frame: tuple[str, ...] = ()
    frame_skip: int = 0
    label: str | None = None


class Diagnostic(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One problem. `code` is stable (`unresolved-import`); `message` is one sentence."""

    severity: Literal["error", "warning"]
    code: str
    message: str
    location: Location | None = None
    hint: str | None = None
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return draw(self)


class PybundleError(Exception):
    """What pybundle raises for problems in what the user gave.

    `diagnostics` holds every problem that was found, not the first only.
    """

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n\n".join(draw(diagnostic) for diagnostic in self.diagnostics))


class ConfigError(PybundleError):
    """The configuration cannot be used."""


class BuildError(PybundleError):
    """A build failed, and the caller asked for an exception (`check=True`)."""


def locate(
    file: str, text: str, line: int, column: int, length: int = 0, *, label: str | None = None
) -> Location:
    """Return the place of `length` characters at `line` and `column` (from 1) of `text`."""
    lines = text.split("\n")
    first = max(1, line - CONTEXT_LINES)
    skip = column - MAX_FRAME_WIDTH // 2 if column > MAX_FRAME_WIDTH else 0
    shown = lines[first - 1 : line]
    return Location(
        file=file,
        line=line,
        column=column,
        end_line=line,
        end_column=column + length,
        frame_line=first,
        frame=tuple(one.rstrip("\r")[skip : skip + MAX_FRAME_WIDTH] for one in shown),
        frame_skip=skip,
        label=label,
    )


# --- Drawing -------------------------------------------------------------------------

RESET = "\x1b[0m"
BOLD = "\x1b[1m"
BLUE = "\x1b[1;34m"
SEVERITY = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m"}
CYAN = "\x1b[1;36m"


def draw(diagnostic: Diagnostic, *, colour: bool = False) -> str:
    """Return the diagnostic as text for people, without a line end at the end.

    ```
    error[missing-export]: `useStat` is not exported by `react`
      --> src/app.js:3:10
       |
     2 | // state
     3 | import { useStat } from "react";
       |          ^^^^^^^ not exported
       |
       = hint: did you mean `useState`?
    ```
    """

    def paint(style: str, text: str) -> str:
        return f"{style}{text}{RESET}" if colour and text else text

    accent = SEVERITY[diagnostic.severity]
    location = diagnostic.location
    message = printable(diagnostic.message)
    head = paint(accent, f"{diagnostic.severity}[{diagnostic.code}]")
    lines = [head + paint(BOLD, f": {message}")]
    width = 1
    if location is not None:
        width = len(str(location.frame_line + max(len(location.frame) - 1, 0)))
        gutter = " " * (width + 1) + paint(BLUE, "|")
        place = location.file
        if location.frame or (location.line, location.column) != (1, 1):
            place += f":{location.line}:{location.column}"
        lines.append(" " * width + paint(BLUE, "-->") + " " + printable(place))
        if location.frame:
            lines.append(gutter)
            for number, text in enumerate(location.frame, location.frame_line):
                drawn = _expand(text)
                if location.frame_skip:
                    drawn = f"…{drawn}"
                label = paint(BLUE, f"{number:>{width}} |")
                lines.append(f"{label} {drawn}".rstrip())
                if number == location.line:
                    indent, length = _underline(location, text)
                    mark = "^" * length
                    if location.label:
                        mark += f" {printable(location.label)}"
                    lines.append(f"{gutter} {' ' * indent}{paint(accent, mark)}")
            if diagnostic.hint or diagnostic.notes:
                lines.append(gutter)
    facts = [("hint", diagnostic.hint)] if diagnostic.hint else []
    facts += [("note", note) for note in diagnostic.notes]
    for kind, text in facts:
        first, *rest = printable(text, keep_lines=True).split("\n")
        margin = " " * (width + 1)
        lines.append(f"{margin}{paint(BLUE, '=')} {paint(CYAN, kind)}: {first}")
        lines += [f"{margin}  {' ' * len(kind)}  {line}" for line in rest]
    return "\n".join(lines)


def _underline(location: Location, text: str) -> tuple[int, int]:
    """Return how far the marks are indented and how many there are, in cells."""
    start = max(location.column - 1 - location.frame_skip, 0)
    if location.end_line == location.line:
        end = location.end_column - 1 - location.frame_skip
    else:
        end = len(text)
    indent = len_cells(_expand(text[:start]))
    length = len_cells(_expand(text[: min(end, len(text))])) - indent
    # A position past the end of the line (a missing bracket at the end of a file) has no text.
    indent += max(start - len(text), 0)
    return indent + (1 if location.frame_skip else 0), max(length, 1)


def _expand(text: str) -> str:
    """Replace tabs by spaces up to the next stop, and control characters by pictures."""
    if text.isascii() and text.isprintable():
        return text
    parts: list[str] = []
    cells = 0
    for character in text:
        tab = " " * (TAB_WIDTH - cells % TAB_WIDTH)
        shown = tab if character == "\t" else printable(character)
        parts.append(shown)
        cells += len_cells(shown)
    return "".join(parts)


def len_cells(text: str) -> int:
    """Return the columns that a terminal gives to `text`."""
    if text.isascii():
        return len(text)
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def printable(text: str, *, keep_lines: bool = False) -> str:
    """Replace what would move the cursor or colour the terminal (source text is not trusted)."""
    if text.isprintable():
        return text
    return "".join(
        character
        if character.isprintable() or (keep_lines and character == "\n")
        else _picture(character)
        for character in text
    )


def _picture(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    # Joiners and variation selectors are part of what is written; the rest only misleads.
    if character in "\u200c\u200d" or unicodedata.category(character) in ("Mn", "Zs"):
        return character
    return "\ufffd"


# --- Where colour is wanted ----------------------------------------------------------


def colour_wanted(environ: Mapping[str, str], *, terminal: bool) -> bool:
    """Apply `NO_COLOR` (https://no-color.org) and `FORCE_COLOR`, then look at the terminal."""
    if environ.get("NO_COLOR"):
        return False
    forced = environ.get("FORCE_COLOR")
    if forced is not None:
        return forced.lower() not in ("0", "false")
    return terminal and environ.get("TERM") != "dumb"


def github_command(diagnostic: Diagnostic, root: str, environ: Mapping[str, str]) -> str:
    """Return the workflow command that makes GitHub show the diagnostic beside the code."""
    properties: list[str] = []
    location = diagnostic.location
    if location is not None:
        path = os.path.join(root, location.file)
        workspace = environ.get("GITHUB_WORKSPACE") or os.getcwd()
        path = path.removeprefix(workspace.rstrip(os.sep) + os.sep).replace(os.sep, "/")
        properties.append(f"file={_escape_property(path)}")
        properties += [f"line={location.line}", f"col={location.column}"]
    properties.append(f"title={_escape_property(diagnostic.code)}")
    text = diagnostic.message
    if diagnostic.hint:
        text += f"\n{diagnostic.hint}"
    return f"::{diagnostic.severity} {','.join(properties)}::{_escape_data(text)}"


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")
