"""Watching: what wakes it, what it rebuilds, and that errors do not end it."""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from pybundle import BuildResult, Compiler, Watch
from pybundle.bundler.watch import _folders_of

Project = Callable[[Mapping[str, str]], Path]
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture(params=["notifications", "polling"])
def watch(request: pytest.FixtureRequest) -> Watch:
    return Watch() if request.param == "notifications" else Watch(poll=0.03)


def ok(result: BuildResult) -> bool:
    return result.ok


def fails_with(code: str) -> Callable[[BuildResult], bool]:
    return lambda result: code in [one.code for one in result.errors]


class Watching:
    """A watching loop in a thread, and its results as they come."""

    def __init__(self, compiler: Compiler, watch: Watch) -> None:
        self.results: queue.Queue[BuildResult] = queue.Queue()
        self.changes: list[set[str]] = []
        original = watch.wait

        def wait() -> set[str]:
            self.changes.append(original())
            return self.changes[-1]

        watch.wait = wait  # type: ignore[method-assign]
        self._compiler = compiler
        self._thread = threading.Thread(target=self._run, args=(watch,), daemon=True)
        self._thread.start()

    def _run(self, watch: Watch) -> None:
        for result in self._compiler.watch(watch):
            self.results.put(result)

    def next(self) -> BuildResult:
        result = self.results.get(timeout=10)
        # The result is there before its inputs are watched; edits in between are not lost,
        # but they may come as two.
        time.sleep(0.15)
        return result

    def until(self, wanted: Callable[[BuildResult], bool]) -> BuildResult:
        """Return the first result that is wanted.

        Writing is several steps (a file is emptied, then filled). Where the machine is busy
        enough, there may be a build in between, of what is there then.
        """
        while not wanted(result := self.next()):
            continue
        return result

    def nothing(self) -> bool:
        try:
            self.results.get(timeout=0.5)
        except queue.Empty:
            return True
        return False

    def end(self) -> None:
        self._compiler.stop()
        self._thread.join(10)
        assert not self._thread.is_alive()


@pytest.fixture
def watching(app: Path, watch: Watch) -> Iterator[Watching]:
    time.sleep(0.03)
    watching = Watching(Compiler(root=app), watch)
    assert watching.next().ok
    yield watching
    watching.end()


def test_an_edit_is_built(app: Path, watching: Watching) -> None:
    (app / "src/a.js").write_text('export const a = "changed";\n')
    result = watching.until(ok)
    assert result.module_count == 2
    assert "changed" in (app / "dist/bundle.js").read_text()
    assert watching.changes[-1] == {str(app / "src/a.js")}


def test_what_is_no_input_wakes_nothing(app: Path, watching: Watching) -> None:
    (app / "src/other.js").write_text("1")
    (app / "dist/bundle.js.tmp").write_text("1")
    (app / "src/a.js").read_text()
    os.utime(app / "src", None)
    assert watching.nothing()


def test_errors_do_not_end_it(app: Path, watching: Watching) -> None:
    (app / "src/a.js").write_text('import "./new.js";\nexport const a = 1;\n')
    broken = watching.until(fails_with("unresolved-import"))
    assert not broken.ok
    # What was looked for in vain is watched too.
    (app / "src/new.js").write_text("console.log('new')")
    watching.until(ok)


def test_a_missing_folder_is_watched_through_its_parent(app: Path, watching: Watching) -> None:
    (app / "src/a.js").write_text('import "./deep/er/new.js";\nexport const a = 1;\n')
    watching.until(fails_with("unresolved-import"))
    (app / "src/deep/er").mkdir(parents=True)
    (app / "src/deep/er/new.js").write_text("console.log('new')")
    watching.until(lambda result: ok(result) and "new" in (app / "dist/bundle.js").read_text())


def test_an_editor_that_moves_into_place(app: Path, watching: Watching) -> None:
    (app / "src/.a.js.swp").write_text('export const a = "moved";\n')
    (app / "src/.a.js.swp").replace(app / "src/a.js")
    assert watching.next().ok
    assert "moved" in (app / "dist/bundle.js").read_text()


def test_a_folder_that_goes_and_returns(app: Path, watching: Watching) -> None:
    shutil.move(app / "src/lib", app / "away")
    assert not watching.next().ok
    shutil.move(app / "away", app / "src/lib")
    assert watching.next().ok
    # And its files are watched again.
    (app / "src/lib/b.js").write_text("console.log('again')")
    watching.until(lambda result: ok(result) and "again" in (app / "dist/bundle.js").read_text())


def test_the_configuration_is_watched(app: Path, watching: Watching) -> None:
    (app / "package.json").write_text('{"name": "named"}')
    watching.until(ok)


def test_a_changed_configuration(app: Path, project: Project, watch: Watch) -> None:
    project({"pybundle.toml": 'output.path = "one"\n'})
    time.sleep(0.03)
    watching = Watching(Compiler(root=app), watch)
    assert watching.next().ok
    (app / "pybundle.toml").write_text('output.paht = "two"\n')
    broken = watching.until(fails_with("config-unknown-key"))
    assert len(broken.diagnostics) == 1
    (app / "pybundle.toml").write_text('output.path = "two"\n')
    watching.until(lambda result: ok(result) and (app / "two/bundle.js").is_file())
    watching.end()


def test_a_change_during_the_build_is_not_lost(app: Path) -> None:
    watch = Watch(poll=0.01)
    path = app / "src/a.js"
    with watch:
        watch.before_build()
        # The build read the file, and then it was written.
        path.write_text("export const a = 2;")
        watch.follow([str(path)], [], root=str(app))
        assert watch.wait() == {str(path)}
        watch.before_build()
        path.write_text("export const a = 33;")
        watch.follow([str(path)], [], root=str(app))
        assert watch.wait() == {str(path)}


def test_a_file_that_is_gone_once_it_was_read_is_not_lost(app: Path) -> None:
    watch = Watch(poll=0.01)
    path = app / "src/a.js"
    with watch:
        watch.before_build()
        # The build read the file, and then it was removed.
        path.unlink()
        watch.follow([str(path)], [], root=str(app))
        assert watch.wait() == {str(path)}
        # That it is still gone is no further change.
        watch.follow([str(path)], [], root=str(app))
        assert watch._look() == set()


def test_steps_of_one_write_are_one_change(app: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pybundle.bundler import watch as module

    monkeypatch.setattr(module, "QUIET", 2.0)
    watch = Watch(poll=0.01)
    first, second = app / "src/a.js", app / "src/gone/new.js"
    time.sleep(0.03)
    with watch:
        watch.before_build()
        watch.follow([str(first)], [str(second)], root=str(app))

        def write() -> None:
            first.write_text("")
            time.sleep(0.05)
            second.parent.mkdir()
            second.write_text("1")

        writer = threading.Thread(target=write)
        writer.start()
        assert watch.wait() == {str(first), str(second)}
        writer.join()


def test_polling_by_environment() -> None:
    assert Watch.for_environment({})._poll is None
    assert Watch.for_environment({"PYBUNDLE_POLL": "0"})._poll is None
    assert Watch.for_environment({"PYBUNDLE_POLL": "1"})._poll == 0.5
    assert Watch.for_environment({"PYBUNDLE_POLL": "true"})._poll == 0.5
    assert Watch.for_environment({"PYBUNDLE_POLL": "0.2"})._poll == 0.2


def test_the_folders_of_packages_come_last(app: Path) -> None:
    package = app / "node_modules/lib"
    package.mkdir(parents=True)
    paths = [app / "src/index.js", package / "index.js", app / "src/gone/away/x.js"]
    folders, interesting = _folders_of(map(str, paths), str(app))
    assert folders.index(str(app / "src")) < folders.index(str(package))
    assert str(app / "node_modules") in folders
    assert str(app / "src/gone") not in folders
    assert str(app / "src/gone") in interesting


def test_the_command(app: Path, start: Start) -> None:
    process = start("build", "--watch")
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline().startswith("built 3 modules")
    assert "dist/bundle.js" in process.stdout.readline()
    time.sleep(0.3)
    (app / "src/a.js").write_text('import "./gone.js"; export const a = 1;')
    assert process.stdout.readline().endswith("src/a.js changed\n")
    assert process.stderr.readline().startswith("error[unresolved-import]")
    time.sleep(0.3)
    (app / "src/a.js").write_text("export const a = 1")
    assert process.stdout.readline().endswith("src/a.js changed\n")
    assert process.stdout.readline().startswith("built 2 modules")


def test_polling_where_the_system_gives_no_more_watches(
    app: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from watchdog.observers.api import BaseObserver

    def schedule(*arguments: object, **keywords: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(BaseObserver, "schedule", schedule)
    path = app / "src/a.js"
    watch = Watch()
    with watch:
        watch.before_build()
        time.sleep(0.02)
        watch.follow([str(path)], [], root=str(app))
        assert watch.notice == (
            "looking at the files every 0.5 s: the limit fs.inotify.max_user_watches is reached;"
            " raise it with `sudo sysctl fs.inotify.max_user_watches=524288`"
        )
        path.write_text("export const a = 22;")
        assert watch.wait() == {str(path)}


def test_folders_that_are_too_many_are_looked_at(
    app: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pybundle.bundler import watch as module

    monkeypatch.setattr(module, "MOST_FOLDERS", 2)
    monkeypatch.setattr(module, "SLOW_POLL", 0.05)
    paths = [app / name for name in ("src/index.js", "src/lib/b.js", "node_modules/x/index.js")]
    paths[2].parent.mkdir(parents=True)
    paths[2].write_text("1")
    time.sleep(0.02)
    watch = Watch()
    with watch:
        watch.before_build()
        watch.follow(map(str, paths), [], root=str(app))
        assert len(watch._folders) == 2
        paths[2].write_text("22")
        assert watch.wait() == {str(paths[2])}


def test_a_file_that_appears_in_a_context(project: Project, watch: Watch) -> None:
    root = project(
        {
            "src/index.js": "globalThis.found = require.context('./parts', true).keys();\n",
            "src/parts/a.js": "1;\n",
            "src/parts/deep/b.js": "2;\n",
        }
    )
    time.sleep(0.03)
    watching = Watching(Compiler(root=root), watch)
    try:
        first = watching.until(ok)
        count = first.module_count
        (root / "src/parts/deep/c.js").write_text("3;\n")
        assert watching.until(lambda result: result.module_count == count + 1).ok
        (root / "src/parts/a.js").unlink()
        assert watching.until(lambda result: result.module_count == count).ok
        assert "./a" not in (root / "dist/bundle.js").read_text()
        shutil.rmtree(root / "src/parts/deep")
        assert watching.until(lambda result: result.module_count == count - 2).ok
        assert "deep" not in (root / "dist/bundle.js").read_text()
    finally:
        watching.end()


def test_a_folder_of_a_context_that_appears(project: Project, watch: Watch) -> None:
    root = project({"src/index.js": "require.context('./parts', true).keys();\n"})
    time.sleep(0.03)
    watching = Watching(Compiler(root=root), watch)
    try:
        watching.until(fails_with("context-folder-not-found"))
        (root / "src/parts").mkdir()
        (root / "src/parts/a.js").write_text("1;\n")
        assert watching.until(ok).ok
    finally:
        watching.end()


def test_a_rebuild_of_a_context_is_a_clean_build(project: Project) -> None:
    files = {
        "src/index.js": (
            "const parts = require.context('./parts', true);\n"
            "export const load = (name) => import(`./lazy/${name}.js`);\n"
            "console.log(parts.keys(), import.meta.glob('./parts/*.js', { eager: true }));\n"
        ),
        "src/parts/a.js": "export const a = 1;\n",
        "src/lazy/one.js": "export const one = 1;\n",
    }
    root = project(files)
    compiler = Compiler(root=root)
    assert compiler.build().ok
    (root / "src/parts/b.js").write_text("export const b = 2;\n")
    (root / "src/lazy/two.js").write_text("export const two = 2;\n")
    compiler.invalidate([str(root / "src/parts"), str(root / "src/lazy")])
    again = [(root / "dist" / file.path).read_bytes() for file in compiler.build().files]
    assert any(b"two" in content for content in again)
    shutil.rmtree(root / "dist")
    built = Compiler(root=root).build().files
    assert again == [(root / "dist" / file.path).read_bytes() for file in built]
    assert str(root / "src/parts") in compiler.inputs().folders
