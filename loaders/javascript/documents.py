"""MDX, Handlebars, Pug and Babel: one call of a compiler each."""

from __future__ import annotations

import json
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
from pybundle.loaders.javascript.tool import TOOLS, Tool
from pybundle.loaders.javascript.vue import mode_of
from pybundle.loaders.protocol import LoaderContext, LoaderResult, loader

__all__ = [
    "Babel",
    "BabelOptions",
    "Handlebars",
    "HandlebarsOptions",
    "Mdx",
    "MdxOptions",
    "Pug",
    "PugOptions",
]

Plugin = str | tuple[str, dict[str, Any]]
Seconds = Annotated[float, Meta(description="Seconds that one file may take.")]


class MdxOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Options of the loader `mdx`."""

    remark_plugins: Annotated[
        list[Plugin] | None, Meta(description="Packages, or pairs of a package and options.")
    ] = None
    rehype_plugins: list[Plugin] | None = None
    recma_plugins: list[Plugin] | None = None
    jsx_import_source: Annotated[
        str | None, Meta(description="Package of the JSX runtime. Default: `react`.")
    ] = None
    provider_import_source: Annotated[
        str | None, Meta(description="Where `useMDXComponents` comes from.")
    ] = None
    timeout: Seconds = 30.0


@loader(test=("*.mdx",), options=MdxOptions, timeout=LOADER_TIMEOUT)
class Mdx:
    """A document as a component."""

    def __init__(self, options: MdxOptions) -> None:
        self._options = options

    async def __call__(self, text: str, context: LoaderContext) -> LoaderResult:
        """Return the module of a document."""
        options = self._options
        lines = [f"import {{ compilerOf }} from {json.dumps(os.path.join(TOOLS, 'mdx.js'))};"]
        lists = []
        for plugins in (options.remark_plugins, options.rehype_plugins, options.recma_plugins):
            pairs = []
            for plugin in plugins or ():
                name, stated = (plugin, None) if isinstance(plugin, str) else plugin
                local = f"plugin{len(lines)}"
                lines.append(f"import * as {local} from {json.dumps(name)};")
                pairs.append(f"[{local}, {json.dumps(stated)}]")
            lists.append(f"[{', '.join(pairs)}]")
        lines.append(f"export const render = compilerOf({', '.join(lists)});")
        tool = Tool("@mdx-js/mdx", "\n".join(lines) + "\n", context.root, mode_of(context))
        said = {"development": context.mode == "development"}
        if options.jsx_import_source is not None:
            said["jsxImportSource"] = options.jsx_import_source  # type: ignore[assignment]
        if options.provider_import_source is not None:
            said["providerImportSource"] = options.provider_import_source  # type: ignore[assignment]
        made = await call_tool(
            context, tool, "render", text, context.resource_path, said, timeout=options.timeout
        )
        warn_all(context, made["warnings"])
        return LoaderResult(content=made["code"], type="javascript/esm")


class HandlebarsOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Options of the loader `handlebars`."""

    runtime: Annotated[str, Meta(description="Request of the runtime.")] = "handlebars/runtime"
    compiler_options: Annotated[
        dict[str, Any] | None, Meta(description="Handlebars' own: `knownHelpersOnly`, …")
    ] = None
    timeout: Seconds = 30.0


@loader(test=("*.hbs", "*.handlebars"), options=HandlebarsOptions, timeout=LOADER_TIMEOUT)
class Handlebars:
    """A template as a function of its context."""

    def __init__(self, options: HandlebarsOptions) -> None:
        self._options = options

    async def __call__(self, text: str, context: LoaderContext) -> LoaderResult:
        """Return the module of a template."""
        extension = os.path.splitext(context.resource_path)[1].lstrip(".") or "hbs"
        made = await call_tool(
            context,
            Tool.of_file("handlebars", "handlebars.js", root=context.root, mode=mode_of(context)),
            "precompile",
            text,
            {"extension": extension, "compile": self._options.compiler_options},
            self._options.runtime,
            timeout=self._options.timeout,
        )
        return LoaderResult(content=made["code"], type="javascript/esm")


class PugOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Options of the loader `pug`."""

    compiler_options: Annotated[
        dict[str, Any] | None, Meta(description="Pug's own: `doctype`, `self`, …")
    ] = None
    timeout: Seconds = 30.0


@loader(test=("*.pug", "*.jade"), options=PugOptions, timeout=LOADER_TIMEOUT)
class Pug:
    """A template as a function of its variables."""

    def __init__(self, options: PugOptions) -> None:
        self._options = options

    async def __call__(self, text: str, context: LoaderContext) -> LoaderResult:
        """Return the module of a template."""
        made = await call_tool(
            context,
            Tool.of_file("pug", "pug.js", root=context.root, mode=mode_of(context)),
            "compile",
            text,
            context.resource_path,
            self._options.compiler_options or {},
            timeout=self._options.timeout,
        )
        note_dependencies(context, made["dependencies"])
        return LoaderResult(content=made["code"], type="javascript/esm")


class BabelOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Options of the loader `babel`."""

    plugins: Annotated[
        list[Any] | None, Meta(description="As in Babel's configuration: names, or pairs.")
    ] = None
    presets: list[Any] | None = None
    config_file: Annotated[
        bool | str, Meta(description="Whether (or which) `babel.config.*` is read.")
    ] = True
    babelrc: Annotated[bool, Meta(description="Whether `.babelrc.*` is read.")] = True
    babel_options: Annotated[
        dict[str, Any] | None, Meta(description="Babel's own: `assumptions`, `targets`, …")
    ] = None
    timeout: Seconds = 60.0


@loader(options=BabelOptions, timeout=LOADER_TIMEOUT)
class Babel:
    """JavaScript that went through Babel's plugins."""

    def __init__(self, options: BabelOptions) -> None:
        self._options = options

    async def __call__(self, text: str, context: LoaderContext) -> LoaderResult:
        """Return the transformed module."""
        options = self._options
        said: dict[str, Any] = {
            "cwd": context.root,
            "root": context.root,
            "configFile": (None if options.config_file is True else options.config_file),
            "babelrc": options.babelrc,
            "sourceMaps": context.source_map,
            "compact": False,
            "caller": {
                "name": "pybundle",
                "supportsStaticESM": True,
                "supportsDynamicImport": True,
                "supportsTopLevelAwait": True,
            },
            **(options.babel_options or {}),
        }
        if options.config_file is True:
            del said["configFile"]
        if options.plugins is not None:
            said["plugins"] = options.plugins
        if options.presets is not None:
            said["presets"] = options.presets
        made = await call_tool(
            context,
            Tool.of_file("@babel/core", "babel.js", root=context.root, mode=mode_of(context)),
            "transform",
            text,
            context.resource_path,
            said,
            timeout=options.timeout,
        )
        note_dependencies(context, made.get("dependencies") or [])
        return LoaderResult(content=made["code"], source_map=made.get("map"))
