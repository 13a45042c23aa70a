"""Tailwind CSS 4. `tools/tailwind.js` compiles, `candidates.py` looks for class names."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from msgspec import Meta

from pybundle.loaders.javascript.calling import LOADER_TIMEOUT, call_tool
from pybundle.loaders.javascript.candidates import Scan, scan
from pybundle.loaders.javascript.resolution import resolve_style
from pybundle.loaders.javascript.styles import style_result
from pybundle.loaders.javascript.tool import Tool
from pybundle.loaders.javascript.vue import mode_of
from pybundle.loaders.protocol import LoaderContext, LoaderResult, loader

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Tailwind", "TailwindOptions", "note_scans", "tailwind_answers"]

_WORDS = (
    "@import", "@tailwind", "@theme", "@apply", "@source", "@plugin", "@config", "@utility",
    "@variant", "@custom-variant", "@reference", "theme(", "--spacing(", "--alpha(",
)  # fmt: skip
"""A style sheet with none of these is not Tailwind's."""


class TailwindOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Options of the loader `tailwind`."""

    base: Annotated[
        str | None,
        Meta(description="Folder to look for class names in. Default: the project's."),
    ] = None
    timeout: Annotated[float, Meta(description="Seconds that one style sheet may take.")] = 60.0


@loader(test="*.css", options=TailwindOptions, timeout=LOADER_TIMEOUT, cache=False)
class Tailwind:
    """A style sheet with the utilities that the project's files name."""

    def __init__(self, options: TailwindOptions) -> None:
        self._options = options

    async def __call__(self, text: str, context: LoaderContext) -> LoaderResult:
        """Return the CSS; a style sheet that has nothing of Tailwind as it is."""
        if not any(word in text for word in _WORDS):
            return style_result(text)
        base = os.path.normpath(os.path.join(context.root, self._options.base or ""))
        scans: list[Scan] = []
        tool = Tool.of_file("tailwindcss", "tailwind.js", root=context.root, mode=mode_of(context))
        made = await call_tool(
            context,
            tool,
            "compile",
            text,
            context.resource_path,
            {},
            timeout=self._options.timeout,
            answer=tailwind_answers(base, scans),
        )
        note_scans(context, scans)
        return style_result(made["code"] if made["used"] else text)


def tailwind_answers(base: str, scans: list[Scan]) -> Callable[[str, list[Any]], Any]:
    """Return what answers the questions of `tools/tailwind.js`; it notes its scans."""

    def answer(name: str, arguments: list[Any]) -> Any:
        if name == "style":
            return resolve_style(*arguments)
        if name == "candidates":
            found = scan(arguments[0], arguments[1], base)
            scans.append(found)
            return found.candidates
        raise ValueError(f"there is no question `{name}`")

    return answer


def note_scans(context: LoaderContext, scans: list[Scan]) -> None:
    """Note the files that were looked through, and the folders that may get more."""
    for found in scans:
        for path in found.files:
            context.add_dependency(path)
        for folder in found.folders:
            context.add_context_dependency(folder)
