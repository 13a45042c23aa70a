"""Vue's single-file components. `tools/vue.js` is the other half."""

from __future__ import annotations

import hashlib
import os
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from pybundle.loaders.javascript.calling import (
    LOADER_TIMEOUT,
    call_tool,
    note_dependencies,
    warn_all,
)
from pybundle.loaders.javascript.styles import style_result
from pybundle.loaders.javascript.tool import Mode, Tool
from pybundle.loaders.protocol import LoaderContext, LoaderError, LoaderResult, loader

__all__ = ["Vue", "VueOptions"]


class VueOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Options of the loader `vue`."""

    custom_elements: Annotated[
        list[str] | None,
        Meta(description="Regular expressions of tags that are custom elements, not components."),
    ] = None
    whitespace: Annotated[
        Literal["condense", "preserve"] | None,
        Meta(description="Of templates. Default: `condense`."),
    ] = None
    transform_asset_urls: Annotated[
        bool | dict[str, list[str]] | None,
        Meta(description="Attributes by tag whose relative URLs become imports. Default: Vue's."),
    ] = None
    custom_blocks: Annotated[
        list[str] | None,
        Meta(description="Types of custom blocks that become modules, for rules of yours."),
    ] = None
    preprocess: Annotated[
        dict[str, dict[str, Any]] | None,
        Meta(description="Options of `less`, `sass` … for styles in that language."),
    ] = None
    timeout: Annotated[float, Meta(description="Seconds that one component may take.")] = 30.0


@loader(test="*.vue", options=VueOptions, timeout=LOADER_TIMEOUT)
class Vue:
    """`App.vue` and, under queries of it, its styles and custom blocks."""

    def __init__(self, options: VueOptions) -> None:
        self._options = options

    async def __call__(self, text: str, context: LoaderContext) -> LoaderResult:
        """Return the module of a component, or of one of its blocks."""
        block = block_of(context.query, "vue")
        facts = self._facts(text, context)
        tool = Tool.of_file("vue/compiler-sfc", "vue.js", root=context.root, mode=mode_of(context))
        if block is None:
            return await self._component(context, tool, facts)
        facts["index"] = int(block.get("index", "0"))
        if block.get("type") == "style":
            return await self._style(context, tool, facts, block)
        if block.get("type") == "custom":
            made = await call_tool(context, tool, "custom", facts, timeout=self._options.timeout)
            return LoaderResult(content=made["code"])
        raise LoaderError(f"a component has no block of type `{block.get('type')}`")

    def _facts(self, text: str, context: LoaderContext) -> dict[str, Any]:
        options = self._options
        shown = os.path.relpath(context.resource_path, context.root).replace(os.sep, "/")
        production = context.mode == "production"
        # As in vue-loader: of the path, so that an edit keeps it, and in production of the
        # content too, so that two packages that have `src/App.vue` do not meet.
        whole = f"{shown}\n{text}" if production else shown
        return {
            "source": text,
            "path": context.resource_path,
            "file": os.path.basename(context.resource_path),
            "shown": shown,
            "id": hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:8],
            "options": {
                "production": production,
                "ssr": context.platform == "node",
                "sourceMap": context.source_map,
                "customElements": options.custom_elements,
                "whitespace": options.whitespace,
                "transformAssetUrls": options.transform_asset_urls,
                "customBlocks": options.custom_blocks,
            },
        }

    async def _component(
        self, context: LoaderContext, tool: Tool, facts: dict[str, Any]
    ) -> LoaderResult:
        timeout = self._options.timeout
        made = await call_tool(context, tool, "component", facts, timeout=timeout)
        if "templateSource" in made:
            path = context.resolve(made["templateSource"])
            facts["options"]["templateSource"] = context.read(path).decode("utf-8", "replace")
            made = await call_tool(context, tool, "component", facts, timeout=timeout)
        warn_all(context, made["warnings"])
        note_dependencies(context, made["dependencies"])
        types = {"ts": "typescript", "tsx": "tsx", "jsx": "tsx"}
        return LoaderResult(
            content=made["code"],
            source_map=made.get("map"),
            type=types.get(made["language"], "javascript/auto"),
        )

    async def _style(
        self, context: LoaderContext, tool: Tool, facts: dict[str, Any], block: dict[str, str]
    ) -> LoaderResult:
        language = next((key[5:] for key in block if key.startswith("lang.")), "css")
        language = language.removeprefix("module.")
        # A style of another file was named by its component, which knows the id.
        facts["outside"] = not context.resource_path.endswith(".vue")
        facts["id"] = block.get("id", facts["id"])
        facts["scoped"] = block.get("scoped") == "true"
        facts["language"] = language
        preprocess = (self._options.preprocess or {}).get(language)
        if preprocess:
            facts["preprocess"] = preprocess
        made = await call_tool(context, tool, "style", facts, timeout=self._options.timeout)
        note_dependencies(context, made["dependencies"])
        return style_result(made["code"], made.get("map"), module="module" in block)


def mode_of(context: LoaderContext) -> Mode:
    """Return the mode that tools run in: there is no third one."""
    return "development" if context.mode == "development" else "production"


def block_of(query: str, word: str) -> dict[str, str] | None:
    """Return the words of a query that begins with `?word&`; `None` for any other."""
    words = query.removeprefix("?").split("&")
    if words[0] != word:
        return None
    pairs = (one.partition("=") for one in words[1:])
    return {name: value for name, _, value in pairs}
