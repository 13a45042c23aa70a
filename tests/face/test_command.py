"""The command, as a process: what it prints where, and how it ends."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from face_process import COMMAND, clean_environment

Project = Callable[[Mapping[str, str]], Path]
Run = Callable[..., "subprocess.CompletedProcess[str]"]
Start = Callable[..., "subprocess.Popen[str]"]


def test_a_build_without_configuration(app: Path, run: Run) -> None:
    done = run("build")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert re.fullmatch(r"built 3 modules for production in \d+ ms", lines[0])
    assert re.fullmatch(r"  dist/bundle\.js  +[\d.]+ k?B  gzip [\d.]+ k?B", lines[1])
    assert len(lines) == 2
    assert (app / "dist/bundle.js").is_file()


def test_entries_and_flags(app: Path, run: Run) -> None:
    done = run("build", "./src/a.js", "--outfile", "out/x.js", "--mode", "development")
    assert done.returncode == 0, done.stderr
    assert "for development" in done.stdout
    assert (app / "out/x.js").is_file()
    assert run("build", "one=src/a.js", "two=src/lib/b.js", "-o", "named").returncode == 0
    assert {one.name for one in (app / "named").glob("*.js")} == {"one.js", "two.js"}


def test_root(app: Path, run: Run, tmp_path: Path) -> None:
    done = run("build", "-C", str(app), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (app / "dist/bundle.js").is_file()


def test_stats(app: Path, run: Run) -> None:
    done = run("build", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    stats = json.loads(done.stdout)
    assert stats["ok"] is True
    assert [one["path"] for one in stats["assets"]] == ["bundle.js"]
    modules = {one["path"]: one for one in stats["modules"]}
    assert set(modules) == {"src/index.js", "src/a.js", "src/lib/b.js"}
    reason = modules["src/lib/b.js"]["reasons"][0]
    assert (reason["request"], reason["line"]) == ("./lib/b.js", 1)
    assert stats["modules"][reason["module"]]["path"] == "src/a.js"
    assert stats["chunks"][0]["file"] == "bundle.js"
    assert stats["timings"]["total"] >= 0


def test_a_failed_build(app: Path, run: Run, project: Project) -> None:
    project({"src/a.js": 'import "./gone.js";\nimport "./lost.js";\nexport const a = 1;\n'})
    done = run("build")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "error[unresolved-import]" in done.stderr
    assert "--> src/a.js:1:8" in done.stderr
    assert "--> src/a.js:2:8" in done.stderr
    assert done.stderr.endswith("build failed: 2 errors\n")
    assert not (app / "dist").exists()
    as_json = run("build", "--json")
    assert as_json.returncode == 1
    stats = json.loads(as_json.stdout)
    assert stats["ok"] is False
    assert [one["location"]["line"] for one in stats["diagnostics"]] == [1, 2]
    assert "error[unresolved-import]" in as_json.stderr


def test_events(run: Run, project: Project) -> None:
    done = run("build", "--log-format", "json")
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["event"] for one in events] == ["start", "end"]
    assert events[-1]["ok"] is True
    project({"src/a.js": 'import "./gone.js";\nexport const a = 1;\n'})
    done = run("build", "--log-format", "json", env={"GITHUB_ACTIONS": "true"})
    assert done.returncode == 1
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["event"] for one in events] == ["start", "diagnostic", "end"]
    assert events[1]["code"] == "unresolved-import"
    assert (events[2]["ok"], events[2]["errors"]) == (False, 1)
    both = run("build", "--log-format", "json", "--json")
    assert json.loads(both.stdout)["ok"] is False
    assert json.loads(both.stderr.splitlines()[0])["event"] == "start"


def test_wrong_use(run: Run) -> None:
    for arguments in [
        ["build", "--mod", "production"],
        ["build", "--mode", "fast"],
        ["build", "--alias", "nothing"],
        ["build", "--outdir", "a", "--outfile", "b"],
        ["bild"],
        ["explain"],
    ]:
        done = run(*arguments)
        assert done.returncode == 2, arguments
        assert "Usage:" in done.stderr


def test_wrong_configuration(run: Run, project: Project) -> None:
    project({"pybundle.toml": "minfy = true\n"})
    done = run("build", env={"GITHUB_ACTIONS": "true"})
    assert done.returncode == 1
    assert "did you mean `minify`?" in done.stderr
    assert "::error file=pybundle.toml,line=1,col=1,title=config-unknown-key::" in done.stderr
    assert run("build", "--no-config").returncode == 0
    assert run("build", "--config", "gone.toml").returncode == 1
    assert run("build", "-C", "gone").returncode == 1


def test_colour(run: Run, project: Project) -> None:
    project({"src/a.js": 'import "./gone.js";\nexport const a = 1;\n'})
    assert "\x1b" not in run("build").stderr
    assert "\x1b[1;31merror" in run("build", env={"FORCE_COLOR": "1"}).stderr
    assert "\x1b" not in run("build", env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).stderr


def test_version_schema_and_help(run: Run) -> None:
    import pybundle

    assert run("--version").stdout == f"pybundle {pybundle.__version__}\n"
    schema = json.loads(run("schema").stdout)
    assert "entry" in schema["$defs"]["Config"]["properties"]
    text = run("build", "--help").stdout
    assert "--source-map" in text
    assert run("--help").returncode == 0


def test_explain(run: Run) -> None:
    done = run("explain", "b.js")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("src/lib/b.js is in bundle.js (esm, ")
    assert [re.sub(r" {2,}", "  ", line.strip()) for line in lines[2:]] == [
        "src/index.js  is an entry",
        'src/index.js:1:19  import "./a.js" → src/a.js',
        'src/a.js:1:8  import "./lib/b.js" → src/lib/b.js',
    ]
    gone = run("explain", "src/lib/c.js")
    assert gone.returncode == 1
    assert "did you mean src/lib/b.js?" in gone.stderr
    as_json = json.loads(run("explain", "src/a.js", "--json").stdout)
    assert [one["module"] for one in as_json[0]["chain"]] == ["src/index.js", "src/a.js"]


def test_explain_writes_nothing(app: Path, run: Run) -> None:
    assert run("explain", "a").returncode == 0
    assert not (app / "dist").exists()


def test_what_a_plain_build_does_not_import(app: Path) -> None:
    script = """
import sys
from pybundle.bundler.cli import run
code = run(["build"])
slow = {"rich", "watchdog", "aiohttp", "asyncio", "importlib.metadata", "dukpy", "json",
        "subprocess", "tomllib", "difflib", "logging", "socket", "http", "email"}
print(code, sorted(slow & set(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=app,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines()[-1:] == ["0 []"], done.stdout + done.stderr


# --- Ends ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "code", "said"),
    [(signal.SIGINT, 130, "interrupted"), (signal.SIGTERM, 143, "terminated")],
)
def test_signals_end_a_watch(
    app: Path, start: Start, number: signal.Signals, code: int, said: str
) -> None:
    process = start("build", "--watch")
    assert process.stdout is not None
    assert process.stdout.readline().startswith("built 3 modules")
    process.send_signal(number)
    out, err = process.communicate(timeout=10)
    assert process.returncode == code
    assert f"pybundle: {said}" in err
    assert "Traceback" not in err + out


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals_stop_a_build(
    app: Path, project: Project, start: Start, number: signal.Signals, code: int
) -> None:
    many = range(6000)
    project({f"src/many/m{one}.js": f"export const v{one} = {{a: [{one}]}};\n" for one in many})
    project(
        {
            "src/index.js": "".join(
                f'import {{ v{one} }} from "./many/m{one}.js";\n' for one in many
            )
            + "".join(f"console.log(v{one});\n" for one in many)
        }
    )
    process = start("build", "--log-format", "json")
    assert process.stdout is not None
    assert json.loads(process.stdout.readline())["event"] == "start"
    process.send_signal(number)
    out, err = process.communicate(timeout=10)
    assert process.returncode == code, out + err
    assert "Traceback" not in err
    # Nothing is written in part.
    assert not list((app / "dist").glob("*"))


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals_let_files_be_moved(
    app: Path, project: Project, start: Start, number: signal.Signals, code: int
) -> None:
    many = range(3000)
    project({f"src/many/m{one}.js": f"console.log({one}, 0);\n" for one in many})
    project({"src/index.js": "".join(f'import("./many/m{one}.js");\n' for one in many)})
    dist = app / "dist"
    build = ("build", "--log-format", "json", "--format", "esm")
    first = start(*build)
    first.communicate(timeout=60)
    assert first.returncode == 0
    before = {path.name for path in dist.iterdir()}
    assert len(before) == 3001
    project({f"src/many/m{one}.js": f"console.log({one}, 1);\n" for one in many})
    process = start(*build, "--clean")
    while {path.name for path in dist.iterdir()} == before:
        assert process.poll() is None
    process.send_signal(number)
    out, err = process.communicate(timeout=30)
    assert process.returncode == code, out + err
    after = {path.name for path in dist.iterdir()}
    # All of the new build and nothing of the last but its entry, whose name is the same.
    assert len(after) == 3001
    assert before & after == {"bundle.js"}
    assert all(name in (dist / "bundle.js").read_text() for name in after - {"bundle.js"})


def test_a_reader_that_leaves(app: Path, start: Start) -> None:
    process = start("build", "--json", "--log-format", "json")
    assert process.stdout is not None
    process.stdout.close()
    process.stdout = None
    _, err = process.communicate(timeout=20)
    assert process.returncode in (0, 1)
    assert "Traceback" not in err


# --- On a terminal -------------------------------------------------------------------


def on_a_terminal(app: Path, arguments: list[str], env: Mapping[str, str]) -> str:
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=app,
        env={**clean_environment(), "TERM": "xterm", **env},
        stdin=subprocess.DEVNULL,
        stdout=follower,
        stderr=follower,
    )
    os.close(follower)
    parts: list[bytes] = []
    while True:
        try:
            part = os.read(leader, 65536)
        except OSError:
            break
        if not part:
            break
        parts.append(part)
    process.wait(timeout=20)
    os.close(leader)
    return b"".join(parts).decode()


def test_colour_on_a_terminal(app: Path) -> None:
    assert "\x1b[32mbuilt 3 modules" in on_a_terminal(app, ["build"], {})
    assert "\x1b" not in on_a_terminal(app, ["build"], {"NO_COLOR": "1"})
    # An installation is plain, wherever it runs; `npm run build` is not.
    assert "\x1b" not in on_a_terminal(app, ["build"], {"npm_lifecycle_event": "postinstall"})
    assert "\x1b" in on_a_terminal(app, ["build"], {"npm_lifecycle_event": "build"})
