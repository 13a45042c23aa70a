"""From what a rule names to a loader: native, by entry point, by module and name, JavaScript.

In this order: a loader that the engine has (`yaml`), one that comes with pybundle, one that an
installed package brings in the entry point group `pybundle.loaders`, `"package.module:Name"`,
and what `resolvers` know, which is where loaders written in JavaScript come in.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from pybundle.loaders.protocol import LoaderSpec, spec_of

if TYPE_CHECKING:
    from pybundle.loaders.protocol import Loader

__all__ = [
    "BUILT_IN",
    "FoundLoader",
    "UnusableLoaderError",
    "find_loader",
    "load_object",
    "options_of",
    "resolvers",
]

ENTRY_POINTS = "pybundle.loaders"

BUILT_IN: dict[str, str] = {
    "babel": "pybundle.loaders.javascript.documents:Babel",
    "handlebars": "pybundle.loaders.javascript.documents:Handlebars",
    "less": "pybundle.loaders.javascript.less:Less",
    "markdown": "pybundle.loaders.markdown:markdown",
    "mdx": "pybundle.loaders.javascript.documents:Mdx",
    "postcss": "pybundle.loaders.javascript.postcss:PostCss",
    "pug": "pybundle.loaders.javascript.documents:Pug",
    "svelte": "pybundle.loaders.javascript.svelte:Svelte",
    "tailwind": "pybundle.loaders.javascript.tailwind:Tailwind",
    "vue": "pybundle.loaders.javascript.vue:Vue",
}
"""Loaders in Python that come with pybundle: name → module and name. They are imported when
the first file asks for them."""

Resolver = Callable[[str, str], "Loader | None"]


def _javascript(name: str, root: str) -> Loader | None:
    from pybundle.loaders.javascript.webpack import find_webpack_loader

    return find_webpack_loader(name, root)


resolvers: dict[str, Resolver] = {"javascript": _javascript}
"""Other kinds of loaders by what they are called (`javascript`): functions of a name and of the
root of the project that give a loader, or `None` where they know none. What they give is
treated as any loader in Python is: marked by `@loader` or not."""


class UnusableLoaderError(Exception):
    """Why a rule cannot have its loader; `keys` lead to what is wrong in its options."""

    def __init__(
        self, message: str, hint: str | None = None, keys: tuple[str, ...] | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.keys = keys


class FoundLoader(msgspec.Struct, kw_only=True):
    """A loader with the options of one rule."""

    label: str
    """As messages name it."""
    native: bool = False
    """It is a part of the engine."""
    reference: str | None = None
    """`package.module:Name`, where it can be found again."""
    target: Any = None
    """The function or class; `None` for one that is still to be imported, and a native one."""
    options: Any = None
    """Plain, as the rule has them."""

    def load(self) -> tuple[Any, LoaderSpec]:
        """Return the function or class and what it says of itself, imported if need be."""
        if self.target is None:
            assert self.reference is not None
            self.target = load_object(self.reference)
        return self.target, spec_of(self.target)


def find_loader(loader: object, options: object, *, root: str) -> FoundLoader:
    """Return the loader that `loader` names or is.

    Args:
        loader: A name, or a function, class or callable object.
        options: A mapping or struct, or `None`.
        root: Folder of the project.

    Raises:
        UnusableLoaderError: There is none, or it does not take these options.

    """
    if isinstance(loader, str):
        name, _, query = loader.partition("?")
        if query and options is None:
            options = query_options(query)
        found = _by_name(name, root)
    elif callable(loader):
        found = FoundLoader(label=_label(loader), reference=_reference(loader), target=loader)
    else:
        raise UnusableLoaderError(f"a loader is a name or can be called; this is {loader!r}")
    found = msgspec.structs.replace(found, options=options)
    if not found.native and found.target is not None:
        options_of(found)
    return found


def query_options(query: str) -> dict[str, Any]:
    """Return the options in `a=1&b&-c`, as webpack reads them; JSON where it starts with `{`."""
    if query.startswith("{"):
        try:
            value = msgspec.json.decode(query)
        except msgspec.DecodeError as error:
            raise UnusableLoaderError(f"the options `{query}` are no JSON: {error}") from None
        return value if isinstance(value, dict) else {}
    from urllib.parse import unquote

    options: dict[str, Any] = {}
    for part in filter(None, query.split("&")):
        name, equals, value = part.partition("=")
        name = unquote(name)
        if equals:
            options[name] = {"true": True, "false": False}.get(value, unquote(value))
        else:
            options[name.lstrip("+-")] = not name.startswith("-")
    return options


def options_of(found: FoundLoader) -> Any:
    """Return the options as the loader takes them; raises `UnusableLoaderError`."""
    _, spec = found.load()
    stated = found.options
    if spec.options is None:
        return {} if stated is None else stated
    if isinstance(stated, spec.options):
        return stated
    plain = msgspec.to_builtins(stated) if isinstance(stated, msgspec.Struct) else stated
    plain = dict(plain) if isinstance(plain, Mapping) else {}
    fields = {field.encode_name for field in msgspec.structs.fields(spec.options)}
    for key in plain:
        if key not in fields:
            import difflib

            near = difflib.get_close_matches(str(key), fields, n=1)
            known = ", ".join(sorted(fields)) or "none"
            raise UnusableLoaderError(
                f"`{found.label}` has no option `{key}`",
                f"did you mean `{near[0]}`?" if near else f"its options: {known}",
                (str(key),),
            )
    try:
        return msgspec.convert(plain, spec.options)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at `$")
        keys = tuple(key for key in where.removesuffix("`").lstrip(".").split(".") if key)
        what = (what[:1].lower() + what[1:]).replace(" | null", "")
        place = f"option `{'.'.join(keys)}` of `{found.label}`" if keys else f"`{found.label}`"
        raise UnusableLoaderError(f"{place}: {what}", None, keys) from None


def load_object(reference: str) -> Any:
    """Return what `"package.module:Name"` names; raises `UnusableLoaderError`."""
    module_name, _, name = reference.partition(":")
    from importlib import import_module

    try:
        value: Any = import_module(module_name)
    except ModuleNotFoundError as error:
        missing = error.name or module_name
        raise UnusableLoaderError(
            f"there is no Python module `{missing}` (for `{reference}`)",
            "is the package installed in this environment, or the folder in `PYTHONPATH`?",
        ) from None
    except Exception as error:
        raise UnusableLoaderError(
            f"`{module_name}` cannot be imported: {type(error).__name__}: {error}"
        ) from error
    for part in name.split("."):
        try:
            value = getattr(value, part)
        except AttributeError:
            import difflib

            names = [one for one in dir(value) if not one.startswith("_")]
            near = difflib.get_close_matches(part, names, n=1)
            raise UnusableLoaderError(
                f"`{module_name}` has no `{part}`",
                f"did you mean `{near[0]}`?" if near else None,
            ) from None
    return value


def _by_name(name: str, root: str) -> FoundLoader:
    from pybundle.bundler._core import native_loaders

    if name in native_loaders():
        return FoundLoader(label=name, native=True)
    if name in BUILT_IN:
        return FoundLoader(label=name, reference=BUILT_IN[name])
    installed = _installed()
    if name in installed:
        return FoundLoader(
            label=name, reference=installed[name], target=_callable(name, installed[name])
        )
    module, colon, _ = name.partition(":")
    if colon and all(part.isidentifier() for part in module.split(".")):
        return FoundLoader(label=name, reference=name, target=_callable(name, name))
    for resolver in resolvers.values():
        loader = resolver(name, root)
        if loader is not None:
            return FoundLoader(label=name, target=loader)
    import difflib

    known = sorted({*native_loaders(), *BUILT_IN, *installed})
    near = difflib.get_close_matches(name, known, n=1)
    raise UnusableLoaderError(
        f"there is no loader `{name}`",
        f"did you mean `{near[0]}`?"
        if near
        else 'a loader in Python is named "package.module:Name"; '
        f"those that come with pybundle: {', '.join(known)}",
    )


def _callable(name: str, reference: str) -> Any:
    target = load_object(reference)
    if not callable(target):
        raise UnusableLoaderError(f"`{name}` is no loader: it cannot be called")
    return target


def _installed() -> dict[str, str]:
    """Return the loaders of installed packages: name → reference."""
    from importlib.metadata import entry_points

    return {point.name: point.value for point in entry_points(group=ENTRY_POINTS)}


def _label(loader: object) -> str:
    named = loader if inspect.isclass(loader) or inspect.isroutine(loader) else type(loader)
    return str(getattr(named, "__qualname__", named)).rpartition("<locals>.")[2]


def _reference(loader: object) -> str | None:
    module = getattr(loader, "__module__", None)
    name = getattr(loader, "__qualname__", None)
    if not module or not name or "<" in name:
        return None
    return f"{module}:{name}"
