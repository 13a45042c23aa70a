"""Projects to build, and the command to build them with."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from face_process import COMMAND, LEFT_OUT, clean_environment

Project = Callable[[Mapping[str, str]], Path]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in LEFT_OUT:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Write files into a folder of its own; returns the folder."""
    folder = tmp_path / "project"

    def write(files: Mapping[str, str]) -> Path:
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        # Never look for configuration above the project.
        (folder / ".git").mkdir(parents=True, exist_ok=True)
        return folder

    return write


@pytest.fixture
def app(project: Project) -> Path:
    """Three modules, in a chain."""
    return project(
        {
            "src/index.js": 'import { a } from "./a.js";\nconsole.log("index", a);\n',
            "src/a.js": 'import "./lib/b.js";\nexport const a = "a";\n',
            "src/lib/b.js": 'console.log("b");\n',
        }
    )


@pytest.fixture
def run(app: Path) -> Run:
    """Run the command, in the application's folder by default."""

    def run(
        *arguments: str, cwd: Path | None = None, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*COMMAND, *arguments],
            cwd=cwd or app,
            env={**clean_environment(), **(env or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return run


@pytest.fixture
def start(app: Path) -> Callable[..., subprocess.Popen[str]]:
    """Start the command and leave it running; it is ended with the test."""
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: str, env: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [*COMMAND, *arguments],
            cwd=app,
            env={**clean_environment(), "PYTHONUNBUFFERED": "1", **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        started.append(process)
        return process

    yield start  # type: ignore[misc]
    for process in started:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        process.communicate()
