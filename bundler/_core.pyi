"""The engine, written in Rust. Private: `pybundle.Compiler` is the public face of it."""

from collections.abc import Callable
from typing import TypeAlias, final

__all__ = ["Compiler", "check_pattern", "module_types", "native_loaders", "version"]

_Asked: TypeAlias = tuple[int, int | None, str | None, str | None, tuple[str, str, str], bytes, str]

@final
class Compiler:
    """One configuration and what its builds have in common."""

    def __new__(cls, options: bytes) -> Compiler:
        """Take the options of the engine as JSON; `ValueError` where they are malformed."""
    def build(self, start: Callable[[], object] | None = None) -> bytes:
        """Build and return the result as JSON. `KeyboardInterrupt` comes through at once.

        `start` is called once where loaders are asked and no session is open.
        """
    def open_session(self) -> int:
        """Begin to answer for loaders and plugins; return the number of the session."""
    def close_session(self) -> None:
        """End the session; `take` returns `None`."""
    def take(self, session: int) -> list[_Asked] | None:
        """Wait for requests and return all; `None` when the session is over."""
    def begin(self, session: int, id: int, seconds: float) -> None:
        """Say which request is worked on, and how long it may take."""
    def answer(
        self,
        id: int,
        content: bytes | None,
        said: bytes | None = None,
        files: list[tuple[str, bytes]] | None = None,
    ) -> None:
        """Answer a request; `said` is JSON, `files` are for the output folder."""
    def resolve(self, folder: str, request: str) -> str:
        """Return the file that a request from a folder names; `ValueError` where there is none."""
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

def native_loaders() -> list[str]:
    """Return the names of the loaders that are a part of the engine."""

def module_types() -> list[str]:
    """Return the types that a module can have."""

def check_pattern(pattern: str, flags: str) -> str | None:
    """Return what is wrong with a regular expression, if anything is."""

def version() -> str:
    """Return the version of the engine."""
