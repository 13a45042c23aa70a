"""The progress bar: where it is drawn, and where it is not."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import textwrap

from face_process import clean_environment


def on_a_terminal(seconds: float) -> tuple[str, str]:
    """Show a bar for some time; returns what the terminal got, and what was imported."""
    script = f"""
        import sys, time
        from pybundle.bundler.progress import ProgressBar
        start = time.monotonic()
        with ProgressBar(lambda: ("scan", 7, 12), colour=True):
            time.sleep({seconds})
        print("rich" in sys.modules)
    """
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)],
        env={**clean_environment(), "TERM": "xterm", "COLUMNS": "80"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=follower,
        text=True,
    )
    os.close(follower)
    drawn = b""
    while True:
        try:
            part = os.read(leader, 65536)
        except OSError:
            break
        if not part:
            break
        drawn += part
    out, _ = process.communicate(timeout=20)
    os.close(leader)
    assert process.returncode == 0, drawn
    return drawn.decode(), out.strip()


def test_a_long_build_is_shown_and_wiped() -> None:
    drawn, imported = on_a_terminal(1.2)
    assert "scan" in drawn
    assert "7/12" in drawn
    # Transient: the line is erased at the end, and the cursor is back.
    assert drawn.rstrip().endswith("\x1b[2K") or "\x1b[2K" in drawn[-40:]
    assert "\x1b[?25h" in drawn
    assert imported == "True"


def test_a_short_build_draws_and_imports_nothing() -> None:
    assert on_a_terminal(0.02) == ("", "False")
