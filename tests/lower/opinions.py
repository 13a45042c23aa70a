"""Asks Babel and SWC about the programs, and writes what they say into OPINIONS.md.

    python tests/lower/opinions.py

A program on which two more lowerers agree with Node is fair: it asks for nothing that ES5
cannot do. Where one differs, `opinions.toml` has to say why. This is no part of the tests.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from lowering import HERE, NODE, Ended, Program, find_programs, run_scripts, run_untouched

LOWERERS = {"babel": "Babel", "swc": "SWC"}
PACKAGES = HERE.parent / "js" / "node_modules"


def main() -> None:
    programs = find_programs()
    truth = run_untouched(programs)
    differing = {}
    for lowerer in LOWERERS:
        ended = ask(lowerer, programs)
        differing[lowerer] = {p.name for p in programs if ended[p.name] != truth[p.name]}
    reasons = read_reasons()
    either = set().union(*differing.values())
    if either != set(reasons):
        for name in sorted(either - set(reasons)):
            print(f"no reason is given for {name}")
        for name in sorted(set(reasons) - either):
            print(f"nobody differs on {name}")
        sys.exit(1)
    text = write(programs, differing, reasons)
    (HERE / "OPINIONS.md").write_text(text, "utf-8")


def ask(lowerer: str, programs: list[Program]) -> dict[str, Ended]:
    """Lower the programs with another lowerer, and run what comes out."""
    with tempfile.TemporaryDirectory() as folder:
        scripts = {p.name: Path(folder) / f"{index}.js" for index, p in enumerate(programs)}
        entries = [
            {"file": str(p.path), "out": str(scripts[p.name]), "module": p.module} for p in programs
        ]
        subprocess.run(
            [str(NODE), str(HERE / "lower_elsewhere.mjs")],
            input=json.dumps({"lowerer": lowerer, "programs": entries}),
            text=True,
            check=True,
        )
        return run_scripts(scripts)


def read_reasons() -> dict[str, str]:
    """Why somebody differs, by program."""
    reasons: dict[str, str] = {}
    for opinion in tomllib.loads((HERE / "opinions.toml").read_text("utf-8"))["opinion"]:
        for name in opinion["programs"]:
            if name in reasons:
                sys.exit(f"{name} has two reasons")
            reasons[name] = opinion["why"]
    return reasons


def write(programs: list[Program], differing: dict[str, set[str]], reasons: dict[str, str]) -> str:
    lines = [
        "# What Babel and SWC make of the programs",
        "",
        "Written by `opinions.py`. Both lower for Internet Explorer 11 with their defaults:",
        f"{versions()}. Node, running the programs untouched, is the truth.",
        "",
        f"There are {len(programs)} programs. "
        + " ".join(f"{LOWERERS[key]} differs on {len(names)}." for key, names in differing.items())
        + f" On {sum(p.name not in reasons for p in programs)} all three agree.",
    ]
    by_reason: dict[str, list[str]] = {}
    for name, why in reasons.items():
        by_reason.setdefault(why, []).append(name)
    for why, names in by_reason.items():
        lines += ["", why, "", "| Program | Babel | SWC |", "|---|---|---|"]
        for name in names:
            marks = ["differs" if name in differing[key] else "agrees" for key in LOWERERS]
            lines.append(f"| `{name}` | {' | '.join(marks)} |")
    return "\n".join(lines) + "\n"


def versions() -> str:
    packages = ["@babel/core", "@babel/preset-env", "@swc/core"]
    found = {p: json.loads((PACKAGES / p / "package.json").read_text("utf-8")) for p in packages}
    return ", ".join(f"{package} {data['version']}" for package, data in found.items())


if __name__ == "__main__":
    main()
