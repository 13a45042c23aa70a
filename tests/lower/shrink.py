"""Makes a program that differs as small as it gets.

    python tests/lower/shrink.py SEED|FILE [--minify]

Parts are taken out, many at a time to be tried in one build, as long as the program still
means something else lowered than it does untouched.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generate import program, wrapped
from lowering import Ended, Program, difference, lower, run_scripts, run_untouched

AT_A_TIME = 120
# What tells nothing: errors of a program that has lost a declaration, and texts of functions.
LOST = re.compile(
    r"^-.*(uncaught[ =](Reference|Syntax|Type)Error|=>|function|class|  at )", re.MULTILINE
)


@dataclass(frozen=True)
class Kind:
    """How a text becomes a program."""

    generated: bool
    suffix: str = ".js"
    minify: bool = False


def shrink(text: str, kind: Kind) -> tuple[str, str]:
    """The smallest program found that differs as `text` does, and the difference."""
    found = differing([text], kind)
    if not found:
        sys.exit("the program means the same")
    why = found[text]
    wanted = not LOST.search(why)
    while True:
        candidates = sorted(set(smaller(text)), key=len)
        for first in range(0, len(candidates), AT_A_TIME):
            found = differing(candidates[first : first + AT_A_TIME], kind)
            found = {t: d for t, d in found.items() if not (wanted and LOST.search(d))}
            if found:
                text = min(found, key=len)
                why = found[text]
                print(f"{len(text)} characters", file=sys.stderr)
                break
        else:
            return text, why


def differing(texts: list[str], kind: Kind) -> dict[str, str]:
    """The programs that differ, each with its difference."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        programs = {}
        for index, text in enumerate(texts):
            path = root / f"{index}{kind.suffix}"
            path.write_text(wrapped({0: text}) if kind.generated else text, "utf-8")
            programs[Program(path.name, path)] = text
        untouched = run_untouched(programs, timeout=3)
        usable = [p for p in programs if not untouched[p.name].end]
        lowered = lower(usable, root, root / "out", minify=kind.minify)
        ended = run_scripts(lowered.scripts, timeout=3)
        if kind.minify:
            # What minifying alone changes is not looked for.
            same = lower(usable, root, root / "same", minify=True, target="esnext")
            alone = run_scripts(same.scripts, timeout=3)
            usable = [p for p in usable if alone.get(p.name) == untouched[p.name]]
    found = {}
    for one in usable:
        if one.name in ended:
            truth = by_word(untouched[one.name])
            if diff := difference(truth, by_word(ended[one.name])):
                found[programs[one]] = diff
    return found


def by_word(ended: Ended) -> Ended:
    """A line a trace, so that a difference shows where it begins."""
    return Ended(ended.output.replace(" ", "\n"), ended.end)


def smaller(text: str) -> Iterator[str]:
    """Programs with something less."""
    lines = text.split("\n")
    for start, line in enumerate(lines[:-1]):
        end = closing(lines, start)
        if end is None:
            continue
        yield "\n".join([*lines[:start], *lines[end + 1 :]])
        if end > start:
            yield "\n".join([*lines[:start], *lines[start + 1 : end], *lines[end + 1 :]])
        elif line.strip().startswith("} "):
            continue
    for start, end in groups(text):
        inner = text[start + 1 : end]
        if inner.strip() and inner.strip() != "0":
            yield f"{text[:start]}(0){text[end + 1 :]}"
            yield f"{text[:start]}(){text[end + 1 :]}"
        # A call becomes its argument.
        if called := re.search(r"[\w.]+$", text[:start]):
            yield f"{text[: called.start()]}({inner}){text[end + 1 :]}"
        for part in parts(inner):
            yield f"{text[:start]}({part}){text[end + 1 :]}"
            yield f"{text[:start]}{part}{text[end + 1 :]}"
        yield f"{text[:start]}{text[end + 1 :]}"


def closing(lines: list[str], start: int) -> int | None:
    """The last line of the statement that begins at a line."""
    line = lines[start]
    if not line.rstrip().endswith(("{", ":")) or line.strip().startswith("}"):
        return None if line.strip().startswith("}") else start
    depth = len(line) - len(line.lstrip())
    for end in range(start + 1, len(lines)):
        now = lines[end]
        if now.strip() and len(now) - len(now.lstrip()) <= depth:
            if line.rstrip().endswith(":"):
                return end - 1
            if not now.strip().endswith("{"):
                return end
    return None


def groups(text: str) -> Iterator[tuple[int, int]]:
    """Where brackets open and close."""
    opened: list[int] = []
    for at, character in enumerate(text):
        if character in "([{":
            opened.append(at)
        elif character in ")]}" and opened:
            start = opened.pop()
            if "\n" not in text[start:at]:
                yield start, at


def parts(text: str) -> Iterator[str]:
    """Operands and elements between brackets."""
    depth, start = 0, 0
    found = []
    for at, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if depth == 0 and character in ",?:;=+-*|&%^<> ":
            found.append(text[start:at])
            start = at + 1
    found.append(text[start:])
    if len(found) > 1:
        yield from (part.strip() for part in found if part.strip())


def main() -> None:
    what, minify = sys.argv[1], "--minify" in sys.argv
    if what.isdigit():
        smallest, why = shrink(program(int(what)), Kind(generated=True, minify=minify))
    else:
        path = Path(what)
        text = path.read_text("utf-8")
        smallest, why = shrink(text, Kind(generated=False, suffix=path.suffix, minify=minify))
    print(smallest, why, sep="\n\n")


if __name__ == "__main__":
    main()
