"""Workers whose address is in a variable, and those that a query of an import asks for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browser_site import Site

import pybundle

SCRIPTS = {
    "iife": "<script src='out/page.js'></script>",
    "esm": "<script type='module' src='out/page.mjs'></script>",
}
TYPES = {"iife": "classic", "esm": "module"}
forms = pytest.mark.parametrize("form", ["iife", "esm"])
modes = pytest.mark.parametrize("mode", ["production", "development"])

ANSWER = """
    const answer = (worker, message) => new Promise((resolve, reject) => {
      const port = worker.port ?? worker;
      port.onmessage = (event) => resolve(event.data);
      worker.onerror = (event) => reject(new Error(event.message ?? "the worker failed"));
      port.postMessage(message);
    });
"""
WORK = """
    import { twice } from "./twice.js";
    onmessage = (event) => postMessage([twice(event.data), self.name]);
"""
SHARED = """
    import { twice } from "./twice.js";
    let asked = 0;
    onconnect = ({ ports: [port] }) => {
      port.onmessage = (event) => port.postMessage([twice(event.data), self.name, ++asked]);
    };
"""
TWICE = "export const twice = (value) => value * 2;"


def build(
    site: Site, project: Path, sources: dict[str, str], form: str, mode: str, **options: Any
) -> list[str]:
    for name, text in {"twice.js": TWICE, "work.js": WORK, "shared.js": SHARED, **sources}.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, encoding="utf-8")
    extension = "js" if form == "iife" else "mjs"
    output = {
        "path": str(site.folder / "out"),
        "filename": f"[name].{extension}",
        "chunk_filename": f"[name]-[hash:8].{extension}",
        "format": form,
    }
    result = pybundle.build(
        root=project, entry={"page": "./page.js"}, mode=mode, output=output, check=True, **options
    )
    site.page(SCRIPTS[form])
    return [file.path for file in result.files if not file.path.endswith(".map")]


@forms
@modes
def test_address_in_a_variable(site: Site, tmp_path: Path, form: str, mode: str) -> None:
    files = build(
        site,
        tmp_path / "project",
        {
            "page.js": f"""{ANSWER}
                const url = new URL("./work.js", import.meta.url);
                const options = {{ type: "module", name: "variable" }};
                const start = () => new Worker(url, options);
                const shared = new URL("./shared.js", import.meta.url);
                (async () => report([
                  await answer(start(), 4),
                  await answer(new Worker(url.href), 5),
                  await answer(new SharedWorker(shared, "named"), 6),
                  url.href === new URL(url).href,
                ]))();
            """
        },
        form,
        mode,
    )
    assert site.visit() == [[8, "variable"], [10, ""], [12, "named", 1], True]
    # page, both workers, and what they share
    assert len(files) == 4


@forms
@modes
def test_queries(site: Site, tmp_path: Path, form: str, mode: str) -> None:
    files = build(
        site,
        tmp_path / "project",
        {
            "page.js": f"""{ANSWER}
                import Work from "./work?worker";
                import Shared from "./shared.js?sharedworker";
                import url from "./work.js?worker&url";
                import raw from "./raw.js?url";
                import Unused from "./unused.js?worker";
                (async () => {{
                  const text = await (await fetch(raw)).text();
                  report([
                    await answer(new Work({{ name: "w" }}), 1),
                    await answer(new Work(), 2),
                    await answer(new Shared({{ name: "s" }}), 3),
                    typeof url,
                    await answer(new Worker(url, {{ type: "{TYPES[form]}" }}), 4),
                    text,
                  ]);
                }})();
            """,
            "raw.js": "// as it is\nexport default 1;\n",
            "unused.js": "",
        },
        form,
        mode,
    )
    assert site.visit() == [
        [2, "w"],
        [4, ""],
        [6, "s", 1],
        "string",
        [8, ""],
        "// as it is\nexport default 1;\n",
    ]
    assert mode == "development" or not any("unused" in file for file in files)


@forms
@modes
def test_inline(site: Site, tmp_path: Path, form: str, mode: str) -> None:
    """The script is in the bundle, and nothing else is asked for."""
    files = build(
        site,
        tmp_path / "project",
        {
            "page.js": f"""{ANSWER}
                import Work from "./work.js?worker&inline";
                import Shared from "./shared.js?sharedworker&inline";
                (async () => report([
                  await answer(new Work({{ name: "w" }}), 7),
                  await answer(new Shared({{ name: "one" }}), 8),
                  await answer(new Shared({{ name: "one" }}), 9),
                ]))();
            """
        },
        form,
        mode,
    )
    assert site.visit() == [[14, "w"], [16, "one", 1], [18, "one", 2]]
    assert len(files) == 1
