"""What the tests of JavaScript tools share: their npm packages, a cache, a loader's context."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType

import pytest

sys.path.insert(0, str(Path(__file__).parent))


def _deployment() -> ModuleType:
    """What the tests of deployments have: a static server, a browser that clicks."""
    path = Path(__file__).parent.parent / "deployment" / "conftest.py"
    spec = importlib.util.spec_from_file_location("deployment_fixtures", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


browser = _deployment().browser
serve = _deployment().serve

PACKAGES = Path(__file__).parent / "packages" / "node_modules"

Project = Callable[[Mapping[str, str]], Path]


@pytest.fixture(scope="session", autouse=True)
def tool_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache of this run's own, so that what an earlier one left is not taken."""
    folder = tmp_path_factory.mktemp("cache")
    os.environ["PYBUNDLE_CACHE"] = str(folder)
    return folder


@pytest.fixture(scope="session")
def packages() -> Path:
    """The `node_modules` folder with the tools."""
    assert PACKAGES.is_dir(), "the tests' tools are missing; run `make test`"
    return PACKAGES


@pytest.fixture
def project(tmp_path: Path, packages: Path) -> Project:
    """Writes files below a new folder in which the tools are installed."""

    def write(files: Mapping[str, str]) -> Path:
        root = tmp_path / "project"
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        if not (root / "node_modules").exists():
            (root / "node_modules").symlink_to(packages)
        return root

    return write
