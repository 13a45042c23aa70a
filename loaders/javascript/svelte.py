"""Components and modules of Svelte 5. `tools/svelte.js` is the other half."""

from __future__ import annotations

import os
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from pybundle.loaders.javascript.calling import (
    LOADER_TIMEOUT,
    call_tool,
    note_dependencies,
    warn_all,
)
from pybundle.loaders.javascript.styles import style_result
from pybundle.loaders.javascript.tool import Tool
from pybundle.loaders.javascript.vue import block_of, mode_of
from pybundle.loaders.protocol import LoaderContext, LoaderResult, loader

__all__ = ["Svelte", "SvelteOptions"]


class SvelteOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Options of the loader `svelte`."""

    compiler_options: Annotated[
        dict[str, Any] | None,
        Meta(description="Svelte's own, by their own names: `runes`, `customElement`, …"),
    ] = None
    timeout: Annotated[float, Meta(description="Seconds that one component may take.")] = 30.0


@loader(
    test=("*.svelte", "*.svelte.js", "*.svelte.ts"), options=SvelteOptions, timeout=LOADER_TIMEOUT
)
class Svelte:
    """`App.svelte`, its style under a query of it, and modules with runes."""

    def __init__(self, options: SvelteOptions) -> None:
        self._options = options

    async def __call__(self, text: str, context: LoaderContext) -> LoaderResult:
        """Return the module of a component, of its style, or a module with runes compiled."""
        path = context.resource_path
        block = block_of(context.query, "svelte")
        facts = {
            "source": text,
            "path": path,
            "file": os.path.basename(path),
            "options": {
                "production": context.mode == "production",
                "ssr": context.platform == "node",
                "compilerOptions": self._options.compiler_options or {},
            },
        }
        tool = Tool.of_file(
            "svelte/compiler", "svelte.js", root=context.root, mode=mode_of(context)
        )
        if block is not None:
            function = "style"
        elif path.endswith(".svelte"):
            function = "component"
        else:
            function = "module"
        made = await call_tool(context, tool, function, facts, timeout=self._options.timeout)
        if function == "style":
            return style_result(made["code"], made.get("map"))
        warn_all(context, made.get("warnings", []))
        note_dependencies(context, made["dependencies"])
        return LoaderResult(
            content=made["code"],
            source_map=made.get("map") if context.source_map else None,
            type="javascript/esm",
        )
