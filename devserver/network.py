"""Sockets to listen on, and the addresses by which others reach them."""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import os
import socket

__all__ = ["PortError", "listening_sockets", "network_addresses"]

MOST_PORTS = 100
"""Ports that are tried, from the first on."""


class PortError(Exception):
    """No socket can be had; the message says why."""


def listening_sockets(host: str, port: int, *, strict: bool) -> list[socket.socket]:
    """Return sockets that listen on `host`, at `port` or the next one that is free.

    `localhost` is both families, where there are both. Raises `PortError`.
    """
    if port == 0:
        strict = True
    last = port if strict else min(port + MOST_PORTS, 65535)
    for number in range(port, last + 1):
        try:
            return _bind(host, number)
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES) and number < last:
                continue
            if error.errno == errno.EADDRINUSE:
                raise PortError(f"port {number} of {host} is taken") from None
            text = error.strerror or str(error)
            raise PortError(f"cannot listen on {host}, port {number}: {text}") from None
    raise PortError(f"no port of {host} from {port} on is free")


def _bind(host: str, port: int) -> list[socket.socket]:
    try:
        found = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE, proto=socket.IPPROTO_TCP
        )
    except socket.gaierror as error:
        raise PortError(f"there is no host {host}: {error.strerror}") from None
    sockets: list[socket.socket] = []
    refused: OSError | None = None
    for family, kind, protocol, _, address in dict.fromkeys(found):
        if sockets and port == 0:
            # Both families at the same port, also where that one was chosen by the system.
            address = (address[0], sockets[0].getsockname()[1], *address[2:])
        try:
            sockets.append(_one(family, kind, protocol, address))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                for one in sockets:
                    one.close()
                raise
            # A family that this machine has by name only.
            refused = error
    if not sockets:
        raise refused or OSError(errno.EADDRNOTAVAIL, "no address")
    return sockets


def _one(family: int, kind: int, protocol: int, address: tuple[object, ...]) -> socket.socket:
    made = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":
            # Of a server that ended just now; on Windows it would share the port of a running one.
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind(address)
        made.listen(1024)
        made.setblocking(False)
    except BaseException:
        made.close()
        raise
    return made


def network_addresses(version: int) -> list[str]:
    """Return the addresses of this machine in its networks, the one towards the world first.

    `version` is that of the protocol, 4 or 6.

    Nothing is sent: the system only says which address it would send from.
    """
    found: list[str] = []
    for family, target in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((target, 9))
                found.append(probe.getsockname()[0])
        except OSError:
            continue
    with contextlib.suppress(OSError):
        found += [str(one[4][0]) for one in socket.getaddrinfo(socket.gethostname(), None)]
    usable = []
    for one in dict.fromkeys(found):
        address = ipaddress.ip_address(one.partition("%")[0])
        if address.version == version and not (
            address.is_loopback or address.is_link_local or address.is_unspecified
        ):
            usable.append(one)
    return usable
