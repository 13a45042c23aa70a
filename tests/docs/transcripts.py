"""Reads the examples of a page, runs them, and writes what they print into the page.

A page is Markdown. Below each `##` heading its examples share one empty folder:

- A fence with a `title` is a file: ` ```js title="src/index.js" `.
- A fence that begins with `console installs` shows an `npm install`. It is not run: the
  packages that it names are put into the folder from those that the tests have; with
  `console installs tools` all tools are.
- A fence that begins with `console run` is a dialogue with a shell: each line after `$ ` is
  run in the folder, the lines below it are what it printed, both streams together. `$?` is
  the exit code of the command before.

`python tests/docs/transcripts.py PAGE…` runs the examples of pages and writes their output
into them, for whoever changes what pybundle prints.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent.parent
INSTALLED = REPOSITORY / "tests/js/node_modules"
TOOLS = REPOSITORY / "tests/javascript/packages/node_modules"
SHOWN_FOLDER = "/home/me/project"

_FENCE = re.compile(r"^(`{3,})(.*)$")
_TITLE = re.compile(r'\btitle="([^"]+)"')


@dataclass(frozen=True)
class Fence:
    """A fenced block; `start` is the line after its opening, `end` that of its closing."""

    info: str
    lines: tuple[str, ...]
    start: int
    end: int

    @property
    def title(self) -> str | None:
        found = _TITLE.search(self.info)
        return found[1] if found else None

    @property
    def runs(self) -> bool:
        return self.info.split()[:2] == ["console", "run"]

    @property
    def packages(self) -> list[str]:
        """The names of the packages that it installs."""
        if self.info.split()[:2] != ["console", "installs"]:
            return []
        return [
            word
            for command, _ in self.exchanges()
            for word in command.removeprefix("npm install").split()
            if not word.startswith("-")
        ]

    @property
    def text(self) -> str:
        return "".join(f"{line}\n" for line in self.lines)

    def exchanges(self) -> list[tuple[str, list[str]]]:
        """Return each command with what it is said to print."""
        found: list[tuple[str, list[str]]] = []
        for line in self.lines:
            if line.startswith("$ "):
                found.append((line[2:], []))
            elif found:
                found[-1][1].append(line)
        return found


@dataclass(frozen=True)
class Section:
    """What stands below one `##` heading."""

    heading: str
    fences: tuple[Fence, ...]

    @property
    def runs(self) -> bool:
        return any(fence.runs for fence in self.fences)


def sections(page: str) -> list[Section]:
    """Return the sections of a page's text; what stands before the first is one too."""
    found: list[Section] = []
    heading, fences = "", []
    opened: tuple[str, str, int] | None = None
    lines = page.split("\n")
    for number, line in enumerate(lines):
        fence = _FENCE.match(line)
        if opened is not None:
            marks, info, start = opened
            if fence and fence[1] == marks and not fence[2]:
                fences.append(Fence(info, tuple(lines[start:number]), start, number))
                opened = None
        elif fence:
            opened = fence[1], fence[2].strip(), number + 1
        elif line.startswith("## "):
            found.append(Section(heading, tuple(fences)))
            heading, fences = line[3:].strip(), []
    found.append(Section(heading, tuple(fences)))
    return found


def run(section: Section, folder: Path) -> list[tuple[Fence, list[list[str]]]]:
    """Play a section in `folder`; return the dialogues with what their commands printed."""
    environment = {
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
        "PYTHONIOENCODING": "utf-8",
        "TZ": "UTC",
    }
    played = []
    code = 0
    for fence in section.fences:
        if fence.title is not None:
            file = folder / fence.title
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(fence.text, "utf-8")
        if fence.info.split()[:3] == ["console", "installs", "tools"]:
            (folder / "node_modules").symlink_to(TOOLS)
            continue
        for package in fence.packages:
            target = folder / "node_modules" / package
            shutil.copytree(INSTALLED / package, target, copy_function=_link)
        if not fence.runs:
            continue
        outputs = []
        for command, _ in fence.exchanges():
            done = subprocess.run(
                ["sh", "-c", f"(exit {code})\n{command}"],
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                timeout=60,
                check=False,
            )
            code = done.returncode
            printed = done.stdout.replace(str(folder), SHOWN_FOLDER).rstrip("\n")
            outputs.append(printed.split("\n") if printed else [])
        played.append((fence, outputs))
    return played


def _link(source: str, target: str) -> None:
    """Put the same file there, since packages have thousands; a copy where that cannot be."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def alike(one: list[str], other: list[str]) -> bool:
    """Whether two outputs differ in nothing but times, sizes, hashes and the width of columns."""
    return [_plain(line) for line in one] == [_plain(line) for line in other]


def _plain(line: str) -> str:
    line = re.sub(r"\b\d+(?:\.\d+)? (?:ms|s)\b", "0 ms", line)
    line = re.sub(r"\b\d+(?:\.\d+)? (?:B|kB|MB)(?!\w)", "0 B", line)
    line = re.sub(r'("(?:size|scan|link|split|render|emit|total)": ?)[\d.e-]+', r"\g<1>0", line)
    line = re.sub(r"-[0-9a-hjkmnp-tv-z]{8}(?=\.[cm]?js)", "-########", line)
    return re.sub(r"(?<=\S) {2,}", "  ", line).rstrip()


def update(path: Path) -> bool:
    """Write what the examples of a page print into it; true if that changed the page."""
    page = path.read_text("utf-8")
    lines = page.split("\n")
    changes: list[tuple[Fence, list[str]]] = []
    for section in sections(page):
        if not section.runs:
            continue
        with tempfile.TemporaryDirectory() as folder:
            for fence, outputs in run(section, Path(folder).resolve()):
                body: list[str] = []
                for (command, said), printed in zip(fence.exchanges(), outputs, strict=True):
                    body.append(f"$ {command}")
                    body += said if alike(said, printed) else printed
                changes.append((fence, body))
    for fence, body in reversed(changes):
        lines[fence.start : fence.end] = body
    new = "\n".join(lines)
    path.write_text(new, "utf-8")
    return new != page


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(name, "changed" if update(Path(name)) else "is as it was")
