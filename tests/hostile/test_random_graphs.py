"""Random graphs of modules print the same bundled in any way as they do unbundled.

To look at one that fails: `make(shape, seed).write(folder)`, or `make_names(seed)`.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from export_graphs import make_exports
from hostile_build import NODE, TIMEOUT
from module_graphs import SHAPES, Graph, make
from module_names import make_names

import pybundle

SEEDS = range(12)
FORMATS = ("iife", "esm", "cjs")
MODES = (("production", False), ("production", True), ("development", False))
SPLITS: dict[str, dict[str, object]] = {
    "all": {"chunks": "all"},
    "one-request": {"chunks": "all", "max_initial_requests": 1, "max_async_requests": 1},
    "tiny": {"chunks": "all", "min_size": 0, "max_size": 1},
    "named": {
        "cache_groups": {
            "odd": {"test": r"m\d?[13579]\.", "name": "odd", "chunks": "all", "enforce": True}
        }
    },
    "kinds": {
        "chunks": "all",
        "min_size": 0,
        "max_size": 500,
        "cache_groups": {
            "cjs": {"test": r"\.cjs$"},
            "low": {"test": "m[0-4]", "name": "low", "priority": 1, "min_chunks": 2},
        },
    },
}


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


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("shape", ["lazy", "entries"])
@pytest.mark.parametrize("split", SPLITS)
def test_random_graph_split(tmp_path: Path, split: str, shape: str, seed: int) -> None:
    optimization = {"split_chunks": SPLITS[split]}
    _compare(make(shape, seed), tmp_path, MODES[seed % 2 :: 2], optimization)


@pytest.mark.parametrize("seed", range(40))
def test_random_exports(tmp_path: Path, seed: int) -> None:
    _compare(make_exports(seed), tmp_path, MODES[:2], {"split_chunks": {"min_size": 0}})


@pytest.mark.parametrize("seed", range(40, 60))
def test_random_exports_of_default_size(tmp_path: Path, seed: int) -> None:
    optimization = {} if seed % 2 else {"split_chunks": SPLITS["named"]}
    _compare(make_exports(seed), tmp_path, MODES[1:2], optimization)


def _compare(
    graph: Graph,
    tmp_path: Path,
    modes: tuple[tuple[str, bool], ...] = MODES,
    optimization: dict[str, object] | None = None,
) -> None:
    graph.write(tmp_path)
    expected = _node(graph.entries, tmp_path)
    assert "Node.js v" not in expected, expected
    names = {Path(entry).stem: f"./{entry}" for entry in graph.entries}
    wrong = []
    for format_ in FORMATS if len(names) == 1 else FORMATS[1:]:
        for mode, minify in modes:
            out = tmp_path / f"{mode}-{minify}-{format_}"
            result = pybundle.build(
                mode=mode,  # type: ignore[arg-type]
                target="node",
                entry=names,
                minify=minify,
                optimization=optimization or {},
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
