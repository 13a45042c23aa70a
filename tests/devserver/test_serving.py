"""What a request gets: outputs, files, pages, parts of them."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Project, Running, Start, save

HTML = "text/html,application/xhtml+xml,*/*;q=0.8"


def eventually(what: Callable[[], bool], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_outputs_come_from_memory(app: Path, start: Start) -> None:
    site = start(app)
    answer = site.get("/bundle.js")
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert '"first"' in answer.text
    assert json.loads(site.get("/bundle.js.map").text)["sources"]
    # Where the output would lie on the disk, for pages that are written for that.
    assert site.get("/dist/bundle.js").text == answer.text
    assert not (app / "dist").exists()


def test_an_edit_is_served(app: Path, start: Start) -> None:
    site = start(app)
    first = site.get("/bundle.js")
    save(app / "src/a.js", 'export const a = "second";\n')
    eventually(lambda: '"second"' in site.get("/bundle.js").text)
    again = site.get("/bundle.js", If_None_Match=first.headers["etag"])
    assert again.status == 200
    save(app / "src/a.js", "export const a = ;\n")
    eventually(lambda: not site.told.results[-1].ok)
    # The last good build stays.
    assert '"second"' in site.get("/bundle.js").text


def test_outputs_below_a_public_path(app: Path, start: Start) -> None:
    site = start(app, {"output": {"public_path": "https://cdn.example/static/x/"}})
    assert '"first"' in site.get("/static/x/bundle.js").text
    assert site.get("/bundle.js").status == 404
    assert '"/static/x/bundle.js"' in site.get("/", Accept=HTML).text


def test_what_is_known_is_not_sent_again(app: Path, start: Start) -> None:
    (app / "public").mkdir()
    (app / "public/photo.png").write_bytes(bytes(range(256)) * 8)
    save(app / "public/style.css", "a { color: red }")
    site = start(app)
    for path in ("/bundle.js", "/photo.png", "/style.css", "/"):
        etag = site.get(path, Accept=HTML).headers.get("etag")
        if path == "/":
            assert etag is None
            continue
        assert etag
        answer = site.get(path, If_None_Match=f'"other", {etag}')
        assert (answer.status, answer.body) == (304, b"")


@pytest.mark.parametrize("path", ["/photo.png", "/numbers.txt", "/bundle.js"])
def test_ranges(app: Path, start: Start, path: str) -> None:
    (app / "public").mkdir()
    (app / "public/photo.png").write_bytes(bytes(range(256)) * 8)
    save(app / "public/numbers.txt", "0123456789" * 300)
    site = start(app)
    whole = site.get(path).body
    size = len(whole)

    def part(stated: str, **headers: str) -> tuple[int, bytes, str | None]:
        answer = site.get(path, Range=stated, **headers)
        return answer.status, answer.body, answer.headers.get("content-range")

    assert part("bytes=2-5") == (206, whole[2:6], f"bytes 2-5/{size}")
    assert part("bytes=-7") == (206, whole[-7:], f"bytes {size - 7}-{size - 1}/{size}")
    assert part(f"bytes=10-{size * 2}") == (206, whole[10:], f"bytes 10-{size - 1}/{size}")
    assert part(f"bytes={size}-") == (416, b"", f"bytes */{size}")
    assert part("bytes=2-5", If_Range='"other"')[:2] == (200, whole)
    assert part("bytes=2-5", Accept_Encoding="gzip")[0] == 206


def test_compression(app: Path, start: Start) -> None:
    site = start(app)
    plain = site.get("/bundle.js")
    answer = site.get("/bundle.js", Accept_Encoding="br;q=1, gzip;q=0.5")
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(answer.body) == plain.body
    assert len(answer.body) < len(plain.body)
    assert "content-encoding" not in site.get("/bundle.js", Accept_Encoding="gzip;q=0").headers
    assert "content-encoding" not in plain.headers
    off = start(app, compress=False)
    assert "content-encoding" not in off.get("/bundle.js", Accept_Encoding="gzip").headers


def test_head(app: Path, start: Start) -> None:
    site = start(app)
    answer = site.raw("HEAD /bundle.js HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
    assert answer.status == 200
    assert answer.body == b""
    assert int(answer.headers["content-length"]) == len(site.get("/bundle.js").body)


# --- Pages -----------------------------------------------------------------------------------


def test_a_page_for_a_script(app: Path, start: Start) -> None:
    site = start(app)
    page = site.get("/", Accept=HTML)
    assert page.status == 200
    assert '<script src="/bundle.js"></script>' in page.text
    assert page.text.index("/@pybundle/client.js") < page.text.index("/bundle.js")


def test_pages_for_several_entries(project: Project, start: Start) -> None:
    root = project(
        {
            "src/shop.js": 'import { tell } from "./tell.js";\ntell("shop");\n',
            "src/admin.js": 'import { tell } from "./tell.js";\ntell("admin");\n',
            "src/tell.js": "export const tell = (word) => console.log(word);\n",
        }
    )
    site = start(root, {"entry": {"shop": "src/shop.js", "admin": "src/admin.js"}})
    listed = site.get("/", Accept=HTML).text
    assert 'href="/shop"' in listed
    assert 'href="/admin"' in listed
    page = site.get("/admin", Accept=HTML).text
    scripts = re.findall(r'<script src="([^"]+)"', page)
    assert scripts[-1] == "/admin.js"
    # What both share comes first.
    assert len(scripts) == 2
    for script in scripts:
        assert site.get(script).status == 200


def test_an_index_of_ones_own(app: Path, start: Start) -> None:
    save(
        app / "index.html",
        "<!doctype html><html><!-- <head> --><head><title>mine</title></head><body></body></html>",
    )
    site = start(app)
    page = site.get("/", Accept=HTML).text
    assert "<title>mine</title>" in page
    assert '--><head><script type="module" src="/@pybundle/client.js">' in page
    (app / "public").mkdir()
    save(app / "public/index.html", "<p>public</p>")
    page = site.get("/", Accept=HTML).text
    assert page == '<script type="module" src="/@pybundle/client.js"></script><p>public</p>'


def test_paths_of_an_application_get_its_page(app: Path, start: Start) -> None:
    save(app / "index.html", "<title>mine</title>")
    save(app / "help.html", "<title>help</title>")
    site = start(
        app,
        history_api_fallback={"rewrites": [{"from": "^/help/", "to": "/help.html"}]},
    )
    assert "mine" in site.get("/users/7", Accept=HTML).text
    assert "help" in site.get("/help/7", Accept=HTML).text
    # Whoever does not ask for a page learns that there is nothing.
    for accept in ("*/*", "image/*", "application/json"):
        assert site.get("/users/7.png", Accept=accept).status == 404
    assert site.get("/none.js").status == 404
    off = start(app, history_api_fallback=False)
    assert off.get("/users/7", Accept=HTML).status == 404


def test_static_folders(app: Path, start: Start, tmp_path: Path) -> None:
    media = tmp_path / "media"
    (media / "deep").mkdir(parents=True)
    (media / "deep/a.txt").write_text("media")
    (app / "more").mkdir()
    save(app / "more/b.txt", "more")
    site = start(app, static=["more", {"directory": str(media), "public_path": "/media"}])
    assert site.get("/b.txt").text == "more"
    assert site.get("/media/deep/a.txt").text == "media"
    assert site.get("/deep/a.txt").status == 404
    assert 'href="./a.txt"' in site.get("/media/deep/", Accept=HTML).text
    # Nobody named the root.
    assert site.get("/src/a.js").status == 404
    assert start(app, static=False).get("/b.txt").status == 404


def test_headers_of_ones_own(app: Path, start: Start) -> None:
    site = start(app, headers={"Cross-Origin-Opener-Policy": "same-origin", "Cache-Control": "x"})
    for path in ("/bundle.js", "/", "/none.png"):
        answer = site.get(path)
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert answer.headers["cache-control"] == "x"


def test_middleware(app: Path, start: Start) -> None:
    from aiohttp import web

    async def teapot(request: web.Request, handler: object) -> web.StreamResponse:
        if request.path == "/tea":
            return web.Response(status=418, text="tea")
        answer: web.StreamResponse = await handler(request)  # type: ignore[operator]
        answer.headers["X-Seen"] = "yes"
        return answer

    site = start(app, middleware=[teapot])
    assert site.get("/tea").status == 418
    assert site.get("/bundle.js").headers["x-seen"] == "yes"
    # The guard stands before it.
    refused = site.raw("GET /tea HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
    assert refused.status == 403


def test_the_page_waits_for_the_first_build(
    app: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    from pybundle import Compiler

    go = threading.Event()
    original = Compiler.build

    def slow(self: Compiler, **arguments: bool) -> object:
        go.wait(10)
        return original(self, **arguments)

    monkeypatch.setattr(Compiler, "build", slow)
    site = start(app, settled=False)
    try:
        page = site.get("/", Accept=HTML)
        assert page.status == 503
        assert "/@pybundle/waiting.js" in page.text
        assert json.loads(site.get("/@pybundle/progress").text)["settled"] is False
        threading.Timer(0.3, go.set).start()
        # A script just waits.
        assert '"first"' in site.get("/bundle.js").text
        eventually(lambda: json.loads(site.get("/@pybundle/progress").text)["settled"])
        assert site.get("/", Accept=HTML).status == 200
    finally:
        go.set()


def test_a_first_build_that_fails(app: Path, start: Start) -> None:
    save(app / "src/a.js", 'export const a = "<img src=x onerror=alert(1)>" +;\n')
    site = start(app)
    page = site.get("/", Accept=HTML)
    assert page.status == 500
    assert "syntax-error" in page.text
    assert "<img" not in page.text
    assert "there is no build yet" in site.get("/src/index.js").text
    save(app / "src/a.js", 'export const a = "good";\n')
    eventually(lambda: site.get("/", Accept=HTML).status == 200)


def test_the_configuration_is_followed(app: Path, start: Start) -> None:
    config = app / "pybundle.toml"
    save(config, '[dev_server.headers]\nX-One = "1"\n')
    site = start(app)
    assert site.get("/bundle.js").headers["x-one"] == "1"
    save(config, '[output]\npublic_path = "/assets/"\n[dev_server]\nallowed_hosts = "shop.test"\n')
    eventually(lambda: site.get("/assets/bundle.js").status == 200)
    assert "x-one" not in site.get("/assets/bundle.js").headers
    answer = site.raw("GET / HTTP/1.1\r\nHost: shop.test\r\nConnection: close\r\n\r\n")
    assert answer.status != 403
    save(config, '[dev_server]\nproxy = { "/api" = "not an address" }\n')
    eventually(lambda: not site.told.results[-1].ok)
    assert site.told.results[-1].errors[0].code == "config-value"
    # What was decided before stays.
    assert site.raw("GET / HTTP/1.1\r\nHost: shop.test\r\nConnection: close\r\n\r\n").status != 403
    save(config, '[dev_server]\nport = "x"\n')
    eventually(lambda: site.told.results[-1].errors[0].code == "config-type")


def test_an_update_that_cannot_be_made_is_a_reload(
    app: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pybundle.devserver import builds

    def fail(*arguments: object) -> None:
        raise LookupError("no such module")

    monkeypatch.setattr(builds, "updates", fail)
    site = start(app)
    save(app / "src/a.js", 'export const a = "second";\n')
    eventually(lambda: site.told.outcomes[-1] == "reload")
    assert '"second"' in site.get("/bundle.js").text
    assert site.told.notes == ["the update could not be made: LookupError: no such module"]


# --- In a browser ----------------------------------------------------------------------------


@pytest.mark.parametrize("format_", ["iife", "esm"])
def test_in_a_browser(
    project: Project,
    start: Start,
    chromium: Path,
    browser_flags: list[str],
    format_: str,
) -> None:
    root = project(
        {
            "src/index.js": 'import { b } from "./b.js";\n'
            'import("./lazy.js").then((lazy) => { document.title = b + lazy.c; });\n',
            "src/b.js": 'export const b = "b";\n',
            "src/lazy.js": 'export const c = "c";\n',
            "source.html": '<script type="module" src="/src/index.js"></script>',
        }
    )
    site: Running = start(root, {"output": {"format": format_}})
    for path in ("/", "/anything", "/source.html"):
        done = subprocess.run(
            [
                chromium,
                *browser_flags,
                "--virtual-time-budget=5000",
                "--dump-dom",
                f"http://127.0.0.1:{site.port}{path}",
            ],
            capture_output=True,
            text=True,
            timeout=90,
            check=True,
        )
        assert "<title>bc</title>" in done.stdout
