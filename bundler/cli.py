"""The `pybundle` command.

Exit codes: 0 fine, 1 the build (or its configuration) is wrong, 2 wrong use of the command,
130 interrupted, 143 terminated. Whatever a plain build does not need is imported where it
is used: the command must be over in the time that others take to start.
"""

from __future__ import annotations

import os
import signal
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import FrameType

    from pybundle.bundler.compiler import Compiler
    from pybundle.bundler.report import Report
    from pybundle.bundler.result import BuildResult

__all__ = ["main"]


class Terminated(BaseException):
    """SIGTERM arrived. Not an `Exception`: nobody is to handle it on the way out."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and leave the process."""
    code = run(arguments)
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        code = code or 1
    # The graph of a large project takes longer to take apart than to leave behind.
    os._exit(code)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    from pybundle.bundler.diagnostics import ConfigError

    signal.signal(signal.SIGTERM, _terminate)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character is no reason to fail.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        outcome = command.main(
            args=list(arguments) if arguments is not None else None,
            prog_name="pybundle",
            standalone_mode=False,
        )
        return outcome if isinstance(outcome, int) else 0
    except ConfigError as error:
        # Before a report was made: the options themselves were read in vain.
        click.echo(str(error), err=True)
        return 1
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        _say("interrupted")
        return 130
    except Terminated:
        _say("terminated")
        return 143
    except BrokenPipeError:
        # Who read our output has enough of it (`pybundle build --json | head`).
        devnull = os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, 1)
        return 1


def _terminate(_number: int, _frame: FrameType | None) -> NoReturn:
    raise Terminated


def _say(text: str) -> None:
    try:
        print(f"pybundle: {text}", file=sys.stderr, flush=True)
    except OSError:
        return


def _version(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        from pybundle import __version__

        click.echo(f"pybundle {__version__}")
        context.exit(0)


@click.group(name="pybundle", context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Print the version and exit.",
)
def command() -> None:
    """Bundle JavaScript and TypeScript applications."""


# --- Options -------------------------------------------------------------------------


def _pairs(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> Any:
    """Read `KEY=VALUE`s; a lone key of `--define` is `true`."""
    pairs: dict[str, str] = {}
    for value in values:
        key, equals, rest = value.partition("=")
        if not key or (not equals and parameter.name != "define"):
            raise click.BadParameter(f"`{value}` is not of the form KEY=VALUE", context, parameter)
        pairs[key] = rest if equals else "true"
    return pairs


Decorated = Any


def _options(*options: Callable[[Decorated], Decorated]) -> Callable[[Decorated], Decorated]:
    def decorate(function: Decorated) -> Decorated:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


_project_options = _options(
    click.option(
        "--root",
        "-C",
        metavar="DIR",
        help="Folder of the project; paths start from it.  [default: .]",
    ),
    click.option("--config", "config_file", metavar="FILE", help="Configuration file to read."),
    click.option("--no-config", is_flag=True, help="Read no configuration file."),
    click.option(
        "--mode",
        type=click.Choice(["production", "development", "none"]),
        help="[default: NODE_ENV, else production]",
    ),
)

_log_option = click.option(
    "--log-format",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Text for people, or one JSON event a line.",
)

_build_options = _options(
    click.option("--outdir", "-o", metavar="DIR", help="Output folder.  [default: dist]"),
    click.option("--outfile", metavar="FILE", help="Output file, for a single entry."),
    click.option("--format", "format_", type=click.Choice(["iife", "esm", "cjs"])),
    click.option(
        "--target",
        "-t",
        multiple=True,
        metavar="TARGET",
        help="web, webworker or node; es5 … esnext; or browserslist queries.",
    ),
    click.option(
        "--polyfills",
        type=click.Choice(["usage", "entry", "none"]),
        help="What is taken from the project's core-js.  [default: none]",
    ),
    click.option(
        "--global-name", metavar="NAME", help="Global variable that receives the exports (iife)."
    ),
    click.option("--minify/--no-minify", default=None, help="[default: in production]"),
    click.option(
        "--source-map",
        is_flag=False,
        flag_value="file",
        type=click.Choice(["none", "file", "inline", "hidden"]),
        help="[default: file in development, else none]",
    ),
    click.option(
        "--define",
        "-d",
        multiple=True,
        callback=_pairs,
        metavar="KEY=SOURCE",
        help="Replace an expression by JavaScript source.",
    ),
    click.option(
        "--external", "-e", multiple=True, metavar="REQUEST", help="Leave this to the run time."
    ),
    click.option(
        "--alias",
        multiple=True,
        callback=_pairs,
        metavar="KEY=PATH",
        help="Resolve another thing; an empty PATH is an empty module.",
    ),
    click.option("--banner", metavar="TEXT", help="Text before every script."),
    click.option("--drop", multiple=True, type=click.Choice(["console", "debugger"])),
    click.option("--public-path", metavar="URL", help="URL of the output folder."),
    click.option(
        "--clean/--no-clean", default=None, help="Empty the output folder of other files."
    ),
    click.option(
        "--jobs",
        "-j",
        type=click.IntRange(min=0),
        metavar="N",
        help="Threads.  [default: WEB_CONCURRENCY, else the cores]",
    ),
)


def _config_options(entry: tuple[str, ...], given: dict[str, Any]) -> dict[str, Any]:
    """Put the values of the flags where the configuration has them; what is not given is absent."""
    outdir, filename = given["outdir"], None
    if given["outfile"] is not None:
        if outdir is not None:
            raise click.UsageError("--outdir and --outfile exclude each other")
        outdir, filename = os.path.split(given["outfile"])
        outdir = outdir or "."
    output = {
        "path": outdir,
        "filename": filename,
        "format": given["format_"],
        "library": given["global_name"],
        "public_path": given["public_path"],
        "clean": given["clean"],
    }
    alias = {key: path or False for key, path in given["alias"].items()}
    options = {
        "entry": _entries(entry, given["root"] or "."),
        "mode": given["mode"],
        "output": {key: value for key, value in output.items() if value is not None},
        "target": list(given["target"]),
        "polyfills": given["polyfills"],
        "minify": given["minify"],
        "source_map": given["source_map"],
        "define": given["define"],
        "externals": list(given["external"]),
        "resolve": {"alias": alias} if alias else {},
        "banner": given["banner"],
        "drop": list(given["drop"]),
        "jobs": given["jobs"],
    }
    return {
        key: value for key, value in options.items() if value is not None and value not in ({}, [])
    }


def _entries(arguments: tuple[str, ...], root: str) -> list[str] | dict[str, str]:
    """Read `FILE…` or `NAME=FILE…`."""
    named = {
        name: path
        for name, equals, path in (argument.partition("=") for argument in arguments)
        if equals and name and path
    }
    if named and not any(os.path.exists(os.path.join(root, one)) for one in arguments):
        if len(named) != len(arguments):
            raise click.UsageError("either all entries have a name (NAME=FILE) or none")
        return named
    return list(arguments)


def _compiler(entry: tuple[str, ...], given: dict[str, Any], **arguments: Any) -> Compiler:
    from pybundle.bundler.compiler import Compiler

    return Compiler(
        _config_options(entry, given),
        root=given["root"],
        config_file=False if given["no_config"] else given["config_file"],
        **arguments,
    )


def _report(log_format: str, *, quiet: bool) -> Report:
    from pybundle.bundler.report import JsonReport, TextReport

    if log_format == "json":
        return JsonReport(stream=sys.stderr if quiet else None)
    return TextReport(os.environ, quiet=quiet)


# --- Commands ------------------------------------------------------------------------


@command.command()
@click.argument("entry", nargs=-1)
@_project_options
@_build_options
@click.option("--watch", "-w", is_flag=True, help="Build again whenever an input changes.")
@click.option("--json", "json_", is_flag=True, help="Print what was built as JSON.")
@click.option(
    "--analyze",
    is_flag=False,
    flag_value="pybundle-analysis.html",
    metavar="FILE",
    help="Write a page that shows what is in the scripts.  [FILE: pybundle-analysis.html]",
)
@_log_option
def build(
    entry: tuple[str, ...],
    watch: bool,
    json_: bool,
    analyze: str | None,
    log_format: str,
    **given: Any,
) -> int:
    """Bundle each ENTRY (a file, or NAME=FILE) and what it needs.

    Without ENTRY, the configuration says what to build, else it is src/index.js (.jsx, .ts,
    .tsx, .mjs).
    """
    report = _report(log_format, quiet=json_)
    compiler = _configured(
        lambda: _compiler(
            entry,
            given,
            stats=json_,
            measure=analyze is not None,
            once=not watch,
            exits=not watch,
        ),
        report,
    )
    if compiler is None:
        return 1
    if watch:
        return _watch(compiler, report, json_=json_, analyze=analyze)
    result = _build_once(compiler, report)
    if json_:
        _print_stats(result)
    written = analyze is None or _analyze(compiler, result, analyze)
    return 0 if result.ok and written else 1


def _analyze(compiler: Compiler, result: BuildResult, path: str) -> bool:
    """Write the page of a build that went well; say whether that went well too."""
    if not result.ok:
        return True
    from pybundle.bundler.analyze import write_analysis

    try:
        write_analysis(result, path, minified=compiler.settings.engine["minify"])
    except OSError as error:
        _say(f"{path} cannot be written: {error.strerror or error}")
        return False
    return True


def _configured(make: Callable[[], Compiler], report: Report) -> Compiler | None:
    """Return the compiler, or report what is wrong with the configuration."""
    from pybundle.bundler.diagnostics import ConfigError
    from pybundle.bundler.result import BuildResult

    try:
        return make()
    except ConfigError as error:
        report.result(BuildResult(ok=False, diagnostics=error.diagnostics, root=os.getcwd()))
        return None


def _build_once(compiler: Compiler, report: Report) -> BuildResult:
    settings = compiler.settings
    report.start(settings.mode, settings.root)
    if report.draws:
        from pybundle.bundler.progress import ProgressBar

        with ProgressBar(compiler.progress, colour=report.colour):
            result = compiler.build()
    else:
        result = compiler.build()
    report.result(result)
    return result


def _watch(compiler: Compiler, report: Report, *, json_: bool, analyze: str | None) -> int:
    from pybundle.bundler.watch import Watch

    class Told(Watch):
        """A watch that tells what it saw."""

        def wait(self) -> set[str]:
            if self.notice:
                report.note(self.notice)
                self.notice = None
            changed = super().wait()
            root = compiler.settings.root
            if changed:
                report.change([_shown(path, root) for path in sorted(changed)])
            return changed

        def before_build(self) -> None:
            super().before_build()
            report.start(compiler.settings.mode, compiler.settings.root)

    settings = compiler.settings
    watch = Told.for_environment(os.environ, settings.watch_options, settings.root)
    for result in compiler.watch(watch):
        report.result(result)
        if json_:
            _print_stats(result)
        if analyze is not None:
            _analyze(compiler, result, analyze)
    return 0


def _shown(path: str, root: str) -> str:
    return path.removeprefix(root + os.sep).replace(os.sep, "/")


def _print_stats(result: BuildResult) -> None:
    import msgspec

    from pybundle.bundler.result import stats_document

    sys.stdout.buffer.write(msgspec.json.encode(stats_document(result)) + b"\n")
    sys.stdout.buffer.flush()


@command.command()
@click.argument("module")
@_project_options
@click.option(
    "--entry", multiple=True, metavar="FILE", help="Entry to build, instead of the configured ones."
)
@click.option("--json", "json_", is_flag=True, help="Print the answer as JSON.")
def explain(module: str, entry: tuple[str, ...], json_: bool, **given: Any) -> int:
    """Say why MODULE (a path, the end of one, or a package) is in the bundle.

    Builds without writing, and prints the shortest way from an entry to the module, then
    all requests for it.
    """
    from pybundle.bundler.explain import draw_explanation, explanations, to_document

    report = _report("text", quiet=True)
    flags: dict[str, Any] = dict.fromkeys(
        (
            "outdir",
            "outfile",
            "format_",
            "global_name",
            "public_path",
            "clean",
            "minify",
            "polyfills",
            "source_map",
            "banner",
            "jobs",
        )
    )
    flags |= {"define": {}, "alias": {}, "target": (), "external": (), "drop": ()}
    compiler = _configured(lambda: _compiler(entry, given | flags, stats=True, write=False), report)
    if compiler is None:
        return 1
    result = _build_once(compiler, report)
    if not result.ok:
        return 1
    found = explanations(result, module)
    if json_:
        import msgspec

        click.echo(msgspec.json.encode(to_document(found)).decode())
        return 0 if found else 1
    if not found:
        import difflib

        paths = [one.path for one in result.stats.modules] if result.stats else []
        near = difflib.get_close_matches(module, paths, n=1, cutoff=0.5)
        hint = f"; did you mean {near[0]}?" if near else ""
        click.echo(f"no module of the bundle is called {module}{hint}", err=True)
        return 1
    shown = found[:5]
    click.echo("\n\n".join(draw_explanation(one) for one in shown))
    if len(found) > len(shown):
        click.echo(f"\n{len(found) - len(shown)} more modules are called {module}")
    return 0


@command.command()
@click.argument("files", nargs=-1, required=True)
@click.option(
    "--target",
    "-t",
    metavar="EDITION",
    help="es5 … es2017.  [default: an edition in the configuration's target, else es5]",
)
@click.option("--module", is_flag=True, help="Read the files as ES modules.")
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Processes.  [default: WEB_CONCURRENCY, else the cores]",
)
@_project_options
@click.option("--json", "json_", is_flag=True, help="Print the outcome as JSON.")
def check(
    files: tuple[str, ...],
    target: str | None,
    module: bool,
    jobs: int,
    json_: bool,
    **given: Any,
) -> int:
    """Check that FILES (scripts, folders or globs) hold only the syntax of an edition.

    Names the first construct of each file that is newer.
    """
    from pybundle.bundler.check_files import (
        check_document,
        check_files,
        choose_target,
        draw_check,
    )
    from pybundle.bundler.diagnostics import ConfigError

    report = _report("text", quiet=True)
    root = os.path.abspath(given["root"] or os.getcwd())
    try:
        target = choose_target(
            target,
            root=root,
            config_file=False if given["no_config"] else given["config_file"],
            mode=given["mode"],
            environ=os.environ,
        )
    except ConfigError as error:
        report.problems(error.diagnostics, root)
        return 1
    if module and target == "es5":
        raise click.UsageError("--module asks for a target from es2015 on: es5 has no modules")
    result = check_files(files, root=root, target=target, module=module, jobs=jobs)
    report.problems(result.diagnostics, root)
    sys.stderr.flush()
    if json_:
        import msgspec

        click.echo(msgspec.json.encode(check_document(result)).decode())
    elif result.files:
        click.echo(draw_check(result))
    return 0 if result.ok else 1


@command.command()
def schema() -> int:
    """Print the JSON Schema of the configuration."""
    import msgspec

    from pybundle.bundler.config import Config

    document = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    text = msgspec.json.encode(document | msgspec.json.schema(Config))
    click.echo(msgspec.json.format(text, indent=2).decode())
    return 0


@command.command()
@_project_options
@_log_option
def postinstall(log_format: str, **given: Any) -> int:
    """Build as part of an installation, from package.json's `postinstall`.

    Does nothing where there is nothing to build; a failed build fails the installation.
    """
    from pybundle.bundler.postinstall import postinstall

    return postinstall(
        _report(log_format, quiet=False),
        root=given["root"],
        config_file=False if given["no_config"] else given["config_file"],
        mode=given["mode"],
        environ=os.environ,
    )


# It takes the options above, and adds itself to the group.
from pybundle.bundler import serve_command  # noqa: E402, F401
