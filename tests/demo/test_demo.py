"""The sample application, built as `make demo` builds it, shows its pages in a browser.

It is opened from disk, which is how somebody who tries `make demo` opens it.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

import pybundle

DEMO = Path(__file__).parents[2] / "fixtures" / "demo"


@pytest.fixture(scope="module", params=["production", "development"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the page, its style and the bundle, and nothing of the sources."""
    folder = tmp_path_factory.mktemp("demo")
    for name in ("index.html", "style.css"):
        shutil.copy(DEMO / name, folder / name)
    pybundle.build(root=DEMO, mode=request.param, output={"path": str(folder / "dist")}, check=True)
    return folder


def shown(chromium: Path, browser_flags: list[str], address: str) -> str:
    """Return the document as the browser holds it once the scripts have run."""
    return subprocess.run(
        [chromium, *browser_flags, "--virtual-time-budget=5000", "--dump-dom", address],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    ).stdout


def test_first_page(site: Path, chromium: Path, browser_flags: list[str]) -> None:
    page = shown(chromium, browser_flags, (site / "index.html").as_uri())
    assert "<h2>Broad bean</h2>" in page
    assert "15 Feb" in page
    assert "<svg" not in page


def test_page_from_a_chunk(site: Path, chromium: Path, browser_flags: list[str]) -> None:
    assert len(list((site / "dist").glob("*.js"))) == 2, "the second page has a chunk of its own"
    page = shown(chromium, browser_flags, (site / "index.html").as_uri() + "#months")
    assert page.count("<text") == 12
    assert "<title>Broad bean</title>" in page
