"""What pages are told when a build follows another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pybundle.devserver.protocol import Answer, Reload

if TYPE_CHECKING:
    from pybundle.devserver.snapshot import Snapshot

__all__ = ["updates"]


def updates(previous: Snapshot, current: Snapshot) -> Answer:
    """Say how a page gets from one build to the next.

    Called in the thread that builds, once for each pair of builds that follow each other.
    """
    if not any(file.changed for file in current.result.files) and len(previous.result.files) == len(
        current.result.files
    ):
        return Answer(messages=())
    reason = f"{current.changed[0]} changed" if current.changed else "the files changed"
    return Answer(messages=(Reload(reason=reason, hash=current.hash, changed=current.changed),))
