"""Nothing is read that should not be, however it is asked for."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from conftest import APP, Project, Running, Start

SECRET = "the-secret"
SECRETS = (
    ".env",
    ".env.local",
    ".git/config",
    ".npmrc",
    ".pypirc",
    ".htpasswd",
    ".ssh/id_rsa",
    "settings.py",
    "app/__pycache__/settings.cpython-311.pyc",
    "db.sqlite3",
    "db.sqlite3-wal",
    "server.key",
    "server.pem",
    "cert.p12",
    "id_ed25519",
    "secrets.json",
    "credentials.json",
    "dump.sql",
    "public/.env",
    "public/.git/HEAD",
    "public/key.pem",
    "public/deep/.env.production",
    "public/views.py",
    "public/backup.js~",
    "public/.index.html.swp",
    # Not in `public`: of the root only what pages are made of is served.
    "pyproject.toml",
    "notes.txt",
    "src/data.yaml",
)


@pytest.fixture
def site(project: Project, start: Start, tmp_path: Path) -> Running:
    root = project(APP)
    for name in SECRETS:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{SECRET} {name}")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/page.html").write_text(SECRET)
    # A folder beside the root whose name begins like it.
    (tmp_path / "project-private").mkdir()
    (tmp_path / "project-private/page.html").write_text(SECRET)
    (root / "public/good.txt").write_text("good")
    (root / "public/.well-known").mkdir()
    (root / "public/.well-known/security.txt").write_text("known")
    (root / "public/out").symlink_to(tmp_path / "outside")
    (root / "public/out.html").symlink_to(tmp_path / "outside/page.html")
    (root / "public/env.txt").symlink_to(root / ".env")
    (root / "public/fine.txt").symlink_to(root / "public/good.txt")
    os.mkfifo(root / "public/pipe.txt")
    (root / "app.js").write_text("page")
    return start(root)


def refused(site: Running, path: str) -> None:
    for accept in ("*/*", "text/html"):
        answer = site.raw(
            f"GET {path} HTTP/1.1\r\nHost: {{host}}\r\nAccept: {accept}\r\n"
            "Connection: close\r\n\r\n"
        )
        assert SECRET not in answer.text
        assert "root:" not in answer.text
        # With `Accept: text/html` it may be the application's page, and nothing else.
        if answer.status == 200:
            assert "/bundle.js" in answer.text
        else:
            assert answer.status in (0, 302, 400, 403, 404, 405)


@pytest.mark.parametrize("name", SECRETS)
def test_secrets(site: Running, name: str) -> None:
    forms = {name, name.removeprefix("public/")}
    for form in tuple(forms):
        forms |= {
            form.upper(),
            form.replace(".", "%2e"),
            form.replace(".", "%252e"),
            form.replace("/", "%2f"),
            f"{form}.",
            f"{form}%20",
            f"{form}/",
            f"{form}/.",
            f"{form}::$DATA",
            f"{form}%00.html",
            f"{form}?raw",
            f"{form}?raw??",
            f"{form}?import&raw",
            f"{form}?.svg?.wasm?init",
            f"{form}#x.html",
            f"src/../{form}",
            f"./{form}",
            f"/{form}",
            f"@fs{site.root}/{form}",
            f"@fs/{form}?raw??",
            f"@id/{form}",
            f"@pybundle/{form}",
            f"@pybundle/../{form}",
            f"@pybundle/updates/../../{form}",
        }
    for form in sorted(forms):
        refused(site, f"/{form}")


OUTSIDE = (
    "../outside/page.html",
    "%2e%2e/outside/page.html",
    "%2e%2e%2foutside%2fpage.html",
    "..%2foutside/page.html",
    "..%5coutside%5cpage.html",
    "..\\outside\\page.html",
    "..%252foutside/page.html",
    "..;/outside/page.html",
    "public/../../outside/page.html",
    "../project-private/page.html",
    "src/..%2f..%2fproject-private/page.html",
    "%c0%ae%c0%ae/outside/page.html",
    "%uff0e%uff0e/outside/page.html",
    "%ff%fe/outside/page.html",
    "out/page.html",
    "out.html",
    "env.txt",
    "out/",
    "out",
    "..%00/outside/page.html",
    "C:/outside/page.html",
    "C%3a%5coutside",
    "%5c%5cserver%5cshare",
    "//outside/page.html",
    "~1/page.html",
    "PROGRA~1/x.html",
)


@pytest.mark.parametrize("path", OUTSIDE)
def test_outside(site: Running, tmp_path: Path, path: str) -> None:
    refused(site, f"/{path}")
    refused(site, f"//{path}")
    refused(site, f"/@fs{tmp_path}/{path}")
    refused(site, f"/public/{path}")


@pytest.mark.parametrize(
    "path",
    [
        "/@fs/etc/passwd",
        "/@fs/etc/passwd?raw??",
        "/@fs//etc/passwd?import&raw??",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/etc/passwd",
        "/../../../../../../../../etc/passwd",
        "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/__open-in-editor?file=/etc/passwd",
        "/@pybundle/open?file=/etc/passwd",
        "/bundle.js.map/../../../../../../etc/passwd",
    ],
)
def test_the_system(site: Running, path: str) -> None:
    refused(site, path)


def test_requests_in_absolute_form(site: Running) -> None:
    answer = site.raw(
        "GET http://{host}/../outside/page.html HTTP/1.1\r\nHost: {host}\r\n"
        "Connection: close\r\n\r\n"
    )
    assert SECRET not in answer.text
    good = site.raw(
        "GET http://{host}/good.txt HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    )
    assert (good.status, good.text) == (200, "good")


def test_what_is_served(site: Running) -> None:
    assert site.get("/good.txt").text == "good"
    # A link within the root is followed.
    assert site.get("/fine.txt").text == "good"
    assert site.get("/.well-known/security.txt").text == "known"
    assert site.get("/app.js").text == "page"
    assert '"first"' in site.get("/bundle.js").text
    assert site.get("/good.txt/").status == 404


def test_a_pipe_holds_nobody_up(site: Running) -> None:
    assert site.get("/pipe.txt").status == 404


def test_links_may_lead_to_allowed_folders(project: Project, start: Start, tmp_path: Path) -> None:
    root = project({**APP, "public/x.txt": "x"})
    shared = tmp_path / "shared"
    (shared / "deep").mkdir(parents=True)
    (shared / "deep/page.html").write_text("shared page")
    (shared / ".env").write_text(SECRET)
    (root / "public/shared").symlink_to(shared)
    site = start(root, allow=["../shared"], deny=["draft*"])
    assert "shared page" in site.get("/shared/deep/page.html").text
    assert site.get("/shared/.env").status == 404
    (root / "public/Draft.html").write_text(SECRET)
    assert site.get("/Draft.html").status == 404


def test_folders_are_listed_without_what_is_not_served(site: Running) -> None:
    (site.root / "public/listed").mkdir()
    for name in ("<img src=x onerror=alert(1)>.txt", "a&b.txt", ".env", "plain.txt", "x.py"):
        (site.root / "public/listed" / name).write_text(SECRET)
    answer = site.get("/listed/", Accept="text/html")
    assert answer.status == 200
    assert "plain.txt" in answer.text
    assert "<img" not in answer.text
    assert "a&amp;b.txt" in answer.text
    assert ".env" not in answer.text
    assert "x.py" not in answer.text
    assert "script-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path",
    [
        "/<script>alert(1)</script>",
        "/%3Cscript%3Ealert(1)%3C/script%3E",
        '/"><img src=x onerror=alert(1)>',
        "/%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E/",
    ],
)
def test_paths_are_not_html(project: Project, start: Start, path: str) -> None:
    site = start(project(APP), history_api_fallback=False)
    answer = site.raw(
        f"GET {path.replace(' ', '%20')} HTTP/1.1\r\nHost: {{host}}\r\n"
        "Accept: text/html\r\nConnection: close\r\n\r\n"
    )
    assert not re.search(r"<script>alert|<img", answer.text)


def test_a_folder_is_no_open_redirect(site: Running) -> None:
    (site.root / "public/evil.example").mkdir()
    (site.root / "public/evil.example/index.html").write_text("x")
    for path in ("//evil.example", "/%2fevil.example", "/\\evil.example", "///evil.example/%2e%2e"):
        answer = site.raw(f"GET {path} HTTP/1.1\r\nHost: {{host}}\r\nConnection: close\r\n\r\n")
        location = answer.headers.get("location", "/")
        assert re.match(r"/(?![/\\])", location), location
    answer = site.get("/evil.example?a=b")
    assert (answer.status, answer.headers["location"]) == (302, "/evil.example/?a=b")
