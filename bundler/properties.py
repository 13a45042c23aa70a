"""`optimization.mangle_props`: what the engine is told, and the file that keeps the names."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import msgspec

from pybundle.bundler.config_file import conflict
from pybundle.bundler.diagnostics import ConfigError, Diagnostic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pybundle.bundler.config import OptimizationConfig
    from pybundle.bundler.config_file import ConfigSource

__all__ = ["mangle_props", "write_cache"]


def mangle_props(
    stated: OptimizationConfig, root: str, source: ConfigSource
) -> tuple[dict[str, Any] | None, str | None]:
    """Return the `mangle_props` of the engine, and the absolute path of the cache.

    Raises `ConfigError` where the cache cannot be read, or nothing asks for short names.
    """
    if stated.mangle_props is None:
        for name in ("reserve_props", "mangle_quoted", "props_cache"):
            if getattr(stated, name) is not None:
                raise conflict(
                    source,
                    ("optimization", name),
                    f"`optimization.{name}` means nothing without `optimization.mangle_props`",
                    "say which properties are meant: `mangle_props = '^_'`",
                )
        return None, None
    reserve = stated.reserve_props
    path = os.path.normpath(os.path.join(root, stated.props_cache)) if stated.props_cache else None
    engine = {
        "pattern": stated.mangle_props,
        "reserve": [reserve] if isinstance(reserve, str) else reserve or [],
        "quoted": stated.mangle_quoted or False,
        "cache": _read_cache(path, root) if path is not None else {},
        "remember": path is not None,
    }
    return engine, path


def _read_cache(path: str, root: str) -> dict[str, str | None]:
    try:
        with open(path, "rb") as file:
            content = file.read()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise _problem(path, root, "cannot be read", error.strerror or str(error)) from None
    try:
        # Written by esbuild, it is the same: a name, or `false`.
        found: Any = msgspec.json.decode(content) if content.strip() else {}
    except msgspec.DecodeError as error:
        raise _problem(path, root, "is no JSON", str(error)) from None
    if not isinstance(found, dict):
        raise _problem(path, root, "is no table of names", "it begins with `{`")
    names: dict[str, str | None] = {}
    for name, target in found.items():
        if isinstance(target, str):
            names[name] = target
        elif target is False:
            names[name] = None
        else:
            shown = msgspec.json.encode(target).decode()
            reason = f"`{name}` is {shown}, where a name or `false` is expected"
            raise _problem(path, root, "is no table of names", reason)
    return names


def _problem(path: str, root: str, what: str, note: str) -> ConfigError:
    shown = os.path.relpath(path, root).replace(os.sep, "/")
    return ConfigError(
        [
            Diagnostic(
                severity="error",
                code="invalid-props-cache",
                message=f"the cache of properties `{shown}` {what}",
                notes=(note,),
                hint="without the file the names are given anew",
            )
        ]
    )


def write_cache(path: str, names: Mapping[str, str | None]) -> None:
    """Write the names, sorted; a file that says the same is left alone. Raises `OSError`."""
    table = {name: False if target is None else target for name, target in sorted(names.items())}
    content = msgspec.json.format(msgspec.json.encode(table), indent=2) + b"\n"
    try:
        with open(path, "rb") as file:
            if file.read() == content:
                return
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
    beside = f"{path}.{os.getpid()}"
    with open(beside, "wb") as file:
        file.write(content)
    os.replace(beside, path)
