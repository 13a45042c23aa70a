"""Globs as people write them in configurations: `*`, `?`, `[…]`, `{a,b}` and `**`."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["expression", "matcher"]

# The order matters: a longer form stands before its beginning.
_PARTS = re.compile(r"\*\*/|/\*\*$|\*\*|\*|\?|\[[!^]?\]?[^\]/]*\]|\{[^{}/]*\}|.", re.DOTALL)


def expression(glob: str) -> str:
    """Return the regular expression of a glob, for `re.fullmatch` of a path with `/`."""
    return "".join(_part(part.group()) for part in _PARTS.finditer(glob))


def _part(part: str) -> str:
    if part == "**/":
        return r"(?:.*/)?"
    if part == "/**":
        return r"(?:/.*)?"
    if part == "**":
        return r".*"
    if part == "*":
        return r"[^/]*"
    if part == "?":
        return r"[^/]"
    if part[0] == "[" and len(part) > 2:
        inner = part[1:-1]
        negated = inner[0] in "!^"
        inner = (inner[1:] if negated else inner).replace("\\", r"\\").replace("[", r"\[")
        return f"[{'^/' if negated else ''}{inner}]"
    if part[0] == "{" and len(part) > 2:
        return f"(?:{'|'.join(expression(one) for one in part[1:-1].split(','))})"
    return re.escape(part)


def matcher(globs: Iterable[str], root: str) -> Callable[[str], bool]:
    """Return what says whether an absolute path matches one of `globs`.

    A glob is relative to `root`; without a slash it is about names, wherever they are, of
    files and of folders. What is below a folder that matches does so as well.
    """
    parts = []
    for glob in globs:
        if os.path.isabs(glob):
            parts.append(expression(glob))
        elif "/" in glob.rstrip("/"):
            inside = expression(glob.rstrip("/").removeprefix("./"))
            parts.append(f"{re.escape(root.replace(os.sep, '/').rstrip('/'))}/{inside}")
        else:
            parts.append(f".*/{expression(glob.rstrip('/'))}")
    if not parts:
        return lambda _path: False
    compiled = re.compile(f"(?:{'|'.join(parts)})(?:/.*)?", re.DOTALL)
    return lambda path: compiled.fullmatch(path.replace(os.sep, "/")) is not None
