"""The engine, written in Rust. Private: `pybundle.Compiler` is the public face of it."""

from typing import final

__all__ = ["Compiler", "version"]

@final
class Compiler:
    """One configuration and what its builds have in common."""

    def __new__(cls, options: bytes) -> Compiler:
        """Take the options of the engine as JSON; `ValueError` where they are malformed."""
    def build(self) -> bytes:
        """Build and return the result as JSON. `KeyboardInterrupt` comes through at once."""
    def stop(self) -> None:
        """Make a build that runs in another thread return early."""
    def invalidate(self, paths: list[str]) -> None:
        """Note that these absolute paths changed, appeared or vanished."""
    def inputs(self) -> bytes:
        """Return what the last build read and looked for, as JSON."""
    def output(self, path: str) -> bytes | None:
        """Return the content of an output file that was not written, of the last good build."""
    def progress(self) -> tuple[str, int, int]:
        """Return the stage, the modules done and the modules known, from any thread."""

def version() -> str:
    """Return the version of the engine."""
