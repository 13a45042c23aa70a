"""`pybundle serve`, a part of the command."""

from __future__ import annotations

import os
from typing import Any

import click

from pybundle.bundler.cli import (
    _build_options,
    _compiler,
    _configured,
    _log_option,
    _project_options,
    _report,
    command,
)

__all__ = ["serve"]


class _BesideCommand(click.Command):
    """A command that takes another program's command behind `--`."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        """Keep what is behind the first `--` for itself."""
        if "--" in args:
            at = args.index("--")
            args, context.meta["beside"] = args[:at], args[at + 1 :]
        return super().parse_args(context, args)


@command.command(cls=_BesideCommand, options_metavar="[OPTIONS]")
@click.argument("entry", nargs=-1)
@_project_options
@click.option("--port", "-p", type=click.IntRange(0, 65535), help="[default: PORT, else 5173]")
@click.option("--strict-port", is_flag=True, default=None, help="Fail where the port is taken.")
@click.option(
    "--host",
    is_flag=False,
    flag_value="0.0.0.0",
    metavar="ADDRESS",
    help="Listen for other machines too, or on this address.  [default: 127.0.0.1]",
)
@click.option("--https", is_flag=True, help="Serve over TLS, with a certificate made for it.")
@click.option(
    "--open",
    "open_",
    is_flag=False,
    flag_value="/",
    metavar="PATH",
    help="Open a browser.",
)
@_build_options
@_log_option
@click.pass_context
def serve(
    context: click.Context,
    /,
    entry: tuple[str, ...],
    port: int | None,
    strict_port: bool | None,
    host: str | None,
    https: bool,
    open_: str | None,
    log_format: str,
    **given: Any,
) -> int:
    """Serve what is built of each ENTRY, and build again whenever an input changes.

    Behind `--` stands a back end that runs beside it: pybundle serve -- python manage.py
    runserver.
    """
    import time

    from pybundle.bundler.diagnostics import ConfigError
    from pybundle.bundler.server_config import DevServerConfig

    started = time.monotonic()
    environ = dict(os.environ)
    # Only we build for development because we serve; what the back end is told is its own.
    os.environ.setdefault("NODE_ENV", "development")
    report = _report(log_format, quiet=False)
    compiler = _configured(
        lambda: _compiler(entry, given, stats=True, write=False, served=True), report
    )
    if compiler is None:
        return 1
    from pybundle.devserver.console import JsonConsole, TextConsole
    from pybundle.devserver.serve import serve as run_server

    console = JsonConsole() if log_format == "json" else TextConsole(environ, started)
    over = DevServerConfig(
        port=port,
        strict_port=strict_port,
        host=host,
        server="https" if https else None,
        open=open_,
    )
    beside = context.meta.get("beside", ())
    try:
        return run_server(compiler, over, console, environ=environ, backend=beside)
    except ConfigError as error:
        report.problems(error.diagnostics, compiler.settings.root)
        return 1
