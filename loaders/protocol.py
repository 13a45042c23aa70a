"""What a loader is: a function from the content of a file to the code of a module.

```python
import pybundle

@pybundle.loader(test="*.shout")
def shout(text: str, context: pybundle.LoaderContext) -> str:
    return f"export default {text.upper()!r};"
```

The words are webpack's (https://webpack.js.org/api/loaders/), in snake case. Nothing here
imports more than the standard library, so that a package can bring loaders at no cost.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias, TypeVar, overload

if TYPE_CHECKING:
    import os

    from msgspec import Struct

__all__ = [
    "DEFAULT_TIMEOUT",
    "Content",
    "Loader",
    "LoaderContext",
    "LoaderError",
    "LoaderResult",
    "LoaderSpec",
    "Result",
    "Takes",
    "loader",
    "spec_of",
]

Takes = Literal["text", "bytes"]
"""What a loader is given: the content as UTF-8 decoded text, or as it is."""

Content: TypeAlias = str | bytes

DEFAULT_TIMEOUT = 60.0
"""Seconds that one call of a loader may take, where it does not say otherwise."""


@dataclass(frozen=True, kw_only=True)
class LoaderResult:
    """What a loader gives, where the content alone does not say enough."""

    content: Content
    """The content that the next loader gets, or the module's."""
    source_map: str | bytes | Mapping[str, Any] | None = None
    """A source map (version 3, as JSON or as a mapping) from `content` to what this loader
    was given, and no further: the maps of a chain are composed here."""
    type: str | None = None
    """Type of the module from here on (`"javascript/esm"`, `"json"`, `"css"`, …); the last
    loader that names one wins. Default: the rule's, else `"javascript/auto"`."""
    dependencies: Iterable[str | os.PathLike[str]] = ()
    """As by `LoaderContext.add_dependency`."""
    side_effects: bool | None = None
    """`False`: the module may be left out where nothing of it is used."""


Result: TypeAlias = Content | LoaderResult
"""What a loader may return."""


class LoaderError(Exception):
    """A problem with the content, and where it is; what a loader raises to report one.

    Any other exception is reported with the place in the loader's own code.
    """

    def __init__(
        self,
        message: str,
        *,
        line: int | None = None,
        column: int | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = "loader-error"
        self.line = line
        """From 1, in what the loader was given."""
        self.column = column
        """In characters, from 1."""
        self.hint = hint


class LoaderContext(Protocol):
    """What a loader knows of the module it works on, and what it can ask for.

    Paths are absolute. Nothing here may be used after the loader has returned.
    """

    @property
    def resource(self) -> str:
        """Path and query: `/site/page.md?draft`."""

    @property
    def resource_path(self) -> str:
        """Path of the file; the id of a virtual module."""

    @property
    def query(self) -> str:
        """With its `?`; empty where there is none."""

    @property
    def resource_fragment(self) -> str:
        """With its `#`; empty where there is none."""

    @property
    def mode(self) -> Literal["production", "development", "none"]:
        """The configuration's."""

    @property
    def target(self) -> tuple[str, ...]:
        """`es2015` … `esnext`, or browserslist queries; empty means esnext."""

    @property
    def platform(self) -> Literal["web", "webworker", "node"]:
        """Where the bundle is to run."""

    @property
    def root(self) -> str:
        """Folder of the project."""

    @property
    def options(self) -> Any:
        """What the rule says: an instance of the loader's `options` type, else a mapping."""

    @property
    def source_map(self) -> bool:
        """Whether a map is of any use."""

    def resolve(self, request: str, *, start: str | os.PathLike[str] | None = None) -> str:
        """Return the path that `request` names in an import written in the file.

        Args:
            request: As in `import "request"`.
            start: Folder or file to start from instead.

        Raises:
            LoaderError: There is none. Where it was looked for is watched.

        """

    def read(self, path: str | os.PathLike[str]) -> bytes:
        """Return the content of a file, relative to the resource's folder, as a dependency.

        Raises:
            OSError: It cannot be read; it is watched nevertheless.

        """

    def add_dependency(self, path: str | os.PathLike[str]) -> None:
        """Note a file that the result depends on, beside the resource."""

    def add_context_dependency(self, path: str | os.PathLike[str]) -> None:
        """Note a folder of which the result depends on the names."""

    def add_missing_dependency(self, path: str | os.PathLike[str]) -> None:
        """Note a path that does not exist, and would change the result if it did."""

    def emit_file(self, name: str, content: Content) -> str:
        """Write a file beside the bundle.

        Args:
            name: Path relative to the output folder, with `/`.
            content: Its content; text is written as UTF-8.

        Returns:
            `name`, in its shortest form.

        Raises:
            LoaderError: It lies outside of the output folder.

        """

    def warn(self, message: str, *, line: int | None = None, column: int | None = None) -> None:
        """Report a warning, in place `line`, `column` (from 1) of what the loader was given."""

    def error(self, message: str, *, line: int | None = None, column: int | None = None) -> None:
        """Report an error; the loader goes on, and the build fails."""


class Loader(Protocol):
    """A function of this form, or an object that can be called so; `async` is allowed."""

    def __call__(self, content: Any, context: LoaderContext, /) -> Result | Awaitable[Result]:
        """Return what the module is made of."""


@dataclass(frozen=True, kw_only=True)
class LoaderSpec:
    """What a loader says of itself. `loader` puts one on the function or class."""

    test: str | tuple[str, ...] | None = None
    """Condition of the rule that the loader is by itself, where a rule is only its name."""
    takes: Takes | None = None
    """Default: `bytes` where the first parameter is annotated so, else `text`."""
    options: type[Struct] | None = None
    """Options are checked against it; a class is made with an instance of it."""
    type: str | None = None
    """Type of the module that it makes, where the result does not say."""
    parallel: bool = False
    """Run in a pool of processes. The loader must be found under its module and name; it
    gets no `resolve`."""
    timeout: float = DEFAULT_TIMEOUT
    """Seconds that one call may take. A process is ended then; a thread cannot be, so there
    the build ends."""
    cache: bool = True
    """Whether the result depends on content, options and dependencies only."""


_T = TypeVar("_T", bound=Callable[..., Any])
_ATTRIBUTE = "__pybundle_loader__"


@overload
def loader(target: _T, /) -> _T: ...
@overload
def loader(
    *,
    test: str | Iterable[str] | None = None,
    takes: Takes | None = None,
    options: type[Struct] | None = None,
    type: str | None = None,
    parallel: bool = False,
    timeout: float = DEFAULT_TIMEOUT,
    cache: bool = True,
) -> Callable[[_T], _T]: ...
def loader(
    target: _T | None = None,
    /,
    *,
    test: str | Iterable[str] | None = None,
    takes: Takes | None = None,
    options: type[Struct] | None = None,
    type: str | None = None,  # noqa: A002 - the word of rules
    parallel: bool = False,
    timeout: float = DEFAULT_TIMEOUT,
    cache: bool = True,
) -> _T | Callable[[_T], _T]:
    """Mark a function or class as a loader; the arguments are the fields of `LoaderSpec`.

    A class is called once for each rule that uses it, with the checked options if it has
    `options`, else with the mapping that the rule gives, or with nothing where it takes no
    argument; then the instance is called with content and context.
    """
    spec = LoaderSpec(
        test=test if test is None or isinstance(test, str) else tuple(test),
        takes=takes,
        options=options,
        type=type,
        parallel=parallel,
        timeout=timeout,
        cache=cache,
    )

    def mark(target: _T) -> _T:
        setattr(target, _ATTRIBUTE, spec)
        return target

    return mark if target is None else mark(target)


def spec_of(target: object) -> LoaderSpec:
    """Return what a loader says of itself; the defaults where it says nothing."""
    spec = getattr(target, _ATTRIBUTE, None)
    return spec if isinstance(spec, LoaderSpec) else LoaderSpec()
