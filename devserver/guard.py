"""Who may ask: names of this server, and pages of other origins.

A page anywhere can make the browser of a developer send requests to his machine. Three things
tell such a request. A name that was bent to this address (DNS rebinding) shows in `Host`. A page
of another origin shows in `Origin`, or in `Sec-Fetch-Site`
(https://www.w3.org/TR/fetch-metadata/). And no such page knows the token of this run.
"""

from __future__ import annotations

import hmac
import ipaddress
import secrets
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aiohttp import web

__all__ = ["Guard", "RefusedError", "host_of", "split_target"]


class RefusedError(Exception):
    """A request that is not answered; the message says why, for whoever runs the server."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class Guard:
    """Decides about requests, by what they say of where they come from.

    Args:
        hosts: Names besides those of this machine; `.x.org` is x.org and all below it; `all`
            is every name.
        origins: Origins besides those of this machine.
        addresses: Addresses that the server listens on; an unspecified one is all of them.

    """

    def __init__(
        self, *, hosts: Iterable[str], origins: Iterable[str], addresses: Iterable[str]
    ) -> None:
        self.token = secrets.token_urlsafe(24)
        self._hosts = [host.casefold() for host in hosts]
        self._origins = {origin.rstrip("/").casefold() for origin in origins}
        self._addresses = {_address(address) for address in addresses}
        self._names = {address.casefold() for address in addresses}

    def check_host(self, request: web.BaseRequest) -> None:
        """Raise `RefusedError` unless the request calls the server by a name that is its own."""
        stated = request.headers.getall("Host", [])
        if len(stated) != 1:
            raise RefusedError("a request without one `Host`")
        named, _ = split_target(request.raw_path)
        for authority in (stated[0], *([] if named is None else [named])):
            host = host_of(authority)
            if host is None or not self.is_own(host):
                raise RefusedError(
                    f"a request to the host {authority!r}",
                    f"allow it with `dev_server.allowed_hosts = [{(host or 'NAME')!r}]`",
                )

    def is_own(self, host: str) -> bool:
        """Say whether a host, without its port, is this server."""
        if "all" in self._hosts:
            return True
        address = _address(host)
        if address is not None:
            if address.is_loopback or address in self._addresses:
                return True
            # Listening on all addresses, each is its own; and no name is bent to itself.
            return any(one is not None and one.is_unspecified for one in self._addresses)
        return (
            host == "localhost"
            or host.endswith(".localhost")
            or host in self._names
            or _matches(host, self._hosts)
        )

    def check_origin(self, request: web.BaseRequest) -> str | None:
        """Raise `RefusedError` for pages of origins that may not have scripts from here.

        Returns the origin where it is another one, and allowed.
        """
        stated = request.headers.getall("Origin", [])
        if len(stated) > 1:
            raise RefusedError("a request with two `Origin`s")
        if stated:
            if self._is_same(stated[0], request):
                return None
            if self.may_read(stated[0]):
                return stated[0]
            raise RefusedError(*_foreign(f"a request from {stated[0]!r}", stated[0]))
        site = request.headers.get("Sec-Fetch-Site")
        if site in ("same-origin", "none"):
            return None
        referer = _origin_of(request.headers.get("Referer", ""))
        if referer is not None and self.may_read(referer):
            return referer
        if site is None:
            if referer is None or self._is_same(referer, request):
                return None
            raise RefusedError(*_foreign(f"a request from a page of {referer}", referer))
        if request.headers.get("Sec-Fetch-Mode") == "navigate" and request.method in (
            "GET",
            "HEAD",
        ):
            return None
        host = host_of(request.headers.get("Host", ""))
        if site == "same-site" and host is not None and _is_loopback(host):
            # Another port of this machine, whose pages may keep to themselves who they are.
            return None
        raise RefusedError(*_foreign(f"a {site} request for {request.path!r}", referer))

    def check_socket(self, request: web.BaseRequest) -> None:
        """Raise `RefusedError` unless a page of an allowed origin that knows the token asks."""
        origin = request.headers.get("Origin")
        if origin is None:
            raise RefusedError("a socket without `Origin`")
        self.check_origin(request)
        self.check_token(request.query.get("token", ""))

    def check_token(self, token: str) -> None:
        """Raise `RefusedError` unless this is the token of this run."""
        if not hmac.compare_digest(token.encode(), self.token.encode()):
            raise RefusedError("a page of another run of the server")

    def may_read(self, origin: str) -> bool:
        """Say whether pages of an origin may have scripts from here."""
        if origin.casefold() in self._origins or "*" in self._origins:
            return True
        parts = _split(origin)
        return parts is not None and _is_loopback(parts[1])

    @staticmethod
    def _is_same(origin: str, request: web.BaseRequest) -> bool:
        return origin.casefold() == f"{request.scheme}://{request.headers['Host']}".casefold()


def split_target(target: str) -> tuple[str | None, str]:
    """Return the authority and the path in the target of a request, both as they came.

    The authority is there in the absolute form only (RFC 9112, 3.2.2); the path has no query.
    """
    authority = None
    if not target.startswith("/"):
        _, _, rest = target.partition("://")
        authority, slash, path = rest.partition("/")
        target = slash + path
    return authority, target.partition("?")[0].partition("#")[0]


def _foreign(message: str, origin: str | None) -> tuple[str, str]:
    return message, f"allow it with `dev_server.allowed_origins = [{(origin or 'ORIGIN')!r}]`"


def host_of(authority: str) -> str | None:
    """Return the host of `host:port`, small and without brackets; `None` where it is none."""
    parts = _split(f"http://{authority}")
    return None if parts is None or "@" in authority else parts[1]


def _split(origin: str) -> tuple[str, str] | None:
    """Return scheme and host of an origin."""
    if any(one in origin for one in "\\\t\n\r ,#?@") or "://" not in origin:
        return None
    try:
        parts = urlsplit(origin)
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path:
        return None
    return parts.scheme, parts.hostname.casefold()


def _origin_of(url: str) -> str | None:
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme and parts.netloc else None


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None


def _is_loopback(host: str) -> bool:
    address = _address(host)
    if address is not None:
        return address.is_loopback
    return host == "localhost" or host.endswith(".localhost")


def _matches(host: str, allowed: Iterable[str]) -> bool:
    return any(
        host == one or (one.startswith(".") and (host == one[1:] or host.endswith(one)))
        for one in allowed
    )
