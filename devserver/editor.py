"""Opening a file in the editor of whoever develops: never by a shell, never outside the root."""

from __future__ import annotations

import asyncio
import os
import shlex
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["editor_command", "open_editor"]

# Which arguments take them to a line; others get the file alone.
_AT_LINE: Mapping[str, tuple[str, ...]] = {
    "code": ("--goto", "{file}:{line}:{column}"),
    "code-insiders": ("--goto", "{file}:{line}:{column}"),
    "codium": ("--goto", "{file}:{line}:{column}"),
    "cursor": ("--goto", "{file}:{line}:{column}"),
    "windsurf": ("--goto", "{file}:{line}:{column}"),
    "subl": ("{file}:{line}:{column}",),
    "zed": ("{file}:{line}:{column}",),
    "hx": ("{file}:{line}:{column}",),
    "pycharm": ("--line", "{line}", "--column", "{column}", "{file}"),
    "webstorm": ("--line", "{line}", "--column", "{column}", "{file}"),
    "idea": ("--line", "{line}", "--column", "{column}", "{file}"),
    "mate": ("--line", "{line}:{column}", "{file}"),
    "emacs": ("+{line}:{column}", "{file}"),
    "emacsclient": ("+{line}:{column}", "{file}"),
    "gvim": ("+call cursor({line},{column})", "{file}"),
    "kate": ("--line", "{line}", "--column", "{column}", "{file}"),
    "gedit": ("+{line}:{column}", "{file}"),
}


def editor_command(
    path: str, line: int, column: int, environ: Mapping[str, str]
) -> Sequence[str] | None:
    """Return the program and its arguments, `None` where no editor is known.

    `PYBUNDLE_EDITOR`, `LAUNCH_EDITOR`, `VISUAL` or `EDITOR` name it, with arguments; else it
    is the first known one that is installed. `path` is absolute, so that it is no option.
    """
    stated = next(
        (
            environ[name]
            for name in ("PYBUNDLE_EDITOR", "LAUNCH_EDITOR", "VISUAL", "EDITOR")
            if environ.get(name, "").strip()
        ),
        None,
    )
    if stated is not None:
        program, *arguments = shlex.split(stated, posix=os.name == "posix")
    else:
        found = next((one for one in _AT_LINE if shutil.which(one)), None)
        if found is None:
            return None
        program, arguments = found, []
    name = os.path.splitext(os.path.basename(program))[0]
    values = {"file": path, "line": str(max(line, 1)), "column": str(max(column, 1))}
    return [
        program,
        *arguments,
        *(form.format(**values) for form in _AT_LINE.get(name, ("{file}",))),
    ]


async def open_editor(command: Sequence[str]) -> str | None:
    """Start an editor and leave it; returns what went wrong."""
    try:
        await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        return f"{command[0]} cannot be started: {error.strerror or error}"
    return None
