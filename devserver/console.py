"""What `pybundle serve` says in the terminal, or as JSON events."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Protocol

import msgspec

from pybundle import __version__
from pybundle.bundler.diagnostics import printable
from pybundle.bundler.report import JsonReport, TextReport, count, duration_text
from pybundle.devserver.server import Reporter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pybundle.bundler.result import BuildResult

__all__ = ["Console", "JsonConsole", "TextConsole"]

BOLD, DIM, GREEN, CYAN, YELLOW, RESET = (
    "\x1b[1m",
    "\x1b[2m",
    "\x1b[32m",
    "\x1b[36m",
    "\x1b[33m",
    "\x1b[0m",
)


class Console(Reporter, Protocol):
    """A reporter that also knows of addresses and back ends."""

    def ready(self, local: Sequence[str], network: Sequence[str], *, exposed: bool) -> None:
        """Tell by which addresses the server is reached."""

    def backend_line(self, name: str, line: str, *, error: bool) -> None:
        """Tell what a back end wrote."""

    def problem(self, text: str, hint: str | None = None) -> None:
        """Tell why there is no server."""


class TextConsole:
    """For people."""

    def __init__(self, environ: Mapping[str, str], started: float) -> None:
        self._report = TextReport(environ, quiet=False)
        self._colour = self._report.colour_out
        self._environ = environ
        self._started = started
        self._changed: tuple[str, ...] = ()
        self._is_first = True

    def ready(self, local: Sequence[str], network: Sequence[str], *, exposed: bool) -> None:
        """List them, with a QR code for telephones where others reach them."""
        took = duration_text((time.monotonic() - self._started) * 1000)
        name = f"{self._paint(BOLD, f'pybundle {__version__}')}  listening after {took}"
        lines = ["", f"  {name}", ""]
        arrow = self._paint(GREEN, "➜")
        lines += [f"  {arrow}  Local:    {self._paint(CYAN, one)}" for one in local]
        lines += [f"  {arrow}  Network:  {self._paint(CYAN, one)}" for one in network]
        if not exposed:
            lines.append(f"  {arrow}  Network:  {self._paint(DIM, 'use --host to expose')}")
        print("\n".join(lines), flush=True)
        if network and sys.stdout.isatty():
            import segno

            print()
            segno.make(network[0], error="l").terminal(compact=True)
        print(flush=True)

    def building(self, changed: Sequence[str]) -> None:
        """Keep it for the line that tells the outcome."""
        self._changed = tuple(changed)

    def built(self, result: BuildResult, outcome: str) -> None:
        """Draw what is wrong, or say in a line what was built."""
        self._report.problems(result.diagnostics, result.root)
        if result.stopped:
            return
        if result.ok:
            took = duration_text(result.timings.total)
            word = {"update": "updated", "reload": "page reload"}.get(outcome, "built")
            text = f"{self._paint(GREEN, word)} {self._cause()}in {took}"
            if self._is_first:
                text += f", {count(result.module_count, 'module')}"
            if result.warnings:
                text += f", with {count(len(result.warnings), 'warning')}"
            self._is_first = False
        else:
            text = f"{self._paint(YELLOW, 'build failed')}: {count(len(result.errors), 'error')}"
        self._changed = ()
        self._line(text)

    def note(self, text: str) -> None:
        """Say it."""
        self._line(printable(text))

    def refused(self, text: str, hint: str | None) -> None:
        """Say it, and what to do."""
        more = f"\n           {printable(hint)}" if hint else ""
        self._line(f"{self._paint(YELLOW, 'refused')} {printable(text)}{more}")

    def page_log(self, level: str, text: str, stack: str | None) -> None:
        """Say it, as the page's."""
        said = text if stack is None or text in stack else f"{text}\n{stack}"
        for line in printable(said if stack is None else stack, keep_lines=True).split("\n"):
            self._line(f"{self._paint(DIM, f'[page {printable(level)}]')} {line}")

    def backend_line(self, name: str, line: str, *, error: bool) -> None:
        """Put the name before it; colours of the back end stay."""
        stream = sys.stderr if error else sys.stdout
        print(f"{self._paint(CYAN, f'[{name}]')} {line}", file=stream, flush=True)

    def problem(self, text: str, hint: str | None = None) -> None:
        """Say it on stderr."""
        print(f"pybundle: {printable(text)}", file=sys.stderr)
        if hint:
            print(f"  {printable(hint)}", file=sys.stderr)
        sys.stderr.flush()

    def _cause(self) -> str:
        if not self._changed:
            return ""
        more = f" and {len(self._changed) - 1} more" if len(self._changed) > 1 else ""
        return f"{printable(self._changed[0])}{more} "

    def _line(self, text: str) -> None:
        print(f"{self._paint(DIM, time.strftime('%H:%M:%S'))} {text}", flush=True)

    def _paint(self, style: str, text: str) -> str:
        return f"{style}{text}{RESET}" if self._colour else text


class JsonConsole:
    """For programs: one JSON object a line, on stdout."""

    def __init__(self) -> None:
        self._report = JsonReport()

    def ready(self, local: Sequence[str], network: Sequence[str], *, exposed: bool) -> None:
        """Write `{"event": "listening"}`."""
        self._write("listening", local=local, network=network, exposed=exposed)

    def building(self, changed: Sequence[str]) -> None:
        """Write `{"event": "change"}`, where anything did."""
        if changed:
            self._report.change(changed)

    def built(self, result: BuildResult, outcome: str) -> None:
        """Write the diagnostics and the end of the build."""
        self._report.result(result)
        if outcome:
            self._write("pages", outcome=outcome)

    def note(self, text: str) -> None:
        """Write `{"event": "note"}`."""
        self._report.note(text)

    def refused(self, text: str, hint: str | None) -> None:
        """Write `{"event": "refused"}`."""
        self._write("refused", message=text, hint=hint)

    def page_log(self, level: str, text: str, stack: str | None) -> None:
        """Write `{"event": "page"}`."""
        self._write("page", level=level, message=text, stack=stack)

    def backend_line(self, name: str, line: str, *, error: bool) -> None:
        """Write `{"event": "backend"}`."""
        self._write("backend", name=name, line=line, error=error)

    def problem(self, text: str, hint: str | None = None) -> None:
        """Write `{"event": "problem"}`."""
        self._write("problem", message=text, hint=hint)

    @staticmethod
    def _write(event: str, **fields: object) -> None:
        print(msgspec.json.encode({"event": event, **fields}).decode(), flush=True)
