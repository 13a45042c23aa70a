"""Finding and reading the configuration, and saying where it is wrong.

In order: `pybundle.config.py`, `pybundle.toml`, `[tool.pybundle]` of `pyproject.toml`, in
the root of the project only. What is said on the command line or in a call is laid over
it by `merge`, as plain data, before anything is checked, so that there is one check.
"""

from __future__ import annotations

import os
import re
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, get_args, get_origin

import msgspec

from pybundle.bundler.config import Config
from pybundle.bundler.diagnostics import ConfigError, Diagnostic, Location, locate

if TYPE_CHECKING:
    from types import CodeType, TracebackType

__all__ = [
    "ConfigSource",
    "candidates",
    "check",
    "conflict",
    "find_key",
    "make_importable",
    "merge",
    "plain",
    "read_config",
]

PYTHON_FILE = "pybundle.config.py"
TOML_FILE = "pybundle.toml"
PYPROJECT_FILE = "pyproject.toml"


class ConfigSource(msgspec.Struct, frozen=True, kw_only=True):
    """What a configuration file says, unchecked, and what is needed to point into it."""

    data: dict[str, Any]
    path: str | None = None
    """Absolute; `None` where there is no file."""
    shown: str = "the options"
    """The file as messages name it, relative to the root."""
    text: str = ""
    prefix: tuple[str, ...] = ()
    """The table of the file that is ours: `("tool", "pybundle")`."""


def read_config(root: str, mode: str, path: str | None = None) -> ConfigSource:
    """Read the configuration file at `path` (relative to the working folder), or the root's.

    `mode` is what a `config` function is called with. Raises `ConfigError` where the file
    cannot be read, is no TOML, or raises when run.
    """
    if path is not None:
        found = os.path.abspath(path)
        if not os.path.isfile(found):
            raise ConfigError([_error("config-not-found", f"there is no configuration at {path}")])
        return _read(root, found, mode)
    for name in (PYTHON_FILE, TOML_FILE, PYPROJECT_FILE):
        found = os.path.join(root, name)
        if os.path.isfile(found):
            source = _read(root, found, mode)
            if source.path is not None:
                return source
    return ConfigSource(data={})


def candidates(root: str, source: ConfigSource) -> list[str]:
    """Return the files in the root that would be read before, or in place of, `source`."""
    paths = [os.path.join(root, name) for name in (PYTHON_FILE, TOML_FILE, PYPROJECT_FILE)]
    return paths[: paths.index(source.path)] if source.path in paths else paths


def _read(root: str, path: str, mode: str) -> ConfigSource:
    shown = os.path.relpath(path, root)
    shown = (path if shown.startswith("..") else shown).replace(os.sep, "/")
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError) as error:
        message = f"cannot read the configuration {shown}: {error}"
        raise ConfigError([_error("config-unreadable", message)]) from None
    if path.endswith(".py"):
        data = _run(path, shown, text, mode)
        return ConfigSource(data=data, path=path, shown=shown, text=text)
    ours = os.path.basename(path) == PYPROJECT_FILE
    if ours and "pybundle" not in text:
        # Most projects have a pyproject.toml; few of them need the TOML parser here.
        return ConfigSource(data={})
    import tomllib

    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([_toml_error(shown, text, str(error))]) from None
    if not ours:
        return ConfigSource(data=document, path=path, shown=shown, text=text)
    table = document.get("tool", {}).get("pybundle")
    if table is None:
        return ConfigSource(data={})
    if not isinstance(table, dict):
        message = f"`tool.pybundle` in {shown} must be a table"
        raise ConfigError([_error("config-type", message)])
    return ConfigSource(data=table, path=path, shown=shown, text=text, prefix=("tool", "pybundle"))


def _toml_error(shown: str, text: str, message: str) -> Diagnostic:
    words, _, place = message.rpartition(" (at ")
    numbers = re.fullmatch(r"line (\d+), column (\d+)\)", place)
    if numbers is not None:
        line, column = int(numbers[1]), int(numbers[2])
    else:
        lines = text.rstrip().split("\n")
        line, column = len(lines), len(lines[-1]) + 1
    location = locate(shown, text, line, column)
    return _error("config-syntax", f"{shown} is not valid TOML: {words or message}", location)


# --- pybundle.config.py --------------------------------------------------------------


def _run(path: str, shown: str, text: str, mode: str) -> dict[str, Any]:
    """Run a configuration written in Python and return what its `config` holds."""
    from types import ModuleType

    module = ModuleType("pybundle_config")
    module.__file__ = path
    folder = os.path.dirname(path)
    # A configuration may import what lies beside it, as a script may.
    sys.path.insert(0, folder)
    try:
        code: CodeType = compile(text, path, "exec", dont_inherit=True)
        exec(code, module.__dict__)
        value: object = getattr(module, "config", None)
        if callable(value):
            value = _call(value, mode)
    except SyntaxError as error:
        line, column = error.lineno or 1, error.offset or 1
        where: Location | None = locate(shown, text, line, column)
        message = f"{shown} is not valid Python: {error.msg}"
        raise ConfigError([_error("config-syntax", message, where)]) from None
    except Exception as error:
        lineno = _last_line(error.__traceback__, path)
        where = locate(shown, text, lineno, 1, label="raised here") if lineno else None
        message = f"{shown} raised {type(error).__name__}: {error}"
        raise ConfigError([_error("config-raised", message, where)]) from error
    finally:
        if folder in sys.path:
            sys.path.remove(folder)
    if value is None:
        raise ConfigError(
            [
                _error(
                    "config-missing",
                    f"{shown} defines no `config`",
                    hint="write `config = {...}`, or `def config(mode): return {...}`",
                )
            ]
        )
    try:
        return plain(value)
    except TypeError as error:
        message = f"`config` in {shown} must be a dict or a pybundle.Config: {error}"
        raise ConfigError([_error("config-type", message)]) from None


def _call(function: Callable[..., object], mode: str) -> object:
    import inspect

    takes_mode = bool(inspect.signature(function).parameters)
    return function(mode) if takes_mode else function()


def _last_line(trace: TracebackType | None, path: str) -> int | None:
    line = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == path:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


# --- Plain data ----------------------------------------------------------------------


def plain(value: object) -> dict[str, Any]:
    """Return a configuration (mapping or `Config`) as dicts, lists and scalars.

    Fields that are `None` are left out, except in `define`, where they mean `null`. A
    compiled regular expression becomes `/…/`. Raises `TypeError` for anything else.
    """
    if isinstance(value, msgspec.Struct):
        fields = msgspec.structs.fields(value)
        value = {field.encode_name: getattr(value, field.name) for field in fields}
    if not isinstance(value, Mapping):
        raise TypeError(f"got {type(value).__name__}")
    return {
        str(key): ({**one} if key == "define" and isinstance(one, Mapping) else _plain(one))
        for key, one in value.items()
        if one is not None
    }


def _plain(value: object) -> object:
    if isinstance(value, (Mapping, msgspec.Struct)):
        return plain(value)
    if isinstance(value, re.Pattern):
        return f"/{value.pattern}/"
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return [
            _plain(one) for one in (sorted(value) if isinstance(value, (set, frozenset)) else value)
        ]
    return value


# What a flag adds to, where the configuration has some already.
_ADDED = ("externals", "drop", "ignore_warnings")


def merge(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Lay `over` over `base`: tables are merged, lists of exceptions joined, the rest replaced."""
    merged = dict(base)
    for key, value in over.items():
        old = merged.get(key)
        if key in _ADDED and old is not None:
            merged[key] = _list(old) + _list(value)
        elif key != "entry" and isinstance(old, Mapping) and isinstance(value, Mapping):
            merged[key] = merge(old, value)
        else:
            merged[key] = value
    return merged


def _list(value: object) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


# --- Checking ------------------------------------------------------------------------


# msgspec crashes where two threads are the first to look into the same type.
_LOOKING = threading.Lock()


def check(data: Mapping[str, Any], source: ConfigSource) -> Config:
    """Return `data` as a `Config`; raises `ConfigError` with all unknown keys, or a wrong type."""
    with _LOOKING:
        return _check(data, source)


def _check(data: Mapping[str, Any], source: ConfigSource) -> Config:
    problems = list(_unknown_keys(data, Config, (), source))
    if problems:
        raise ConfigError(problems)
    try:
        return msgspec.convert(data, Config)
    except msgspec.ValidationError as error:
        raise ConfigError([_type_error(str(error), data, source)]) from None


def _unknown_keys(
    data: Mapping[str, Any],
    section: type[msgspec.Struct],
    path: tuple[str, ...],
    source: ConfigSource,
) -> list[Diagnostic]:
    fields = {field.encode_name: field for field in msgspec.structs.fields(section)}
    problems: list[Diagnostic] = []
    for key, value in data.items():
        here = (*path, key)
        if key not in fields:
            problems.append(_unknown_key(here, list(fields), source))
        elif isinstance(value, Mapping):
            for inner in _sections(fields[key].type):
                problems += _unknown_keys(value, inner, here, source)
            for inner in _named_sections(fields[key].type):
                for name, one in value.items():
                    if isinstance(one, Mapping):
                        problems += _unknown_keys(one, inner, (*here, name), source)
    return problems


def _sections(annotation: object) -> list[type[msgspec.Struct]]:
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        return [annotation]
    if get_origin(annotation) in (dict, list):
        return []
    return [section for one in get_args(annotation) for section in _sections(one)]


def _named_sections(annotation: object) -> list[type[msgspec.Struct]]:
    """Tables whose names the user chooses."""
    arguments = get_args(annotation)
    if get_origin(annotation) is dict:
        return _sections(arguments[1])
    return [section for one in arguments for section in _named_sections(one)]


def _unknown_key(path: tuple[str, ...], known: Sequence[str], source: ConfigSource) -> Diagnostic:
    import difflib

    key = path[-1]
    table = f" in `{'.'.join(path[:-1])}`" if path[:-1] else ""
    snake = re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", key).lower()
    homes = [
        f"{field.name}.{key}"
        for field in msgspec.structs.fields(Config)
        for section in _sections(field.type)
        if key in section.__struct_fields__
    ]
    near = difflib.get_close_matches(snake, known, n=1)
    if snake in known:
        hint = f"did you mean `{snake}`?"
    elif homes:
        hint = f"did you mean `{homes[0]}`?"
    elif near:
        hint = f"did you mean `{near[0]}`?"
    else:
        hint = f"known keys: {', '.join(known)}"
    return _error(
        "config-unknown-key",
        f"unknown key `{key}`{table} in {source.shown}",
        find_key(source, path),
        hint,
    )


def _type_error(message: str, data: Mapping[str, Any], source: ConfigSource) -> Diagnostic:
    """Say msgspec's ``Expected `int`, got `str` - at `$.jobs` `` in the words of the file."""
    what, _, where = message.partition(" - at `$")
    got = re.search(r"got `(\w+)`", what)
    path: list[str] = []
    value: Any = data
    for name, index in re.findall(r"\.([^.\[\]]+)|\[(\d+|\.\.\.)\]", where.removesuffix("`")):
        key = name or index
        if isinstance(value, list) and index.isdecimal():
            value = value[int(index)]
        elif isinstance(value, Mapping):
            if index:
                # msgspec does not say which: the first one of the type that it got.
                key = next((one for one in value if got and _kind(value[one]) == got[1]), "")
            path += [key] if key else []
            value = value.get(key)
    name = ".".join(path) or "the configuration"
    hint = None
    if what.startswith("Invalid enum value"):
        import difflib

        choices = _choices(path)
        text = f"`{name}` in {source.shown} cannot be `{value}`"
        near = difflib.get_close_matches(str(value), choices, n=1)
        hint = f"did you mean `{near[0]}`?" if near else f"one of {', '.join(choices)}"
    else:
        what = (what[:1].lower() + what[1:]).replace(" | null", "")
        text = f"`{name}` in {source.shown}: {what}"
    return _error("config-type", text, find_key(source, tuple(path)), hint)


def _kind(value: object) -> str:
    """Return the name of a type as msgspec's messages have it."""
    names = {dict: "object", list: "array", type(None): "null"}
    return names.get(type(value), type(value).__name__)


def _choices(path: Sequence[str]) -> list[str]:
    section: type[msgspec.Struct] = Config
    choices: list[str] = []
    for key in path:
        field = next((one for one in msgspec.structs.fields(section) if one.name == key), None)
        if field is None:
            break
        choices = _strings(field.type)
        section = next(iter(_sections(field.type)), section)
    return choices


def _strings(annotation: object) -> list[str]:
    if isinstance(annotation, str):
        return [annotation]
    return [string for one in get_args(annotation) for string in _strings(one)]


def _error(
    code: str, message: str, location: Location | None = None, hint: str | None = None
) -> Diagnostic:
    return Diagnostic(severity="error", code=code, message=message, location=location, hint=hint)


# --- Where a key is written ----------------------------------------------------------


def find_key(source: ConfigSource, path: tuple[str, ...]) -> Location | None:
    """Return where the key at `path` is written, or `None` where it is not in the file."""
    if source.path is None or not path:
        return None
    if source.path.endswith(".py"):
        # A place in a list has no name.
        names = [key for key in path if not key.isdigit()]
        return _find_in_python(source, names[-1]) if names else None
    return _find_in_toml(source, (*source.prefix, *path))


def _find_in_python(source: ConfigSource, key: str) -> Location | None:
    import ast

    places: list[tuple[int, int, int]] = []
    for node in ast.walk(ast.parse(source.text)):
        if isinstance(node, ast.Dict):
            places += [
                (one.lineno, one.col_offset + 1, len(key) + 2)
                for one in node.keys
                if isinstance(one, ast.Constant) and one.value == key
            ]
        elif isinstance(node, ast.keyword) and node.arg == key:
            places.append((node.lineno, node.col_offset + 1, len(key)))
    return locate(source.shown, source.text, *min(places)) if places else None


_TOML_KEY = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_TOML_PATH = rf"{_TOML_KEY}(?:\s*\.\s*{_TOML_KEY})*"


def _find_in_toml(source: ConfigSource, path: tuple[str, ...]) -> Location | None:
    header: tuple[str, ...] = ()
    listed: dict[tuple[str, ...], int] = {}
    named = tuple(key for key in path if not key.isdigit())
    if len(named) < len(path) and "[[" not in source.text:
        # Written as a list in one line: the key of the list is the nearest place.
        path = path[: next(index for index, key in enumerate(path) if key.isdigit())]
    for number, line in enumerate(source.text.split("\n"), 1):
        if table := re.match(rf"\s*\[\[?\s*({_TOML_PATH})\s*\]", line):
            header = _toml_path(table[1])
            if line.lstrip().startswith("[["):
                index = listed[header] = listed.get(header, -1) + 1
                header = (*header, str(index))
            else:
                header = _below_list(header, listed)
            if header[: len(path)] == path:
                return _place(source, number, line, path[-1], table.start(1))
        elif key := re.match(rf"\s*({_TOML_PATH})\s*=", line):
            full = header + _toml_path(key[1])
            if full[: len(path)] == path:
                return _place(source, number, line, path[-1], key.start(1))
            if path[: len(full)] == full:
                # An inline table: its keys stand further on in the same line.
                return _place(source, number, line, path[-1], key.end())
    return None


def _below_list(header: tuple[str, ...], listed: dict[tuple[str, ...], int]) -> tuple[str, ...]:
    """Put the place in a list between its name and what is below it."""
    for length in range(len(header) - 1, 0, -1):
        if (index := listed.get(header[:length])) is not None:
            return (*header[:length], str(index), *header[length:])
    return header


def _toml_path(text: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(_TOML_KEY, text))


def make_importable(source: ConfigSource) -> None:
    """Let what lies beside the configuration be imported, as by a script there.

    It stays so: loaders are imported in the course of a build, and in other processes.
    """
    folder = os.path.dirname(source.path) if source.path is not None else None
    if folder is not None and folder not in sys.path:
        sys.path.append(folder)


def _place(source: ConfigSource, number: int, line: str, key: str, start: int) -> Location:
    found = re.compile(rf"(?<![\w-]){re.escape(key)}(?![\w-])").search(line, start)
    column = found.start() + 1 if found else start + 1
    return locate(source.shown, source.text, number, column, len(key) if found else 0)


def conflict(
    source: ConfigSource, path: tuple[str, ...], message: str, hint: str | None = None
) -> ConfigError:
    """Return the error that says that a value cannot be, where it stands."""
    return ConfigError([_error("config-value", message, find_key(source, path), hint)])
