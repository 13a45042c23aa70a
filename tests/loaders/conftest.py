"""A project in a temporary folder, built and run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import pybundle


class Project:
    """Files, and what a build of them prints."""

    def __init__(self, root: Path, run_node: Any) -> None:
        self.root = root
        self._run = run_node

    def write(self, **files: str | bytes) -> None:
        """Write files; `src__index_js` is `src/index.js`."""
        for name, content in files.items():
            head, _, extension = name.replace("__", "/").rpartition("_")
            self.put(f"{head}.{extension}", content)

    def put(self, name: str, content: str | bytes) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def options(self, **options: Any) -> dict[str, Any]:
        return {"root": self.root, "target": "node", "config_file": False, **options}

    def build(self, **options: Any) -> pybundle.BuildResult:
        return pybundle.build(**self.options(**options))

    def printed(self, **options: Any) -> str:
        result = self.build(**options)
        assert result.ok, "\n".join(map(str, result.diagnostics))
        return self.run()

    def run(self) -> str:
        done = self._run(self.root / "dist/bundle.js")
        assert done.returncode == 0, done.stderr
        return done.stdout

    def problem(self, **options: Any) -> pybundle.Diagnostic:
        """The one problem of a build that fails."""
        result = self.build(**options)
        assert not result.ok
        assert len(result.diagnostics) == 1, "\n".join(map(str, result.diagnostics))
        return result.diagnostics[0]


@pytest.fixture
def project(tmp_path: Path, run_node: Any) -> Project:
    return Project(tmp_path, run_node)


@pytest.fixture
def importable(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str, str], None]]:
    """Write a Python module that loaders are imported from."""
    import sys

    monkeypatch.syspath_prepend(str(project.root))
    made: list[str] = []

    def write(name: str, code: str) -> None:
        project.put(f"{name}.py", code)
        made.append(name)

    yield write
    for name in made:
        sys.modules.pop(name, None)
