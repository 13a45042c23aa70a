"""`optimization.split_chunks` and `runtime_chunk` as the engine takes them.

Read by `settings.py`. What the words mean for the files is crates/engine/src/split/refine.rs.
"""

from __future__ import annotations

import re
from typing import Any

from pybundle.bundler.config import (
    CacheGroupConfig,
    OptimizationConfig,
    RuntimeChunkConfig,
    SplitChunksConfig,
)
from pybundle.bundler.config_file import ConfigSource, conflict

__all__ = ["give_runtimes", "runtime_filename", "split_chunks"]


def split_chunks(
    stated: OptimizationConfig | None,
    mode: str,
    entries: list[dict[str, Any]],
    source: ConfigSource,
) -> dict[str, Any] | None:
    """Return `SplitChunks` of crates/engine/src/options/splitting.rs; `None` where it is off.

    Raises `ConfigError` where a cache group has the name of an entry.
    """
    said = stated.split_chunks if stated else None
    if said is False:
        return None
    common = said if isinstance(said, SplitChunksConfig) else SplitChunksConfig()
    defaults: dict[str, Any] = {
        "chunks": common.chunks or "async",
        "min_size": _or(common.min_size, 10_000 if mode == "development" else 20_000),
        "max_size": common.max_size or 0,
        "min_chunks": common.min_chunks or 1,
    }
    groups = [
        (key, CacheGroupConfig() if group is True else group)
        for key, group in (common.cache_groups or {}).items()
        if group is not False
    ]
    names = {entry["name"] for entry in entries}
    for key, group in groups:
        if group.name in names:
            path = ("optimization", "split_chunks", "cache_groups", key, "name")
            message = f"the cache group `{key}` and an entry are both called `{group.name}`"
            raise conflict(source, path, message, "modules cannot be moved into an entry's file")
    # Of equal ones the first keeps its place.
    groups.sort(key=lambda one: -(one[1].priority or 0))
    return {
        **defaults,
        "max_async_requests": common.max_async_requests or 30,
        "max_initial_requests": common.max_initial_requests or 30,
        "cache_groups": [_cache_group(key, group, defaults) for key, group in groups],
    }


def give_runtimes(
    entries: list[dict[str, Any]],
    stated: OptimizationConfig | None,
    format_: str,
    source: ConfigSource,
) -> None:
    """Name the file with the loader in every entry that has none of its own.

    Raises `ConfigError` where it would have the name of an entry.
    """
    said = stated.runtime_chunk if stated else None
    if not said or format_ != "iife":
        # The other formats have no loader: the platform loads modules.
        return
    by_name = {entry["name"]: entry for entry in entries}
    for entry in entries:
        first = entry
        while first["depend_on"]:
            first = by_name[first["depend_on"][0]]
        if isinstance(said, RuntimeChunkConfig):
            entry["runtime"] = said.name
        else:
            entry["runtime"] = "runtime" if said == "single" else f"runtime~{first['name']}"
        if entry["runtime"] in by_name:
            path = ("optimization", "runtime_chunk")
            message = f"an entry and the file with the loader are both called `{entry['runtime']}`"
            raise conflict(source, path, message)


def runtime_filename(filename: str) -> str:
    """Return the template of the files with the loader, given that of the entries."""
    if "[name]" in filename:
        return filename
    extension = re.search(r"\.[cm]?js$", filename)
    return f"[name]{extension[0] if extension else '.js'}"


def _cache_group(key: str, group: CacheGroupConfig, defaults: dict[str, Any]) -> dict[str, Any]:
    tests = [group.test] if isinstance(group.test, str) else group.test or []
    return {
        "key": key,
        "test": [_pattern(one) for one in tests],
        "type": group.type,
        "name": group.name,
        "chunks": group.chunks or defaults["chunks"],
        "min_size": _or(group.min_size, defaults["min_size"]),
        "max_size": _or(group.max_size, defaults["max_size"]),
        "min_chunks": group.min_chunks or defaults["min_chunks"],
        "enforce": group.enforce or False,
        "reuse_existing_chunk": group.reuse_existing_chunk or False,
    }


def _pattern(test: str) -> str:
    """Return a pattern without the slashes around it, which `re.compile` objects get too."""
    return test[1:-1] if len(test) > 2 and test[0] == test[-1] == "/" else test


def _or(stated: int | None, default: int) -> int:
    return default if stated is None else stated
