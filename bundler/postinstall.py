"""A build inside an installation: `"scripts": {"postinstall": "pybundle postinstall"}`.

npm runs the scripts of a package with its folder as the working folder, and says in
`INIT_CWD` where the user called npm (https://docs.npmjs.com/cli/using-npm/scripts). What is
built is the package the script belongs to, also where it is somebody's dependency.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pybundle.bundler.diagnostics import ConfigError
from pybundle.bundler.result import BuildResult

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pybundle.bundler.report import Report

__all__ = ["postinstall"]


def postinstall(
    report: Report,
    *,
    root: str | None,
    config_file: str | bool | None,
    mode: str | None,
    environ: Mapping[str, str],
) -> int:
    """Build the package at `root` (default: the working folder) and return the exit code."""
    from pybundle.bundler.compiler import Compiler

    folder = os.path.abspath(root or os.getcwd())
    event = environ.get("npm_lifecycle_event") or "postinstall"
    caller = environ.get("INIT_CWD")
    where = ""
    if caller and os.path.realpath(caller) != os.path.realpath(folder):
        # The log is npm's, of many packages: say whose lines these are.
        package = environ.get("npm_package_name") or os.path.basename(folder)
        where = f" of {package}"
    try:
        compiler = Compiler({"mode": mode} if mode else None, root=folder, config_file=config_file)
    except ConfigError as error:
        if any(one.code == "no-entry" for one in error.diagnostics):
            report.note(
                f"pybundle {event}{where}: nothing to build, there is neither an entry in the "
                "configuration nor a src/index.*"
            )
            return 0
        report.result(BuildResult(ok=False, diagnostics=error.diagnostics, root=folder))
        return _failed(report, event, where)
    settings = compiler.settings
    report.note(f"pybundle {event}{where}: building for {settings.mode}")
    report.start(settings.mode, settings.root)
    result = compiler.build()
    report.result(result)
    return 0 if result.ok else _failed(report, event, where)


def _failed(report: Report, event: str, where: str) -> int:
    report.note(
        f"pybundle {event}{where}: the build failed, so the installation does; the problems are "
        "listed above"
    )
    return 1
