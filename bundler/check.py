"""Does a file hold only the syntax of an edition? `pybundle check`, for any JavaScript.

What stands behind it is esprima, a parser that shares nothing with the engine
(`edition_reader`). It is imported when the first text is read.
"""

from __future__ import annotations

import re
import sys
import threading
from typing import TYPE_CHECKING

import msgspec

from pybundle.bundler.editions import EDITIONS, PROPOSAL, Construct, edition_name, name_failure

if TYPE_CHECKING:
    from collections.abc import Callable

    from pybundle.bundler.edition_reader import EditionReader

__all__ = ["Problem", "check_source"]


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """The first thing in a text that the target does not have."""

    code: str
    """`newer-syntax`, `syntax-error` or `nesting-too-deep`."""
    message: str
    construct: str | None = None
    """What is newer, in the field's words: `arrow function`."""
    edition: int | None = None
    """The year of the edition that brought it; `None` where no edition has it."""
    line: int = 1
    column: int = 1
    length: int = 1
    hint: str | None = None

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.message}"


def check_source(text: str, target: str = "es5", *, module: bool = False) -> Problem | None:
    """Return the first problem of a script (or module), or `None` where there is none.

    `target` is one of `EDITIONS`. Raises `ValueError` for another one, and for a module that
    is to be older than modules are.
    """
    edition = EDITIONS.get(target)
    if edition is None:
        raise ValueError(f"unknown target {target!r}")
    if module and edition < 2015:
        raise ValueError("ES5 has no modules")
    text = text.removeprefix("\ufeff")
    found = _with_room(lambda: _read(text, edition, module=module))
    if found is None:
        return None
    if isinstance(found, _TooDeep):
        return Problem(
            code="nesting-too-deep",
            message="the code nests too deep to be read",
            hint="code that a program writes should put long chains into lists and loops",
        )
    if isinstance(found, _Newer):
        return _newer_syntax(text, found, target, edition)
    return _syntax_error(text, found, module=module)


# --- Reading -------------------------------------------------------------------------


class _Newer(msgspec.Struct, frozen=True):
    index: int
    length: int
    construct: Construct


class _Unreadable(msgspec.Struct, frozen=True):
    index: int
    message: str


class _TooDeep(msgspec.Struct, frozen=True):
    pass


_Found = _Newer | _Unreadable | _TooDeep | None


def _read(text: str, edition: int, *, module: bool) -> _Found:
    """Read the text; return what comes first, newer syntax or what cannot be read."""
    from pybundle.bundler.edition_reader import EditionReader, Error

    reader = EditionReader(edition)
    try:
        reader.read(text, module=module)
        stopped = None
    except Error as error:
        stopped = _name(text, error, reader, module=module)
    except AssertionError:
        # Where the grammar leaves one thing only, esprima asserts it: `${}` in a template.
        stopped = _Unreadable(reader.lookahead.start, "Unexpected token")
    first = _Newer(*reader.first) if reader.first else None
    if first is None or (stopped is not None and stopped.index < first.index):
        return stopped
    return first


def _name(
    text: str, error: Exception, reader: EditionReader, *, module: bool
) -> _Newer | _Unreadable:
    index = min(getattr(error, "index", 0), len(text))
    named = name_failure(
        text,
        index,
        element=reader.element,
        top_level_await=module and not reader.context.inFunctionBody,
    )
    if named is not None:
        construct, start, length = named
        return _Newer(start, length, construct)
    return _Unreadable(index, re.sub(r"^Line \d+: ", "", str(error)))


ROOM = 20_000
"""Calls inside each other that code as people write it never needs."""
MOST_ROOM = 1_000_000
MOST_STACK = 512 << 20


def _with_room(read: Callable[[], _Found]) -> _Found:
    """Call `read`, again with more room if it recurses deep."""
    limit = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(max(limit, ROOM))
        return read()
    except RecursionError:
        pass
    finally:
        sys.setrecursionlimit(limit)
    found: list[_Found] = []

    def read_again() -> None:
        try:
            found.append(read())
        except RecursionError:
            found.append(_TooDeep())

    # Calls of Python functions take no machine stack, but a debugger makes them do so.
    stack = threading.stack_size(MOST_STACK)
    try:
        sys.setrecursionlimit(MOST_ROOM)
        thread = threading.Thread(target=read_again)
        thread.start()
        thread.join()
    except RuntimeError:
        # There is no memory for such a stack.
        return _TooDeep()
    finally:
        threading.stack_size(stack)
        sys.setrecursionlimit(limit)
    return found[0]


# --- Problems ------------------------------------------------------------------------


def _newer_syntax(text: str, found: _Newer, target: str, edition: int) -> Problem:
    construct = found.construct
    known = construct.edition < PROPOSAL
    needs = f"needs {edition_name(construct.edition)}" if known else "is in no edition yet"
    line, column = _line_column(text, found.index)
    return Problem(
        code="newer-syntax",
        message=f"{construct.name} {needs}, the target is {edition_name(edition)}",
        construct=construct.name,
        edition=construct.edition if known else None,
        line=line,
        column=column,
        length=found.length,
        hint=construct.hint.replace("{target}", target),
    )


def _syntax_error(text: str, found: _Unreadable, *, module: bool) -> Problem:
    hint = None
    message = found.message
    if not module and re.compile(r"(?:im|ex)port\b").match(text, found.index):
        message = "modules only may import and export"
        hint = "`--module` reads the files as modules"
    elif message == "Unexpected token ILLEGAL":
        head = text[found.index : found.index + 1]
        if head in ("'", '"'):
            message = "a string is not closed"
        elif head:
            message = f"unexpected character `{head}`"
    line, column = _line_column(text, found.index)
    word = re.compile(r"[\w$]+").match(text, found.index)
    return Problem(
        code="syntax-error",
        message=message,
        line=line,
        column=column,
        length=word.end() - found.index if word else 1,
        hint=hint,
    )


def _line_column(text: str, index: int) -> tuple[int, int]:
    """Return the line and column of an offset, counted as the engine does."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
