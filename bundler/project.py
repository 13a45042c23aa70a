"""What the project's own files say: package.json, browserslist, tsconfig.json.

Only what the engine does not read itself. A file that cannot be understood is passed
over: the tool it belongs to is the one to complain.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

__all__ = [
    "DEFAULT_ENTRIES",
    "Jsx",
    "browserslist",
    "default_entry",
    "package_name",
    "tsconfig_jsx",
]

DEFAULT_ENTRIES = tuple(f"src/index.{extension}" for extension in ("js", "jsx", "ts", "tsx", "mjs"))


def default_entry(root: str) -> str | None:
    """Return the entry of a project that configures none, relative to the root."""
    for entry in DEFAULT_ENTRIES:
        if os.path.isfile(os.path.join(root, entry)):
            return f"./{entry}"
    return None


def package_name(root: str) -> str:
    """Return the name in the root's package.json, or an empty string."""
    name = _read_json(os.path.join(root, "package.json")).get("name")
    return name if isinstance(name, str) else ""


# --- browserslist (https://github.com/browserslist/browserslist) ----------------------


def browserslist(root: str, environment: str) -> tuple[list[str], str | None]:
    """Return the queries that hold for `environment`, and the file that states them.

    The nearest `.browserslistrc` or package.json with `browserslist` counts, from the root
    upwards to the folder that holds the repository.
    """
    for folder in _upwards(root):
        path = os.path.join(folder, ".browserslistrc")
        text = _read_text(path)
        if text is not None:
            return _sections(text, environment), path
        path = os.path.join(folder, "package.json")
        stated = _read_json(path).get("browserslist")
        if isinstance(stated, Mapping):
            stated = stated.get(environment, stated.get("defaults"))
        if isinstance(stated, str):
            stated = [stated]
        if isinstance(stated, list):
            return [query for query in stated if isinstance(query, str)], path
    return [], None


def _sections(text: str, environment: str) -> list[str]:
    """Return the lines of the section for `environment`, else of the part without a header."""
    sections: dict[str, list[str]] = {"defaults": []}
    current = ["defaults"]
    for line in text.splitlines():
        line = line.partition("#")[0].strip()
        header = re.fullmatch(r"\[(.+)\]", line)
        if header:
            current = header[1].split()
            for name in current:
                sections.setdefault(name, [])
        elif line:
            for name in current:
                sections[name].append(line)
    return sections.get(environment, sections["defaults"])


def _upwards(folder: str) -> Iterator[str]:
    while True:
        yield folder
        parent = os.path.dirname(folder)
        if parent == folder or os.path.exists(os.path.join(folder, ".git")):
            return
        folder = parent


# --- tsconfig.json -------------------------------------------------------------------


class Jsx(msgspec.Struct, frozen=True, kw_only=True):
    """The JSX options of a tsconfig.json, and the files that they were read from."""

    runtime: str | None = None
    import_source: str | None = None
    factory: str | None = None
    fragment: str | None = None
    files: tuple[str, ...] = ()


# `preserve` and `react-native` leave JSX to a later tool: that is us.
_RUNTIMES = {"react": "classic", "react-jsx": "automatic", "react-jsxdev": "automatic"}


def tsconfig_jsx(root: str, path: str | None) -> Jsx:
    """Return the JSX options of the tsconfig at `path`, or of the root's tsconfig or jsconfig."""
    if path is None:
        candidates = [os.path.join(root, name) for name in ("tsconfig.json", "jsconfig.json")]
        path = next((one for one in candidates if os.path.isfile(one)), None)
    if path is None:
        return Jsx()
    files: list[str] = []
    options = _compiler_options(path, files)
    jsx = options.get("jsx")
    return Jsx(
        runtime=_RUNTIMES.get(jsx) if isinstance(jsx, str) else None,
        import_source=_string(options, "jsxImportSource"),
        factory=_string(options, "jsxFactory"),
        fragment=_string(options, "jsxFragmentFactory"),
        files=tuple(files),
    )


def _string(options: Mapping[str, object], key: str) -> str | None:
    value = options.get(key)
    return value if isinstance(value, str) else None


def _compiler_options(path: str, files: list[str]) -> dict[str, Any]:
    """Return the compiler options of `path` over those of what it extends; fills `files`."""
    if path in files:
        return {}
    files.append(path)
    document = _read_json(path)
    extends = document.get("extends", [])
    options: dict[str, Any] = {}
    for base in extends if isinstance(extends, list) else [extends]:
        if isinstance(base, str):
            found = _extended(os.path.dirname(path), base)
            if found is not None:
                options |= _compiler_options(found, files)
    own = document.get("compilerOptions")
    return options | own if isinstance(own, dict) else options


def _extended(folder: str, request: str) -> str | None:
    """Find what `extends` names: a path, or a file of a package."""
    if request.startswith(".") or os.path.isabs(request):
        bases = [os.path.join(folder, request)]
    else:
        bases = [os.path.join(one, "node_modules", request) for one in _upwards(folder)]
    for base in bases:
        for found in (base, f"{base}.json", os.path.join(base, "tsconfig.json")):
            if os.path.isfile(found):
                return os.path.normpath(found)
    return None


# --- JSON, with comments -------------------------------------------------------------


def _read_text(path: str) -> str | None:
    try:
        with open(path, encoding="utf-8-sig") as file:
            return file.read()
    except (OSError, UnicodeDecodeError):
        return None


def _read_json(path: str) -> dict[str, Any]:
    text = _read_text(path)
    if text is None:
        return {}
    try:
        document: object = msgspec.json.decode(text)
    except msgspec.DecodeError:
        try:
            document = msgspec.json.decode(strip_comments(text))
        except msgspec.DecodeError:
            return {}
    return document if isinstance(document, dict) else {}


_JSONC = re.compile(
    r"""
    ("(?:[^"\\\n]|\\.)*")            # a string stays
    | //[^\n]*                       # comments go
    | /\*.*?\*/
    | ,(?=(?:\s|//[^\n]*|/\*.*?\*/)*[}\]])   # as do trailing commas
    """,
    re.VERBOSE | re.DOTALL,
)


def strip_comments(text: str) -> str:
    """Return JSON with comments (as TypeScript reads it) as plain JSON."""
    return _JSONC.sub(lambda match: match[1] or "", text)
