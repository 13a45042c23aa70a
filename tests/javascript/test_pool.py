"""Tools that behave badly are ended and named, and leave nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pybundle.loaders.javascript.pool import Answer, Call, Pool, ToolError
from pybundle.loaders.javascript.tool import Tool


@pytest.fixture(scope="module")
def pool():
    pool = Pool(2)
    yield pool
    pool.close()


def tool(root: Path, source: str) -> Tool:
    return Tool("the tool", source, str(root))


def call(pool: Pool, root: Path, source: str, *values: object, **more: object) -> Answer:
    return pool.call(Call(tool(root, source), "run", list(values), **more))


def failure(pool: Pool, root: Path, source: str, **more: object) -> ToolError:
    with pytest.raises(ToolError) as caught:
        call(pool, root, source, **more)
    return caught.value


def test_values_and_promises(pool: Pool, tmp_path: Path) -> None:
    source = """
        export async function run(a) {
          await null;
          const later = await new Promise((done) => setTimeout(done, 5, "later"));
          return { a, later, text: "\\u{1f600}é", nothing: undefined };
        }"""
    value = {"x": [1, None, "ü", "\ud83d"]}
    made = call(pool, tmp_path, source, value).value
    assert made == {"a": value, "later": "later", "text": "\U0001f600é"}


def test_endless_loop_is_ended(pool: Pool, tmp_path: Path) -> None:
    before = time.monotonic()
    error = failure(pool, tmp_path, "export function run() { for (;;); }", timeout=1.0)
    assert error.kind == "timeout"
    assert "`the tool` did not finish within 1 s" in error.message
    assert time.monotonic() - before < 20
    assert call(pool, tmp_path, "export const run = () => 1;").value == 1


def test_promise_that_nobody_keeps(pool: Pool, tmp_path: Path) -> None:
    source = "export const run = () => new Promise(() => {});"
    assert failure(pool, tmp_path, source).kind == "silent"


def test_deep_recursion(pool: Pool, tmp_path: Path) -> None:
    deep = "export function run(n = 9000) { return n ? run(n - 1) + 1 : 0; }"
    assert call(pool, tmp_path, deep).value == 9000
    error = failure(pool, tmp_path, "export function run() { return run() + 1; }")
    assert error.kind == "stack"
    assert "calls itself too deeply" in error.message


def test_memory_is_bounded(pool: Pool, tmp_path: Path) -> None:
    source = """
        export function run() {
          const all = [];
          for (;;) all.push(new Array(1000).fill(all.length));
        }"""
    error = failure(pool, tmp_path, source, memory=64 << 20)
    assert error.kind == "memory"
    assert "64 MiB" in error.message
    assert call(pool, tmp_path, "export const run = () => 2;").value == 2


@pytest.mark.parametrize(
    ("source", "feature"),
    [
        ('import c from "child_process"; export const run = () => c.spawn("ls");',
         "child_process.spawn"),
        ('import { request } from "node:https"; export const run = () => request("x");',
         "https.request"),
        ("export const run = () => new Intl.NumberFormat();", "Intl"),
        ("export const run = () => WebAssembly.compile([]);", "WebAssembly"),
        ("export const run = () => process.exit(3);", "process.exit"),
    ],
)  # fmt: skip
def test_missing_features_are_named(pool: Pool, tmp_path: Path, source: str, feature: str) -> None:
    error = failure(pool, tmp_path, source)
    assert error.kind == "missing-feature"
    assert f"needs `{feature}`" in error.message


def test_missing_package(pool: Pool, tmp_path: Path) -> None:
    error = failure(pool, tmp_path, 'import "not-there"; export const run = () => 1;')
    assert error.kind == "missing-package"
    assert "`not-there` is not installed" in error.message
    assert error.hint == "npm install --save-dev not-there"


def test_what_a_tool_throws(pool: Pool, tmp_path: Path) -> None:
    source = """
        export function run() {
          throw Object.assign(new SyntaxError("bad"), { loc: { line: 3, column: 4 } });
        }"""
    error = failure(pool, tmp_path, source)
    assert (error.kind, error.message) == ("threw", "bad")
    assert (error.facts["line"], error.facts["column"]) == (3, 4)


def test_files_outside_of_the_project(pool: Pool, tmp_path: Path) -> None:
    root = tmp_path / "project"
    (root / "node_modules" / "p").mkdir(parents=True)
    (root / "node_modules" / "p" / "a.txt").write_text("package")
    (root / "a.txt").write_text("own")
    (tmp_path / "secret.txt").write_text("secret")
    (root / "link.txt").symlink_to(tmp_path / "secret.txt")
    source = 'import fs from "fs"; export const run = (path) => fs.readFileSync(path, "utf8");'
    answer = call(pool, root, source, "a.txt")
    assert (answer.value, answer.read) == ("own", [str(root / "a.txt")])
    assert call(pool, root, source, "node_modules/p/a.txt").value == "package"
    for path in ("../secret.txt", "link.txt", "/etc/passwd"):
        with pytest.raises(ToolError, match="ENOENT"):
            call(pool, root, source, path)
    write = 'import fs from "fs"; export const run = () => fs.writeFileSync("a.txt", "x");'
    assert failure(pool, root, write).kind == "missing-feature"
    assert (root / "a.txt").read_text() == "own"


def test_what_is_required_while_it_runs(pool: Pool, tmp_path: Path) -> None:
    package = tmp_path / "node_modules" / "late"
    package.mkdir(parents=True)
    (package / "package.json").write_text('{"name": "late", "main": "main.js"}')
    (package / "main.js").write_text(
        'exports.name = "late"; exports.again = () => require(["./in", "ner"].join(""));'
    )
    (package / "inner.js").write_text("module.exports = 'inner';")
    source = """
        import { createRequire } from "module";
        export async function run(name) {
          const found = createRequire(process.cwd() + "/x.js")(name);
          const same = await import(name);
          return [found.name, found.again(), same.default === found];
        }"""
    assert call(pool, tmp_path, source, "late").value == ["late", "inner", True]
    with pytest.raises(ToolError, match="Cannot find module 'never'"):
        call(pool, tmp_path, source, "never")


def test_an_edited_input_is_bundled_again(pool: Pool, tmp_path: Path) -> None:
    (tmp_path / "config.js").write_text("export default 1;")
    source = f'import value from "{tmp_path}/config.js"; export const run = () => value;'
    assert call(pool, tmp_path, source).value == 1
    (tmp_path / "config.js").write_text("export default 22;")
    assert call(pool, tmp_path, source).value == 22


def test_bundles_are_kept(pool: Pool, tmp_path: Path, tool_cache: Path) -> None:
    source = "export const run = () => 'kept';"
    assert call(pool, tmp_path, source).value == "kept"
    key = tool(tmp_path, source).key
    script = next((tool_cache / "javascript").glob(f"{key}.*/tool.js"))
    # A second process takes the bundle from the cache: it runs what lies there.
    script.write_text(script.read_text().replace("kept", "taken"))
    program = (
        "import sys\n"
        "from pybundle.loaders.javascript.pool import *\n"
        "from pybundle.loaders.javascript.tool import Tool\n"
        f"tool = Tool('the tool', {source!r}, {str(tmp_path)!r})\n"
        "print(shared_pool().call(Call(tool, 'run')).value)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "taken\n"


def alive(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="reads the states of processes")
def test_processes_end_with_their_parent(tmp_path: Path) -> None:
    program = (
        "import os, time\n"
        "from pybundle.loaders.javascript.pool import *\n"
        "from pybundle.loaders.javascript.tool import Tool\n"
        f"tool = Tool('t', 'export const run = () => 1;', {str(tmp_path)!r})\n"
        "pool = shared_pool()\n"
        "pool.call(Call(tool, 'run'))\n"
        "print(*pool.processes, flush=True)\n"
    )
    for end in ("", "os.kill(os.getpid(), 9)\n", "raise SystemExit(1)\n"):
        done = subprocess.run(
            [sys.executable, "-c", program + end], capture_output=True, text=True, timeout=60
        )
        pids = [int(pid) for pid in done.stdout.split()]
        assert pids
        for _ in range(200):
            if not any(alive(pid) for pid in pids):
                break
            time.sleep(0.05)
        assert not any(alive(pid) for pid in pids)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="reads the states of processes")
def test_a_loop_does_not_outlive_its_parent(tmp_path: Path) -> None:
    program = (
        "import os, time, threading\n"
        "from pybundle.loaders.javascript.pool import *\n"
        "from pybundle.loaders.javascript.tool import Tool\n"
        f"tool = Tool('t', 'export function run() {{ for (;;); }}', {str(tmp_path)!r})\n"
        "pool = shared_pool()\n"
        "pool.submit(Call(tool, 'run', timeout=1.0))\n"
        "while not pool.processes: time.sleep(0.01)\n"
        "time.sleep(0.5)\n"
        "print(*pool.processes, flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60
    )
    pids = [int(pid) for pid in done.stdout.split()]
    assert pids
    for _ in range(400):
        if not any(alive(pid) for pid in pids):
            break
        time.sleep(0.05)
    assert not any(alive(pid) for pid in pids)


def test_no_zombies(tmp_path: Path) -> None:
    pool = Pool(2)
    source = "export const run = () => 1;"
    futures = [pool.submit(Call(tool(tmp_path, source), "run")) for _ in range(8)]
    assert [future.result().value for future in futures] == [1] * 8
    pids = pool.processes
    assert 1 <= len(pids) <= 2
    pool.close()
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
