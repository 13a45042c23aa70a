"""Plugins: a few places in a build where Python is asked.

```python
import pybundle

class Build(pybundle.Plugin):
    @pybundle.hook(test="virtual:build")
    def resolve(self, request, context):
        return request

    @pybundle.hook(test="virtual:build")
    def load(self, id, context):
        return "export const mode = " + repr(context.mode)
```

The hooks are those of Rollup that a bundler in another language can afford
(https://rollupjs.org/plugin-development/#build-hooks). Each is a method; one that is not
overridden costs nothing, and `hook` says what the others are for, so that the engine asks for
nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, MutableMapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from pybundle.bundler.result import BuildResult
    from pybundle.loaders.protocol import LoaderContext, Result

__all__ = ["External", "ParsedModule", "Plugin", "RenderedChunk", "ResolveContext", "hook"]


@dataclass(frozen=True, kw_only=True)
class ResolveContext:
    """Where a request is written."""

    importer: str | None
    """Absolute path of the file, or the id of a virtual module; `None` for entries."""
    kind: str
    """`import`, `dynamic-import`, `require`, `require-resolve`, `url` or `entry`."""
    root: str
    """Folder of the project."""


@dataclass(frozen=True)
class External:
    """What `resolve` returns for what is left to the run time."""

    request: str
    """Under which name the run time has it."""


@dataclass(frozen=True, kw_only=True)
class ParsedModule:
    """A module of the graph."""

    id: str
    """Absolute path, or the id of a virtual module."""
    code: str
    """What was parsed, after all loaders."""
    exports: tuple[str, ...]
    requests: tuple[str, ...]
    """As written: of imports, `require` and `import()`."""


@dataclass(frozen=True, kw_only=True)
class RenderedChunk:
    """A script."""

    name: str
    path: str
    """Relative to the output folder; hashes stand in it only later."""
    is_entry: bool
    format: str
    """`iife`, `esm` or `cjs`."""


class Plugin:
    """What a plugin may be asked; each hook may be left out.

    Hooks run in one thread, in the order of `plugins`. What one raises is a problem of the
    build; `LoaderError` says where in the code.
    """

    name: str = ""
    """As messages name it. Default: the class's."""

    def resolve(self, request: str, context: ResolveContext) -> str | External | None:
        """Return what a request stands for: a path, an id of a virtual module, or `None`.

        An absolute path of a file is treated as if it had been requested. Any other text is the
        id of a module that some plugin's `load` has. The first plugin that answers is heard.
        """

    def load(self, id: str, context: LoaderContext) -> Result | None:  # noqa: A002
        """Return the content of a module, or `None`. The first answer is the content."""

    def transform(self, code: str, context: LoaderContext) -> Result | None:
        """Return other code for a module, after its loaders; `None` leaves it.

        Every plugin gets what the one before it made.
        """

    def module_parsed(self, module: ParsedModule) -> None:
        """See a module that was parsed."""

    def chunk_rendered(self, code: str, chunk: RenderedChunk) -> str | None:
        """Return another text for a script; `None` leaves it. Hashes are made afterwards.

        A text that only adds to the end keeps the source map.
        """

    def assets(self, assets: MutableMapping[str, bytes]) -> None:
        """See all files before they are written: path → content. Add, change or delete some.

        Their names stay, hashes in them included. Manifests and compressed twins are made
        afterwards.
        """

    def done(self, result: BuildResult) -> None:
        """See what a build came to, be it good or not, after it."""


_F = TypeVar("_F", bound=Callable[..., Any])
FILTER = "__pybundle_filter__"


def hook(*, test: str | Iterable[str]) -> Callable[[_F], _F]:
    """Say what `resolve`, `load` or `transform` is for.

    Args:
        test: As `test` of a rule: globs, `/regular expressions/`, or, for `resolve` and for ids
            of virtual modules, the text itself. For `resolve` it is about the request.

    """

    def mark(function: _F) -> _F:
        tests = [test] if isinstance(test, str) else list(test)
        setattr(function, FILTER, tests)
        return function

    return mark
