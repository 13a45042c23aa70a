"""What the server and the page say to each other: JSON over one WebSocket.

The page's side is `client/client.js`, which the server gives at `CLIENT_PATH` (and where back
ends look for Vite's). In that text the server replaces `__PYBUNDLE_TOKEN__` by the token of this
run, as a JavaScript string, and `__PYBUNDLE_OPTIONS__` by a JSON object, a `ClientOptions`. The
page opens `SOCKET_PATH?token=…` on the host that the client itself came from
(`import.meta.url`), and sends `Hello` first.

Every message is an object with a `type`. Whoever reads ignores types and fields that it does not
know, so either side may grow.

What became of an edit is decided by `updates.updates(previous, current)`, of two
`snapshot.Snapshot`s: it returns an `Answer`. The server numbers its builds, keeps the answers of
the last ones, and so gives a page that was away all that it missed, in order; or a `Reload`.
"""

from __future__ import annotations

from typing import Any

import msgspec

from pybundle.bundler.diagnostics import (
    Diagnostic,  # noqa: TC001 - type hints are evaluated
)

__all__ = [
    "CLIENT_PATH",
    "EDITOR_PATH",
    "PREFIX",
    "SOCKET_PATH",
    "TOKEN_HEADER",
    "UPDATE_PATH",
    "Answer",
    "Building",
    "ClientOptions",
    "Connected",
    "Custom",
    "Errors",
    "Hello",
    "Invalidate",
    "Log",
    "Message",
    "Ok",
    "Problem",
    "Received",
    "Reload",
    "StyleUpdate",
    "Update",
    "decode",
    "encode",
]

PREFIX = "/@pybundle/"
"""All that is the server's own lies below this path."""
CLIENT_PATH = f"{PREFIX}client.js"
SOCKET_PATH = f"{PREFIX}socket"
UPDATE_PATH = f"{PREFIX}updates/"
"""Files of an `Answer` are here."""
EDITOR_PATH = f"{PREFIX}open"
"""POST JSON `{"file": path relative to the root, "line": 1, "column": 1}` with the token."""
TOKEN_HEADER = "X-Pybundle-Token"
"""Goes with a POST to `EDITOR_PATH`; no other origin can send it without being asked first."""


class ClientOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What the client in the page is to do; from `dev_server.client` and its neighbours."""

    hot: bool = True
    """Take updates in place; where it is off, every update is a reload."""
    live_reload: bool = True
    """Reload where there is no update in place; where it is off as well, do nothing."""
    overlay: bool = True
    """Show errors of the build over the page."""
    runtime_errors: bool = True
    """Show errors that the page throws over the page."""
    forward: bool = False
    """Send what the console gets, and errors that the page throws, to the terminal."""
    reconnect: bool = True


# --- From the server -----------------------------------------------------------------


class Connected(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="connected"):
    """Answers `Hello`. `Update`s that the page missed, `Errors` or `Ok` come behind it."""

    hash: str
    """Names the build whose files the server gives now."""
    version: str
    """Of pybundle."""


class Building(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="building"):
    """A build begins; `Update`, `Reload`, `Ok` or `Errors` will follow."""

    changed: tuple[str, ...] = ()
    """Relative to the root, the first few of them."""


class StyleUpdate(msgspec.Struct, frozen=True, kw_only=True):
    """A style sheet to be fetched anew, without a flash."""

    path: str
    """URL path of the file, as the page's `<link>` names it."""
    previous: str | None = None
    """The path it had before, where the name has changed; `None` for the same."""
    hash: str
    """Goes into a query, so that no cache answers."""


class Update(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="update"):
    """Takes a page from the build `previous` to the build `hash`, without a reload."""

    previous: str
    hash: str
    scripts: tuple[str, ...] = ()
    """URL paths of scripts that hold the new modules, to be run in this order."""
    styles: tuple[StyleUpdate, ...] = ()
    data: Any = None
    """What the run time in the bundle needs to know: boundaries, removed modules."""
    changed: tuple[str, ...] = ()
    """Relative to the root, for the console."""


class Reload(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="reload"):
    """The page is to be loaded anew."""

    reason: str
    hash: str
    changed: tuple[str, ...] = ()


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """A diagnostic, and its drawing for those who show text."""

    diagnostic: Diagnostic
    text: str
    """As in the terminal, without colour."""


class Errors(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="errors"):
    """The build failed. The page stays as it is, and what is wrong is shown over it."""

    problems: tuple[Problem, ...]
    """Errors first, then warnings. The file of a location is relative to the root."""


class Ok(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="ok"):
    """The build succeeded; what is shown over the page goes away."""

    hash: str
    warnings: tuple[Problem, ...] = ()


class Custom(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="custom"):
    """An event of the application's own, in either direction."""

    event: str
    data: Any = None


Message = Connected | Building | Update | Reload | Errors | Ok | Custom


# --- From the page -------------------------------------------------------------------


class Hello(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="hello"):
    """The first message of a page, also when it comes back."""

    hash: str | None = None
    """The build that the page is at; `None` where it does not know."""


class Log(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="log"):
    """What the console got, or an error that the page threw, for the terminal."""

    level: str
    """`error`, `warn`, `info`, `log` or `debug`."""
    text: str
    stack: str | None = None


class Invalidate(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="invalidate"):
    """A module gave up an update; the page reloads. For the terminal."""

    module: str
    message: str = ""


Received = Hello | Log | Invalidate | Custom


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What became of an edit."""

    messages: tuple[Update | Reload, ...]
    """Nothing, where no page has anything to do."""
    files: dict[str, bytes] = {}
    """Name below `UPDATE_PATH` → content; kept as long as a page may ask for it."""


_DECODER: msgspec.json.Decoder[Received] = msgspec.json.Decoder(Received)


def encode(message: Message) -> str:
    """Return the text of a message."""
    return msgspec.json.encode(message).decode()


def decode(text: str | bytes) -> Received | None:
    """Read what a page sent; `None` for what is none of its messages."""
    try:
        return _DECODER.decode(text)
    except msgspec.DecodeError:
        return None
