"""Which files may be read: decided here, for every route, and nowhere else.

A path of a request is decoded once, taken apart, and refused if any part could mean more than a
name. The file that it leads to, all links followed, must lie in a folder that is served, and
nothing on the way may have a name that is never given away.
"""

from __future__ import annotations

import os
import re
import stat
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote_to_bytes

from pybundle.bundler.globs import expression

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Access", "Allowed", "split_path"]

DENIED = (
    # Settings, credentials and histories live in files that begin with a dot.
    ".*",
    "*.{pem,key,crt,cer,der,csr,p8,p12,pfx,jks,keystore,kdbx,gpg,asc,ppk}",
    "id_{rsa,dsa,ecdsa,ed25519}*",
    "*.{py,pyc,pyo,pyi,pyx,pyd,so,ipynb}",
    "*.{db,sqlite,sqlite3,db3,mdb,sql,dump}{,-wal,-shm,-journal}",
    "*.{env,secret,secrets,tfstate,tfvars}",
    "credentials*",
    "secrets.*",
    "__pycache__",
    "*.{swp,swo,bak,orig}",
    "*~",
)
"""Names that are never served, of files and of folders, in any case."""

# By RFC 8615 this one is made to be public.
EXCEPTION = ".well-known"

_EXTENSIONS = """
    html htm xhtml js mjs cjs css map wasm json5 webmanifest svg png apng jpg jpeg jfif pjpeg pjp
    gif bmp ico cur avif webp jxl woff woff2 eot ttf otf mp4 webm ogg ogv mp3 wav flac aac opus
    mov m4a m4v vtt srt pdf glb gltf hdr ktx2
"""
PAGE_TYPES = frozenset(f".{one}" for one in _EXTENSIONS.split())
"""What a page is made of: only that is served of folders that nobody named."""


class Allowed(NamedTuple):
    """A file or a folder that may be read."""

    path: str
    """Its real path: no link leads anywhere else any more."""
    is_folder: bool


def split_path(raw_path: str) -> list[str] | None:
    """Return the names in the path of a request, `None` where it is not to be followed.

    `raw_path` is as it came, still encoded, and begins with `/`. A path that ends in `/` has
    an empty name last.
    """
    try:
        path = unquote_to_bytes(raw_path).decode("utf-8")
    except UnicodeDecodeError:
        return None
    if not path.startswith("/"):
        return None
    names = path[1:].split("/")
    for index, name in enumerate(names):
        if not name and index == len(names) - 1:
            continue
        if not _is_plain(name):
            return None
    return names


def _is_plain(name: str) -> bool:
    """Say whether a name means itself on every system.

    Windows takes a backslash for a slash, `a.js.` and `a.js ` for `a.js`, `a:b` for a stream
    of `a`, and a tilde for a short name.
    """
    return (
        name not in ("", ".", "..")
        and name[-1] not in ". "
        and not any(one in '\\:*?"<>|' or ord(one) < 32 or ord(one) == 127 for one in name)
        and re.search(r"~\d", name) is None
    )


class Access:
    """What may be read below some folders.

    Args:
        root: The project, absolute.
        allow: Other folders that links may lead to, absolute.
        deny: Globs of names that are not served, besides `DENIED`.

    """

    def __init__(self, root: str, *, allow: Iterable[str] = (), deny: Iterable[str] = ()) -> None:
        self.root = os.path.realpath(root)
        self._folders = [self.root, *(os.path.realpath(folder) for folder in allow)]
        globs = [expression(glob.casefold()) for glob in (*DENIED, *deny)]
        self._denied = re.compile("|".join(f"(?:{glob})" for glob in globs), re.DOTALL)

    def find(self, folder: str, names: list[str], *, page_types: bool = False) -> Allowed | None:
        """Return what is at `names` below `folder`, if it is there and may be read.

        `names` come from `split_path`. With `page_types`, files of other kinds are not there.
        """
        if self._is_denied(names):
            return None
        wanted = os.path.join(folder, *names)
        try:
            real = os.path.realpath(wanted, strict=True)
            status = os.stat(real)
        except (OSError, ValueError):
            return None
        if not self.may_read(real, folder):
            return None
        if stat.S_ISDIR(status.st_mode):
            return Allowed(real, is_folder=True)
        # `/a.js/` is no file; and a FIFO is none either.
        if not stat.S_ISREG(status.st_mode) or (names and not names[-1]):
            return None
        if page_types and not {_extension(wanted), _extension(real)} <= PAGE_TYPES:
            return None
        return Allowed(real, is_folder=False)

    def may_read(self, path: str, *more: str) -> bool:
        """Say whether a file may be read. `path` is its real path.

        It lies in one of `more`, in the root or in an allowed folder, and from there on has
        no name that is never served.
        """
        for folder in (*(os.path.realpath(one) for one in more), *self._folders):
            inside = _inside(path, folder)
            if inside is not None:
                return not self._is_denied(inside)
        return False

    def may_show(self, file: str) -> bool:
        """Say the same of a file that a diagnostic names, relative to the root or absolute."""
        return self.may_read(os.path.realpath(os.path.join(self.root, file)))

    def to_open(self, file: str) -> str | None:
        """Return the real path of a file that an editor may be sent to: one below the root.

        `file` is relative to the root, or absolute.
        """
        if "\0" in file:
            return None
        real = os.path.realpath(os.path.join(self.root, file))
        return real if _inside(real, self.root) is not None and os.path.isfile(real) else None

    def _is_denied(self, names: Iterable[str]) -> bool:
        return any(
            name and name != EXCEPTION and self._denied.fullmatch(name.casefold()) for name in names
        )


def _inside(path: str, folder: str) -> list[str] | None:
    """Return the names from a folder to a path in it, `None` where it lies elsewhere."""
    if path == folder:
        return []
    prefix = folder.rstrip(os.sep) + os.sep
    return path[len(prefix) :].split(os.sep) if path.startswith(prefix) else None


def _extension(path: str) -> str:
    return os.path.splitext(path)[1].casefold()
