"""One build, as the server holds it while pages may ask for its files."""

from __future__ import annotations

from collections.abc import Callable  # noqa: TC003 - type hints are evaluated

import msgspec

from pybundle.bundler.compiler import Compiler  # noqa: TC001 - type hints are evaluated
from pybundle.bundler.result import BuildResult  # noqa: TC001 - type hints are evaluated

__all__ = ["Snapshot"]


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """A build that succeeded."""

    hash: str
    """Names it: other builds, of other runs of the server too, have other ones."""
    result: BuildResult
    compiler: Compiler
    """What built it, and may have built further since."""
    read: Callable[[str], bytes | None]
    """Gives the content of an output file by its path, relative to the output folder."""
    public_path: str
    """URL path of the output folder, with slashes at both ends."""
    changed: tuple[str, ...] = ()
    """The files whose change led to it, relative to the root."""
