"""`pybundle build --analyze`: one page that shows what is in the scripts, and why.

The page asks for nothing: style, script and data are in it, and its own policy allows no more
than those two. It works from the disk, in a mail, or behind any server.
"""

from __future__ import annotations

import base64
import hashlib
import html
import os
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from pybundle.bundler.result import BuildResult, Chunk, Stats

__all__ = ["analysis_page", "write_analysis"]

PARTS = Path(__file__).parent / "treemap"
MARK = b'content="pybundle analysis"'
"""Stands near the start of each page, so that nothing else is overwritten."""


def write_analysis(result: BuildResult, path: str, *, minified: bool) -> None:
    """Write the page of a result that was measured. Raises `OSError`, `FileExistsError` too."""
    if os.path.exists(path):
        with open(path, "rb") as opened:
            if MARK not in opened.read(2000):
                raise FileExistsError(17, "it is no analysis, so it is not overwritten", path)
    page = analysis_page(result, minified=minified)
    folder = os.path.dirname(path)
    if folder:
        os.makedirs(folder, exist_ok=True)
    aside = f"{path}.{os.getpid()}"
    Path(aside).write_text(page, encoding="utf-8", newline="\n")
    os.replace(aside, path)


def analysis_page(result: BuildResult, *, minified: bool) -> str:
    """Return the page as HTML."""
    stats = result.stats
    assert stats is not None, "the build was measured"
    title = f"{os.path.basename(result.root)}, {result.mode}"
    data = {
        "title": title,
        "minified": minified,
        "modules": [
            {
                "path": module.path,
                "size": module.size,
                "reasons": [
                    [
                        -1 if reason.module is None else reason.module,
                        reason.kind,
                        reason.request,
                        reason.line,
                    ]
                    for reason in module.reasons
                ],
            }
            for module in stats.modules
        ],
        "chunks": _chunks(stats),
    }
    # Nothing in a text of JSON but `<` can end the element that it stands in.
    text = msgspec.json.encode(data).decode().replace("<", "\\u003c")
    style, script = _part("style.css"), _part("script.js")
    return Template(_part("page.html")).substitute(
        title=html.escape(f"{title}: what is in the scripts"),
        style=style,
        style_hash=_hash(style),
        script=script,
        script_hash=_hash(script),
        data=text,
    )


def _chunks(stats: Stats) -> list[dict[str, Any]]:
    initial = _initial(stats.chunks)
    return [
        {
            "file": chunk.file,
            "size": chunk.size,
            "gzip": chunk.gzip or 0,
            "entry": chunk.entry,
            "dynamic": chunk.dynamic,
            "initial": chunk.id in initial,
            "parts": [[part.module, part.size, part.gzip] for part in chunk.parts],
        }
        for chunk in stats.chunks
    ]


def _initial(chunks: tuple[Chunk, ...]) -> set[int]:
    """Return the chunks that entries load at once."""
    by_id = {chunk.id: chunk for chunk in chunks}
    found = {chunk.id for chunk in chunks if chunk.entry}
    open_ = list(found)
    while open_:
        for needed in by_id[open_.pop()].imports:
            if needed not in found:
                found.add(needed)
                open_.append(needed)
    return found


def _part(name: str) -> str:
    return (PARTS / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """Return the source expression by which a policy allows `text`."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
