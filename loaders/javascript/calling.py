"""A loader's call of a tool: what the tool says of it becomes what loaders say."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, Any

from pybundle.loaders.javascript.pool import Answer, Call, ToolError, shared_pool
from pybundle.loaders.protocol import LoaderContext, LoaderError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pybundle.loaders.javascript.tool import Tool

__all__ = ["LOADER_TIMEOUT", "ToolLoaderError", "call_tool", "note_dependencies", "warn_all"]

CODES = {
    "crashed": "tool-ended",
    "memory": "tool-memory",
    "missing-feature": "tool-feature",
    "missing-package": "tool-not-installed",
    "silent": "tool-silent",
    "stack": "tool-stack",
    "timeout": "tool-timeout",
    "unusable": "tool-not-bundled",
}
"""Codes of diagnostics by kinds of `ToolError`; what a tool says of the content is an error of
its loader."""

LOADER_TIMEOUT = 3600.0
"""Seconds for a loader that waits for a tool. The call has a limit of its own, which ends it;
this one also counts the time until a process is free."""


class ToolLoaderError(LoaderError):
    """A tool's failure, as loaders report it."""

    def __init__(
        self,
        message: str,
        *,
        kind: str,
        line: int | None = None,
        column: int | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message, line=line, column=column, hint=hint)
        self.kind = kind
        """As `ToolError` has it."""
        self.code = CODES.get(kind, "loader-error")


async def call_tool(
    context: LoaderContext,
    tool: Tool,
    function: str,
    *values: Any,
    timeout: float | None = None,
    answer: Callable[[str, list[Any]], Any] | None = None,
) -> Any:
    """Call a function of a tool; what files it reads, the result depends on.

    Raises:
        LoaderError: What the tool threw, or why it could not.

    """
    more: dict[str, Any] = {}
    if timeout is not None:
        more["timeout"] = timeout
    if answer is not None:
        more["answer"] = answer
    about = os.path.relpath(context.resource_path, context.root).replace(os.sep, "/")
    call = Call(tool, function, list(values), about=about, **more)
    try:
        made: Answer = await asyncio.wrap_future(shared_pool().submit(call))
    except ToolError as error:
        raise _problem(error, context) from None
    note_dependencies(context, made.read)
    return made.value


def _problem(error: ToolError, context: LoaderContext) -> ToolLoaderError:
    facts = error.facts
    line, column, file = facts.get("line"), facts.get("column"), facts.get("file")
    message = error.message.strip()
    if isinstance(file, str) and os.path.isabs(file) and file != context.resource_path:
        # A place in another file, which the loader was not given.
        shown = os.path.relpath(file, context.root).replace(os.sep, "/")
        place = f":{line}" if isinstance(line, int) else ""
        message, line, column = f"{message} ({shown}{place})", None, None
        context.add_dependency(file)
    return ToolLoaderError(
        message,
        kind=error.kind,
        line=line if isinstance(line, int) and line > 0 else None,
        column=column if isinstance(column, int) and column > 0 else None,
        hint=error.hint,
    )


def note_dependencies(context: LoaderContext, paths: list[str]) -> None:
    """Note files that a result depends on; those in packages change with an install only."""
    for path in paths:
        if "node_modules" not in path.split(os.sep) and path != context.resource_path:
            context.add_dependency(path)


def warn_all(context: LoaderContext, warnings: list[str | Mapping[str, Any]]) -> None:
    """Report what a compiler warns of: texts, or tables of `message`, `line`, `column`."""
    for warning in warnings:
        if isinstance(warning, str):
            context.warn(warning)
        else:
            context.warn(warning["message"], line=warning.get("line"), column=warning.get("column"))
