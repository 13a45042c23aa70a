"""Writes random programs that show their order of evaluation, the same ones for a seed.

python generate.py SEED       prints the program of a seed, ready to be run by Node
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from generated_expressions import Function
from generated_statements import Statements, indented

PRELUDE = Path(__file__).with_name("generated_prelude.js")
TOOLS = "t, go, fs, it, obj, sum, tag, drive, driveAsync, settle, nameOf"


def program(seed: int) -> str:
    """A function expression that makes the program of a seed."""
    writer = Statements(seed)
    awaits = writer.chance(50)
    head = ("async " if awaits else "") + f"function ({TOOLS}) {{"
    strict = ['  "use strict";'] if writer.chance(30) else []
    lines = []
    with writer.inside(Function(awaits=awaits)):
        while writer.left > 0:
            writer.left -= 1
            lines += indented(writer.statement(4))
        lines += indented(writer.hoisted[-1])
        lines.append(f"  return {writer.expression(2)};")
    return "\n".join([head, *strict, *lines, "}"])


def batch(seeds: Sequence[int]) -> str:
    """A script that runs the programs of seeds, and prints a line for each."""
    return wrapped({seed: program(seed) for seed in seeds})


def wrapped(programs: dict[int, str]) -> str:
    """A script that runs programs."""
    entries = "".join(f"  [{seed}, {text}],\n" for seed, text in programs.items())
    return f"{PRELUDE.read_text('utf-8')}\nprograms([\n{entries}]);\n"


if __name__ == "__main__":
    print(batch([int(argument) for argument in sys.argv[1:]]))
