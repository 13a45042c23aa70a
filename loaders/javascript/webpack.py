"""Loaders written for webpack, where they need no more than the loader API.

`tools/webpack.js` is the other half: what `this` is in such a loader.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, cast

from pybundle.loaders.javascript.calling import (
    LOADER_TIMEOUT,
    call_tool,
    note_dependencies,
    warn_all,
)
from pybundle.loaders.javascript.resolution import resolve
from pybundle.loaders.javascript.tool import TOOLS, Tool
from pybundle.loaders.javascript.vue import mode_of
from pybundle.loaders.javascript.wire import decode_bytes, encode_bytes
from pybundle.loaders.protocol import Loader, LoaderContext, LoaderResult, loader

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["find_webpack_loader"]

TIMEOUT_OPTION = "pybundle_timeout"
"""Seconds that one file may take; the one option that a loader does not get to see."""


def find_webpack_loader(name: str, root: str) -> Loader | None:
    """Return the loader that a rule names, if the project has such a package or file.

    Args:
        name: As in webpack: a package (`raw-loader`), a path in one, or a path from the root.
        root: Folder of the project.

    """
    file = resolve(name, root)
    if file is None or not file.endswith((".js", ".cjs", ".mjs")):
        return None

    made = type(name, (_WebpackLoader,), {"path": file, "label": name})
    return cast("Loader", loader(takes="bytes", timeout=LOADER_TIMEOUT)(made))


class _WebpackLoader:
    """A loader of npm, with the options of one rule."""

    path = ""
    label = ""

    def __init__(self, options: Mapping[str, Any]) -> None:
        self._options = dict(options)
        timeout = self._options.pop(TIMEOUT_OPTION, None)
        self._timeout = float(timeout) if isinstance(timeout, (int, float)) else None

    async def __call__(self, content: bytes, context: LoaderContext) -> LoaderResult:
        """Return what the loader made."""
        lines = (
            f"import {{ runnerOf }} from {json.dumps(os.path.join(TOOLS, 'webpack.js'))};",
            f"import * as loader from {json.dumps(self.path)};",
            "export const run = runnerOf(loader);",
        )
        mode = mode_of(context)
        tool = Tool(self.label, "\n".join(lines) + "\n", context.root, mode)

        def answer(name: str, arguments: list[Any]) -> Any:
            if name == "find":
                request, folder = arguments
                return context.resolve(request, start=folder)
            raise ValueError(name)

        facts = {
            "loader": self.path,
            "options": self._options,
            "resource": context.resource,
            "resourcePath": context.resource_path,
            "query": context.query,
            "fragment": context.resource_fragment,
            "root": context.root,
            "mode": mode,
            "platform": context.platform,
            "sourceMap": context.source_map,
        }
        made = await call_tool(
            context, tool, "run", _as_value(content), facts, timeout=self._timeout, answer=answer
        )
        note_dependencies(context, made["dependencies"])
        for folder in made["folders"]:
            context.add_context_dependency(folder)
        for path in made["missing"]:
            context.add_missing_dependency(path)
        warn_all(context, made["warnings"])
        for error in made["errors"]:
            context.error(error["message"], line=error.get("line"), column=error.get("column"))
        for name, data in made["files"]:
            context.emit_file(name, decode_bytes(data))
        return LoaderResult(
            content=decode_bytes(made["code"]),
            source_map=made.get("map"),
            type="javascript/auto",
        )


def _as_value(content: bytes) -> Any:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return encode_bytes(content)
