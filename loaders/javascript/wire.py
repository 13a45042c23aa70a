"""The messages between a build and the processes in which its tools run.

A message is a JSON value behind its length in four bytes, most significant first. JSON, since
that is what the JavaScript engine takes and gives; with lengths, since a pipe has no borders.
Bytes are a table with one key, `$bytes`, in base 64.
"""

from __future__ import annotations

import base64
import json
import struct
from typing import Any, BinaryIO

__all__ = ["decode_bytes", "encode_bytes", "read_message", "write_message"]

_LENGTH = struct.Struct(">I")


def write_message(stream: BinaryIO, message: object) -> None:
    """Write one message; raises `OSError` where nobody reads any more."""
    # Lone surrogates, which JavaScript's strings may hold, survive as escapes.
    data = json.dumps(message, separators=(",", ":")).encode("ascii")
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def read_message(stream: BinaryIO) -> Any:
    """Return the next message; raises `EOFError` where there is none, or only a part of one."""
    length = _LENGTH.unpack(_exactly(stream, _LENGTH.size))[0]
    return json.loads(_exactly(stream, length))


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) != size:
        raise EOFError
    return data


def encode_bytes(data: bytes) -> dict[str, str]:
    """Return what stands for bytes in a message."""
    return {"$bytes": base64.b64encode(data).decode("ascii")}


def decode_bytes(value: Any) -> Any:
    """Return the bytes that a value of a message stands for; any other value as it is."""
    if isinstance(value, dict) and len(value) == 1 and isinstance(value.get("$bytes"), str):
        return base64.b64decode(value["$bytes"])
    return value
