"""How chunks are loaded where the network, the policy or the elements of a page are unkind."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from browser_site import Site

import pybundle

forms = pytest.mark.parametrize("form", ["iife", "esm"])
modes = pytest.mark.parametrize("mode", ["production", "development"])
NONCE = "bm9uY2U"
QUIET = "<script>const say = report; report = (value) => value.error || say(value);</script>"
"""Makes a page that says nothing of what cannot be loaded: that is what is tested."""
STRICT = f"script-src 'nonce-{NONCE}' 'strict-dynamic'; object-src 'none'; base-uri 'none'"


def build(
    site: Site,
    project: Path,
    sources: dict[str, str],
    *,
    form: str = "iife",
    mode: str = "production",
    name: str = "shop",
    out: str = "out",
    output: dict[str, Any] | None = None,
    **options: Any,
) -> list[str]:
    """Build `page.js`; gives the names of the files."""
    for file, text in sources.items():
        (project / file).parent.mkdir(parents=True, exist_ok=True)
        (project / file).write_text(text, encoding="utf-8")
    (project / "package.json").write_text(json.dumps({"name": name}), encoding="utf-8")
    extension = "js" if form == "iife" else "mjs"
    result = pybundle.build(
        {
            "entry": {"page": "./page.js"},
            "mode": mode,
            "target": "web",
            "output": {
                "path": str(site.folder / out),
                "filename": f"[name].{extension}",
                "chunk_filename": f"[name].{extension}",
                "format": form,
                **(output or {}),
            },
            **options,
        },
        root=project,
        config_file=False,
        check=True,
    )
    return [file.path for file in result.files]


def tag(form: str, *, nonce: str = "", src: str = "") -> str:
    kind, extension = (' type="module"', "mjs") if form == "esm" else ("", "js")
    nonce = f' nonce="{nonce}"' if nonce else ""
    return f'<script{kind}{nonce} src="{src or f"out/page.{extension}"}"></script>'


# --- The network --------------------------------------------------------------------------

ATTEMPTS = {
    "page.js": """
        const told = ({ name, type, request, code, message }) => ({
          name, type, code, request: new URL(request).pathname, message: message.split("\\n")[0],
        });
        const attempt = () => import("./late.js").then(({ value }) => value, told);
        (async () => report([await attempt(), await attempt()]))();
    """,
    "late.js": 'export const value = "late";',
}


def lates(site: Site) -> list[str]:
    return [path for path in site.requests if "late" in path]


@modes
def test_a_chunk_is_asked_for_again(site: Site, tmp_path: Path, mode: str) -> None:
    """The browser may keep the failure for an hour, so it is another address."""
    build(site, tmp_path / "project", ATTEMPTS, mode=mode)
    site.headers["Cache-Control"] = "max-age=3600"
    site.refuse = lambda path: path == "out/late.js"
    site.page(QUIET, tag("iife"))
    assert site.visit() == ["late", "late"]
    assert lates(site) == ["out/late.js", "out/late.js?retry=1"]


def test_what_does_not_come_is_an_error(site: Site, tmp_path: Path) -> None:
    build(site, tmp_path / "project", ATTEMPTS, output={"chunk_retries": 2})
    site.refuse = lambda path: "late" in path and len(lates(site)) <= 3
    site.page(QUIET, tag("iife"))
    error = {
        "name": "ChunkLoadError",
        "type": "error",
        "request": "/out/late.js",
        "code": "CHUNK_LOAD_FAILED",
        "message": "Loading chunk late failed.",
    }
    assert site.visit() == [error, "late"]
    assert lates(site) == ["out/late.js", *(f"out/late.js?retry={n}" for n in (1, 2, 3))]


def test_something_else_is_an_error(site: Site, tmp_path: Path) -> None:
    """A server that answers with a page, as many do for addresses that they do not know."""
    build(site, tmp_path / "project", ATTEMPTS, output={"chunk_retries": 0})
    (site.folder / "out" / "late.js").write_text("void 0", encoding="utf-8")
    site.page(QUIET, tag("iife"))
    first, second = site.visit()
    assert first["type"] == second["type"] == "missing"
    assert lates(site)[0] == "out/late.js"
    assert not any("retry" in path for path in site.requests)


@pytest.mark.parametrize("retries", [0, 1])
def test_a_chunk_that_hangs(site: Site, tmp_path: Path, retries: int) -> None:
    output = {"chunk_retries": retries, "chunk_load_timeout": 300}
    build(site, tmp_path / "project", ATTEMPTS, output=output)
    done = False
    held: list[str] = []

    def hold(path: str) -> bool:
        if path == "out/late.js" and not held:
            held.append(path)
        return bool(held) and path == "out/late.js" and not done

    site.hold = hold
    site.page(QUIET, tag("iife"))
    try:
        first, second = site.visit()
    finally:
        done = True
    if retries:
        assert (first, second) == ("late", "late")
    else:
        # Without retries the address stays the same, and the server keeps silent.
        assert (first["type"], second["type"]) == ("timeout", "timeout")


def test_a_worker_asks_again(site: Site, tmp_path: Path) -> None:
    build(
        site,
        tmp_path / "project",
        {
            "page.js": """
                const worker = new Worker(new URL("./worker.js", import.meta.url));
                worker.onmessage = (event) => report(event.data);
                worker.onerror = (event) => report(["failed", event.message]);
            """,
            "worker.js": """
                import("./late.js").then(({ value }) => postMessage(value), (error) =>
                  postMessage([error.name, error.type, String(error.cause)]));
            """,
            "late.js": 'export const value = "late";',
        },
    )
    site.refuse = lambda path: path == "out/late.js"
    site.page(QUIET, tag("iife"))
    assert site.visit() == "late"
    assert lates(site) == ["out/late.js", "out/late.js?retry=1"]


def test_what_a_chunk_imports_is_fetched_with_it(site: Site, tmp_path: Path) -> None:
    """The server keeps the chunk back until it is asked for what the chunk imports."""
    big = "x" * 30_000
    build(
        site,
        tmp_path / "project",
        {
            "page.js": """
                globalThis.other = () => import("./b.js");
                import("./a.js").then(({ a }) => report(a));
            """,
            "a.js": 'import { shared } from "./shared.js"; export const a = "a" + shared.length;',
            "b.js": 'import { shared } from "./shared.js"; export const b = "b" + shared.length;',
            "shared.js": f'export const shared = "{big}"; globalThis.effect = 1;',
        },
        form="esm",
    )
    site.hold = lambda path: path == "out/a.mjs" and not any("shared" in p for p in site.requests)
    site.page(tag("esm"))
    assert site.visit() == f"a{len(big)}"
    assert len([path for path in site.requests if "shared" in path]) == 1


# --- Policies -------------------------------------------------------------------------------

MANY = {
    "page.js": """
        const shown = [];
        globalThis.never = () => import(/* webpackPrefetch: true */ "./hint.js");
        const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
        worker.onerror = (event) => report(["worker failed", event.message]);
        Promise.all([
          import("./a.js").then(({ a }) => a),
          import("./b.js").then(({ b }) => b),
          new Promise((resolve) => { worker.onmessage = (event) => resolve(event.data); }),
        ]).then((values) => {
          const nonces = [...document.querySelectorAll("link, head > script[src]")];
          report([...values, nonces.every((element) => element.nonce)]);
        });
    """,
    "a.js": 'import { shared } from "./shared.js"; export const a = "a" + shared;',
    "b.js": 'import { shared } from "./shared.js"; export const b = "b" + shared;',
    "shared.js": 'export const shared = "-shared"; globalThis.effect = 1;',
    "hint.js": "export const hint = 1;",
    "worker.js": 'import("./c.js").then(({ c }) => postMessage(c));',
    "c.js": 'export const c = "worker";',
}


@forms
@modes
@pytest.mark.parametrize("dynamic", ["strict-dynamic", "nonces"])
def test_strict_policy(site: Site, tmp_path: Path, form: str, mode: str, dynamic: str) -> None:
    """No eval, no script without a nonce, no address that is just a text."""
    build(
        site,
        tmp_path / "project",
        MANY,
        form=form,
        mode=mode,
        name="@my/shop",
        output={"trusted_types": True},
        optimization={"split_chunks": False},
    )
    policy = STRICT if dynamic == "strict-dynamic" else STRICT.replace("'strict-dynamic'", "")
    # A worker, and what it loads, cannot have a nonce.
    headers = site.headers if dynamic == "strict-dynamic" else site.page_headers
    headers["Content-Security-Policy"] = (
        f"{policy}; worker-src 'self'; require-trusted-types-for 'script'; trusted-types @my/shop"
    )
    site.page(f'<meta property="csp-nonce" nonce="{NONCE}">', tag(form, nonce=NONCE), nonce=NONCE)
    assert site.visit() == ["a-shared", "b-shared", "worker", True]


@pytest.mark.parametrize("failure", ["stop", "continue"])
def test_a_policy_that_is_not_allowed(site: Site, tmp_path: Path, failure: str) -> None:
    trusted = {"policy_name": "mine", "on_policy_creation_failure": failure}
    build(
        site,
        tmp_path / "project",
        {
            "page.js": """
                const late = import("./late.js");
                late.then(({ value }) => report(value), (error) => report(error.name));
            """,
            "late.js": 'export const value = "late";',
        },
        output={"trusted_types": trusted},
    )
    site.headers["Content-Security-Policy"] = "trusted-types other"
    page = tag("iife")
    site.page(
        "<script>const say = report; report = (value) => value.violated || say(value);</script>",
        page,
    )
    assert site.visit() == ("TypeError" if failure == "stop" else "late")


def test_the_nonce_that_code_sets(site: Site, tmp_path: Path) -> None:
    build(
        site,
        tmp_path / "project",
        {
            "page.js": """
                __webpack_nonce__ = globalThis.NONCE;
                import("./late.js").then(({ value }) => report(value));
            """,
            "late.js": 'export const value = "late";',
        },
    )
    site.headers["Content-Security-Policy"] = f"script-src 'nonce-{NONCE}' 'sha256-x'"
    site.page(
        f'<script nonce="{NONCE}">NONCE = "{NONCE}"</script>', tag("iife", nonce=NONCE), nonce=NONCE
    )
    assert site.visit() == "late"


# --- Elements with names --------------------------------------------------------------------


@modes
def test_clobbered_names(site: Site, tmp_path: Path, mode: str) -> None:
    """Elements that stand for `document.currentScript` and for the variables of the bundle."""
    build(
        site,
        tmp_path / "project",
        {
            "page.js": """
                import { value } from "./now.js";
                const base = __webpack_public_path__;
                const path = new URL(base).pathname;
                import("./late.js").then(({ late }) => report([value, late, path]));
            """,
            "now.js": 'export const value = "now";',
            "late.js": 'export const late = "late " + typeof import.meta.url;',
        },
        mode=mode,
    )
    names = ["pybundle_shop", "pybundle_shop_webpack", "pybundle_shop_modules", "webpackChunkshop"]
    site.page(
        QUIET,
        '<img name="currentScript" src="https://evil.test/x.js">',
        '<form name="currentScript"><input name="src" value="https://evil.test/x.js">'
        '<input name="tagName" value="SCRIPT"></form>',
        *(f'<form id="{name}"><input name="loader"><input name="push"></form>' for name in names),
        *(f'<a id="{name}" name="{name}" href="https://evil.test/">x</a>' for name in names),
        '<base href="/out/">',
        tag("iife", src="/out/page.js"),
    )
    assert site.visit() == ["now", "late string", "/out/"]


# --- Places ---------------------------------------------------------------------------------

PLACES = {
    "page.js": """
        import("./late.js").then(async ({ place, note }) =>
          report([new URL(place).pathname.split(".")[0], await (await fetch(note)).text()]));
    """,
    "late.js": """
        export const place = import.meta.url;
        export const note = new URL("./note.txt", import.meta.url).href;
    """,
    "note.txt": "a note",
}


@forms
@modes
@pytest.mark.parametrize("where", ["base", "origin", "folder"])
def test_places(site: Site, tmp_path: Path, form: str, mode: str, where: str) -> None:
    extension = "js" if form == "iife" else "mjs"
    folder = "js/" if where == "folder" else ""
    output = {"filename": f"{folder}[name].{extension}", "chunk_filename": f"c/[name].{extension}"}
    build(site, tmp_path / "project", PLACES, form=form, mode=mode, output=output)
    site.headers["Access-Control-Allow-Origin"] = "*"
    host = f"http://127.0.0.1:{site.port}" if where == "origin" else ""
    base = '<base href="/elsewhere/">' if where == "base" else ""
    site.page(base, tag(form, src=f"{host}/out/{folder}page.{extension}"))
    place, note = site.visit()
    assert note == "a note"
    # In development a module of an iife chunk is told where the bundle began.
    assert place == "/out/c/late"


def test_a_place_that_code_sets(site: Site, tmp_path: Path) -> None:
    """Chunks and files move, for a bundle of one file, too."""
    for name, source in {
        "several": PLACES,
        "single": {
            **PLACES,
            "page.js": """
        import { note } from "./late.js";
        fetch(note).then((answer) => answer.text()).then((text) => report([note, text]));
    """,
        },
    }.items():
        first = {"page.js": 'import "./place.js";\n' + source["page.js"]}
        project = tmp_path / name
        build(
            site,
            project,
            {**source, **first, "place.js": '__webpack_public_path__ = "/moved/";'},
            output={"public_path": "/wrong/"},
        )
        (site.folder / "moved").mkdir(exist_ok=True)
        for file in (site.folder / "out").iterdir():
            if file.name != "page.js":
                file.rename(site.folder / "moved" / file.name)
        site.page(tag("iife"))
        place, note = site.visit()
        assert "/moved/" in place
        assert note == "a note"


@modes
def test_a_place_that_code_sets_in_esm(site: Site, tmp_path: Path, mode: str) -> None:
    """Files and workers move, chunks stay where they can share what the page has."""
    sources = {
        "page.js": """
            import "./place.js";
            import { state } from "./state.js";
            state.count = 7;
            import("./late.js").then(async ({ count, note, worker }) => {
              worker.onmessage = async (event) =>
                report([count, await (await fetch(note)).text(), event.data]);
            });
        """,
        "late.js": """
            import { state } from "./state.js";
            export const count = state.count;
            export const note = new URL("./note.txt", import.meta.url);
            export const worker = new Worker(new URL("./worker.js", import.meta.url));
        """,
        "worker.js": "postMessage(new URL(self.location.href).pathname);",
        "state.js": "export const state = { count: 0 };",
        "place.js": '__webpack_public_path__ = "/moved/";',
        "note.txt": "a note",
    }
    build(site, tmp_path / "project", sources, form="esm", mode=mode)
    (site.folder / "moved").mkdir()
    for file in (site.folder / "out").iterdir():
        if file.name.startswith(("worker", "note")):
            file.rename(site.folder / "moved" / file.name)
    site.page(tag("esm"))
    assert site.visit() == [7, "a note", "/moved/worker.mjs"]


def test_two_bundles(site: Site, tmp_path: Path) -> None:
    """Names that differ in one character only, and the same name with another variable."""
    for number, (name, output) in enumerate(
        [("a-b", {}), ("a_b", {}), ("a-b", {"chunk_loading_global": "chunksOfThird"})]
    ):
        build(
            site,
            tmp_path / str(number),
            {
                "page.js": """
                    globalThis.seen ??= [];
                    import("./late.js").then(({ value }) => {
                      seen.push(value);
                      if (seen.length === 3) report(seen.sort());
                    });
                """,
                "late.js": f'export const value = "late {number}";',
            },
            name=name,
            out=f"out{number}",
            output=output,
        )
    site.page(*(tag("iife", src=f"out{number}/page.js") for number in range(3)))
    assert site.visit() == ["late 0", "late 1", "late 2"]
