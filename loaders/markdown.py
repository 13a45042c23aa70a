"""Markdown as HTML, by markdown-it-py: the optional extra `pybundle-web[markdown]`."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import msgspec

from pybundle.loaders.protocol import LoaderError, loader

if TYPE_CHECKING:
    from pybundle.loaders.protocol import LoaderContext

__all__ = ["Markdown", "MarkdownOptions", "markdown"]


class MarkdownOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Options of the loader `markdown`."""

    preset: str = "commonmark"
    """Of markdown-it-py: `commonmark`, `gfm-like`, `js-default`, `zero`."""
    html: bool = True
    """Whether HTML in the text stays."""
    enable: list[str] = []
    """More rules of markdown-it-py, such as `table`."""


@loader(test="*.md", options=MarkdownOptions, type="javascript/esm")
class Markdown:
    """A module of the HTML (`default`) and of the headings: `[{ level, text }]`."""

    def __init__(self, options: MarkdownOptions) -> None:
        try:
            from markdown_it import MarkdownIt
        except ModuleNotFoundError:
            raise LoaderError(
                "the loader `markdown` needs markdown-it-py",
                hint="pip install 'pybundle-web[markdown]'",
            ) from None
        self._parser: Any = MarkdownIt(options.preset, {"html": options.html})
        self._parser.enable(options.enable)

    def __call__(self, text: str, _context: LoaderContext) -> str:
        """Return the module of a text."""
        tokens = self._parser.parse(text)
        headings = [
            {"level": int(token.tag[1:]), "text": following.content}
            for token, following in pairwise(tokens)
            if token.type == "heading_open"
        ]
        html = self._parser.renderer.render(tokens, self._parser.options, {})
        shown = msgspec.json.encode(html).decode()
        return (
            f"export default {shown};\n"
            f"export const headings = {msgspec.json.encode(headings).decode()};\n"
        )


markdown = Markdown
