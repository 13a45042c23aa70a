"""The `pybundle` command with fake_core.py as its engine."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import fake_core

import pybundle.bundler

sys.modules["pybundle.bundler._core"] = fake_core
pybundle.bundler._core = fake_core  # type: ignore[attr-defined]
from pybundle.bundler.cli import main

main()
