"""Pages that the server makes itself. All that is not ours goes through `escape`."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from pybundle.bundler.diagnostics import draw
from pybundle.devserver.protocol import CLIENT_PATH, PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pybundle.bundler.diagnostics import Diagnostic

__all__ = [
    "OWN_POLICY",
    "entries_page",
    "error_page",
    "folder_page",
    "message_page",
    "script_page",
    "waiting_page",
    "with_client",
]

OWN_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""Content-Security-Policy of pages that have nothing of the application."""

STYLE_PATH = f"{PREFIX}pages.css"
WAITING_PATH = f"{PREFIX}waiting.js"


def _page(title: str, body: str, head: str = "") -> str:
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n{head}</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _own_page(title: str, body: str, head: str = "") -> str:
    return _page(
        title, f"<main>{body}</main>", f'<link rel="stylesheet" href="{STYLE_PATH}">{head}'
    )


def waiting_page(stage: str, done: int, known: int) -> str:
    """Show the progress of the first build; the page is loaded anew when it is done."""
    head = f'<script type="module" src="{WAITING_PATH}"></script>'
    head += '<noscript><meta http-equiv="refresh" content="1"></noscript>'
    body = (
        '<h1>Building…</h1><progress id="bar"></progress>'
        f'<p id="stage">{escape(stage)} {int(done)}/{int(known)}</p>'
    )
    return _own_page("Building…", body, head)


def error_page(diagnostics: Iterable[Diagnostic]) -> str:
    """Show why there is nothing to show; the client reloads the page when there is."""
    drawn = "".join(
        f'<pre class="{escape(one.severity)}">{escape(draw(one))}</pre>' for one in diagnostics
    )
    head = f'<script type="module" src="{CLIENT_PATH}"></script>'
    return _own_page("The build failed", f"<h1>The build failed</h1>{drawn}", head)


def message_page(title: str, text: str) -> str:
    """Say one thing."""
    return _own_page(title, f"<h1>{escape(title)}</h1><p>{escape(text)}</p>")


def folder_page(path: str, folders: Sequence[str], files: Sequence[str]) -> str:
    """List a folder that has no index.html. `path` is decoded and ends in `/`."""
    rows = ['<li><a href="../">../</a></li>'] if path != "/" else []
    # A name like `a:b` would be read as a scheme without the dot.
    rows += [
        f'<li><a href="./{escape(quote(name))}">{escape(name)}</a></li>'
        for name in [*(f"{one}/" for one in folders), *files]
    ]
    return _own_page(path, f"<h1>{escape(path)}</h1><ul>{''.join(rows)}</ul>")


def script_page(name: str, scripts: Sequence[str], styles: Sequence[str], *, module: bool) -> str:
    """Load an entry that has no page of its own. Scripts and styles are URL paths."""
    links = "".join(
        f'<link rel="stylesheet" href="{escape(quote(one, safe="/:"))}">\n' for one in styles
    )
    kind = ' type="module"' if module else ""
    tags = "\n".join(
        f'<script{kind} src="{escape(quote(one, safe="/:"))}"></script>' for one in scripts
    )
    body = f'<div id="root"></div>\n<div id="app"></div>\n{tags}'
    return _page(name, body, f'<link rel="icon" href="data:,">\n{links}')


def entries_page(names: Sequence[str]) -> str:
    """List entries that have pages of their own, made by `script_page`."""
    rows = "".join(
        f'<li><a href="/{escape(quote(name))}">{escape(name)}</a></li>' for name in names
    )
    return _own_page("Entries", f"<h1>Entries</h1><ul>{rows}</ul>")


_HEAD = re.compile(
    r"<!--.*?(?:-->|$)|(?P<head><head(?:\s[^>]*)?>)|<(?P<raw>script|style|title|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_START = re.compile(r"\s*(?:<!doctype[^>]*>\s*)?(?:<html(?:\s[^>]*)?>)?", re.IGNORECASE)


def with_client(page: str) -> str:
    """Return an HTML document that loads the client before anything else."""
    if CLIENT_PATH in page:
        return page
    tag = f'<script type="module" src="{CLIENT_PATH}"></script>'
    for found in _HEAD.finditer(page):
        if found["head"]:
            return page[: found.end()] + tag + page[found.end() :]
        if found["raw"]:
            break
    start = _START.match(page)
    index = start.end() if start else 0
    return page[:index] + tag + page[index:]
