"""What `output` and `performance` say of deployments, decided: a part of settings.py.

File names, manifests, integrity, licences, compressed twins, limits. Nothing here writes.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from pybundle.bundler.config import (
    CompressConfig,
    Config,
    OutputConfig,
    PerformanceConfig,
    TrustedTypesConfig,
)
from pybundle.bundler.config_file import ConfigSource, conflict

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["deployment", "filenames", "loading", "performance", "stats_file"]

LEVELS = {"gzip": 9, "brotli": 11, "zstd": 19}
"""The best that each has without needing much more memory to read."""
MIN_SIZE = 1024
"""Below that, what a response carries besides outweighs what compression saves."""
CHUNK_RETRIES = 1
"""What fails for a moment is there the next time; what is gone is not there ten times."""
CHUNK_LOAD_TIMEOUT = 120_000
"""webpack's, in milliseconds."""
SIZE_LIMIT = 250_000
"""webpack's, for one file and for an entry."""


def filenames(
    output: OutputConfig, entries: list[dict[str, Any]], source: ConfigSource
) -> dict[str, object]:
    """Return the patterns of file names, and the rules that come before them."""
    several = len(entries) > 1
    default = "[name].js" if several else "bundle.js"
    filename, rules = _name_rules(output.filename, default)
    shared = sum(entry["filename"] is None for entry in entries)
    if shared > 1 and not re.search(_VARIES, filename) and len(rules) == 0:
        raise conflict(
            source,
            ("output", "filename"),
            f"{len(entries)} entries cannot all be written to `{filename}`",
            "put `[name]` into it",
        )
    extension = re.search(r"\.[cm]?js$", filename)
    chunk_default = f"[name]-[contenthash:8]{extension[0] if extension else '.js'}"
    chunk_filename, chunk_rules = _name_rules(output.chunk_filename, chunk_default)
    return {
        "filename": filename,
        "filename_rules": rules,
        "chunk_filename": chunk_filename,
        "chunk_filename_rules": chunk_rules,
    }


_VARIES = r"\[(?:name|(?:content|chunk|full)?hash)"


def _name_rules(
    stated: str | Mapping[str, str] | None, default: str
) -> tuple[str, list[dict[str, str]]]:
    """Return the pattern for what no rule matches, and the rules in their order."""
    if stated is None or isinstance(stated, str):
        return stated or default, []
    rules = [{"pattern": pattern, "filename": name} for pattern, name in stated.items()]
    return stated.get("*", default), rules


def deployment(
    output: OutputConfig, format_: str, platform: str, public_path: str, source: ConfigSource
) -> dict[str, object]:
    """Return what the engine's `output` says besides names and places."""
    manifest = _name_in_output(output, "manifest", "manifest.json", source)
    import_map = _name_in_output(output, "import_map", "importmap.json", source)
    if import_map is not None and (format_ != "esm" or platform == "node"):
        raise conflict(
            source,
            ("output", "import_map"),
            "`output.import_map` needs the format esm, and a browser",
            "set `output.format`, or leave the import map out",
        )
    if import_map is not None and public_path == "auto":
        raise conflict(
            source,
            ("output", "import_map"),
            "`output.import_map` needs `output.public_path`: an import map is read by the page, "
            "which does not know where its scripts are",
        )
    integrity = "sha384" if output.integrity is True else output.integrity or None
    cross_origin: str | bool | None = output.cross_origin_loading
    if cross_origin is True or (cross_origin is None and integrity is not None):
        # Without it a browser checks nothing that comes from another origin.
        cross_origin = "anonymous"
    return {
        "manifest": manifest,
        "import_map": import_map,
        "integrity": integrity,
        "cross_origin_loading": cross_origin or None,
        "licenses": _name_in_output(output, "licenses", "licenses.txt", source),
        "compress": _compress(output),
    }


def loading(
    output: OutputConfig, format_: str, platform: str, unique_name: str, source: ConfigSource
) -> dict[str, object]:
    """Return what `output` says of how chunks are loaded.

    Raises `ConfigError` for what the format cannot do.
    """
    only = {
        "chunk_retries": ("iife", "of any other format are loaded once, by the browser or Node.js"),
        "chunk_load_timeout": ("iife", "of any other format are not loaded by code of ours"),
        "chunk_loading_global": ("iife", "of any other format do not meet in a variable"),
        "module_preload": ("esm", "of any other format do not import each other"),
    }
    for key, (wanted, reason) in only.items():
        if getattr(output, key) and format_ != wanted:
            raise conflict(
                source,
                ("output", key),
                f"`output.{key}` is of the format {wanted}: chunks {reason}",
                f"set `output.format` to {wanted}, or leave it out",
            )
    trusted = output.trusted_types
    if trusted and (format_ == "cjs" or platform == "node"):
        raise conflict(
            source,
            ("output", "trusted_types"),
            "`output.trusted_types` is for browsers",
            "set `target` and `output.format`, or leave it out",
        )
    return {
        "chunk_retries": _or(output.chunk_retries, CHUNK_RETRIES),
        "chunk_load_timeout": _or(output.chunk_load_timeout, CHUNK_LOAD_TIMEOUT),
        "chunk_loading_global": output.chunk_loading_global or None,
        "module_preload": output.module_preload is not False,
        "trusted_types": _trusted_types(trusted, unique_name, source),
    }


def _trusted_types(
    stated: bool | str | TrustedTypesConfig | None, unique_name: str, source: ConfigSource
) -> dict[str, object] | None:
    if stated is None or stated is False or stated == "":
        return None
    if not isinstance(stated, TrustedTypesConfig):
        stated = TrustedTypesConfig(policy_name=stated if isinstance(stated, str) else None)
    # https://www.w3.org/TR/trusted-types/#trusted-types-csp-directive: tt-policy-name
    foreign = r"[^A-Za-z0-9\-#=_/@.%]"
    name = stated.policy_name or re.sub(foreign, "_", unique_name) or "pybundle"
    if re.search(foreign, name):
        raise conflict(
            source,
            ("output", "trusted_types"),
            f"no page can allow a policy of the name `{name}`",
            "use letters, digits and any of - # = _ / @ . %",
        )
    return {"policy_name": name, "stop": stated.on_policy_creation_failure != "continue"}


def _name_in_output(
    output: OutputConfig, key: str, default: str, source: ConfigSource
) -> str | None:
    """Return the name of a file that lies in the output folder, where one is wanted."""
    name = _name(getattr(output, key), default)
    if name is None:
        return None
    name = name.replace("\\", "/").removeprefix("./")
    if os.path.isabs(name) or ":" in name or {"", ".", ".."} & set(name.split("/")):
        raise conflict(
            source,
            ("output", key),
            f"`output.{key}` would be written outside of the output folder: {name}",
            "name a path inside of it",
        )
    return name


def _name(stated: bool | str | None, default: str) -> str | None:
    return default if stated is True else stated or None


def stats_file(output: OutputConfig, root: str) -> str | None:
    """Return the absolute path of `webpack-stats.json`, where one is wanted."""
    name = _name(output.stats, "webpack-stats.json")
    return None if name is None else os.path.normpath(os.path.join(root, name))


def _compress(output: OutputConfig) -> dict[str, int | None] | None:
    stated = output.compress
    if stated is None or stated is False or stated == []:
        return None
    if stated is True:
        stated = ["gzip", "brotli"]
    if isinstance(stated, list):
        stated = CompressConfig(**dict.fromkeys(stated, True))
    levels: dict[str, int | None] = {}
    for name, best in LEVELS.items():
        level: bool | int | None = getattr(stated, name)
        if level is True:
            levels[name] = best
        else:
            levels[name] = None if level is None or level is False else level
    if all(level is None for level in levels.values()):
        return None
    return {**levels, "min_size": MIN_SIZE if stated.min_size is None else stated.min_size}


def performance(config: Config) -> dict[str, Any] | None:
    """Return the limits of sizes; without `performance` there are none."""
    stated = config.performance
    if stated is None or stated is False:
        return None
    limits = PerformanceConfig() if stated is True else stated
    if limits.hints is False:
        return None
    return {
        "max_asset_size": _or(limits.max_asset_size, SIZE_LIMIT),
        "max_entrypoint_size": _or(limits.max_entrypoint_size, SIZE_LIMIT),
        "hints": limits.hints if isinstance(limits.hints, str) else "warning",
    }


def _or(value: int | None, default: int) -> int:
    return default if value is None else value
