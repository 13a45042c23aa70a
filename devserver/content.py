"""Answers with content: what it is, whether it is known already, a part of it, compressed."""

from __future__ import annotations

import asyncio
import hashlib
import mimetypes
import re
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["content_type", "file_answer", "memory_answer"]

LARGEST_IN_MEMORY = 1 << 20
"""Bytes; a larger file is sent from the disk, as it is."""
SMALLEST_COMPRESSED = 1024
LARGEST_COMPRESSED = 16 << 20

# What systems do not know, or say otherwise (Windows keeps this in its registry).
_TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".cjs": "text/javascript",
    ".css": "text/css",
    ".html": "text/html",
    ".htm": "text/html",
    ".json": "application/json",
    ".map": "application/json",
    ".wasm": "application/wasm",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".vtt": "text/vtt",
}
_TEXT = re.compile(r"text/|application/(?:json|manifest\+json|xml|wasm)|image/svg\+xml")


def content_type(path: str) -> str:
    """Return the `Content-Type` of a file by its name, with a charset where it is text."""
    extension = Path(path).suffix.lower()
    kind = _TYPES.get(extension) or mimetypes.guess_type(path, strict=False)[0]
    if kind is None:
        return "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


async def file_answer(
    request: web.Request, path: str, headers: Mapping[str, str], *, compress: bool
) -> web.StreamResponse:
    """Answer with a file of the disk. `path` is its real path, and may be read."""
    kind = content_type(path)
    file = Path(path)
    small = file.stat().st_size <= LARGEST_IN_MEMORY
    if small:
        body = await asyncio.to_thread(file.read_bytes)
        return await memory_answer(request, body, kind, headers, compress=compress)
    # It answers conditions and ranges, and sends without copying.
    return web.FileResponse(file, headers={**headers, "Content-Type": kind})


async def memory_answer(
    request: web.Request,
    body: bytes,
    kind: str,
    headers: Mapping[str, str],
    *,
    compress: bool,
    status: int = 200,
) -> web.Response:
    """Answer with `body`: RFC 9110's conditions, one range, gzip where it is accepted."""
    etag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    more = {"ETag": etag, "Accept-Ranges": "bytes", "Vary": "Accept-Encoding, Origin", **headers}
    if status == 200 and _is_known(request.headers.get("If-None-Match", ""), etag):
        return web.Response(status=304, headers=more)
    more["Content-Type"] = kind
    part = _range(request, etag, len(body)) if status == 200 else None
    if part is not None:
        start, end = part
        if start >= end:
            more["Content-Range"] = f"bytes */{len(body)}"
            return web.Response(status=416, headers=more)
        more["Content-Range"] = f"bytes {start}-{end - 1}/{len(body)}"
        return web.Response(status=206, body=body[start:end], headers=more)
    if (
        compress
        and SMALLEST_COMPRESSED <= len(body) <= LARGEST_COMPRESSED
        and _TEXT.match(kind)
        and _accepts_gzip(request.headers.get("Accept-Encoding", ""))
    ):
        more["Content-Encoding"] = "gzip"
        # Another form of the same: RFC 9110, 8.8.1.
        more["ETag"] = f"W/{etag}"
        body = await asyncio.to_thread(_gzip, body)
    return web.Response(status=status, body=body, headers=more)


def _gzip(body: bytes) -> bytes:
    compressor = zlib.compressobj(4, zlib.DEFLATED, 31)
    return compressor.compress(body) + compressor.flush()


def _accepts_gzip(stated: str) -> bool:
    for one in stated.lower().split(","):
        name, _, weight = one.partition(";")
        if name.strip() in ("gzip", "*"):
            return re.fullmatch(r"\s*q=0(?:\.0*)?\s*", weight) is None
    return False


def _is_known(stated: str, etag: str) -> bool:
    known = [one.strip().removeprefix("W/") for one in stated.split(",")]
    return "*" in known or etag in known


def _range(request: web.Request, etag: str, size: int) -> tuple[int, int] | None:
    """Return start and end (exclusive) of the one range that is asked for, or `None` for all."""
    condition = request.headers.get("If-Range")
    if request.method != "GET" or (condition is not None and condition.strip() != etag):
        return None
    stated = re.fullmatch(r"bytes=(\d*)-(\d*)", request.headers.get("Range", "").replace(" ", ""))
    if stated is None or not (stated[1] or stated[2]):
        return None
    if not stated[1]:
        return max(size - int(stated[2]), 0), size
    start = int(stated[1])
    end = min(int(stated[2]) + 1, size) if stated[2] else size
    # Turned around it is no range at all.
    return None if stated[2] and int(stated[2]) < start else (start, end)
