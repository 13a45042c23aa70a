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

DEFAULT_RULES: list[dict[str, Any]] = []
"""`{"test": {"suffix": ".x"}, "use": [{"label": "x", "written": "x"}], "default": True}`"""
