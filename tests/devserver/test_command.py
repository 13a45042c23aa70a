"""`pybundle serve` as a process: what it says, where it listens, and how it ends."""

from __future__ import annotations

import json
import os
import queue
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import save
from test_serving import eventually

LEFT_OUT = ("NODE_ENV", "PORT", "NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS", "PYBUNDLE_POLL")


class Serving:
    """A running command, and what it has said."""

    def __init__(self, root: Path, *arguments: str, **env: str) -> None:
        environ = {key: value for key, value in os.environ.items() if key not in LEFT_OUT}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pybundle", "serve", *arguments],
            cwd=root,
            env={**environ, "PYTHONUNBUFFERED": "1", **env},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        self.lines: list[str] = []
        self._queue: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))
            self._queue.put(line)
        self._queue.put(None)

    def until(self, word: str) -> str:
        """Return the first further line with this word."""
        end = time.monotonic() + 30
        while True:
            line = self._queue.get(timeout=max(end - time.monotonic(), 0.01))
            assert line is not None, "\n".join(self.lines)
            if word in line:
                return line.strip()

    def event(self, name: str) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.until(f'"event":"{name}"'))
        return document

    def end(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait(15)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


Serve = Callable[..., Serving]


@pytest.fixture
def serve(app: Path) -> Iterator[Serve]:
    started: list[Serving] = []

    def run(*arguments: str, **env: str) -> Serving:
        started.append(Serving(app, *arguments, **env))
        return started[-1]

    yield run
    for one in started:
        one.close()


def fetch(url: str) -> str:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with urllib.request.urlopen(url, timeout=10, context=context) as answer:
        text: str = answer.read().decode()
        return text


def taken() -> socket.socket:
    """A port that is taken; the one behind it is free, as far as can be told."""
    while True:
        first = socket.create_server(("127.0.0.1", 0))
        port = first.getsockname()[1]
        try:
            socket.create_server(("127.0.0.1", port + 1)).close()
        except OSError:
            first.close()
            continue
        return first


def test_what_it_says(app: Path, serve: Serve) -> None:
    serving = serve("--port", "0")
    line = serving.until("Local:")
    url = line.split()[-1]
    assert url.startswith("http://localhost:")
    assert "use --host to expose" in serving.until("Network:")
    assert "2 modules" in serving.until("built")
    assert '"first"' in fetch(url.replace("localhost", "127.0.0.1") + "bundle.js")
    save(app / "src/a.js", 'export const a = "second";\n')
    assert "page reload src/a.js in" in serving.until("reload")
    save(app / "src/a.js", "export const a = ;\n")
    assert serving.until("error[") == "error[syntax-error]: Unexpected token"
    serving.until("--> src/a.js:1:18")
    serving.until("build failed: 1 error")
    assert serving.end(signal.SIGINT) == 130
    assert not (app / "dist").exists()
    assert not any("\x1b" in line for line in serving.lines)
    assert not any("Traceback" in line for line in serving.lines)


def test_events(app: Path, serve: Serve) -> None:
    serving = serve("--log-format", "json", "--port", "0")
    assert serving.event("listening")["local"][0].startswith("http://")
    assert serving.event("end")["ok"] is True
    save(app / "src/a.js", 'export const a = "second";\n')
    assert serving.event("change")["paths"] == ["src/a.js"]
    assert serving.event("end")["ok"] is True
    assert serving.event("pages")["outcome"] == "reload"
    assert serving.end(signal.SIGTERM) == 143
    assert all(line.startswith("{") for line in serving.lines)


def test_a_port_that_is_taken(serve: Serve) -> None:
    with taken() as first:
        port = first.getsockname()[1]
        serving = serve("--port", str(port))
        assert f":{port + 1}/" in serving.until("Local:")
        strict = serve("--port", str(port), "--strict-port")
        assert strict.process.wait(20) == 1
        strict.until(f"port {port} of 127.0.0.1 is taken")
        named = serve(PORT=str(port))
        assert named.until("Local:").split()[-1].startswith("http://localhost:")
        assert f":{port}/" not in "\n".join(named.lines)


def test_where_it_listens(serve: Serve) -> None:
    serving = serve("--port", "0", "--log-format", "json")
    port = int(serving.event("listening")["local"][0].rsplit(":", 1)[1].strip("/"))
    serving.event("end")
    exposed = serve("--port", "0", "--log-format", "json", "--host")
    listening = exposed.event("listening")
    exposed.event("end")
    assert listening["exposed"] is True
    for address in listening["network"]:
        assert '"first"' in fetch(f"{address}bundle.js")
        host = address.split("//")[1].rsplit(":", 1)[0]
        # Others do not reach the one that was not to be exposed.
        with pytest.raises(OSError, match="refused"):
            fetch(f"http://{host}:{port}/bundle.js")


def test_https(serve: Serve, tmp_path: Path) -> None:
    serving = serve(
        "--https", "--port", "0", "--log-format", "json", XDG_CACHE_HOME=str(tmp_path / "cache")
    )
    url = serving.event("listening")["local"][0].replace("localhost", "127.0.0.1")
    assert url.startswith("https://")
    serving.event("end")
    assert '"first"' in fetch(f"{url}bundle.js")
    kept = tmp_path / "cache/pybundle/tls/localhost.pem"
    assert kept.stat().st_mode & 0o777 == 0o600
    # Who trusts the certificate, and the name in it, reaches the server without a warning.
    context = ssl.create_default_context(cafile=str(kept))
    port = int(url.rsplit(":", 1)[1].strip("/"))
    with (
        socket.create_connection(("127.0.0.1", port)) as plain,
        context.wrap_socket(plain, server_hostname="localhost") as secure,
    ):
        assert secure.version() in ("TLSv1.2", "TLSv1.3")
    before = kept.read_bytes()
    again = serve(
        "--https", "--port", "0", "--log-format", "json", XDG_CACHE_HOME=str(tmp_path / "cache")
    )
    again.event("listening")
    assert kept.read_bytes() == before


def test_a_certificate_that_cannot_be_used(app: Path, serve: Serve) -> None:
    save(app / "cert.pem", "no certificate")
    save(
        app / "pybundle.toml",
        '[dev_server.server]\ntype = "https"\ncert = "cert.pem"\nkey = "none.pem"\n',
    )
    serving = serve("--port", "0")
    assert serving.process.wait(20) == 1
    serving.until("cannot be used")
    assert not any("Traceback" in line for line in serving.lines)


def test_a_wrong_configuration(app: Path, serve: Serve) -> None:
    save(app / "pybundle.toml", "[dev_server]\nprot = 1\n")
    serving = serve()
    assert serving.process.wait(20) == 1
    assert "did you mean `port`?" in serving.until("hint")
    save(app / "pybundle.toml", '[dev_server]\nproxy = { "api" = "http://x" }\n')
    serving = serve()
    assert serving.process.wait(20) == 1
    serving.until("error[config-value]: `dev_server.proxy`: `api` must begin with `/`")
    serving.until("--> pybundle.toml:2")
    assert not any("Traceback" in line for line in serving.lines)


def test_it_moves_when_the_configuration_says_so(app: Path, serve: Serve) -> None:
    with taken() as first:
        port = first.getsockname()[1] + 1
    serving = serve("--log-format", "json", PORT=str(port))
    before = serving.event("listening")["local"][0]
    serving.event("end")
    with socket.create_server(("127.0.0.1", 0)) as free:
        other = free.getsockname()[1]
    save(app / "pybundle.toml", f"[dev_server]\nport = {other}\n")
    after = serving.event("listening")["local"][0]
    assert after == f"http://localhost:{other}/"
    assert '"first"' in fetch(f"http://127.0.0.1:{other}/bundle.js")

    def gone() -> bool:
        try:
            fetch(before.replace("localhost", "127.0.0.1"))
        except OSError:
            return True
        return False

    eventually(gone)


# --- A back end beside it ---------------------------------------------------------------------

BACKEND = """\
import os, signal, subprocess, sys, time
print("started", os.environ["PYBUNDLE_DEV_SERVER"])
print("wrong", file=sys.stderr)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print("child", child.pid)
if "stubborn" in sys.argv:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
if "ends" in sys.argv:
    child.kill()
    sys.exit(int(sys.argv[-1]))
time.sleep(600)
"""


def lives(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return status.rsplit(")", 1)[1].split()[0] != "Z"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_back_end_ends_with_it(app: Path, serve: Serve, number: int) -> None:
    save(app / "back.py", BACKEND)
    serving = serve("--port", "0", "--", sys.executable, "back.py")
    name = os.path.basename(sys.executable)
    assert serving.until(f"[{name}] started").split()[-1].startswith("http://localhost:")
    pid = int(serving.until(f"[{name}] child").split()[-1])
    eventually(lambda: f"[{name}] wrong" in serving.lines)
    assert lives(pid)
    assert serving.end(number) == {signal.SIGINT: 130, signal.SIGTERM: 143}[number]
    eventually(lambda: not lives(pid))
    assert not any("pybundle" in line and "Traceback" in line for line in serving.lines)


def test_a_back_end_that_does_not_want_to_end(app: Path, serve: Serve) -> None:
    save(app / "back.py", BACKEND)
    serving = serve("--port", "0", "--", sys.executable, "back.py", "stubborn")
    pid = int(serving.until("child").split()[-1])
    assert serving.end(signal.SIGINT) == 130
    eventually(lambda: not lives(pid))


@pytest.mark.parametrize("code", [0, 3])
def test_it_ends_with_the_back_end(app: Path, serve: Serve, code: int) -> None:
    save(app / "back.py", BACKEND)
    serving = serve("--port", "0", "--", sys.executable, "back.py", "ends", str(code))
    assert f"ended with code {code}" in serving.until("ended")
    assert serving.process.wait(15) == (1 if code else 0)


def test_a_back_end_that_is_not_there(serve: Serve) -> None:
    serving = serve("--port", "0", "--", "no-such-program", "--flag")
    assert serving.process.wait(15) == 1
    serving.until("no-such-program cannot be started: No such file")
    assert not any("Traceback" in line for line in serving.lines)
