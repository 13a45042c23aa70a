"""Rules for files that no rule of the configuration gives loaders or a type.

They are written as the engine reads them (crates/engine/src/rules.rs), so that a build without
such files imports nothing for them: `written` is the name of a loader in `find.BUILT_IN`, which
is found when the first file asks for it.
"""

from __future__ import annotations

from typing import Any

__all__ = ["DEFAULT_RULES", "INLINE_LIMIT"]

INLINE_LIMIT = 8096
"""Bytes up to which `asset` is a data URL, as in webpack."""


def _rule(loader: str, *suffixes: str) -> dict[str, Any]:
    tests: list[dict[str, Any]] = [{"suffix": suffix} for suffix in suffixes]
    test = tests[0] if len(tests) == 1 else {"any": tests}
    return {"test": test, "use": [{"label": loader, "written": loader}], "default": True}


DEFAULT_RULES: list[dict[str, Any]] = [
    _rule("vue", ".vue"),
    _rule("svelte", ".svelte", ".svelte.js", ".svelte.ts"),
    _rule("less", ".less"),
    _rule("mdx", ".mdx"),
    _rule("handlebars", ".hbs", ".handlebars"),
    _rule("pug", ".pug"),
    # A scoped style of a component in a file of its own: `./a.css?vue&type=style&…`.
    {
        "resource_query": {"parameter": "vue"},
        "test": {"not": {"suffix": ".vue"}},
        "use": [{"label": "vue", "written": "vue"}],
        "default": True,
    },
]
"""`{"test": {"suffix": ".x"}, "use": [{"label": "x", "written": "x"}], "default": True}`"""
