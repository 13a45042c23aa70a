"""Less. `tools/less.js` is the other half."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from pybundle.loaders.javascript.calling import LOADER_TIMEOUT, call_tool, note_dependencies
from pybundle.loaders.javascript.styles import style_result
from pybundle.loaders.javascript.tool import Tool
from pybundle.loaders.javascript.vue import mode_of
from pybundle.loaders.protocol import LoaderContext, LoaderResult, loader

__all__ = ["Less", "LessOptions"]


class LessOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Options of the loader `less`."""

    paths: Annotated[
        list[str] | None, Meta(description="Folders in which imports are looked for, too.")
    ] = None
    less_options: Annotated[
        dict[str, Any] | None,
        Meta(description="Less's own, by their own names: `modifyVars`, `math`, …"),
    ] = None
    timeout: Annotated[float, Meta(description="Seconds that one file may take.")] = 30.0


@loader(test="*.less", options=LessOptions, timeout=LOADER_TIMEOUT)
class Less:
    """A `.less` file as CSS. What it imports is watched."""

    def __init__(self, options: LessOptions) -> None:
        self._options = options

    async def __call__(self, text: str, context: LoaderContext) -> LoaderResult:
        """Return the CSS of a style sheet."""
        options = dict(self._options.less_options or {})
        if self._options.paths:
            options["paths"] = self._options.paths
        tool = Tool.of_file("less", "less.js", root=context.root, mode=mode_of(context))
        made = await call_tool(
            context,
            tool,
            "render",
            text,
            context.resource_path,
            options,
            context.source_map,
            timeout=self._options.timeout,
        )
        note_dependencies(context, made["dependencies"])
        module = context.resource_path.endswith(".module.less")
        return style_result(made["code"], made.get("map"), module=module)
