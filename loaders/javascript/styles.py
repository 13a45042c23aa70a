"""What loaders give for a style sheet."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pybundle.loaders.protocol import LoaderError, LoaderResult
from pybundle.loaders.rules import known_types

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["style_result"]


def style_result(
    css: str, source_map: Mapping[str, Any] | None = None, *, module: bool = False
) -> LoaderResult:
    """Return CSS as a module: of type `css`, or `css/module` with names of its own.

    Where the engine has no such types, it is a script that adds the style to the page.
    """
    type_ = "css/module" if module else "css"
    if type_ in known_types():
        return LoaderResult(content=css, source_map=source_map, type=type_)
    if module:
        raise LoaderError("names of their own for styles need the module type `css/module`")
    return LoaderResult(
        content=(
            'const style = document.createElement("style");\n'
            f"style.textContent = {json.dumps(css)};\n"
            "document.head.append(style);\n"
        ),
        type="javascript/esm",
    )
