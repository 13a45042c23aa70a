"""The package is what the repository holds."""

from __future__ import annotations

import re
import subprocess
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pybundle

REPOSITORY = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
FOLDERS: dict[str, str] = PYPROJECT["tool"]["setuptools"]["package-dir"]


def test_every_folder_with_python_is_packaged() -> None:
    packages = PYPROJECT["tool"]["setuptools"]["packages"]
    assert set(packages) == set(FOLDERS)
    in_tree = {
        ".".join([name, *path.parent.relative_to(REPOSITORY / folder).parts])
        for name, folder in FOLDERS.items()
        for path in (REPOSITORY / folder).rglob("__init__.py")
    }
    assert in_tree == set(packages)


def test_what_is_no_python_is_packaged_too() -> None:
    data: dict[str, list[str]] = PYPROJECT["tool"]["setuptools"]["package-data"]
    tracked = subprocess.run(
        ["git", "ls-files", *FOLDERS.values()],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    found = 0
    for path in tracked:
        if path.endswith(".py"):
            continue
        # The innermost package that it lies in.
        package, folder = max(
            ((name, folder) for name, folder in FOLDERS.items() if path.startswith(f"{folder}/")),
            key=lambda pair: len(pair[1]),
        )
        inside = path.removeprefix(f"{folder}/")
        assert any(fnmatch(inside, pattern) for pattern in data[package]), path
        found += 1
    assert found >= 4


def test_versions_agree() -> None:
    cargo = tomllib.loads((REPOSITORY / "Cargo.toml").read_text(encoding="utf-8"))
    assert cargo["workspace"]["package"]["version"] == pybundle.__version__


def test_nothing_imports_the_folders_by_their_place() -> None:
    wrong = re.compile(r"^\s*(?:from|import) (?:bundler|loaders|devserver)\b", re.MULTILINE)
    for folder in FOLDERS.values():
        for path in (REPOSITORY / folder).rglob("*.py"):
            assert not wrong.search(path.read_text(encoding="utf-8")), path


def test_files_stay_small() -> None:
    for folder in FOLDERS.values():
        for path in (REPOSITORY / folder).rglob("*.py"):
            assert path.read_text(encoding="utf-8").count("\n") <= 600, path
