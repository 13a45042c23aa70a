"""Builds, from Python: `build` for one, `Compiler` for many of the same configuration."""

from __future__ import annotations

import contextlib
import os
import time
from typing import TYPE_CHECKING, Any, Unpack

import msgspec

from pybundle.bundler import _core
from pybundle.bundler.config_file import merge, plain
from pybundle.bundler.diagnostics import ConfigError, Diagnostic
from pybundle.bundler.result import BuildResult, Inputs
from pybundle.bundler.settings import Settings, engine_options, load_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from pybundle.bundler.config import BuildOptions, Config
    from pybundle.bundler.watch import Watch
    from pybundle.bundler.webpack_stats import StatsFile
    from pybundle.loaders.serve import Server

__all__ = ["Compiler", "build"]

LONGEST_WRITING = 2.0
"""Seconds that an interrupted build may go on to move its files."""

# Made once, while only one thread imports: msgspec crashes where two threads are the
# first to decode the same type.
_RESULT = msgspec.json.Decoder(BuildResult)
_INPUTS = msgspec.json.Decoder(Inputs)


def build(
    config: Config | Mapping[str, object] | None = None,
    /,
    *,
    root: str | os.PathLike[str] | None = None,
    config_file: str | os.PathLike[str] | bool | None = None,
    stats: bool = False,
    write: bool = True,
    check: bool = False,
    **options: Unpack[BuildOptions],
) -> BuildResult:
    """Build once, as `pybundle build` does.

    Args:
        config: The configuration, as a `Config` or a mapping of the same form; laid over
            the configuration file of the project.
        root: Folder of the project, which relative paths start from. Default: the working
            folder.
        config_file: Configuration file to read; `False` for none. Default: the root's.
        stats: Whether the result lists modules and chunks.
        write: Whether the files are written.
        check: Whether a failed build raises.
        **options: Fields of `Config`, laid over `config`.

    Returns:
        The result; `ok` says whether the build succeeded.

    Raises:
        ConfigError: The configuration cannot be used.
        BuildError: With `check`, the build failed.
        KeyboardInterrupt: On Ctrl-C. Either nothing was written, or, where it came while
            the files were written, all of them.

    """
    compiler = Compiler(
        config,
        root=root,
        config_file=config_file,
        stats=stats,
        write=write,
        once=True,
        **options,
    )
    return compiler.build(check=check)


def _not_written(path: str, result: BuildResult, error: OSError) -> BuildResult:
    shown = os.path.relpath(path, result.root).replace(os.sep, "/")
    problem = Diagnostic(
        severity="error",
        code="output-not-written",
        message=f"`{shown}` cannot be written",
        notes=(error.strerror or str(error),),
    )
    diagnostics = (problem, *result.diagnostics)
    return msgspec.structs.replace(result, ok=False, diagnostics=diagnostics)


class Compiler:
    """A configuration that is built again and again, each time only what changed.

    ```python
    compiler = pybundle.Compiler(entry="src/index.js")
    for result in compiler.watch():
        print("ok" if result.ok else result.diagnostics[0].message)
    ```

    The arguments are those of `build`, and four more: with `measure` the stats say what each
    module has in each script, with `once` nothing is kept for another build, with `exits`
    memory is not given back either. With `served`, pages of a back end load the files from another
    origin, the development server's. Not for use from several
    threads at once, except for `stop` and `progress`.
    """

    def __init__(
        self,
        config: Config | Mapping[str, object] | None = None,
        /,
        *,
        root: str | os.PathLike[str] | None = None,
        config_file: str | os.PathLike[str] | bool | None = None,
        stats: bool = False,
        write: bool = True,
        measure: bool = False,
        once: bool = False,
        exits: bool = False,
        served: bool = False,
        **options: Unpack[BuildOptions],
    ) -> None:
        try:
            self._options: dict[str, Any] = merge(plain(config or {}), plain(options))
        except TypeError as error:
            raise TypeError(f"config must be a pybundle.Config or a mapping: {error}") from None
        self._root = root
        self._config_file = config_file
        self._stats = stats or measure
        self._measure = measure
        self._write = write
        self._once = once
        self._exits = exits
        self._served = served
        self._watch: Watch | None = None
        self._stats_file: StatsFile | None = None
        self._server: Server | None = None
        self._load()

    def _load(self) -> None:
        settings = load_settings(
            self._options, root=self._root, config_file=self._config_file, environ=os.environ
        )
        engine = _core.Compiler(
            engine_options(
                settings,
                stats=self._stats,
                measure=self._measure,
                write=self._write,
                once=self._once,
                exits=self._exits,
                served=self._served,
            )
        )
        if self._server is not None:
            self._server.close()
        self._server = None
        self._settings = settings
        self._engine = engine
        self._stats_file = self._open_stats_file(settings)

    def _open_stats_file(self, settings: Settings) -> StatsFile | None:
        if settings.stats_file is None or not self._write:
            return None
        known = self._stats_file
        if known is not None and known.path == settings.stats_file:
            return known
        from pybundle.bundler.webpack_stats import StatsFile

        if known is not None:
            known.close()
        return StatsFile(settings.stats_file, public_path=settings.engine["output"]["public_path"])

    @property
    def settings(self) -> Settings:
        """What the configuration, the environment and the project came to."""
        return self._settings

    def build(self, *, check: bool = False) -> BuildResult:
        """Build and return the result; with `check`, raise `BuildError` where it failed.

        The GIL is released meanwhile. Ctrl-C raises `KeyboardInterrupt`: at once, or when
        the files that are being written are all there.
        """
        if self._stats_file is not None:
            self._stats_file.start()
        used = self._settings.engine["hooks"]["used"]
        if used:
            self._serve()
        try:
            answer = self._engine.build(self._serve)
        except BaseException:
            self._finish_writing()
            raise
        finally:
            if self._server is not None:
                self._server.stop()
        result = _RESULT.decode(answer)
        settings = self._settings
        ignored = settings.ignore_warnings
        result = msgspec.structs.replace(
            result,
            diagnostics=tuple(
                one
                for one in result.diagnostics
                if one.severity == "error" or one.code not in ignored
            ),
            mode=settings.mode,
            root=settings.root,
            output_path=settings.output_path,
        )
        if settings.props_cache is not None and result.ok and self._write:
            result = self._keep_names(settings.props_cache, result)
        if settings.plugins is not None:
            problems = settings.plugins.done(result)
            if problems:
                more = tuple(msgspec.convert(problem, Diagnostic) for problem in problems)
                diagnostics = (*more, *result.diagnostics)
                result = msgspec.structs.replace(result, ok=False, diagnostics=diagnostics)
        if self._stats_file is not None:
            result = self._tell(self._stats_file, result)
            if not self._stats:
                result = msgspec.structs.replace(result, stats=None)
        return result.check() if check else result

    def _serve(self) -> None:
        """Answer for loaders and plugins, in a thread, until the build is over."""
        if self._server is None:
            from pybundle.loaders.context import BuildFacts
            from pybundle.loaders.serve import Server

            settings = self._settings
            engine = settings.engine
            facts = BuildFacts(
                root=settings.root,
                mode=engine["mode"],
                target=tuple(engine["target"]),
                platform=engine["platform"],
                source_map=engine["source_map"] != "none",
            )
            self._server = Server(
                self._engine, facts, settings.loaders, settings.plugins, engine["jobs"]
            )
        self._server.start()

    @staticmethod
    def _keep_names(path: str, result: BuildResult) -> BuildResult:
        """Write the names of properties; where that fails, so did the build."""
        from pybundle.bundler.properties import write_cache

        try:
            write_cache(path, result.props_cache)
        except OSError as error:
            return _not_written(path, result, error)
        return result

    @staticmethod
    def _tell(stats_file: StatsFile, result: BuildResult) -> BuildResult:
        """Write the stats file; where that fails, so did the build."""
        try:
            stats_file.finish(result)
        except OSError as error:
            return _not_written(stats_file.path, result, error)
        return result

    def _finish_writing(self) -> None:
        """Wait, after an interrupt, until no file is being moved; a second interrupt gets out.

        The engine goes on in a thread of its own, and looks once more whether it is to stop
        before it writes. It names a stage when that is over: after `render` it writes, and
        at any other it has written or never will.
        """
        self._engine.stop()
        end = time.monotonic() + LONGEST_WRITING
        while self._engine.progress()[0] == "render" and time.monotonic() < end:
            time.sleep(0.01)

    def stop(self) -> None:
        """End what runs in another thread: a build (its result has `stopped` set), or `watch`."""
        self._engine.stop()
        if self._watch is not None:
            self._watch.stop()

    def invalidate(self, paths: Iterable[str | os.PathLike[str]]) -> None:
        """Say that files changed, appeared or vanished; the next build looks at them again."""
        self._engine.invalidate([os.path.abspath(os.fspath(path)) for path in paths])

    def inputs(self) -> Inputs:
        """Return the files that the last build read, and the paths that it looked for in vain."""
        return _INPUTS.decode(self._engine.inputs())

    def reader(self) -> Callable[[str], bytes | None]:
        """Return what gives the content of an output file by its path, or `None`.

        For compilers with `write=False`, which keep in memory what they do not write: the
        files of the last build that went well, by paths relative to the output folder, with
        `/`. After `reload` there is another reader, and this one keeps what it has.
        """
        return self._engine.output

    def progress(self) -> tuple[str, int, int]:
        """Return the stage of a running build, and the modules done and known by now."""
        return self._engine.progress()

    def reload(self) -> None:
        """Read the configuration again; raises `ConfigError` and changes nothing if it is wrong."""
        self._load()

    def watch(self, watch: Watch | None = None) -> Iterator[BuildResult]:
        """Build, then build again whenever an input changes; yield each result.

        Errors do not end it, those of a changed configuration included. It ends when the
        caller leaves the loop, by `stop` from another thread, or by `KeyboardInterrupt`.

        Args:
            watch: What tells of changes. Default: the file system's notifications, or a
                look every `PYBUNDLE_POLL` seconds where that variable is set.

        """
        if watch is None:
            from pybundle.bundler.watch import Watch

            settings = self._settings
            watch = Watch.for_environment(os.environ, settings.watch_options, settings.root)
        self._watch = watch
        try:
            with watch:
                yield from self._watched(watch)
        finally:
            if self._stats_file is not None:
                self._stats_file.close()

    def _watched(self, watch: Watch) -> Iterator[BuildResult]:
        while True:
            watch.before_build()
            if self._stats_file is not None:
                # Where it cannot be written, the outcome cannot either, and that is reported.
                with contextlib.suppress(OSError):
                    self._stats_file.compile()
            result = self.build()
            yield result
            if result.stopped:
                return
            self._follow(watch)
            changed = watch.wait()
            while not changed.isdisjoint(self._settings.watched):
                try:
                    self.reload()
                    break
                except ConfigError as error:
                    root = self._settings.root
                    failed = BuildResult(ok=False, diagnostics=error.diagnostics, root=root)
                    if self._stats_file is not None:
                        failed = self._tell(self._stats_file, failed)
                    yield failed
                more = watch.wait()
                if not more:
                    return
                changed |= more
            if not changed:
                return
            # Of a folder only the names have changed; files are reported themselves.
            self.invalidate(sorted(changed.difference(self.inputs().folders)))

    def _follow(self, watch: Watch) -> None:
        inputs = self.inputs()
        own = self._settings.watched
        there = [path for path in own if os.path.exists(path)]
        gone = [path for path in own if path not in there]
        watch.follow(
            (*inputs.files, *there),
            (*inputs.missing, *gone),
            folders=inputs.folders,
            root=self._settings.root,
        )
