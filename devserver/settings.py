"""From `dev_server` to what the server does: every default of it is decided here."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec

from pybundle.bundler.config_file import conflict
from pybundle.bundler.server_config import (
    ClientConfig,
    DevServerConfig,
    HistoryConfig,
    OverlayConfig,
    ProxyConfig,
    ServerTypeConfig,
    StaticConfig,
)
from pybundle.devserver.protocol import ClientOptions

if TYPE_CHECKING:
    from pybundle.bundler.diagnostics import ConfigError
    from pybundle.bundler.settings import Settings

__all__ = ["Listening", "Proxy", "ServerSettings", "StaticFolder", "server_settings"]

DEFAULT_PORT = 5173
"""Where the helpers of Python's web frameworks look for a development server."""
TEMPLATES = ("**/*.html", "**/*.jinja", "**/*.jinja2", "**/*.j2", "**/*.djhtml", "**/*.mako")


class Listening(msgspec.Struct, frozen=True, kw_only=True):
    """Where the server is to be found; a change of it asks for a new socket."""

    host: str
    port: int
    strict_port: bool
    https: bool
    cert: str | None
    key: str | None


class StaticFolder(msgspec.Struct, frozen=True, kw_only=True):
    """A folder whose files are served."""

    directory: str
    """Absolute."""
    prefix: str
    """URL path of it, with slashes at both ends."""
    serve_index: bool = True
    watch: bool = True
    page_types: bool = False
    """Nobody named this folder: only what pages are made of is served."""


class Proxy(msgspec.Struct, frozen=True, kw_only=True):
    """A back end."""

    contexts: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    target: str
    """Scheme and authority, and a path that is put before every other."""
    rewrites: tuple[tuple[re.Pattern[str], str], ...]
    headers: dict[str, str]
    change_origin: bool
    ws: bool
    secure: bool
    timeout: float
    """Seconds."""

    def answers(self, path: str) -> bool:
        """Say whether a decoded path is this back end's."""
        return any(
            path == one or path.startswith(one.rstrip("/") + "/") for one in self.contexts
        ) or any(pattern.search(path) for pattern in self.patterns)


class ServerSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What the server does, decided."""

    listening: Listening
    open: str | None
    """The path at which a browser is opened."""
    static: tuple[StaticFolder, ...]
    fallback: str | None
    """The path of the page that is given for those that are not there."""
    rewrites: tuple[tuple[re.Pattern[str], str], ...]
    proxies: tuple[Proxy, ...]
    headers: dict[str, str]
    allowed_hosts: tuple[str, ...]
    allowed_origins: tuple[str, ...]
    allow: tuple[str, ...]
    deny: tuple[str, ...]
    compress: bool
    client: ClientOptions | None
    watch_files: tuple[str, ...]
    middleware: tuple[Any, ...]
    public_path: str
    """URL path of the output folder, with slashes at both ends."""


def server_settings(
    settings: Settings,
    over: DevServerConfig | None = None,
    *,
    environ: Mapping[str, str],
    has_backend: bool = False,
) -> ServerSettings:
    """Decide what `dev_server` leaves open; fields of `over` (flags) come first.

    Raises `ConfigError` for values that cannot be.
    """
    config = _laid_over(settings.dev_server, over)
    history = config.history_api_fallback
    stated = history if isinstance(history, HistoryConfig) else HistoryConfig()
    rewrites = tuple(
        (_pattern(settings, one.from_, "history_api_fallback"), one.to)
        for one in stated.rewrites or ()
    )
    opened = config.open
    templates = TEMPLATES if has_backend else ()
    return ServerSettings(
        listening=_listening(config, settings, environ),
        open=None if not opened else ("/" if opened is True else opened),
        static=_static(config.static, settings),
        fallback=None if history is False else (stated.index or "/index.html"),
        rewrites=rewrites,
        proxies=tuple(_proxies(config, settings)),
        headers=_headers(config.headers or {}, settings, "headers"),
        allowed_hosts=tuple(_listed(config.allowed_hosts)),
        allowed_origins=tuple(_listed(config.allowed_origins)),
        allow=tuple(os.path.join(settings.root, one) for one in _listed(config.allow)),
        deny=tuple(_listed(config.deny)),
        compress=config.compress is not False,
        client=_client(config),
        watch_files=tuple(_listed(config.watch_files))
        if config.watch_files is not None
        else templates,
        middleware=tuple(_middleware(one, settings) for one in config.middleware or ()),
        public_path=_public_path(settings.engine["output"]["public_path"]),
    )


def _laid_over(config: DevServerConfig, over: DevServerConfig | None) -> DevServerConfig:
    if over is None:
        return config
    said = {
        name: getattr(over, name)
        for name in over.__struct_fields__
        if getattr(over, name) is not None
    }
    return msgspec.structs.replace(config, **said)


def _listed(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def _wrong(settings: Settings, key: str, message: str, hint: str | None = None) -> ConfigError:
    return conflict(settings.source, ("dev_server", key), message, hint)


def _pattern(settings: Settings, text: str, key: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except re.error as error:
        message = f"`dev_server.{key}`: `{text}` is no regular expression: {error}"
        raise _wrong(settings, key, message) from None


def _listening(
    config: DevServerConfig, settings: Settings, environ: Mapping[str, str]
) -> Listening:
    server = config.server
    if not isinstance(server, ServerTypeConfig):
        server = ServerTypeConfig(type=server or "http")
    if (server.cert is None) != (server.key is None):
        raise _wrong(
            settings, "server", "`dev_server.server` needs both `cert` and `key`, or neither"
        )
    port, strict = config.port, config.strict_port
    if port is None:
        stated = environ.get("PORT", "").strip()
        if stated.isdecimal() and int(stated) < 65536:
            port = int(stated)
    return Listening(
        host=config.host or "127.0.0.1",
        port=DEFAULT_PORT if port is None else port,
        strict_port=strict or False,
        https=server.type == "https",
        cert=_path(server.cert, settings),
        key=_path(server.key, settings),
    )


def _path(path: str | None, settings: Settings) -> str | None:
    return None if path is None else os.path.join(settings.root, path)


# --- Files ---------------------------------------------------------------------------


def _static(
    stated: bool | str | list[str | StaticConfig] | StaticConfig | None, settings: Settings
) -> tuple[StaticFolder, ...]:
    if stated is False:
        return ()
    if stated is None or stated is True:
        public = StaticFolder(directory=os.path.join(settings.root, "public"), prefix="/")
        root = StaticFolder(directory=settings.root, prefix="/", watch=False, page_types=True)
        return public, root
    listed = stated if isinstance(stated, list) else [stated]
    folders = []
    for one in listed:
        folder = StaticConfig(directory=one) if isinstance(one, str) else one
        directory = os.path.normpath(os.path.join(settings.root, folder.directory))
        if not os.path.isdir(directory):
            message = f"there is no folder `{folder.directory}` to serve"
            raise _wrong(settings, "static", message)
        folders.append(
            StaticFolder(
                directory=directory,
                prefix=_public_path(folder.public_path or "/"),
                serve_index=folder.serve_index is not False,
                watch=folder.watch is not False,
            )
        )
    return tuple(folders)


def _public_path(stated: str) -> str:
    """Return the path of a `public_path`, which may be an address, relative, or `auto`."""
    if stated == "auto":
        return "/"
    inner = urlsplit(stated).path.removeprefix("./").strip("/")
    return f"/{inner}/" if inner else "/"


# --- Back ends -----------------------------------------------------------------------


def _proxies(config: DevServerConfig, settings: Settings) -> list[Proxy]:
    stated = config.proxy or []
    if isinstance(stated, Mapping):
        stated = [
            msgspec.structs.replace(
                one if isinstance(one, ProxyConfig) else ProxyConfig(target=one), context=context
            )
            for context, one in stated.items()
        ]
    return [_proxy(one, settings) for one in stated]


def _proxy(stated: ProxyConfig, settings: Settings) -> Proxy:
    contexts = _listed(stated.context) or ["/"]
    for context in contexts:
        if context[:1] not in ("/", "^"):
            message = f"`dev_server.proxy`: `{context}` must begin with `/`, or with `^`"
            raise _wrong(settings, "proxy", message)
    parts = urlsplit(stated.target)
    try:
        usable = parts.scheme in ("http", "https", "ws", "wss") and bool(parts.hostname)
        _ = parts.port
    except ValueError:
        usable = False
    if not usable or parts.query or parts.fragment or "@" in parts.netloc:
        message = f"`dev_server.proxy`: `{stated.target}` is no address of a back end"
        raise _wrong(settings, "proxy", message, "for example http://127.0.0.1:8000")
    scheme = {"ws": "http", "wss": "https"}.get(parts.scheme, parts.scheme)
    return Proxy(
        contexts=tuple(one for one in contexts if one.startswith("/")),
        patterns=tuple(_pattern(settings, one, "proxy") for one in contexts if one[0] == "^"),
        target=f"{scheme}://{parts.netloc}{parts.path.rstrip('/')}",
        rewrites=tuple(
            (_pattern(settings, pattern, "proxy"), re.sub(r"\$(\d)", r"\\\1", to))
            for pattern, to in (stated.path_rewrite or {}).items()
        ),
        headers=_headers(stated.headers or {}, settings, "proxy"),
        change_origin=stated.change_origin or False,
        ws=stated.ws is not False,
        secure=stated.secure is not False,
        timeout=(stated.timeout or 120_000) / 1000,
    )


def _headers(stated: dict[str, str], settings: Settings, key: str) -> dict[str, str]:
    for name, value in stated.items():
        if not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", name) or re.search(r"[\r\n\0]", value):
            raise _wrong(settings, key, f"`dev_server.{key}`: `{name}` is no header")
    return dict(stated)


# --- The page, and the rest ----------------------------------------------------------


def _client(config: DevServerConfig) -> ClientOptions | None:
    if config.client is False:
        return None
    stated = config.client if isinstance(config.client, ClientConfig) else ClientConfig()
    overlay = stated.overlay
    if not isinstance(overlay, OverlayConfig):
        overlay = OverlayConfig(errors=overlay, runtime_errors=overlay)
    return ClientOptions(
        hot=config.hot is not False,
        live_reload=config.live_reload is not False,
        overlay=overlay.errors is not False,
        runtime_errors=overlay.runtime_errors is not False,
        forward=stated.forward or False,
        reconnect=stated.reconnect is not False,
    )


def _middleware(stated: object, settings: Settings) -> Any:
    if callable(stated):
        return stated
    module, _, name = str(stated).partition(":")
    if not isinstance(stated, str) or not module or not name:
        message = "`dev_server.middleware`: a function, or `package.module:name`"
        raise _wrong(settings, "middleware", message)
    import sys
    from importlib import import_module

    sys.path.insert(0, settings.root)
    try:
        return getattr(import_module(module), name)
    except Exception as error:
        message = f"`dev_server.middleware`: `{stated}` cannot be had: {error}"
        raise _wrong(settings, "middleware", message) from error
    finally:
        if settings.root in sys.path:
            sys.path.remove(settings.root)
