"""Pages that unmodified Django packages render from our manifests work in a browser."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import pybundle

SITE = Path(__file__).with_name("django_site.py")

SOURCES = {
    "package.json": '{"name": "shop"}',
    "src/main.js": """\
import { tell } from "./tell.js";
tell("main");
import("./später.js").then((late) => late.run());
""",
    "src/other.js": 'import { tell } from "./tell.js";\ntell("other");\n',
    "src/tell.js": """\
const told = [];
export function tell(word) {
  told.push(word);
  document.title = told.join("+");
}
""",
    "src/später.js": 'import { tell } from "./tell.js";\nexport const run = () => tell("late");\n',
}
ENTRY = {"main": "src/main.js", "other": "src/other.js"}
HASHED = "[name]-[contenthash:10].js"


def render(root: Path, site: Path, template: str, **settings: object) -> str:
    page = f"<!doctype html><html><head><title>none</title>{template}</head><body></body></html>"
    done = subprocess.run(
        [
            sys.executable,
            str(SITE),
            str(site),
            str(root / "dist"),
            str(root / "webpack-stats.json"),
            page,
        ],
        input=json.dumps(settings),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        # Python reads files in the encoding of the machine: the plainest there is.
        env={**os.environ, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    )
    assert done.returncode == 0, done.stderr
    site.mkdir(exist_ok=True)
    (site / "index.html").write_text(done.stdout, encoding="utf-8")
    return done.stdout


def build(root: Path, **options: Any) -> pybundle.BuildResult:
    output = {"filename": HASHED, "manifest": True, "stats": True, **options.pop("output")}
    return pybundle.build(root=root, entry=ENTRY, output=output, check=True, **options)


STORAGES = {
    "plain": "django.contrib.staticfiles.storage.StaticFilesStorage",
    # It renames files, follows what they name, and fails on a map that is not there.
    "manifest": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage",
}


@pytest.mark.parametrize("storage", sorted(STORAGES))
@pytest.mark.parametrize("integrity", [False, True])
def test_webpack_loader(
    project: Callable[..., Path],
    tmp_path: Path,
    serve: Callable[[Path], str],
    shown: Callable[[str], str],
    storage: str,
    integrity: bool,
) -> None:
    root = project(SOURCES)
    build(root, output={"integrity": integrity}, source_map="file")
    site = tmp_path / "site"
    page = render(
        root,
        site,
        '{% load render_bundle from webpack_loader %}{% render_bundle "main" %}'
        '{% render_bundle "other" %}',
        STORAGES={"staticfiles": {"BACKEND": STORAGES[storage]}},
        # Renamed by Django, a script has other bytes than we know: its comment names the map.
        WEBPACK_LOADER={"INTEGRITY": integrity and storage == "plain"},
    )
    files = re.findall(r'<script src="/static/bundles/([a-z]+)-[0-9a-z]{8,10}\.', page)
    assert files == ["shared", "main", "shared", "other"]
    assert ('integrity="sha384-' in page) == (integrity and storage == "plain")
    # The file that both share stands there twice, and runs once. What is asked for later may
    # come before the second script.
    assert re.search("<title>main[+](other[+]late|late[+]other)</title>", shown(serve(site)))


def test_webpack_loader_with_a_public_path(project: Callable[..., Path], tmp_path: Path) -> None:
    root = project(SOURCES)
    build(root, output={"public_path": "https://cdn.example/b/"})
    page = render(
        root,
        tmp_path / "site",
        '{% load render_bundle from webpack_loader %}{% render_bundle "other" "js" %}',
    )
    files = re.findall(r'<script src="https://cdn\.example/b/([a-z]+)-[0-9a-z]+\.js"', page)
    assert files == ["shared", "other"]


def test_webpack_loader_tells_errors(project: Callable[..., Path], tmp_path: Path) -> None:
    root = project(SOURCES)
    build(root, output={})
    (root / "src" / "other.js").write_text('import "./nirgends.js"; // ä', encoding="utf-8")
    output = {"filename": HASHED, "stats": True}
    result = pybundle.build(root=root, entry=ENTRY, output=output)
    assert not result.ok
    stats = (root / "webpack-stats.json").read_bytes()
    assert stats.isascii()
    document = json.loads(stats)
    assert document["status"] == "error"
    assert document["error"] == "unresolved-import"
    assert document["file"] == str(root / "src" / "other.js")
    assert "nirgends.js" in document["message"]
    assert "\x1b" not in document["message"]
    with pytest.raises(AssertionError, match=r"(?s)WebpackError.*unresolved-import"):
        render(
            root,
            tmp_path / "site",
            '{% load render_bundle from webpack_loader %}{% render_bundle "main" %}',
        )


@pytest.mark.parametrize("format_", ["iife", "esm"])
def test_changed_files_are_refused(
    project: Callable[..., Path],
    serve: Callable[[Path], str],
    shown: Callable[[str], str],
    format_: str,
) -> None:
    root = project(SOURCES)
    output = {"format": format_, "integrity": True, "public_path": "/"}
    build(root, output=output | {"import_map": format_ == "esm"})
    dist = root / "dist"
    manifest = json.loads((dist / "manifest.json").read_text())
    head = (dist / "importmap.html").read_text() if format_ == "esm" else ""
    kind = "module" if format_ == "esm" else "text/javascript"
    script = f'<script type="{kind}" src="/{manifest["src/main.js"]["file"]}"></script>'
    (dist / "index.html").write_text(f"<!doctype html><title>none</title>{head}{script}")
    address = serve(dist)
    assert "<title>main+late</title>" in shown(address)
    late = dist / manifest["src/später.js"]["file"]
    late.write_bytes(late.read_bytes() + b" ")
    assert "<title>main</title>" in shown(address)


@pytest.mark.parametrize("integrity", [False, True])
@pytest.mark.parametrize("import_map", [False, True])
def test_vite(
    project: Callable[..., Path],
    tmp_path: Path,
    serve: Callable[[Path], str],
    shown: Callable[[str], str],
    import_map: bool,
    integrity: bool,
) -> None:
    root = project(SOURCES)
    result = build(
        root,
        output={
            "format": "esm",
            "public_path": "/static/bundles/",
            "import_map": import_map,
            "integrity": integrity,
        },
    )
    manifest = json.loads((root / "dist" / "manifest.json").read_bytes().decode("ascii"))
    files = {file.path for file in result.files}
    for entry in manifest.values():
        assert entry["file"] in files
        assert None not in entry.values()
        assert [] not in entry.values()
        assert set(entry.get("imports", [])) <= manifest.keys()
        assert set(entry.get("dynamicImports", [])) <= manifest.keys()
    assert manifest["src/main.js"]["dynamicImports"] == ["src/später.js"]
    assert manifest["src/später.js"]["isDynamicEntry"] is True
    head = (root / "dist" / "importmap.html").read_text() if import_map else ""
    page = render(
        root,
        tmp_path / "site",
        "{% load django_vite %}" + head + '{% vite_asset "src/main.js" %}{% vite_asset "other" %}',
    )
    assert page.count('rel="modulepreload"') == 2
    assert ("pybundle:shop/" in page) == import_map
    assert ('"integrity"' in page) == (import_map and integrity)
    assert "<title>main+other+late</title>" in shown(serve(tmp_path / "site"))
