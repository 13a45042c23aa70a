"""Which words of a project may be class names of Tailwind, and in which files to look.

The rules are those of Tailwind's own scanner (https://tailwindcss.com/docs/
detecting-classes-in-source-files): files are plain text; a candidate stands between certain
characters; what is no class name is sorted out by the compiler.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pathspec import GitIgnoreSpec

__all__ = ["Scan", "candidates_in", "scan"]

# Atomic groups: what has matched is never taken apart again, so the time is linear.
_BRACKETS = r"\[(?>[^\s\[\]]|\[(?>[^\s\[\]]|\[[^\s\[\]]*+\])*+\])++\]"
_PARENTHESES = r"\((?>[a-zA-Z-]++:)?+--(?>[^\s()]|\([^\s()]*+\))++\)"
_MODIFIER = rf"/(?>[\w.%-]++|{_BRACKETS}|{_PARENTHESES})"
_VARIANT = (
    rf"(?>\[(?>[^\s\[\]]|\[(?>[^\s\[\]]|\[[^\s\[\]]*+\])*+\])++\]"
    rf"|[@a-zA-Z0-9*-](?>[\w@*%]|\.\d|-)*+(?>{_BRACKETS}|{_PARENTHESES})?+)"
    rf"(?>{_MODIFIER})?+:"
)
_UTILITY = (
    rf"!?+(?>\[[a-zA-Z-](?>[^\s\[\]]|{_BRACKETS})*+\]"
    rf"|-?+[@a-zA-Z](?>[\w%-]|(?<=\d)\.(?=\d))*+(?>{_BRACKETS}|{_PARENTHESES})?+)"
    rf"(?>{_MODIFIER})?+!?+"
)
# `{ flex: on }` names a class, too; in `{ hover:flex }` the word before the colon is a variant.
_CANDIDATE = re.compile(
    rf"(?:(?<![^\s\"'`.}}>\]])(?:{_VARIANT}(?![\s\"'`]))*+{_UTILITY}"
    rf"(?=[\s\"'`\]{{=\\<\[]|:[\s\"'`]|$)"
    rf"|(?<={{)[a-zA-Z][\w-]*+(?=:[\s\"'`]))",
    re.ASCII,
)
# A custom property that is used keeps its theme variable.
_PROPERTY = re.compile(r"(?<![\w-])--[a-zA-Z][\w-]*", re.ASCII)

_IGNORED_FOLDERS = frozenset({
    ".git", ".hg", ".jj", ".next", ".parcel-cache", ".pnpm-store", ".svelte-kit", ".svn", ".turbo",
    ".venv", ".vercel", ".yarn", "__pycache__", "node_modules", "venv",
})  # fmt: skip
_IGNORED_FILES = frozenset({
    "package-lock.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock", "bun.lockb", "Cargo.lock",
    "poetry.lock", "uv.lock", "composer.lock", "Gemfile.lock", ".gitignore", ".env",
})  # fmt: skip
_IGNORED_EXTENSIONS = frozenset({
    ".css", ".less", ".lock", ".log", ".sass", ".scss", ".styl",
    ".7z", ".aac", ".avi", ".avif", ".bin", ".bmp", ".br", ".class", ".db", ".dll", ".doc", ".docx",
    ".dylib", ".eot", ".exe", ".flac", ".gif", ".gz", ".heic", ".ico", ".jar", ".jpeg", ".jpg",
    ".mkv", ".mov", ".mp3", ".mp4", ".node", ".o", ".ogg", ".otf", ".pdf", ".png", ".ppt", ".psd",
    ".pyc", ".rar", ".rtf", ".so", ".sqlite", ".tar", ".tgz", ".tif", ".tiff", ".ttf", ".wasm",
    ".wav", ".webm", ".webp", ".woff", ".woff2", ".xls", ".xlsx", ".xz", ".zip", ".zst",
})  # fmt: skip

LARGEST = 8 << 20
"""Bytes; what is larger was not written by hand."""


@dataclass(frozen=True)
class Scan:
    """What was found, and what it depends on."""

    candidates: list[str]
    """Sorted."""
    files: list[str]
    folders: list[str]


def scan(root: Any, sources: Sequence[dict[str, Any]], project: str) -> Scan:
    """Look for candidates where a style sheet says.

    Args:
        root: What `@import "tailwindcss" source(…)` says: `None` for nothing, `"none"`, or
            a table of `base` and `pattern`.
        sources: Of `@source`: tables of `base`, `pattern`, `negated`.
        project: Folder to look in where nothing is said.

    """
    found: dict[str, None] = {}
    folders: dict[str, None] = {}
    if root is None:
        root = {"base": project, "pattern": "**/*"}
    if isinstance(root, dict):
        _walk(_source_folder(root), found, folders)
    negated: list[tuple[str, str]] = []
    for source in sources:
        base, pattern = source["base"], source["pattern"]
        if source.get("negated"):
            negated.append((base, pattern))
        else:
            _add_source(base, pattern, found, folders)
    for base, pattern in negated:
        excluded = _pattern(base, pattern)
        for path in [path for path in found if excluded(path)]:
            del found[path]
    names: set[str] = set()
    files = sorted(found)
    for path in files:
        names |= _of_file(path)
    return Scan(sorted(names), files, sorted(folders))


def candidates_in(text: str, extension: str = "") -> set[str]:
    """Return the candidates in a text; `extension` says which language it is in."""
    if extension == ".svelte":
        text = text.replace("class:", " ")
    elif extension in (".pug", ".haml", ".slim"):
        # `.flex.p-2#main`
        text = text.replace("#", " ")
        text = re.sub(r"(?<=[\w\]])\.(?=[a-zA-Z@\[-])", " ", text) + "\n" + text
    found = {match[0] for match in _CANDIDATE.finditer(text)}
    found.update(_PROPERTY.findall(text))
    return found


_seen: dict[str, tuple[tuple[int, int], frozenset[str]]] = {}


def _of_file(path: str) -> frozenset[str]:
    try:
        look = os.stat(path)
        key = (look.st_mtime_ns, look.st_size)
        known = _seen.get(path)
        if known is not None and known[0] == key:
            return known[1]
        if look.st_size > LARGEST:
            return frozenset()
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return frozenset()
    names = (
        frozenset()
        if b"\0" in data[:4096]
        else frozenset(
            candidates_in(data.decode("utf-8", "replace"), os.path.splitext(path)[1].lower())
        )
    )
    _seen[path] = (key, names)
    return names


def _source_folder(root: dict[str, Any]) -> str:
    pattern: str = root["pattern"].removesuffix("/**/*")
    if pattern in ("**/*", "**"):
        pattern = "."
    return os.path.normpath(os.path.join(root["base"], pattern))


def _add_source(base: str, pattern: str, found: dict[str, None], folders: dict[str, None]) -> None:
    path = os.path.normpath(os.path.join(base, pattern))
    if os.path.isfile(path):
        # Named itself, a file counts whatever its name is.
        found[path] = None
        return
    if os.path.isdir(path):
        _walk(path, found, folders)
        return
    fixed, matches = _fixed_part(base, pattern), _pattern(base, pattern)
    here: dict[str, None] = {}
    _walk(fixed, here, folders, everything=True)
    found.update(dict.fromkeys(path for path in here if matches(path)))


def _fixed_part(base: str, pattern: str) -> str:
    parts = pattern.split("/")
    kept = []
    for part in parts:
        if re.search(r"[*?{\[]", part):
            break
        kept.append(part)
    return os.path.normpath(os.path.join(base, *kept)) if kept else os.path.normpath(base)


def _pattern(base: str, pattern: str) -> Callable[[str], bool]:
    """Return a function of a path: whether the glob, braces included, takes it."""
    start = os.path.normpath(base)
    while pattern.startswith("../"):
        pattern = pattern[3:]
        start = os.path.dirname(start)
    whole = re.compile("|".join(_glob(one) for one in _braces(pattern)))

    def matches(path: str) -> bool:
        inner = os.path.relpath(path, start).replace(os.sep, "/")
        return whole.fullmatch(inner) is not None

    return matches


def _braces(pattern: str) -> list[str]:
    found = re.search(r"\{([^{}]*)\}", pattern)
    if not found:
        return [pattern]
    made: list[str] = []
    for one in found[1].split(","):
        made += _braces(pattern[: found.start()] + one + pattern[found.end() :])
    return made


def _glob(pattern: str) -> str:
    pattern = pattern.removeprefix("./")
    made = ""
    at = 0
    while at < len(pattern):
        if pattern.startswith("**/", at):
            made += "(?:.*/)?"
            at += 3
        elif pattern.startswith("**", at):
            made += ".*"
            at += 2
        elif pattern[at] == "*":
            made += "[^/]*"
            at += 1
        elif pattern[at] == "?":
            made += "[^/]"
            at += 1
        else:
            made += re.escape(pattern[at])
            at += 1
    # A folder stands for what is in it.
    return f"(?:{made}(?:/.*)?)"


def _walk(
    top: str, found: dict[str, None], folders: dict[str, None], *, everything: bool = False
) -> None:
    """Add the files below a folder that git does not ignore."""
    open_: list[tuple[str, tuple[tuple[str, GitIgnoreSpec], ...]]] = [(top, _outer_ignores(top))]
    while open_:
        folder, ignores = open_.pop()
        own = _ignore_file(os.path.join(folder, ".gitignore"))
        if own is not None:
            ignores = (*ignores, (folder, own))
        folders[folder] = None
        for entry in _entries(folder):
            name, path = entry.name, entry.path
            directory = entry.is_dir()
            if directory and name in _IGNORED_FOLDERS:
                continue
            if not directory and not everything and not _readable(name):
                continue
            if _ignored(path, directory, ignores):
                continue
            if directory:
                if not entry.is_symlink():
                    open_.append((path, ignores))
            else:
                found[path] = None


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from entries
    except OSError:
        return


def _readable(name: str) -> bool:
    return (
        name not in _IGNORED_FILES
        and os.path.splitext(name)[1].lower() not in _IGNORED_EXTENSIONS
        and not name.startswith(".env.")
    )


def _ignored(path: str, directory: bool, ignores: Iterable[tuple[str, GitIgnoreSpec]]) -> bool:
    outcome = False
    for folder, spec in ignores:
        inner = os.path.relpath(path, folder).replace(os.sep, "/") + ("/" if directory else "")
        said = spec.check_file(inner).include
        if said is not None:
            outcome = said
    return outcome


def _outer_ignores(top: str) -> tuple[tuple[str, GitIgnoreSpec], ...]:
    """Return the `.gitignore` files above a folder, up to the repository's root."""
    found: list[tuple[str, GitIgnoreSpec]] = []
    here = top
    while not os.path.exists(os.path.join(here, ".git")):
        above = os.path.dirname(here)
        if above == here:
            # No repository: git would ignore nothing, and neither does what is above.
            return ()
        here = above
        own = _ignore_file(os.path.join(here, ".gitignore"))
        if own is not None:
            found.append((here, own))
    return tuple(reversed(found))


@lru_cache(maxsize=256)
def _parsed(text: str) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(text.splitlines())


def _ignore_file(path: str) -> GitIgnoreSpec | None:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return _parsed(file.read())
    except OSError:
        return None
