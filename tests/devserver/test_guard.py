"""Who may ask: names of the server, origins, and the token."""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path

import pytest
from conftest import APP, Project, Running, Start

SECRET = '"first"'


@pytest.fixture
def site(project: Project, start: Start) -> Running:
    return start(project(APP))


def asked(site: Running, *lines: str, path: str = "/bundle.js") -> int:
    head = "\r\n".join([f"GET {path} HTTP/1.1", *lines, "Connection: close", "", ""])
    answer = site.raw(head)
    if answer.status != 200:
        assert SECRET not in answer.text
        assert site.server.token not in answer.text
    return answer.status


# --- Host: DNS rebinding ---------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    ["{host}", "localhost", "LOCALHOST:80", "localhost:1", "app.localhost", "127.9.9.9", "[::1]:1"],
)
def test_own_hosts(site: Running, host: str) -> None:
    assert asked(site, f"Host: {host}") == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:5173",
        "localhost.evil.example",
        "localhost@evil.example",
        "evil.example@localhost",
        "127.0.0.1.evil.example",
        "127.0.0.1.nip.io",
        "evillocalhost",
        "192.168.0.7",
        "[::2]",
        "0.0.0.0",
        "localhost evil.example",
        "localhost,evil.example",
        "localhost/evil",
        "localhost#",
        "localhost?",
        "",
        "[::1",
        "localhost\t",
    ],
)
def test_other_hosts(site: Running, host: str) -> None:
    status = asked(site, f"Host: {host}")
    if host == "localhost\t":
        # White space around a value is not a part of it.
        assert status == 200
    else:
        assert status in (400, 403)


def test_a_host_is_stated_once(site: Running) -> None:
    assert asked(site) in (400, 403)
    assert asked(site, "Host: {host}", "Host: evil.example") in (400, 403)
    assert asked(site, "Host: evil.example", "X-Forwarded-Host: localhost") == 403
    assert asked(site, "Host: {host}", path="http://evil.example/bundle.js") in (400, 403)
    answer = site.raw("GET /bundle.js HTTP/1.0\r\n\r\n")
    assert answer.status in (400, 403)


def test_hosts_that_are_allowed(project: Project, start: Start) -> None:
    site = start(project(APP), allowed_hosts=["shop.test", ".team.test"])
    for host in ("shop.test", "SHOP.test:5173", "team.test", "a.b.team.test"):
        assert asked(site, f"Host: {host}") == 200
    for host in ("xshop.test", "a.shop.test", "evilteam.test", "team.test.evil.example"):
        assert asked(site, f"Host: {host}") == 403
    assert any("allowed_hosts" in (hint or "") for _, hint in site.told.refusals)


def test_every_host_where_it_is_said(project: Project, start: Start) -> None:
    site = start(project(APP), allowed_hosts="all")
    assert asked(site, "Host: evil.example") == 200


# --- Origins -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "lines",
    [
        # A page of one's own, another port of this machine, a Django page that says no referer.
        ["Origin: http://{host}"],
        ["Origin: http://localhost:8000", "Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: cors"],
        ["Origin: http://127.0.0.1:8000", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: cors"],
        ["Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: no-cors"],
        ["Sec-Fetch-Site: same-origin", "Sec-Fetch-Mode: no-cors"],
        ["Sec-Fetch-Site: none", "Sec-Fetch-Mode: navigate"],
        ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"],
        [
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Mode: no-cors",
            "Referer: http://localhost:8000/",
        ],
        ["Referer: http://localhost:8000/page"],
        [],
    ],
)
def test_origins_of_this_machine(site: Running, lines: list[str]) -> None:
    assert asked(site, "Host: {host}", *lines) == 200


@pytest.mark.parametrize(
    "lines",
    [
        ["Origin: https://evil.example"],
        ["Origin: null"],
        ["Origin: file://"],
        ["Origin: http://localhost.evil.example"],
        ["Origin: http://localhost:8000.evil.example"],
        ["Origin: http://evil.example#http://localhost"],
        ["Origin: http://localhost@evil.example"],
        ["Origin: http://{host}", "Origin: https://evil.example"],
        ["Origin: http://127.0.0.1.nip.io"],
        # Scripts and images of a foreign page ask in this way.
        ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: script"],
        ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors", "Referer: https://evil.example/"],
        ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: cors", "Origin: null"],
        ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: websocket"],
        ["Sec-Fetch-Site: anything", "Sec-Fetch-Mode: no-cors"],
        # A browser that knows no Sec-Fetch-Site says at least who sent it.
        ["Referer: https://evil.example/page"],
        ["Referer: http://localhost.evil.example/"],
    ],
)
@pytest.mark.parametrize(
    "path",
    ["/bundle.js", "/bundle.js.map", "/src/index.js", "/@pybundle/client.js", "/@vite/client"],
)
def test_other_origins(site: Running, lines: list[str], path: str) -> None:
    assert asked(site, "Host: {host}", *lines, path=path) == 403


def test_answers_say_who_may_read_them(site: Running) -> None:
    answer = site.get("/bundle.js", Origin="http://localhost:8000")
    assert answer.headers["access-control-allow-origin"] == "http://localhost:8000"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "access-control-allow-credentials" not in answer.headers
    answer = site.get("/bundle.js")
    assert "access-control-allow-origin" not in answer.headers
    assert answer.headers["cross-origin-resource-policy"] == "same-site"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "Origin" in answer.headers["vary"]


def test_origins_that_are_allowed(project: Project, start: Start) -> None:
    site = start(project(APP), allowed_origins=["https://shop.test"])
    assert asked(site, "Host: {host}", "Origin: https://shop.test") == 200
    assert asked(site, "Host: {host}", "Origin: http://shop.test") == 403
    assert asked(site, "Host: {host}", "Origin: https://shop.test.evil.example") == 403
    preflight = site.raw(
        "OPTIONS /bundle.js HTTP/1.1\r\nHost: {host}\r\nOrigin: https://shop.test\r\n"
        "Access-Control-Request-Method: GET\r\nConnection: close\r\n\r\n"
    )
    assert preflight.status == 204
    assert preflight.headers["access-control-allow-origin"] == "https://shop.test"
    foreign = site.raw(
        "OPTIONS /bundle.js HTTP/1.1\r\nHost: {host}\r\nOrigin: https://evil.example\r\n"
        "Access-Control-Request-Method: GET\r\nConnection: close\r\n\r\n"
    )
    assert foreign.status == 403


# --- Sockets --------------------------------------------------------------------------------


def upgrade(site: Running, token: str, *lines: str) -> int:
    key = base64.b64encode(os.urandom(16)).decode()
    head = [
        f"GET /@pybundle/socket?token={token} HTTP/1.1",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {key}",
        "Sec-WebSocket-Version: 13",
        *lines,
    ]
    return site.raw("\r\n".join([*head, "", ""])).status


def test_sockets_ask_for_origin_and_token(site: Running) -> None:
    token = site.server.token
    assert upgrade(site, token, "Host: {host}", "Origin: http://{host}") == 101
    assert upgrade(site, token, "Host: {host}", "Origin: http://localhost:8000") == 101
    assert upgrade(site, token, "Host: {host}") == 403
    assert upgrade(site, token, "Host: {host}", "Origin: https://evil.example") == 403
    assert upgrade(site, token, "Host: {host}", "Origin: null") == 403
    assert upgrade(site, token, "Host: evil.example", "Origin: http://evil.example") == 403
    for wrong in ("", "x", token[:-1], token + "x", "%00", "%ff"):
        assert upgrade(site, wrong, "Host: {host}", "Origin: http://{host}") == 403


# --- The editor -----------------------------------------------------------------------------


def opened(site: Running, place: object, *lines: str, method: str = "POST") -> int:
    body = json.dumps(place)
    return site.raw(
        "\r\n".join(
            [
                f"{method} /@pybundle/open HTTP/1.1",
                "Host: {host}",
                f"Content-Length: {len(body)}",
                *lines,
                "Connection: close",
                "",
                body,
            ]
        )
    ).status


def test_the_editor_opens_files_of_the_project_only(
    project: Project, start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(APP)
    (tmp_path / "outside.js").write_text("x")
    (root / "link.js").symlink_to(tmp_path / "outside.js")
    written = tmp_path / "opened"
    editor = tmp_path / "code"
    editor.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> {written}\n')
    editor.chmod(0o755)
    site = start(root)
    site.server._environ = {"EDITOR": str(editor)}
    token = f"X-Pybundle-Token: {site.server.token}"
    place = {"file": "src/a.js", "line": 3, "column": 2}
    assert opened(site, place) == 403
    assert opened(site, place, "X-Pybundle-Token: wrong") == 403
    assert opened(site, place, token, "Origin: https://evil.example") == 403
    assert opened(site, place, token, method="GET") == 405
    for file in (
        "../outside.js",
        str(tmp_path / "outside.js"),
        "link.js",
        "/etc/passwd",
        "src",
        "src/none.js",
        "src/a.js\0",
        "",
        "; touch /tmp/x",
        "$(id)",
        "--help",
    ):
        assert opened(site, {"file": file}, token) == 403
    for wrong in ([], "x", {"file": 1}, {"line": 1}, {"file": "src/a.js", "line": "1; id"}):
        assert opened(site, wrong, token) == 400
    assert not written.exists()
    assert opened(site, place, token) == 204
    for _ in range(100):
        if written.exists() and written.read_text().count("\n") == 2:
            break
        import time

        time.sleep(0.05)
    assert written.read_text().split("\n")[:2] == ["--goto", f"{root}/src/a.js:3:2"]


def test_methods(site: Running) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT"):
        for path in ("/bundle.js", "/", "/@pybundle/client.js"):
            answer = site.raw(
                f"{method} {path} HTTP/1.1\r\nHost: {{host}}\r\nContent-Length: 0\r\n"
                "Connection: close\r\n\r\n"
            )
            assert answer.status in (400, 404, 405)
