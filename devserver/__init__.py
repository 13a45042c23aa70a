"""The development server: for `pybundle serve`, and for aiohttp applications of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pybundle.devserver.server import DevServer, Reporter

__all__ = ["DevServer", "Reporter"]


def __getattr__(name: str) -> object:
    if name in __all__:
        # aiohttp takes a tenth of a second to import.
        from pybundle.devserver import server

        return getattr(server, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
