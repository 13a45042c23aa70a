"""How a problem is drawn."""

from __future__ import annotations

import pytest

from pybundle import Diagnostic, Location
from pybundle.bundler.diagnostics import colour_wanted, draw, github_command, locate


def drawn(text: str, line: int, column: int, length: int, **fields: object) -> list[str]:
    location = locate("src/a.js", text, line, column, length, label=fields.pop("label", None))  # type: ignore[arg-type]
    diagnostic = Diagnostic(
        severity="error",
        code="some-code",
        message="it is wrong",
        location=location,
        **fields,  # type: ignore[arg-type]
    )
    return draw(diagnostic).split("\n")


def test_the_whole_drawing() -> None:
    lines = drawn(
        'one\ntwo\nimport { useStat } from "react";\nfour',
        3,
        10,
        7,
        label="not exported",
        hint="did you mean `useState`?",
        notes=("first", "second\nwith a second line"),
    )
    assert lines == [
        "error[some-code]: it is wrong",
        " --> src/a.js:3:10",
        "  |",
        "1 | one",
        "2 | two",
        '3 | import { useStat } from "react";',
        "  |          ^^^^^^^ not exported",
        "  |",
        "  = hint: did you mean `useState`?",
        "  = note: first",
        "  = note: second",
        "          with a second line",
    ]


def marked(text: str, column: int, length: int) -> tuple[str, str]:
    """Return the line as drawn and the marks under it, without the margin."""
    lines = drawn(text, 1, column, length)
    return lines[3].removeprefix("1 |").removeprefix(" "), lines[4].removeprefix("  | ")


@pytest.mark.parametrize(
    ("text", "column", "length", "line", "marks"),
    [
        ("a = bad", 5, 3, "a = bad", "    ^^^"),
        ("\tbad", 2, 3, "    bad", "    ^^^"),
        ("ab\tbad", 4, 3, "ab  bad", "    ^^^"),
        ("日本 = bad", 6, 3, "日本 = bad", "       ^^^"),
        ("bad日本", 1, 5, "bad日本", "^^^^^^^"),
        ("e\u0301 = bad", 6, 3, "e\u0301 = bad", "    ^^^"),
        ("\x00\x1b[31m bad", 8, 3, "␀␛[31m bad", "       ^^^"),
        ("foo(", 5, 0, "foo(", "    ^"),
        ("", 1, 0, "", "^"),
    ],
)
def test_the_marks_stand_under_the_text(
    text: str, column: int, length: int, line: str, marks: str
) -> None:
    assert marked(text, column, length) == (line, marks)


def test_the_cut_of_a_long_line_moves_the_marks() -> None:
    line, marks = marked("x" * 500 + "bad" + "y" * 500, 501, 3)
    assert line.startswith("…x")
    assert line[marks.index("^") :].startswith("bad")
    assert marks.count("^") == 3


def test_a_span_of_several_lines_is_marked_to_the_end_of_its_first() -> None:
    location = Location(
        file="a.js", line=1, column=3, end_line=2, end_column=4, frame_line=1, frame=("ab(cd",)
    )
    lines = draw(Diagnostic(severity="warning", code="c", message="m", location=location)).split(
        "\n"
    )
    assert lines[0] == "warning[c]: m"
    assert lines[4] == "  |   ^^^"


def test_a_whole_file_has_no_line() -> None:
    location = Location(file="a.js", line=1, column=1, end_line=1, end_column=1, frame_line=1)
    text = draw(Diagnostic(severity="error", code="c", message="m", location=location))
    assert text == "error[c]: m\n --> a.js"


def test_line_numbers_of_different_length_are_aligned() -> None:
    lines = drawn("\n" * 9 + "ten", 10, 1, 3)
    assert lines[1:] == [
        "  --> src/a.js:10:1",
        "   |",
        " 8 |",
        " 9 |",
        "10 | ten",
        "   | ^^^",
    ]


def test_messages_cannot_write_to_the_terminal() -> None:
    text = draw(Diagnostic(severity="error", code="c", message="\x1b[2J\u202egone"))
    assert text == "error[c]: ␛[2J\ufffdgone"


def test_colour_changes_no_character() -> None:
    location = locate("a.js", "let bad", 1, 5, 3)
    diagnostic = Diagnostic(
        severity="error", code="c", message="m", location=location, hint="h", notes=("n",)
    )
    import re

    assert re.sub(r"\x1b\[[0-9;]*m", "", draw(diagnostic, colour=True)) == draw(diagnostic)


@pytest.mark.parametrize(
    ("environ", "terminal", "wanted"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "0"}, True, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
        ({"TERM": "dumb"}, True, False),
    ],
)
def test_colour(environ: dict[str, str], terminal: bool, wanted: bool) -> None:
    assert colour_wanted(environ, terminal=terminal) is wanted


def test_github_command() -> None:
    location = locate("src/a,b.js", "let bad", 1, 5, 3)
    diagnostic = Diagnostic(
        severity="error", code="c", message="100 % wrong", location=location, hint="fix it"
    )
    command = github_command(diagnostic, "/w/app", {"GITHUB_WORKSPACE": "/w"})
    assert command == ("::error file=app/src/a%2Cb.js,line=1,col=5,title=c::100 %25 wrong%0Afix it")
