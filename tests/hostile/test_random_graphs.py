"""Random graphs of modules print the same bundled in any way as they do unbundled.

To look at one that fails: `make(shape, seed).write(folder)`, or `make_names(seed)`.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from hostile_build import NODE, TIMEOUT
from module_graphs import SHAPES, Graph, make
from module_names import make_names

import pybundle

SEEDS = range(12)
FORMATS = ("iife", "esm", "cjs")


def _node(entries: list[str], folder: Path) -> str:
    imports = " ".join(f"await import({json.dumps('./' + entry)});" for entry in entries)
    many = ["--input-type=module", "-e", imports]
    done = subprocess.run(
        [str(NODE), "--no-warnings", *(entries if len(entries) == 1 else many)],
        cwd=folder,
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=TIMEOUT,
    )
    return done.stdout + (done.stderr if done.returncode else "")


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("shape", SHAPES)
def test_random_graph(tmp_path: Path, shape: str, seed: int) -> None:
    _compare(make(shape, seed), tmp_path)


@pytest.mark.parametrize("seed", SEEDS)
def test_random_names(tmp_path: Path, seed: int) -> None:
    _compare(make_names(seed), tmp_path)


def _compare(graph: Graph, tmp_path: Path) -> None:
    graph.write(tmp_path)
    expected = _node(graph.entries, tmp_path)
    assert "Node.js v" not in expected, expected
    names = {Path(entry).stem: f"./{entry}" for entry in graph.entries}
    wrong = []
    for format_ in FORMATS if len(names) == 1 else FORMATS[1:]:
        for mode, minify in (("production", False), ("production", True), ("development", False)):
            out = tmp_path / f"{mode}-{minify}-{format_}"
            result = pybundle.build(
                mode=mode,  # type: ignore[arg-type]
                target="node",
                entry=names,
                minify=minify,
                source_map=False,
                output={"path": str(out), "filename": "[name].js", "format": format_},
                root=tmp_path,
                config_file=False,
            )
            assert result.ok, result.diagnostics
            kind = "module" if format_ == "esm" else "commonjs"
            (out / "package.json").write_text(json.dumps({"type": kind}), "utf-8")
            actual = _node([f"{name}.js" for name in names], out)
            if actual != expected:
                wrong.append((out.name, actual))
    assert not wrong, f"{[name for name, _ in wrong]}, the first of which prints\n{wrong[0][1]}"
