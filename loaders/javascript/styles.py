"""What loaders give for a style sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pybundle.loaders.protocol import LoaderResult

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["style_result"]


def style_result(
    css: str, source_map: Mapping[str, Any] | None = None, *, module: bool = False
) -> LoaderResult:
    """Return CSS as a module of type `css`, or `css/module` with names of its own.

    The engine makes names of their own for files called `*.module.*` as well.
    """
    return LoaderResult(content=css, source_map=source_map, type="css/module" if module else "css")
