"""How these tests start the command."""

from __future__ import annotations

import os
import sys

COMMAND = [sys.executable, "-m", "pybundle"]

# What a test run may have inherited, and what would change what is said and built.
LEFT_OUT = (
    "NODE_ENV",
    "NO_COLOR",
    "FORCE_COLOR",
    "GITHUB_ACTIONS",
    "GITHUB_WORKSPACE",
    "WEB_CONCURRENCY",
    "INIT_CWD",
    "BROWSERSLIST_ENV",
    "PYBUNDLE_POLL",
)


def clean_environment() -> dict[str, str]:
    """Return the environment of the tests without what would change a build."""
    return {
        key: value
        for key, value in os.environ.items()
        if key not in LEFT_OUT and not key.startswith("npm_")
    }
