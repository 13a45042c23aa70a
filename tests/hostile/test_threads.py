"""Builds of one process that run at the same time do not disturb one another."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys
import threading

import pybundle

# Threads change places as often as they can, and all make the very first build.
sys.setswitchinterval(1e-6)
together = threading.Barrier(8)
results = []


def build(number: int) -> None:
    together.wait()
    result = pybundle.build(
        entry="./main.js", output={"path": f"out{number}"}, minify=number % 2 == 1
    )
    results.append(result.ok)


threads = [threading.Thread(target=build, args=(number,)) for number in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(results)
"""


def test_first_builds_on_many_threads(tmp_path: Path) -> None:
    (tmp_path / "main.js").write_text("import { x } from './x.js'; console.log(x);", "utf-8")
    (tmp_path / "x.js").write_text("export const x = 1;", "utf-8")
    for _ in range(10):
        done = subprocess.run(
            [sys.executable, "-X", "faulthandler", "-c", PROGRAM],
            cwd=tmp_path,
            capture_output=True,
            check=False,
            encoding="utf-8",
            timeout=60,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        assert done.stdout.strip() == str([True] * 8), done.stderr[-2000:]
