"""HTTP as bytes: what is asked is what goes over the wire."""

from __future__ import annotations

import socket
from typing import NamedTuple


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


def ask(port: int, request: bytes, *, timeout: float = 10) -> Answer:
    with socket.create_connection(("127.0.0.1", port), timeout=timeout) as connection:
        connection.sendall(request)
        data = b""
        head = b""
        while True:
            try:
                chunk = connection.recv(65536)
            except ConnectionResetError:
                break
            if not chunk:
                break
            data += chunk
            head, end, body = data.partition(b"\r\n\r\n")
            if end:
                headers = _headers(head)
                length = headers.get("content-length")
                status = _status(head)
                if status in (101, 204, 304) or (
                    length is not None
                    and (len(body) >= int(length) or request.startswith(b"HEAD "))
                ):
                    break
    head, _, body = data.partition(b"\r\n\r\n")
    if not head:
        return Answer(0, {}, b"")
    headers = _headers(head)
    if headers.get("transfer-encoding") == "chunked":
        body = _unchunked(body)
    return Answer(_status(head), headers, body)


def get(port: int, path: str, **headers: str) -> Answer:
    stated = {"Host": f"127.0.0.1:{port}", "Connection": "close"}
    stated |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in stated.items())]
    return ask(port, "\r\n".join([*lines, "", ""]).encode("latin-1"))


def _status(head: bytes) -> int:
    return int(head.split(b" ", 2)[1])


def _headers(head: bytes) -> dict[str, str]:
    lines = head.decode("latin-1").split("\r\n")[1:]
    pairs = (line.partition(":") for line in lines)
    return {name.lower(): value.strip() for name, _, value in pairs}


def _unchunked(body: bytes) -> bytes:
    parts = []
    while body:
        size, _, rest = body.partition(b"\r\n")
        number = int(size.split(b";")[0] or b"0", 16)
        if not number:
            break
        parts.append(rest[:number])
        body = rest[number + 2 :]
    return b"".join(parts)
