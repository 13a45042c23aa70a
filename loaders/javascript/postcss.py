"""PostCSS with a project's plugins. `tools/postcss.js` is the other half."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from msgspec import Meta

from pybundle.loaders.javascript.calling import (
    LOADER_TIMEOUT,
    call_tool,
    note_dependencies,
    warn_all,
)
from pybundle.loaders.javascript.tailwind import note_scans, tailwind_answers
from pybundle.loaders.javascript.tool import TOOLS, Tool
from pybundle.loaders.javascript.vue import mode_of
from pybundle.loaders.protocol import LoaderContext, LoaderError, LoaderResult, loader

if TYPE_CHECKING:
    from pybundle.loaders.javascript.candidates import Scan

__all__ = ["PostCss", "PostCssOptions"]

CONFIG_FILES = (
    "postcss.config.js", "postcss.config.cjs", "postcss.config.mjs", "postcss.config.ts",
    "postcss.config.json", ".postcssrc", ".postcssrc.json", ".postcssrc.js", ".postcssrc.cjs",
    ".postcssrc.mjs",
)  # fmt: skip
"""Those of postcss-load-config, without YAML."""


class PostCssOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Options of the loader `postcss`."""

    plugins: Annotated[
        list[str] | dict[str, dict[str, Any] | bool] | None,
        Meta(description="Names of packages, or a table of names and their options."),
    ] = None
    config: Annotated[
        str | bool | None,
        Meta(
            description="Path of a configuration, or `false` for none. Default: the nearest "
            "`postcss.config.*`, `.postcssrc` or `postcss` in `package.json`, up to the root."
        ),
    ] = None
    parser: Annotated[str | None, Meta(description="Package that parses, for other syntax.")] = None
    timeout: Annotated[float, Meta(description="Seconds that one file may take.")] = 30.0


@loader(options=PostCssOptions, timeout=LOADER_TIMEOUT)
class PostCss:
    """A style sheet that went through plugins."""

    def __init__(self, options: PostCssOptions) -> None:
        self._options = options

    async def __call__(self, text: str, context: LoaderContext) -> LoaderResult:
        """Return the CSS."""
        tool = self._tool(context)
        scans: list[Scan] = []
        made = await call_tool(
            context,
            tool,
            "process",
            text,
            context.resource_path,
            {"mode": mode_of(context), "sourceMap": context.source_map},
            timeout=self._options.timeout,
            answer=tailwind_answers(context.root, scans),
        )
        note_scans(context, scans)
        for message in made["messages"]:
            if message["type"] == "dependency":
                note_dependencies(context, [message["file"]])
            elif message["type"] in ("dir-dependency", "context-dependency"):
                context.add_context_dependency(message.get("dir") or message["directory"])
            elif message["type"] == "missing-dependency":
                context.add_missing_dependency(message["file"])
        warn_all(context, made["warnings"])
        return LoaderResult(content=made["code"], source_map=made.get("map"))

    def _tool(self, context: LoaderContext) -> Tool:
        options = self._options
        path: str | None = None
        said: Any = {"plugins": []}
        if options.plugins is not None:
            said = {"plugins": options.plugins}
        elif options.config is not False:
            path, found = self._config(context)
            if found is not None:
                said = found
        if options.parser is not None and isinstance(said, dict):
            said = {**said, "parser": options.parser}
        folder = os.path.dirname(path) if path is not None else context.root
        lines = [f"import {{ processorOf }} from {json.dumps(os.path.join(TOOLS, 'postcss.js'))};"]
        known = []
        if isinstance(said, str):
            lines.append(f"import * as config from {json.dumps(said)};")
        else:
            lines.append(f"const config = {json.dumps(said)};")
            for index, name in enumerate(_names(said)):
                target = os.path.join(folder, name) if name.startswith(".") else name
                lines.append(f"import * as plugin{index} from {json.dumps(target)};")
                known.append(f"{json.dumps(name)}: plugin{index}")
        lines.append(
            f"export const process = processorOf(config, {json.dumps(folder)}, "
            f"{{ {', '.join(known)} }});"
        )
        return Tool("postcss", "\n".join(lines) + "\n", context.root, mode_of(context))

    def _config(self, context: LoaderContext) -> tuple[str | None, Any]:
        """Return the path of the configuration, and it: a table, or the path of a script."""
        if isinstance(self._options.config, str):
            path = os.path.join(context.root, self._options.config)
            if not os.path.isfile(path):
                raise LoaderError(f"there is no `{self._options.config}`")
            context.add_dependency(path)
            return path, _read(path)
        here = os.path.dirname(context.resource_path)
        while True:
            for name in CONFIG_FILES:
                path = os.path.join(here, name)
                if os.path.isfile(path):
                    context.add_dependency(path)
                    return path, _read(path)
            context.add_missing_dependency(os.path.join(here, CONFIG_FILES[0]))
            package = os.path.join(here, "package.json")
            if os.path.isfile(package):
                with open(package, encoding="utf-8") as file:
                    try:
                        said = json.load(file).get("postcss")
                    except (ValueError, AttributeError):
                        said = None
                if said is not None:
                    context.add_dependency(package)
                    return package, said
            above = os.path.dirname(here)
            if os.path.normpath(here) == os.path.normpath(context.root) or above == here:
                return None, None
            here = above


def _read(path: str) -> Any:
    if path.endswith((".js", ".cjs", ".mjs", ".ts")):
        return path
    with open(path, encoding="utf-8") as file:
        try:
            return json.load(file)
        except ValueError as error:
            raise LoaderError(f"`{os.path.basename(path)}` is no JSON: {error}") from None


def _names(said: dict[str, Any]) -> list[str]:
    plugins = said.get("plugins") or []
    names = []
    for one in plugins:
        name = one[0] if isinstance(one, list) and one else one
        if isinstance(name, str) and not (isinstance(plugins, dict) and plugins[name] is False):
            names.append(name)
    return names + [
        said[key] for key in ("parser", "syntax", "stringifier") if isinstance(said.get(key), str)
    ]
