"""The closing table and the small words."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from pybundle import BuildResult, OutputFile, Timings
from pybundle.bundler.report import TextReport, duration_text, size_text


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1.00 kB"),
        (12_345, "12.3 kB"),
        (999_499, "999.5 kB"),
        (999_999, "1.00 MB"),
        (9_100_000, "9.10 MB"),
        (3_000_000_000, "3.00 GB"),
    ],
)
def test_sizes(size: int, text: str) -> None:
    assert size_text(size) == text


def test_durations() -> None:
    assert duration_text(12.4) == "12 ms"
    assert duration_text(1500) == "1.50 s"


def result(folder: Path, files: list[OutputFile]) -> BuildResult:
    return BuildResult(
        ok=True, files=tuple(files), timings=Timings(total=12), module_count=1, mode="production",
        root=str(folder), output_path=str(folder / "dist"),
    )  # fmt: skip


def test_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "dist").mkdir()
    data = b"console.log(1);" * 1000
    (tmp_path / "dist/bundle.js").write_bytes(data)
    files = [
        OutputFile(path="bundle.js", size=len(data), kind="entry", entry="index"),
        OutputFile(path="bundle.js.map", size=20_000, kind="source-map"),
        OutputFile(path="large.js", size=9_000_000, kind="chunk"),
    ]
    TextReport({}).result(result(tmp_path, files))
    out = capsys.readouterr().out
    assert out == (
        "built 1 module for production in 12 ms\n"
        f"  dist/bundle.js      15.0 kB  gzip {len(gzip.compress(data, 6, mtime=0))} B\n"
        "  dist/bundle.js.map  20.0 kB\n"
        "  dist/large.js       9.00 MB\n"
    )


def test_many_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [
        OutputFile(path=f"c{number}.js", size=number, kind="chunk") for number in range(1, 101)
    ]
    files.append(OutputFile(path="z.js", size=1, kind="entry", entry="z"))
    TextReport({}).result(result(tmp_path, files))
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split() == ["dist/z.js", "1", "B"]
    assert lines[2].split() == ["dist/c100.js", "100", "B"]
    assert lines[-1] == "  and 81 more files, 3.32 kB"
    assert len(lines) == 22
