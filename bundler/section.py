"""What all tables of the configuration have in common."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

__all__ = ["Count", "Section", "Size"]

Size = Annotated[int, Meta(ge=0)]
Count = Annotated[int, Meta(ge=1)]


class Section(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A table of the configuration; `None` means "not said"."""
