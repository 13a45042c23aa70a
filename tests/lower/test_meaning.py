"""Each program means the same lowered to ES5: adding one below `programs/` needs no code here."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lowering import (
    PROGRAMS,
    Ended,
    Program,
    difference,
    find_programs,
    known_differences,
    lower,
    newer_syntax,
    run_scripts,
    run_untouched,
)

ALL = {program.name: program for program in find_programs()}
KNOWN = known_differences()
VARIANTS = {"readable": False, "minified": True}

Judge = Callable[[Program], list[str]]


@pytest.fixture(scope="session")
def judge(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Judge:
    """What is wrong with a program, all that are selected having been built and run at once."""
    selected: list[Program] = [
        item.callspec.params["program"]
        for item in request.session.items
        if isinstance(item, pytest.Function)
        and item.originalname == test_program.__name__
        and hasattr(item, "callspec")
    ]
    untouched = run_untouched(selected)
    problems: dict[str, list[str]] = {program.name: [] for program in selected}
    for variant, minify in VARIANTS.items():
        out = tmp_path_factory.mktemp(variant)
        lowered = lower(selected, PROGRAMS, out, minify=minify)
        for name, refusal in lowered.refusals.items():
            problems[name].append(f"{variant}: not lowered: {refusal}")
        newer = newer_syntax(out)
        for name, script in lowered.scripts.items():
            if problem := newer.pop(script.relative_to(out).as_posix(), None):
                problems[name].append(f"{variant}: not ES5: {problem}")
        assert not newer, f"shared files are not ES5: {newer}"
        # Minifying changes what some programs print: the names of functions. Only where it
        # does not is there something to be seen of the lowering.
        expected = minified_only(selected, tmp_path_factory) if minify else untouched
        for name, ended in run_scripts(lowered.scripts).items():
            diff = difference(untouched[name], ended)
            if diff and difference(untouched[name], expected[name]) == "":
                problems[name].append(f"{variant}:\n{diff}")
    return lambda program: problems[program.name]


def minified_only(
    programs: list[Program], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Ended]:
    """How the programs end that are minified, and keep their syntax."""
    out = tmp_path_factory.mktemp("minified-only")
    built = lower(programs, PROGRAMS, out, minify=True, target="esnext")
    return run_scripts(built.scripts)


@pytest.mark.parametrize("program", ALL.values(), ids=ALL.keys())
def test_program(program: Program, judge: Judge) -> None:
    problems = judge(program)
    if program.name in KNOWN:
        assert problems, f"{program.name} means the same: take it out of known.toml"
        pytest.xfail(KNOWN[program.name])
    if problems:
        pytest.fail("\n\n".join([program.name, *problems]), pytrace=False)


def test_known_programs_exist() -> None:
    assert set(KNOWN) <= set(ALL)
    assert all(reason.strip() for reason in KNOWN.values())
