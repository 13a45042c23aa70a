"""What the tests of JavaScript tools share: their npm packages, a cache, a loader's context."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from pybundle.loaders.javascript.resolution import resolve
from pybundle.loaders.protocol import LoaderError, LoaderResult

sys.path.insert(0, str(Path(__file__).parent.parent / "deployment"))

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


@dataclass
class Context:
    """A loader's context that keeps what it is told."""

    root: str
    resource_path: str
    query: str = ""
    mode: str = "production"
    platform: str = "web"
    options: Any = None
    source_map: bool = True
    target: tuple[str, ...] = ()
    resource_fragment: str = ""
    dependencies: list[str] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    warnings: list[tuple[str, int | None, int | None]] = field(default_factory=list)
    files: dict[str, str | bytes] = field(default_factory=dict)

    @property
    def resource(self) -> str:
        return self.resource_path + self.query

    def resolve(self, request: str, *, start: str | None = None) -> str:
        found = resolve(request, start or os.path.dirname(self.resource_path))
        if found is None:
            raise LoaderError(f"no {request}")
        return found

    def read(self, path: str) -> bytes:
        self.dependencies.append(path)
        return (Path(self.resource_path).parent / path).read_bytes()

    def add_dependency(self, path: str) -> None:
        self.dependencies.append(str(path))

    def add_context_dependency(self, path: str) -> None:
        self.folders.append(str(path))

    def add_missing_dependency(self, path: str) -> None:
        self.missing.append(str(path))

    def emit_file(self, name: str, content: str | bytes) -> str:
        self.files[name] = content
        return name

    def warn(self, message: str, *, line: int | None = None, column: int | None = None) -> None:
        self.warnings.append((message, line, column))

    def error(self, message: str, *, line: int | None = None, column: int | None = None) -> None:
        raise AssertionError(message)


def load(loader: Any, content: str | bytes, context: Context) -> LoaderResult:
    """What a loader makes of a content, as a result."""
    made = asyncio.run(loader(content, context))
    return made if isinstance(made, LoaderResult) else LoaderResult(content=made)
