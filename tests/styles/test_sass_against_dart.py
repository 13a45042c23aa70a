"""Bootstrap and Bulma from their Sass sources, beside what Dart Sass makes of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import pybundle

HERE = Path(__file__).parent
SOURCES = {
    "bootstrap": '@import "bootstrap/scss/bootstrap";',
    "bootstrap-configured": '@use "pkg:bootstrap/scss/bootstrap" with ($primary: #123456);',
    "bulma": '@use "bulma/sass";',
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with the packages."""
    packages = HERE / "node_modules"
    assert packages.is_dir(), "the tests' npm packages are missing; run `make test`"
    (tmp_path / "node_modules").symlink_to(packages)
    return tmp_path


@pytest.mark.parametrize("name", SOURCES)
def test_the_same_style_sheet(project: Path, name: str, run_node: Callable[..., Any]) -> None:
    (project / "main.scss").write_text(SOURCES[name], "utf-8")
    result = pybundle.build(
        root=project, entry="main.scss", output={"filename": "main.js"}, mode="production"
    )
    assert result.ok, result.diagnostics
    assert not result.diagnostics
    assert [file.path for file in result.files] == ["main.css"]
    # What Dart Sass knows by another prefix.
    reference = project / "reference.scss"
    reference.write_text(SOURCES[name].replace("pkg:", ""), "utf-8")
    # What Bulma extends stands at other places of its lists.
    how = ("loose",) if name == "bulma" else ()
    judged = run_node(
        HERE / "reference.mjs",
        arguments=(
            str(reference),
            str(project / "node_modules"),
            str(project / "dist/main.css"),
            *how,
        ),
    )
    assert judged.returncode == 0, judged.stdout + judged.stderr
