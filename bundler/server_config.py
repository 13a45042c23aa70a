"""The words of the configuration that are about watching and serving: webpack's, in snake case.

Where webpack has no word, the word is Vite's. What is not said is decided in
`devserver/settings.py` and `watch.py`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from pybundle.bundler.section import Section

__all__ = [
    "ClientConfig",
    "DevServerConfig",
    "HistoryConfig",
    "OverlayConfig",
    "ProxyConfig",
    "RewriteConfig",
    "ServerTypeConfig",
    "StaticConfig",
    "WatchOptionsConfig",
]

Port = Annotated[int, Meta(ge=0, le=65535)]
Milliseconds = Annotated[int, Meta(ge=0)]


class WatchOptionsConfig(Section, frozen=True, kw_only=True):
    """`watch_options`: how changes are noticed."""

    poll: Annotated[
        bool | Annotated[int, Meta(ge=20)] | None,
        Meta(
            description="Look at the files every so many milliseconds (`true`: 500), for file "
            "systems that tell nothing. Default: where that is known to be needed."
        ),
    ] = None
    aggregate_timeout: Annotated[
        Milliseconds | None,
        Meta(
            description="Milliseconds without a further change, after which a build begins. "
            "Default: 5, and 50 where many files change, or one is emptied."
        ),
    ] = None
    ignored: Annotated[
        str | list[str] | None,
        Meta(description="Globs of files whose changes are not looked at, relative to the root."),
    ] = None


class ServerTypeConfig(Section, frozen=True, kw_only=True):
    """`dev_server.server`, where more than the protocol is said."""

    type: Annotated[Literal["http", "https"], Meta(description="The protocol.")] = "https"
    cert: Annotated[
        str | None, Meta(description="Certificate, a PEM file. Default: one is made.")
    ] = None
    key: Annotated[str | None, Meta(description="Its key, a PEM file.")] = None


class StaticConfig(Section, frozen=True, kw_only=True):
    """A folder whose files are served as they are."""

    directory: Annotated[str, Meta(description="The folder, relative to the root.")]
    public_path: Annotated[str | None, Meta(description="URL path of it. Default: `/`.")] = None
    serve_index: Annotated[
        bool | None, Meta(description="List folders that have no index.html. Default: `true`.")
    ] = None
    watch: Annotated[
        bool | None, Meta(description="A change reloads the page. Default: `true`.")
    ] = None


class RewriteConfig(Section, frozen=True, kw_only=True):
    """One of `history_api_fallback.rewrites`."""

    from_: Annotated[
        str, Meta(description="Regular expression, searched in the path of the request.")
    ] = msgspec.field(name="from")
    to: Annotated[str, Meta(description="Path of the page that is given instead.")]


class HistoryConfig(Section, frozen=True, kw_only=True):
    """`dev_server.history_api_fallback`, where more than a switch is said."""

    index: Annotated[
        str | None, Meta(description="Path of the page that is given. Default: `/index.html`.")
    ] = None
    rewrites: Annotated[
        list[RewriteConfig] | None, Meta(description="Other pages for some paths; first match.")
    ] = None


class ProxyConfig(Section, frozen=True, kw_only=True):
    """A back end that answers some of the paths."""

    target: Annotated[str, Meta(description="Its address: `http://127.0.0.1:8000`.")]
    context: Annotated[
        str | list[str] | None,
        Meta(
            description="Paths that it answers, whole segments from the start; one that begins "
            "with `^` is a regular expression."
        ),
    ] = None
    path_rewrite: Annotated[
        dict[str, str] | None,
        Meta(description="Regular expression → replacement, of the path; the first that matches."),
    ] = None
    headers: Annotated[
        dict[str, str] | None, Meta(description="Headers of the requests that it gets.")
    ] = None
    change_origin: Annotated[
        bool | None, Meta(description="Ask with the target's `Host`. Default: the browser's.")
    ] = None
    ws: Annotated[bool | None, Meta(description="WebSockets too. Default: `true`.")] = None
    secure: Annotated[
        bool | None, Meta(description="Check the certificate of the target. Default: `true`.")
    ] = None
    timeout: Annotated[
        Milliseconds | None,
        Meta(description="Milliseconds that the target may be silent. Default: 120000."),
    ] = None


class OverlayConfig(Section, frozen=True, kw_only=True):
    """`dev_server.client.overlay`, where more than a switch is said."""

    errors: bool | None = None
    runtime_errors: bool | None = None


class ClientConfig(Section, frozen=True, kw_only=True):
    """`dev_server.client`: what runs in the page besides the application."""

    overlay: Annotated[
        bool | OverlayConfig | None, Meta(description="Show errors over the page.")
    ] = None
    reconnect: Annotated[
        bool | None, Meta(description="Come back to a server that went away. Default: `true`.")
    ] = None
    forward: Annotated[
        bool | None,
        Meta(description="Print errors of the page, and what its console gets, in the terminal."),
    ] = None


class DevServerConfig(Section, frozen=True, kw_only=True):
    """`dev_server`: what `pybundle serve` does."""

    host: Annotated[
        str | None,
        Meta(
            description="Address to listen on. Default: `127.0.0.1`; `0.0.0.0` is every machine "
            "that reaches this one."
        ),
    ] = None
    port: Annotated[
        Port | None, Meta(description="Default: PORT, else 5173, or the next one that is free.")
    ] = None
    strict_port: Annotated[
        bool | None, Meta(description="Fail where the port is taken. Default: `false`.")
    ] = None
    open: Annotated[
        bool | str | None, Meta(description="Open a browser, at this path where one is given.")
    ] = None
    server: Annotated[
        Literal["http", "https"] | ServerTypeConfig | None,
        Meta(description="The protocol. Default: `http`; a certificate is made for `https`."),
    ] = None
    static: Annotated[
        bool | str | list[str | StaticConfig] | StaticConfig | None,
        Meta(
            description="Folders whose files are served as they are. Default: `public`, and of "
            "the root what pages are made of."
        ),
    ] = None
    history_api_fallback: Annotated[
        bool | HistoryConfig | None,
        Meta(description="Give index.html for pages that are not there. Default: `true`."),
    ] = None
    proxy: Annotated[
        dict[str, str | ProxyConfig] | list[ProxyConfig] | None,
        Meta(description="Back ends, by the paths that they answer."),
    ] = None
    headers: Annotated[dict[str, str] | None, Meta(description="Headers of every answer.")] = None
    allowed_hosts: Annotated[
        str | list[str] | None,
        Meta(
            description="Names besides localhost by which the server may be called; `.x.org` is "
            "x.org and all below; `all` is every name, and unsafe."
        ),
    ] = None
    allowed_origins: Annotated[
        str | list[str] | None,
        Meta(
            description="Origins (`https://shop.test`) of pages that may have scripts from here, "
            "besides those of this machine."
        ),
    ] = None
    allow: Annotated[
        str | list[str] | None,
        Meta(description="Folders outside of the root that links may lead to."),
    ] = None
    deny: Annotated[
        str | list[str] | None,
        Meta(description="Globs of names that are never served, besides those that never are."),
    ] = None
    compress: Annotated[bool | None, Meta(description="Default: `true`.")] = None
    hot: Annotated[bool | None, Meta(description="Update in place. Default: `true`.")] = None
    live_reload: Annotated[
        bool | None, Meta(description="Reload what cannot be updated. Default: `true`.")
    ] = None
    client: Annotated[
        bool | ClientConfig | None,
        Meta(description="Whether pages get the client; and what it does."),
    ] = None
    watch_files: Annotated[
        str | list[str] | None,
        Meta(
            description="Globs of files whose change reloads the page, relative to the root. "
            "Default: templates, where a back end is started too."
        ),
    ] = None
    middleware: Annotated[
        list[Any] | None,
        Meta(description="aiohttp middleware, or `package.module:name` of it; outermost first."),
    ] = None
