"""`css` and `sass`, decided: a part of settings.py."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from pybundle.bundler.config import Config, CssConfig, CssModulesConfig, OutputConfig, SassConfig
from pybundle.bundler.config_file import ConfigSource, conflict

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["styles"]

DATA_URL_LIMIT = 4096
"""Vite's: about what a request of its own costs."""
LOCAL_IDENT_NAME = "[name]-[hash:6]_[local]"
_PLACEHOLDERS = {"name", "path", "folder", "local", "hash", "contenthash", "chunkhash", "fullhash"}


def styles(config: Config, root: str, platform: str, source: ConfigSource) -> dict[str, object]:
    """Return what the engine's `styles` says.

    Raises `ConfigError` where a template cannot tell names apart.
    """
    css = config.css or CssConfig()
    modules = css.modules or CssModulesConfig()
    output = config.output or OutputConfig()
    template = modules.local_ident_name or LOCAL_IDENT_NAME
    for problem, hint in _problems(template, modules):
        raise conflict(source, ("css", "modules", "local_ident_name"), problem, hint)
    load_paths = (config.sass or SassConfig()).load_paths or []
    exports_only = css.exports_only if css.exports_only is not None else platform == "node"
    return {
        "filename": output.css_filename or "",
        "chunk_filename": output.css_chunk_filename or "",
        "data_url_limit": DATA_URL_LIMIT if css.data_url_limit is None else css.data_url_limit,
        "exports_only": exports_only,
        "local_ident_name": template,
        "convention": modules.export_locals_convention or "as-is",
        "named_exports": modules.named_exports is not False,
        "default_export": modules.default_export is not False,
        "animation": modules.animation is not False,
        "container": modules.container is not False,
        "grid": modules.grid or False,
        "custom_idents": modules.custom_idents or False,
        "dashed_idents": modules.dashed_idents or False,
        "pure": modules.pure or False,
        "declarations": modules.typescript or False,
        "load_paths": [os.path.normpath(os.path.join(root, path)) for path in load_paths],
    }


def _problems(template: str, modules: CssModulesConfig) -> Iterator[tuple[str, str]]:
    for placeholder in re.findall(r"\[([^\]]*)\]", template):
        if placeholder.split(":")[0] not in _PLACEHOLDERS:
            message = (
                f"`css.modules.local_ident_name` has the unknown placeholder `[{placeholder}]`"
            )
            yield message, "known are `[name]`, `[path]`, `[folder]`, `[local]` and `[hash:6]`"
    if "[local]" not in template:
        message = f"`css.modules.local_ident_name` makes all names of a file one: {template}"
        yield message, "put `[local]` into it"
    if modules.grid and not template.endswith("[local]"):
        message = "`css.modules.grid` needs names that end in `[local]`"
        yield message, "what grids add to names stands at their ends"
