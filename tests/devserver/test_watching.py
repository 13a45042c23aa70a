"""No edit is lost, whatever makes it, and waiting costs nothing."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Project
from test_serving import eventually

from pybundle import Compiler, Watch
from pybundle.bundler.globs import matcher
from pybundle.bundler.server_config import WatchOptionsConfig
from pybundle.bundler.watch import silent_mount


class Watching:
    """A compiler that watches, and its last outcome."""

    def __init__(self, root: Path, watch: Watch | None = None) -> None:
        self.compiler = Compiler(root=root, mode="development", write=False)
        self.ok: list[bool] = []
        self._watch = watch
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        eventually(lambda: bool(self.ok))

    def _run(self) -> None:
        for result in self.compiler.watch(self._watch):
            self.ok.append(result.ok)

    def text(self) -> str:
        return (self.compiler.reader()("bundle.js") or b"").decode()

    def until(self, word: str) -> None:
        eventually(lambda: self.ok[-1] and word in self.text(), 20)

    def close(self) -> None:
        self.compiler.stop()
        self._thread.join(10)
        assert not self._thread.is_alive()


Begin = Callable[..., Watching]


@pytest.fixture
def begin() -> Iterator[Begin]:
    begun: list[Watching] = []

    def run(root: Path, watch: Watch | None = None) -> Watching:
        begun.append(Watching(root, watch))
        return begun[-1]

    yield run
    for one in begun:
        one.close()


@pytest.mark.parametrize("pause", [0.0, 0.0005, 0.003, 0.011])
def test_edits_in_quick_succession(app: Path, begin: Begin, pause: float) -> None:
    watching = begin(app)
    for round_ in range(12):
        # All of one length, so that only time tells them apart.
        for number in range(5):
            (app / "src/a.js").write_text(f'export const a = "{round_:02}-{number}";\n')
            time.sleep(pause)
        watching.until(f"{round_:02}-4")


def test_edits_at_any_time(app: Path, begin: Begin) -> None:
    watching = begin(app)
    chance = random.Random(7)
    for number in range(60):
        path = app / "src/a.js"
        text = f'export const a = "number {number:03}";\n'
        if chance.random() < 0.5:
            path.write_text(text)
        else:
            aside = path.with_suffix(".tmp")
            aside.write_text(text)
            aside.replace(path)
        time.sleep(chance.random() * 0.03)
        if number % 10 == 9:
            watching.until(f"number {number:03}")


def test_a_file_with_the_old_time_and_size(app: Path, begin: Begin) -> None:
    path = app / "src/a.js"
    status = path.stat()
    watching = begin(app)
    watching.until("first")
    time.sleep(0.1)
    path.write_text(path.read_text().replace("first", "later"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    watching.until("later")


def test_a_checkout_of_many_files(project: Project, begin: Begin) -> None:
    number = 1500

    def source(word: str, index: int) -> str:
        return f'export const v{index} = "{word}-{index}";\n'

    files = {f"src/d{index % 30}/m{index}.js": source("one", index) for index in range(number)}
    imports = "".join(f'import "./{name[4:]}";\n' for name in files)
    uses = "".join(
        f'import {{ v{index} }} from "./d{index % 30}/m{index}.js";\nconsole.log(v{index});\n'
        for index in range(0, number, 7)
    )
    root = project({**files, "src/index.js": imports + uses})

    def git(*arguments: str) -> None:
        command = ["git", "-c", "user.name=a", "-c", "user.email=a@b", "-c", "core.fsmonitor=false"]
        subprocess.run([*command, *arguments], cwd=root, check=True, capture_output=True)

    git("init", "-q", "-b", "one")
    git("add", ".")
    git("commit", "-q", "-m", "one")
    git("checkout", "-q", "-b", "two")
    for index, name in enumerate(files):
        (root / name).write_text(source("two", index))
    git("commit", "-q", "-a", "-m", "two")
    watching = begin(root)
    for branch in ("one", "two", "one"):
        git("checkout", "-q", branch)
        last = number - 1
        watching.until(f"{branch}-{last - last % 7}")
        eventually(
            lambda branch=branch: all(  # type: ignore[misc]
                f"{branch}-{index}" in watching.text() for index in range(0, number, 7)
            )
        )


def test_folders_that_are_renamed_and_deleted(app: Path, begin: Begin) -> None:
    (app / "src/lib/deep").mkdir(parents=True)
    (app / "src/lib/deep/b.js").write_text('export const b = "deep";\n')
    (app / "src/a.js").write_text('export { b as a } from "./lib/deep/b.js";\n')
    watching = begin(app)
    watching.until("deep")
    (app / "src/lib").rename(app / "src/gone")
    eventually(lambda: not watching.ok[-1])
    (app / "src/gone").rename(app / "src/lib")
    watching.until("deep")
    shutil.rmtree(app / "src/lib")
    eventually(lambda: not watching.ok[-1])
    (app / "src/lib/deep").mkdir(parents=True)
    (app / "src/lib/deep/b.js").write_text('export const b = "again";\n')
    watching.until("again")


def test_a_package_that_is_linked(app: Path, begin: Begin, tmp_path: Path) -> None:
    package = tmp_path / "package"
    package.mkdir()
    (package / "package.json").write_text('{"name": "linked", "main": "main.js"}')
    (package / "main.js").write_text('exports.a = "linked one";\n')
    (app / "node_modules").mkdir()
    (app / "src/a.js").write_text('export { a } from "linked";\n')
    watching = begin(app)
    assert not watching.ok[-1]
    (app / "node_modules/linked").symlink_to(package)
    watching.until("linked one")
    (package / "main.js").write_text('exports.a = "linked two";\n')
    watching.until("linked two")


def test_polling(app: Path, begin: Begin) -> None:
    options = WatchOptionsConfig(poll=30)
    watching = begin(app, Watch.for_environment({}, options, str(app)))
    (app / "src/a.js").write_text('export const a = "polled";\n')
    watching.until("polled")


def test_ignored_files(app: Path, begin: Begin) -> None:
    options = WatchOptionsConfig(ignored=["src/gen*.js"])
    (app / "src/generated.js").write_text('export const g = "generated";\n')
    (app / "src/a.js").write_text('export { g as a } from "./generated.js";\n')
    watching = begin(app, Watch.for_environment({}, options, str(app)))
    watching.until("generated")
    time.sleep(0.2)
    built = len(watching.ok)
    (app / "src/generated.js").write_text('export const g = "other one";\n')
    time.sleep(0.5)
    assert len(watching.ok) == built


def test_waiting_costs_nothing(app: Path, begin: Begin) -> None:
    watching = begin(app)
    time.sleep(0.3)
    before, began = time.process_time(), time.monotonic()
    time.sleep(3)
    assert watching.ok[-1]
    # Of a machine with something else to do, only the time that was given counts.
    assert (time.process_time() - before) / (time.monotonic() - began) < 0.01


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/app/src", None),
        ("/mnt/c/work", "9p"),
        ("/app/shared/deep", "virtiofs"),
        ("/app/shared-not", None),
        ("/with space/x", "nfs4"),
    ],
)
def test_mounts_that_tell_nothing(path: str, kind: str | None) -> None:
    mounts = "\n".join(
        [
            "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw",
            "23 22 0:20 / /mnt/c rw,noatime - 9p drvfs rw,dirsync",
            "24 22 0:21 / /app/shared rw shared:2 master:3 - virtiofs app rw",
            r"25 22 0:22 / /with\040space rw - nfs4 host:/x rw",
            "a broken line",
        ]
    )
    assert silent_mount(path, mounts) == kind


@pytest.mark.parametrize(
    ("glob", "yes", "no"),
    [
        ("*.html", ["/r/a.html", "/r/x/a.html"], ["/r/a.htm", "/r/a.html.bak"]),
        ("templates/**/*.html", ["/r/templates/a.html", "/r/templates/x/y/a.html"], ["/r/a.html"]),
        ("**/*.{html,j2}", ["/r/a.html", "/r/x/y/a.j2"], ["/r/a.js"]),
        ("node_modules", ["/r/node_modules/a/b.js", "/r/x/node_modules"], ["/r/node_modules2"]),
        ("src/*.js", ["/r/src/a.js"], ["/r/src/x/a.js", "/r/other/src/a.js"]),
        ("[!a]?.js", ["/r/bc.js"], ["/r/ab.js", "/r/b.js"]),
        ("a.b", ["/r/a.b"], ["/r/axb"]),
    ],
)
def test_globs(glob: str, yes: list[str], no: list[str]) -> None:
    matches = matcher([glob], "/r")
    assert [one for one in yes if not matches(one)] == []
    assert [one for one in no if matches(one)] == []
