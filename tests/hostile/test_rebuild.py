"""A rebuild gives the same bytes as a build from nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import pybundle

FIRST = {
    "main.js": "import { a } from './a.js';\nimport data from './data.json';\n"
    "import('./lazy.js').then((m) => console.log(m.lazy));\nconsole.log(a, data.n);\n",
    "a.js": "import { b } from './b.js';\nexport const a = 'a' + b;\n",
    "b.js": "export const b = 'b';\n",
    "lazy.js": "import { b } from './b.js';\nexport const lazy = 'lazy' + b;\n",
    "data.json": '{ "n": 1 }',
}

# Each edit is laid over what was there; `None` removes a file.
EDITS: list[dict[str, str | None]] = [
    {"b.js": "export const b = 'changed';\n"},
    {
        "a.js": "import { c } from './c.js';\nexport const a = 'a' + c;\n",
        "c.js": "export let c = 1;\n",
    },
    {"lazy.js": "exports.lazy = require('./b.js').b;\n"},
    {"data.json": '{ "n": 2, "m": [] }'},
    {"b.js": "export const b = ;\n"},
    {"b.js": "export const b = 'well again';\n"},
    {"c.js": None},
    {"c.js": "export const c = 'back';\n"},
    {"c.js": None, "c.ts": "export const c: string = 'typed';\n"},
]


def _build(compiler: pybundle.Compiler, out: Path) -> tuple[bool, dict[str, bytes]]:
    result = compiler.build()
    files = {file.path: (out / file.path).read_bytes() for file in result.files}
    return result.ok, files if result.ok else {}


@pytest.mark.parametrize("mode", ["production", "development"])
def test_rebuild_equals_clean_build(tmp_path: Path, mode: str) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    for name, text in FIRST.items():
        (kept / name).write_text(text, "utf-8")
    options = {"mode": mode, "source_map": "file", "entry": "./main.js", "config_file": False}
    compiler = pybundle.Compiler(root=kept, **options)  # type: ignore[arg-type]
    assert _build(compiler, kept / "dist")[0]
    for number, edit in enumerate(EDITS):
        for name, text in edit.items():
            if text is None:
                (kept / name).unlink()
            else:
                (kept / name).write_text(text, "utf-8")
        compiler.invalidate([str(kept / name) for name in edit])
        rebuilt = _build(compiler, kept / "dist")
        clean = tmp_path / f"clean{number}"
        shutil.copytree(kept, clean, ignore=shutil.ignore_patterns("dist"))
        fresh = pybundle.Compiler(root=clean, **options)  # type: ignore[arg-type]
        assert rebuilt == _build(fresh, clean / "dist"), f"edit {number}"
        assert rebuilt[0] == (number not in (4, 6)), f"edit {number}"
