"""Style sheets in a page: there before the module that asks for them runs, in order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browser_site import Site

import pybundle

PACKAGES = Path(__file__).parents[1] / "styles" / "node_modules"
FORMATS = ["iife", "esm"]
MODES: list[Any] = ["production", "development"]


def write(folder: Path, **files: str) -> None:
    """Write sources; `__` in a name is a dot."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")


def built(source: Path, site: Site, entry: str, format_: Any, mode: Any, **more: Any) -> list[str]:
    """Build into the site; write a page that has the first style sheet and the script."""
    output = {"path": str(site.folder), "filename": "main.js", **more.pop("output", {})}
    result = pybundle.build(
        root=source, entry=entry, mode=mode, output={**output, "format": format_}, **more
    )
    assert result.ok, result.diagnostics
    kind = ' type="module"' if format_ == "esm" else ""
    names = [file.path for file in result.files]
    link = '<link rel="stylesheet" href="main.css">' if "main.css" in names else ""
    site.page(f'{link}<div id="app"></div><script{kind} src="main.js"></script>')
    return names


COLOR = "getComputedStyle(document.querySelector('#app')).color"


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("mode", MODES)
def test_a_chunk_runs_when_its_style_sheets_are_there(
    tmp_path: Path, site: Site, format_: str, mode: str
) -> None:
    source = tmp_path / "source"
    write(
        source,
        main__js="import './first.css'; const seen = [];\n"
        f"seen.push({COLOR});\n"
        f"import('./late.js').then((late) => report([...seen, late.color, {COLOR}]));",
        first__css="#app { color: rgb(1, 1, 1) }",
        late__js=f"import './late.css'; import './shared.js'; export const color = {COLOR};",
        late__css="#app { color: rgb(3, 3, 3) }",
        shared__js="import './shared.css';",
        shared__css="#app { color: rgb(2, 2, 2) }",
    )
    built(source, site, "main.js", format_, mode)
    # `shared.css` is imported behind `late.css`.
    assert site.visit() == ["rgb(1, 1, 1)", "rgb(2, 2, 2)", "rgb(2, 2, 2)"]


@pytest.mark.parametrize("format_", FORMATS)
def test_shared_style_sheets_are_loaded_once_and_first(
    tmp_path: Path, site: Site, format_: str
) -> None:
    source = tmp_path / "source"
    write(
        source,
        main__js="Promise.all([import('./a.js'), import('./b.js')])"
        f".then(() => report([{COLOR}, "
        "document.querySelectorAll('link[rel=stylesheet]').length]));",
        a__js="import './shared.css'; import './a.css'; console.log('a');",
        b__js="import './shared.css'; import './b.css'; console.log('b');",
        shared__css="#app { color: rgb(1, 1, 1) }",
        a__css="#app { color: rgb(2, 2, 2) }",
        b__css="#app { margin: 1px }",
    )
    names = built(source, site, "main.js", format_, "production")
    sheets = [name for name in names if name.endswith(".css")]
    assert len(sheets) == 3
    assert site.visit() == ["rgb(2, 2, 2)", 3]
    asked = [request for request in site.requests if request.endswith(".css")]
    assert sorted(asked) == sorted(sheets)


@pytest.mark.parametrize("format_", FORMATS)
def test_a_style_sheet_that_fails_rejects_and_may_be_asked_for_again(
    tmp_path: Path, site: Site, format_: str
) -> None:
    source = tmp_path / "source"
    write(
        source,
        main__js="const load = () => import('./late.js');\n"
        "load().then(() => report('not rejected'), (error) => fetch('/again').then(load)"
        f".then(() => report([error.name, {COLOR}])));",
        late__js="import './late.css'; console.log('late');",
        late__css="#app { color: rgb(3, 3, 3) }",
    )
    built(source, site, "main.js", format_, "production")
    # The page's own listener would report the element's error first.
    page = site.folder / "index.html"
    page.write_text(
        page.read_text("utf-8").replace(
            'addEventListener("error"', 'if (false) addEventListener("error"'
        ),
        "utf-8",
    )
    site.refuse = lambda path: (
        path == "again" or (path.endswith(".css") and "again" not in site.requests)
    )
    answer = site.visit()
    assert answer[0] == "ChunkLoadError"
    if format_ == "esm":
        assert answer[1] == "rgb(3, 3, 3)"


def test_a_file_with_the_loader_alone_loads_style_sheets(tmp_path: Path, site: Site) -> None:
    source = tmp_path / "source"
    write(
        source,
        main__js=f"import('./late.js').then(() => report({COLOR}));",
        late__js="import './late.css'; console.log('late');",
        late__css="#app { color: rgb(3, 3, 3) }",
    )
    built(source, site, "main.js", "iife", "production", optimization={"runtime_chunk": "single"})
    site.page(
        '<div id="app"></div><script src="runtime.js"></script><script src="main.js"></script>'
    )
    assert site.visit() == "rgb(3, 3, 3)"


def test_integrity_and_cross_origin_are_checked(tmp_path: Path, site: Site) -> None:
    source = tmp_path / "source"
    write(
        source,
        main__js="import('./late.js').then(() => report("
        f"[{COLOR}, document.querySelector('link').integrity.slice(0, 7)]));",
        late__js="import './late.css'; console.log('late');",
        late__css="#app { color: rgb(3, 3, 3) }",
    )
    built(source, site, "main.js", "iife", "production", output={"integrity": True})
    assert site.visit() == ["rgb(3, 3, 3)", "sha384-"]


@pytest.mark.parametrize("mode", MODES)
def test_an_application_of_react_with_css_modules_and_sass(
    tmp_path: Path, site: Site, mode: str
) -> None:
    source = tmp_path / "source"
    write(
        source,
        main__jsx="""
import { createRoot } from "react-dom/client";
import { useEffect } from "react";
import "normalize.css";
import "@fontsource/inter/latin-400.css";
import styles from "./card.module.scss";
import { accent } from "./theme.module.css";

function Card() {
  useEffect(() => {
    const style = getComputedStyle(document.querySelector("h1"));
    document.fonts.load("16px Inter").then((fonts) => report({
      color: style.color, width: style.width, margin: getComputedStyle(document.body).margin,
      family: style.fontFamily, fonts: fonts.length, accent,
    }));
  }, []);
  return <h1 className={styles.card}>A</h1>;
}
createRoot(document.querySelector("#app")).render(<Card />);
""",
        card__module__scss="""
@use "sass:color";
@use "tools";
.card {
  composes: boxed from "./theme.module.css";
  color: color.mix(rgb(10, 10, 10), rgb(20, 20, 20));
  @include tools.wide(50px);
}
""",
        _tools__scss="@mixin wide($by) { width: $by * 2; }",
        theme__module__css="@value accent: rgb(1, 2, 3);\n"
        ".boxed { font-family: Inter; color: accent }",
    )
    (source / "node_modules").symlink_to(PACKAGES)
    names = built(source, site, "main.jsx", "iife", mode)
    assert any(name.endswith(".woff2") for name in names)
    assert site.visit() == {
        "color": "rgb(15, 15, 15)",
        "width": "100px",
        "margin": "0px",
        "family": "Inter",
        "fonts": 1,
        "accent": "rgb(1, 2, 3)",
    }
