"""Random programs mean the same lowered to ES5. The seeds are fixed, so a failure stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from generate import batch, program
from lowering import (
    Ended,
    Program,
    difference,
    lower,
    newer_syntax,
    run_scripts,
    run_untouched,
)

COUNT = 4000
SIZE = 50
SHOWN = 3
BATCHES = [range(first, first + SIZE) for first in range(0, COUNT, SIZE)]

Judge = Callable[[range], str]


def write(seeds: range | list[int], folder: Path) -> Program:
    path = folder / f"seeds-{seeds[0]}-{seeds[-1]}.js"
    path.write_text(batch(seeds), "utf-8")
    return Program(path.name, path)


@pytest.fixture(scope="session")
def judge(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Judge:
    """What is wrong with a batch, all that are selected having been built and run at once."""
    folder, out = tmp_path_factory.mktemp("generated"), tmp_path_factory.mktemp("lowered")
    selected = {
        write(seeds, folder): seeds
        for item in request.session.items
        if isinstance(item, pytest.Function)
        and item.originalname == test_seeds.__name__
        and (seeds := item.callspec.params["seeds"])
    }
    problems = dict.fromkeys(selected.values(), "")
    found = {
        batched: (problem, minify)
        for minify in (False, True)
        if (group := [p for p, seeds in selected.items() if minified(seeds) == minify])
        for batched, problem in compare(group, folder, out / str(minify), minify=minify).items()
    }
    for batched, (problem, minify) in found.items():
        # The programs of a batch that differs are looked at one by one.
        single = tmp_path_factory.mktemp("single")
        singles = {write([seed], single): seed for seed in selected[batched]}
        alone = compare(list(singles), single, single / "out", minify=minify)
        shown = sorted(alone, key=lambda one: one.path.stat().st_size)[:SHOWN]
        problems[selected[batched]] = "\n\n".join(
            [
                f"{len(alone)} programs differ, the shortest are:",
                *(f"seed {singles[one]}: {alone[one]}\n{program(singles[one])}" for one in shown),
            ]
            if alone
            else [f"only together: {problem}"]
        )
    return lambda seeds: problems[seeds]


def minified(seeds: range) -> bool:
    """Whether a batch is built as for production, with names made short and parts folded."""
    return seeds.start // SIZE % 2 == 1


def compare(
    programs: list[Program], folder: Path, out: Path, *, minify: bool
) -> dict[Program, str]:
    """What is wrong with the programs of which something is."""
    untouched = run_untouched(programs, timeout=60)
    lowered = lower(programs, folder, out, minify=minify)
    newer = newer_syntax(out)
    ended = run_scripts(lowered.scripts, timeout=60)
    problems = {}
    for one in programs:
        if refusal := lowered.refusals.get(one.name):
            problems[one] = f"not lowered: {refusal}"
        elif problem := newer.get(lowered.scripts[one.name].relative_to(out).as_posix()):
            problems[one] = f"not ES5: {problem}"
        elif diff := difference(by_word(untouched[one.name]), by_word(ended[one.name])):
            problems[one] = diff
    return problems


def by_word(ended: Ended) -> Ended:
    """A line a trace, so that a difference shows where it begins."""
    return Ended(ended.output.replace(" ", "\n"), ended.end)


@pytest.mark.parametrize("seeds", BATCHES, ids=lambda seeds: f"{seeds[0]}-{seeds[-1]}")
def test_seeds(seeds: range, judge: Judge) -> None:
    if problem := judge(seeds):
        pytest.fail(problem, pytrace=False)
