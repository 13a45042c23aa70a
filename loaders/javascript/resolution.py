"""Where Node.js would find a package: https://nodejs.org/api/modules.html#all-together.

For what a tool asks for while it runs, and for loaders that a rule names. Whatever stands in
code that pybundle bundles is resolved by the engine.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["module_folders", "package_version", "resolve", "resolve_style"]

REQUIRE = ("node", "require", "default")
STYLE = ("style", "default")
IMPORT = ("node", "import", "module-sync", "default")
EXTENSIONS = ("", ".js", ".cjs", ".mjs", ".json", ".ts")


def resolve(request: str, folder: str) -> str | None:
    """Return the path of the file that `require(request)` means in a file of `folder`.

    A package that has no CommonJS gives the ES module that `import` would find. `None`: there
    is no such file.

    Args:
        request: A path, or a package with or without a path in it.
        folder: Absolute.

    """
    if request.startswith("file:"):
        from urllib.parse import unquote, urlsplit

        request = unquote(urlsplit(request).path)
    if os.path.isabs(request) or request in (".", "..") or request.startswith(("./", "../")):
        return _file_or_folder(os.path.normpath(os.path.join(folder, request)))
    name, rest = _split(request)
    if any(part in ("", ".", "..") for part in name.split("/")):
        return None
    for modules in module_folders(folder):
        package = os.path.join(modules, *name.split("/"))
        if not os.path.isdir(package):
            continue
        exports = _manifest(package).get("exports")
        if exports is not None:
            inner = f"./{rest}" if rest else "."
            target = _export(exports, inner, REQUIRE) or _export(exports, inner, IMPORT)
            found = _file(os.path.join(package, target)) if target else None
        else:
            found = _file_or_folder(os.path.join(package, rest) if rest else package)
        if found is not None:
            return found
    return None


def resolve_style(request: str, folder: str) -> str | None:
    """Return the path of the style sheet that `@import "request"` means, as bundlers have it.

    A path is relative where there is such a file; else it is a package's: `exports` under the
    condition `style`, or the field `style`.
    """
    beside = os.path.normpath(os.path.join(folder, request))
    for extension in ("", ".css"):
        if os.path.isfile(beside + extension):
            return beside + extension
    if request.startswith((".", "/")):
        return None
    name, rest = _split(request.removeprefix("~"))
    for modules in module_folders(folder):
        package = os.path.join(modules, *name.split("/"))
        manifest = _manifest(package)
        exports = manifest.get("exports")
        target = None
        if exports is not None:
            target = _export(exports, f"./{rest}" if rest else ".", STYLE)
        elif not rest:
            target = manifest.get("style") or manifest.get("main") or "index.css"
        for inner in (target, rest):
            if not isinstance(inner, str) or not inner:
                continue
            for extension in ("", ".css"):
                path = os.path.normpath(os.path.join(package, inner)) + extension
                if path.endswith(".css") and os.path.isfile(path):
                    return path
    return None


def _split(request: str) -> tuple[str, str]:
    """Return the name of the package in a request, and the path in it."""
    parts = request.split("/")
    depth = 2 if request.startswith("@") else 1
    return "/".join(parts[:depth]), "/".join(parts[depth:])


def module_folders(folder: str) -> Iterator[str]:
    """Yield the `node_modules` that a file in `folder` can use, the nearest first."""
    here = os.path.abspath(folder)
    while True:
        if os.path.basename(here) != "node_modules":
            modules = os.path.join(here, "node_modules")
            if os.path.isdir(modules):
                yield modules
        above = os.path.dirname(here)
        if above == here:
            return
        here = above


def package_version(name: str, folder: str) -> str | None:
    """Return the version of the package that `folder` uses under a name."""
    for modules in module_folders(folder):
        version = _manifest(os.path.join(modules, *name.split("/"))).get("version")
        if isinstance(version, str):
            return version
    return None


def _manifest(package: str) -> dict[str, Any]:
    try:
        with open(os.path.join(package, "package.json"), encoding="utf-8") as file:
            found = json.load(file)
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _file(path: str) -> str | None:
    for extension in EXTENSIONS:
        if os.path.isfile(path + extension):
            return path + extension
    return None


def _file_or_folder(path: str) -> str | None:
    found = _file(path)
    if found is not None or not os.path.isdir(path):
        return found
    main = _manifest(path).get("main")
    if isinstance(main, str) and main:
        inner = os.path.normpath(os.path.join(path, main))
        found = _file(inner) or _file(os.path.join(inner, "index"))
        if found is not None:
            return found
    return _file(os.path.join(path, "index"))


def _export(exports: Any, name: str, conditions: Sequence[str]) -> str | None:
    """Return what `exports` has under a name: https://nodejs.org/api/packages.html."""
    if not isinstance(exports, dict) or not any(key.startswith(".") for key in exports):
        exports = {".": exports}
    if name in exports:
        return _target(exports[name], conditions, "")
    patterns = [key for key in exports if "*" in key]
    for pattern in sorted(patterns, key=lambda key: -len(key.partition("*")[0])):
        before, _, after = pattern.partition("*")
        if name.startswith(before) and name.endswith(after) and len(name) >= len(pattern):
            star = name[len(before) : len(name) - len(after)]
            return _target(exports[pattern], conditions, star)
    return None


def _target(value: Any, conditions: Sequence[str], star: str) -> str | None:
    # Manifests nest as deep as they like, so a list stands in for the stack.
    open_ = [value]
    while open_:
        one = open_.pop()
        if isinstance(one, str):
            return one.replace("*", star)
        if isinstance(one, list):
            open_.extend(reversed(one))
        elif isinstance(one, dict):
            open_.extend(one[key] for key in reversed(one) if key in conditions)
    return None
