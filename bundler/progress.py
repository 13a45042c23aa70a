"""The progress bar: drawn by rich, on a terminal only, and only for builds that last.

Importing rich takes longer than a small build, so it is done in the drawing thread, after
the delay, while the engine works without the GIL.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

__all__ = ["ProgressBar"]

DELAY = 0.15
INTERVAL = 0.08


class ProgressBar:
    """Shows the progress of the build that runs inside its `with` block, on stderr."""

    def __init__(self, progress: Callable[[], tuple[str, int, int]], *, colour: bool) -> None:
        self._progress = progress
        self._colour = colour
        self._over = threading.Event()
        self._drawing = threading.Lock()

    def __enter__(self) -> ProgressBar:
        threading.Thread(target=self._run, name="pybundle-progress", daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        # Whoever holds the lock is drawing; once it is free, the bar is off the screen.
        with self._drawing:
            pass

    def _run(self) -> None:
        if self._over.wait(DELAY):
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        console = Console(stderr=True, no_color=not self._colour)
        columns = (
            TextColumn("[bold]{task.description:<8}"),
            BarColumn(bar_width=30),
            MofNCompleteColumn(),
            TextColumn("modules"),
        )
        with self._drawing:
            if self._over.is_set():
                return
            with Progress(*columns, console=console, transient=True, auto_refresh=False) as bar:
                task = bar.add_task("scan", total=None)
                while not self._over.wait(INTERVAL):
                    stage, done, known = self._progress()
                    bar.update(task, description=stage, completed=done, total=known or None)
                    bar.refresh()
