"""Measures pybundle beside other bundlers, on the same input, in the same run.

The bundlers take turns, so that whatever else the machine does falls on all of them. Wall
time is from the start of the process to its end; CPU time and peak memory are what the
kernel counted for it and its children. Every bundle is run, and must print the right thing.
"""

from __future__ import annotations

import argparse
import gzip
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from bundlers import NODE, Bundler, Job, bundlers
from cases import CASES, Case

HERE = Path(__file__).parent
WORK = HERE / ".work"

# Seconds. A bundler that takes longer is measured once: the others tell more in that time.
SLOW = 8.0


@dataclass(frozen=True)
class Run:
    """What one run took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds, in the program and in the kernel for it."""
    memory: float
    """MiB, at the peak."""


def main() -> int:
    arguments = parse()
    program: Path = arguments.pybundle
    if not arguments.peers_only and not program.is_file():
        sys.exit(f"{program} is missing; `make bench` makes it")
    chosen = bundlers(None if arguments.peers_only else program)
    if arguments.only:
        chosen = [one for one in chosen if one.name.split()[0] in arguments.only]
    print(f"{platform.machine()}, {os.cpu_count()} cores, median of the rounds given\n")
    for case in CASES:
        if arguments.case and case.name not in arguments.case:
            continue
        project = make_project(case)
        able = [one for one in chosen if one.es5 or not case.es5]
        for minify in (False, True) if case.minified_too else (False,):
            if arguments.minify is not None and minify != arguments.minify:
                continue
            rounds = arguments.rounds * (4 if case.name == "start" else 1)
            runs, sizes = measure(case, project, able, minify, rounds)
            report(case, able, minify, rounds, runs, sizes)
    return 0


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--case", action="append", choices=[case.name for case in CASES])
    parser.add_argument("--only", action="append", metavar="BUNDLER")
    parser.add_argument("--minify", action=argparse.BooleanOptionalAction, default=None)
    parser.add_argument("--peers-only", action="store_true", help="measure without pybundle")
    parser.add_argument(
        "--pybundle",
        type=Path,
        default=HERE / ".venv" / "bin" / "pybundle",
        help="the command to measure; by default the wheel that `make bench` installed",
    )
    return parser.parse_args()


def make_project(case: Case) -> Path:
    project = WORK / case.name
    shutil.rmtree(project, ignore_errors=True)
    project.mkdir(parents=True)
    case.make(project)
    return project


def measure(
    case: Case, project: Path, chosen: list[Bundler], minify: bool, rounds: int
) -> tuple[dict[str, list[Run]], dict[str, tuple[int, int]]]:
    runs: dict[str, list[Run]] = defaultdict(list)
    sizes: dict[str, tuple[int, int]] = {}
    for turn in range(rounds + 1):
        for bundler in chosen:
            if runs[bundler.name] and runs[bundler.name][0].wall > SLOW:
                continue
            output = WORK / "output" / bundler.name.replace(" ", "")
            shutil.rmtree(output, ignore_errors=True)
            job = Job(project, case.entry, output, minify, case.source_map, case.es5)
            run = run_once(bundler, job)
            if turn == 0:
                # Warms the file cache, and shows that the bundle is right.
                check(case, bundler, output)
                sizes[bundler.name] = script_sizes(output)
            else:
                runs[bundler.name].append(run)
    return runs, sizes


def run_once(bundler: Bundler, job: Job) -> Run:
    command, variables = bundler.command(job)
    environment = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **variables}
    log = WORK / "log.txt"
    with log.open("wb") as stream:
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=job.project,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{bundler.name} failed:\n{' '.join(command)}\n{log.read_text(errors='replace')}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def check(case: Case, bundler: Bundler, output: Path) -> None:
    script = output / ("bundle.js" if case.es5 else "bundle.mjs")
    ran = subprocess.run(
        [NODE, str(script)], capture_output=True, text=True, timeout=120, check=False
    )
    if ran.returncode != 0 or ran.stdout.strip() != case.prints:
        sys.exit(
            f"the bundle that {bundler.name} made of {case.name} prints {ran.stdout!r}, "
            f"not {case.prints!r}\n{ran.stderr[-3000:]}"
        )
    if case.source_map and not list(output.glob("*.map")):
        sys.exit(f"{bundler.name} wrote no source map")


def script_sizes(output: Path) -> tuple[int, int]:
    """All scripts together: bytes, and bytes of each compressed by gzip."""
    scripts = [path.read_bytes() for path in output.rglob("*.*js")]
    return sum(map(len, scripts)), sum(len(gzip.compress(script, 9)) for script in scripts)


def report(
    case: Case,
    chosen: list[Bundler],
    minify: bool,
    rounds: int,
    runs: dict[str, list[Run]],
    sizes: dict[str, tuple[int, int]],
) -> None:
    """Print a table; the ratios are to the first bundler, which is pybundle if it runs."""
    print(f"### {case.title}{', minified' if minify else ''} ({rounds} rounds)\n", flush=True)
    print("| bundler | wall s | ratio | CPU s | ratio | peak MiB | ratio | scripts kB | gzip kB |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    medians = {
        bundler.name: [
            statistics.median(getattr(run, field) for run in runs[bundler.name])
            for field in ("wall", "cpu", "memory")
        ]
        for bundler in chosen
    }
    base = medians[chosen[0].name]
    for bundler in chosen:
        wall, cpu, memory = medians[bundler.name]
        print(
            f"| {bundler.name} {bundler.version} | {wall:.3f} | {wall / base[0]:.2f} "
            f"| {cpu:.3f} | {cpu / base[1]:.2f} | {memory:.0f} | {memory / base[2]:.2f} "
            f"| {sizes[bundler.name][0] / 1000:,.0f} | {sizes[bundler.name][1] / 1000:,.0f} |"
        )
    print(flush=True)


if __name__ == "__main__":
    sys.exit(main())
