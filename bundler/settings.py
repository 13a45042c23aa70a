"""From what is said to what is built: every default of a build is decided here.

`settle` takes the configuration, the environment and the project's files and returns
`Settings`; `engine_options` writes those as the JSON that crates/engine/src/options.rs
reads. The engine itself has no defaults that depend on anything outside.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Any

import msgspec

from pybundle.bundler.config import (
    AssumptionsConfig,
    Config,
    JsxConfig,
    LibraryConfig,
    OutputConfig,
    ResolveConfig,
)
from pybundle.bundler.config_file import (
    ConfigSource,
    candidates,
    check,
    conflict,
    make_importable,
    merge,
    plain,
    read_config,
)
from pybundle.bundler.deployment import deployment, filenames, loading, performance, stats_file
from pybundle.bundler.diagnostics import ConfigError, Diagnostic
from pybundle.bundler.entries import find_entries
from pybundle.bundler.project import (
    Jsx,
    browserslist,
    package_name,
    tsconfig_jsx,
)
from pybundle.bundler.server_config import DevServerConfig, WatchOptionsConfig
from pybundle.bundler.splitting import give_runtimes, runtime_filename, split_chunks
from pybundle.bundler.styles import styles

__all__ = ["Settings", "engine_options", "load_settings", "settle"]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """A build, decided: the options of the engine and what only Python needs to know."""

    root: str
    mode: str
    output_path: str
    engine: dict[str, Any]
    """The fields of `Options` in crates/engine/src/options.rs."""
    stats_file: str | None = None
    """Absolute path of `webpack-stats.json`, where it is to be written."""
    props_cache: str | None = None
    """Absolute path of the file that keeps the names of properties."""
    ignore_warnings: frozenset[str] = frozenset()
    loaders: list[Any] = []
    """`FoundLoader`s, by their number in the rules of the engine."""
    plugins: Any = None
    """Their `HookRunner`, where there are any."""
    config_file: str | None = None
    watched: tuple[str, ...] = ()
    """Files besides the modules that decided something: a change asks for new settings."""
    dev_server: DevServerConfig = DevServerConfig()
    watch_options: WatchOptionsConfig = WatchOptionsConfig()
    source: ConfigSource = ConfigSource(data={})
    """Where to point at, if a value turns out to be wrong later."""


def engine_options(
    settings: Settings,
    *,
    stats: bool = False,
    measure: bool = False,
    write: bool = True,
    once: bool = False,
    exits: bool = False,
    served: bool = False,
) -> bytes:
    """Return the options as the engine reads them."""
    engine = settings.engine
    if served and engine["output"]["cross_origin_loading"] is None:
        # A server that is asked so knows which page asks, and gives sources to no other.
        engine = {**engine, "output": {**engine["output"], "cross_origin_loading": "anonymous"}}
    flags = {
        # The stats file names chunks and what they need.
        "stats": stats or settings.stats_file is not None,
        "measure": measure,
        "write": write,
        "once": once,
        "exits": exits,
    }
    return msgspec.json.encode({**engine, **flags})


def load_settings(
    options: Mapping[str, Any],
    *,
    root: str | os.PathLike[str] | None,
    config_file: str | os.PathLike[str] | bool | None,
    environ: Mapping[str, str],
) -> Settings:
    """Read the configuration of `root` (default: the working folder), lay `options` over it.

    `config_file` names another file, or is `False` for none. Raises `ConfigError`.
    """
    folder = os.path.abspath(os.fspath(root) if root is not None else os.getcwd())
    if not os.path.isdir(folder):
        raise ConfigError([_problem("root-not-found", f"there is no folder {root}")])
    try:
        over = plain(options)
    except TypeError as error:
        raise ConfigError([_problem("config-type", f"the options: {error}")]) from None
    check(over, ConfigSource(data={}))
    if config_file is False:
        source = ConfigSource(data={})
    else:
        path = None if config_file is None or config_file is True else os.fspath(config_file)
        source = read_config(folder, over.get("mode") or _node_env(environ)[0], path)
    config = check(merge(source.data, over), source)
    settings = settle(config, root=folder, environ=environ, source=source)
    if config_file in (None, True):
        # One that appears would come first.
        others = [path for path in candidates(folder, source) if path not in settings.watched]
        settings = msgspec.structs.replace(settings, watched=(*settings.watched, *others))
    return settings


def settle(
    config: Config,
    *,
    root: str,
    environ: Mapping[str, str],
    source: ConfigSource | None = None,
) -> Settings:
    """Decide everything that `config` leaves open. `root` is absolute.

    Raises `ConfigError` where values cannot go together; `source` says where they stand.
    """
    source = source or ConfigSource(data={})
    output = config.output or OutputConfig()
    mode, node_env = (config.mode, config.mode) if config.mode else _node_env(environ)
    production = mode == "production"
    entries = find_entries(config.entry, root, source)
    platform, syntax, browserslist_file = _target(config, root, environ, node_env)
    names = filenames(output, entries, source)
    format_ = output.format or _default_format(platform, str(names["filename"]))
    give_runtimes(entries, config.optimization, format_, source)
    output_path = os.path.normpath(os.path.join(root, output.path or "dist"))
    if output.clean and (root + os.sep).startswith(output_path.rstrip(os.sep) + os.sep):
        raise conflict(
            source, ("output", "clean"), f"`output.clean` would empty the project: {output_path}"
        )
    public_path = _public_path(output.public_path)
    unique_name = output.unique_name if output.unique_name is not None else package_name(root)
    mangle_props, props_cache = _mangle_props(config, root, source)
    jsx, tsconfig_files = _jsx(config, root, mode)
    drop = config.drop or []
    module, loaders = _module(config, root, source)
    plugins = _plugins(config, root, source)
    engine = {
        "root": root,
        "entries": entries,
        "mode": mode,
        "platform": platform,
        "target": syntax,
        "assumptions": _assumptions(config),
        "polyfills": config.polyfills or "none",
        "format": format_,
        "global_name": _global_name(output, format_, source),
        "unique_name": unique_name,
        "output": {
            "path": output_path,
            **names,
            "asset_filename": output.asset_module_filename or "[name]-[contenthash:8].[ext]",
            "public_path": public_path,
            "clean": output.clean or False,
            "keep": [path for path in [stats_file(output, root), props_cache] if path is not None],
            **deployment(output, format_, platform, public_path, source),
            **loading(output, format_, platform, unique_name, source),
        },
        "resolve": _resolve(config.resolve or ResolveConfig(), root),
        "module": module,
        "hooks": {
            "used": bool(loaders) or plugins is not None,
            **(plugins.engine_options() if plugins is not None else {}),
        },
        "contexts": (config.module.contexts or []) if config.module else [],
        "define": _define(config, mode, node_env, platform, public_path),
        "provide": _provide(config, source),
        "externals": _externals(config.externals),
        "banner": config.banner,
        "drop_console": "console" in drop,
        "drop_debugger": "debugger" in drop,
        "legal_comments": config.legal_comments or "inline",
        "mangle_props": mangle_props,
        "minify": _switch(config, "minify", "minimize", production, source),
        "tree_shaking": _switch(config, "tree_shaking", "used_exports", production, source),
        "split_chunks": split_chunks(config.optimization, mode, entries, source),
        "runtime_filename": runtime_filename(str(names["filename"])),
        "source_map": _source_map(config, mode, source),
        "styles": styles(config, root, platform, source),
        "jsx": jsx,
        "performance": performance(config),
        "node_paths": config.node_paths or False,
        "jobs": _jobs(config, environ),
    }
    watched = [source.path, browserslist_file, os.path.join(root, "package.json"), *tsconfig_files]
    return Settings(
        root=root,
        mode=mode,
        output_path=output_path,
        engine=engine,
        stats_file=stats_file(output, root),
        props_cache=props_cache,
        ignore_warnings=frozenset(config.ignore_warnings or ()),
        loaders=loaders,
        plugins=plugins,
        config_file=source.path,
        watched=tuple(dict.fromkeys(path for path in watched if path is not None)),
        dev_server=config.dev_server or DevServerConfig(),
        watch_options=config.watch_options or WatchOptionsConfig(),
        source=source,
    )


def _node_env(environ: Mapping[str, str]) -> tuple[str, str]:
    """Return the mode that the environment asks for, and the value of NODE_ENV in the code.

    Test runs are development builds that know that they are tests.
    """
    value = environ.get("NODE_ENV", "")
    if value in ("production", "development"):
        return value, value
    return ("development", "test") if value == "test" else ("production", "production")


def _jobs(config: Config, environ: Mapping[str, str]) -> int:
    if config.jobs is not None:
        return config.jobs
    concurrency = environ.get("WEB_CONCURRENCY", "")
    return int(concurrency) if re.fullmatch(r"[0-9]{1,4}", concurrency) else 0


# --- Names ------------------------------------------------------------------------------


def _default_format(platform: str, filename: str) -> str:
    if filename.endswith(".mjs"):
        return "esm"
    return "cjs" if platform == "node" or filename.endswith(".cjs") else "iife"


def _public_path(path: str | None) -> str:
    if path is None or path == "auto":
        return "auto"
    if not path:
        # webpack: an empty prefix is relative to the page.
        return "./"
    return path if path.endswith("/") else f"{path}/"


def _global_name(output: OutputConfig, format_: str, source: ConfigSource) -> str | None:
    library = output.library
    name = library.name if isinstance(library, LibraryConfig) else library
    if name and format_ != "iife":
        raise conflict(
            source,
            ("output", "library"),
            f"`output.library` names a global variable, which the format {format_} does not make",
            "use the format iife, or leave the library out",
        )
    return name or None


# --- Target --------------------------------------------------------------------------

_PLATFORMS = {"web": "web", "webworker": "webworker", "node": "node", "browserslist": "web"}
_ENGINE_VERSION = re.compile(
    r"(chrome|edge|firefox|safari|ios|opera|ie|samsung|android|node|deno)\s*(\d+(?:\.\d+)*)",
    re.IGNORECASE,
)


def _target(
    config: Config, root: str, environ: Mapping[str, str], node_env: str
) -> tuple[str, list[str], str | None]:
    """Return the platform, the syntax, and the browserslist file that stated it."""
    stated = config.target if config.target is not None else []
    items = [
        item.strip()
        for one in ([stated] if isinstance(stated, str) else stated)
        for item in one.removeprefix("browserslist:").split(",")
    ]
    platform = None
    syntax: list[str] = []
    for item in filter(None, items):
        version = _ENGINE_VERSION.fullmatch(item)
        if item in _PLATFORMS:
            platform = _PLATFORMS[item]
        elif version:
            # `chrome80` (esbuild) and `node18` (webpack) are the browserslist query `chrome 80`.
            syntax.append(f"{version[1].lower()} {version[2]}")
            if version[1].lower() == "node":
                platform = platform or "node"
        else:
            syntax.append(
                item.lower() if re.fullmatch(r"es(\d+|next)", item, re.IGNORECASE) else item
            )
    platform = platform or "web"
    if syntax or platform == "node":
        return platform, syntax, None
    environment = environ.get("BROWSERSLIST_ENV") or node_env
    queries, path = browserslist(root, "production" if environment == "none" else environment)
    return platform, queries, path


def _assumptions(config: Config) -> dict[str, bool]:
    stated = config.assumptions or AssumptionsConfig()
    return {name: getattr(stated, name) or False for name in stated.__struct_fields__}


# --- The rest, field by field --------------------------------------------------------


def _switch(config: Config, name: str, alias: str, default: bool, source: ConfigSource) -> bool:
    stated = getattr(config, name)
    aliased = getattr(config.optimization, alias) if config.optimization else None
    if stated is not None and aliased is not None and stated != aliased:
        # A flag over a configuration that uses webpack's name is no contradiction.
        both_in_file = name in source.data
        if both_in_file:
            message = f"`{name}` and `optimization.{alias}` contradict each other"
            raise conflict(source, ("optimization", alias), message)
    if stated is not None:
        return bool(stated)
    return bool(aliased) if aliased is not None else default


def _mangle_props(
    config: Config, root: str, source: ConfigSource
) -> tuple[dict[str, Any] | None, str | None]:
    if config.optimization is None:
        return None, None
    from pybundle.bundler.properties import mangle_props

    return mangle_props(config.optimization, root, source)


def _source_map(config: Config, mode: str, source: ConfigSource) -> str:
    kind: bool | str | None = config.source_map
    if kind is None:
        kind = _devtool(config.devtool, source)
    if kind is None:
        return "file" if mode == "development" else "none"
    if isinstance(kind, bool):
        return "file" if kind else "none"
    return kind


def _devtool(devtool: bool | str | None, source: ConfigSource) -> bool | str | None:
    """Translate webpack's `devtool`: every map of ours is a full one."""
    if not isinstance(devtool, str):
        return devtool
    if devtool in ("none", "file", "inline", "hidden"):
        return devtool
    words = re.fullmatch(
        r"(?:(inline|hidden|eval)-)?(?:nosources-)?(?:cheap-(?:module-)?)?source-map|(eval)",
        devtool,
    )
    if words is None:
        raise conflict(
            source,
            ("devtool",),
            f"`{devtool}` is no value of `devtool`",
            "one of source-map, inline-source-map, hidden-source-map, or false",
        )
    return {"inline": "inline", "eval": "inline", "hidden": "hidden"}.get(
        words[1] or words[2] or "", "file"
    )


def _define(
    config: Config, mode: str, node_env: str, platform: str, public_path: str
) -> list[tuple[str, str]]:
    """Return the replacements, sorted: `NODE_ENV`, `import.meta.env` as in Vite, the user's."""
    environment = {
        "BASE_URL": "/" if public_path == "auto" else public_path,
        "DEV": mode == "development",
        "MODE": node_env,
        "PROD": mode != "development",
        "SSR": platform == "node",
    }
    define = {f"import.meta.env.{key}": _source(value) for key, value in environment.items()}
    define["import.meta.env"] = _source(environment)
    if mode != "none":
        define["process.env.NODE_ENV"] = _source(node_env)
    for key, value in (config.define or {}).items():
        define[key] = value if isinstance(value, str) else _source(value)
    return sorted(define.items())


def _source(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _provide(config: Config, source: ConfigSource) -> list[dict[str, str | None]]:
    provided: list[dict[str, str | None]] = []
    for name, value in (config.provide or {}).items():
        parts = [value] if isinstance(value, str) else value
        if not 1 <= len(parts) <= 2:
            message = f"`provide.{name}` must be a module, or [module, export]"
            raise conflict(source, ("provide", name), message)
        export = parts[1] if len(parts) == 2 else None
        provided.append({"name": name, "request": parts[0], "export": export})
    return provided


def _externals(stated: object) -> list[dict[str, object]]:
    if stated is None:
        return []
    if isinstance(stated, list):
        return [external for one in stated for external in _externals(one)]
    if isinstance(stated, str):
        return [_external(stated, None)]
    if isinstance(stated, Mapping):
        return [
            _external(request, value if isinstance(value, str) else None)
            for request, value in stated.items()
            if value is not False
        ]
    raise TypeError(stated)


def _external(request: str, global_: str | None) -> dict[str, object]:
    # No request begins and ends with a slash, so this form is free for patterns.
    pattern = len(request) > 2 and request[0] == request[-1] == "/"
    return {
        "request": request[1:-1] if pattern else request,
        "pattern": pattern,
        "global": global_,
    }


def _resolve(resolve: ResolveConfig, root: str) -> dict[str, object]:
    tsconfig: object = "auto"
    if isinstance(resolve.tsconfig, str):
        tsconfig = {"file": os.path.normpath(os.path.join(root, resolve.tsconfig))}
    elif resolve.tsconfig is False:
        tsconfig = "off"
    return {
        "alias": _aliases(resolve.alias, root),
        "fallback": _aliases(resolve.fallback, root),
        "extensions": resolve.extensions,
        "main_fields": resolve.main_fields,
        "main_files": resolve.main_files,
        "conditions": resolve.condition_names or [],
        "modules": resolve.modules,
        "symlinks": resolve.symlinks,
        "tsconfig": tsconfig,
        "ignore": [
            {"request": one} if isinstance(one, str) else one for one in resolve.ignore or []
        ],
    }


def _aliases(stated: dict[str, str | bool] | None, root: str) -> list[tuple[str, str | None]]:
    aliases: list[tuple[str, str | None]] = []
    for key, target in (stated or {}).items():
        if isinstance(target, bool):
            aliases.append((key, None))
        elif re.match(r"\.{1,2}(?:/|$)", target):
            aliases.append((key, os.path.normpath(os.path.join(root, target))))
        else:
            aliases.append((key, target))
    return aliases


def _module(config: Config, root: str, source: ConfigSource) -> tuple[dict[str, object], list[Any]]:
    """Return the rules as the engine has them, and the loaders that they name."""
    from pybundle.loaders.defaults import DEFAULT_RULES, INLINE_LIMIT

    if config.module is None:
        return {"rules": DEFAULT_RULES, "inline_limit": INLINE_LIMIT}, []
    from pybundle.loaders.rules import RuleError, compile_rules

    make_importable(source)
    try:
        compiled = compile_rules(config.module, root=root, defaults=DEFAULT_RULES)
    except RuleError as error:
        raise conflict(source, error.path, error.message, error.hint) from None
    return {"rules": compiled.rules, "inline_limit": compiled.inline_limit}, list(compiled.loaders)


def _plugins(config: Config, root: str, source: ConfigSource) -> Any:
    if not config.plugins:
        return None
    from pybundle.bundler.hooks import HookRunner, make_plugins
    from pybundle.loaders.rules import RuleError

    make_importable(source)
    try:
        return HookRunner(make_plugins(config.plugins), root)
    except RuleError as error:
        raise conflict(source, error.path, error.message, error.hint) from None


def _jsx(config: Config, root: str, mode: str) -> tuple[dict[str, object], tuple[str, ...]]:
    stated = JsxConfig(runtime=config.jsx) if isinstance(config.jsx, str) else config.jsx
    stated = stated or JsxConfig()
    tsconfig = config.resolve.tsconfig if config.resolve else None
    path = os.path.join(root, tsconfig) if isinstance(tsconfig, str) else None
    found = Jsx() if tsconfig is False else tsconfig_jsx(root, path)
    runtime = stated.runtime or found.runtime or "automatic"
    development = stated.development if stated.development is not None else mode == "development"
    options: dict[str, object] = {
        "runtime": runtime,
        "import_source": stated.import_source or found.import_source,
        "development": development,
        "pragma": stated.factory or found.factory,
        "pragma_frag": stated.fragment or found.fragment,
    }
    return options, found.files


def _problem(code: str, message: str, hint: str | None = None) -> Diagnostic:
    return Diagnostic(severity="error", code=code, message=message, hint=hint)
