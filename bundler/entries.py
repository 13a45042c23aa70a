"""The entries of a build: their names, and what is said of each."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Any

from pybundle.bundler.config import EntryConfig
from pybundle.bundler.config_file import ConfigSource, conflict
from pybundle.bundler.diagnostics import ConfigError, Diagnostic
from pybundle.bundler.project import DEFAULT_ENTRIES, default_entry

__all__ = ["find_entries"]


def find_entries(
    stated: str | list[str] | Mapping[str, str | list[str] | EntryConfig] | None,
    root: str,
    source: ConfigSource,
) -> list[dict[str, Any]]:
    """Return the entries as crates/engine/src/options.rs reads them.

    Raises `ConfigError` where there is none, or where they wait for each other.
    """
    if isinstance(stated, Mapping):
        entries = [_entry(name, entry, root, source) for name, entry in stated.items()]
        _check_dependencies(entries, source)
        return entries
    if isinstance(stated, str):
        stated = [stated]
    if not stated:
        found = default_entry(root)
        if found is None:
            raise ConfigError(
                [
                    Diagnostic(
                        severity="error",
                        code="no-entry",
                        message="there is no entry to build",
                        hint=f"name one, or write one of {', '.join(DEFAULT_ENTRIES)}",
                    )
                ]
            )
        stated = [found]
    requests = [_request(path, root) for path in dict.fromkeys(stated)]
    stems = [_stem(os.path.basename(request)) for request in requests]
    return [
        _as_said(
            stem if stems.count(stem) == 1 else _long_name(request),
            [request],
            EntryConfig(import_=request),
        )
        for stem, request in zip(stems, requests, strict=True)
    ]


def _entry(
    name: str, stated: str | list[str] | EntryConfig, root: str, source: ConfigSource
) -> dict[str, Any]:
    said = stated if isinstance(stated, EntryConfig) else EntryConfig(import_=stated)
    requests = [said.import_] if isinstance(said.import_, str) else said.import_
    if not requests:
        raise conflict(source, ("entry", name), f"the entry `{name}` has no file")
    return _as_said(name, [_request(path, root) for path in requests], said)


def _as_said(name: str, requests: list[str], said: EntryConfig) -> dict[str, Any]:
    depend_on = [said.depend_on] if isinstance(said.depend_on, str) else said.depend_on
    return {
        "name": name,
        "request": requests[-1],
        "before": requests[:-1],
        "filename": said.filename,
        "depend_on": depend_on or [],
        "runtime": None,
    }


def _check_dependencies(entries: list[dict[str, Any]], source: ConfigSource) -> None:
    waits = {entry["name"]: entry["depend_on"] for entry in entries}
    for name, others in waits.items():
        for other in others:
            if other not in waits:
                raise conflict(
                    source,
                    ("entry", name, "depend_on"),
                    f"the entry `{name}` depends on `{other}`, which is no entry",
                    f"entries: {', '.join(waits)}",
                )
    for name in waits:
        behind, work = set[str](), list(waits[name])
        while work:
            other = work.pop()
            if other == name:
                message = f"the entry `{name}` depends on itself"
                raise conflict(source, ("entry", name, "depend_on"), message)
            if other not in behind:
                behind.add(other)
                work += waits[other]


def _request(path: str, root: str) -> str:
    if os.path.isabs(path):
        inside = os.path.relpath(path, root)
        path = path if inside.startswith("..") else f"./{inside}"
    return path.replace(os.sep, "/")


def _stem(name: str) -> str:
    return re.sub(r"(?<=.)\.(?:[cm]?[jt]sx?|json)$", "", name)


def _long_name(request: str) -> str:
    """Name an entry whose file is called like another one's: `src/admin/index`."""
    return _stem(re.sub(r"^(?:\.{0,2}/)+", "", request))
