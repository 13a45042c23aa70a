"""What builds write for style sheets, and what a rebuild looks at again."""

from __future__ import annotations

import json
from pathlib import Path

import pybundle
from pybundle import Compiler


def write(folder: Path, files: dict[str, str]) -> None:
    """Write sources."""
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def output_of(folder: Path) -> dict[str, bytes]:
    """Return all that was written."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*.*")}


SOURCES = {
    "index.js": 'import "./main.scss"; import "./plain.css"; import { a } from "./a.module.css";'
    ' console.log(a); import("./late.js");',
    "late.js": 'import "./late.css"; console.log("late");',
    "late.css": ".late { color: red }",
    "main.scss": '@use "parts/tools"; .main { @include tools.wide; }',
    "parts/_tools.scss": "@mixin wide { width: 1px }",
    "plain.css": '@import "./imported.css"; .plain { color: red }',
    "imported.css": ".imported { color: red }",
    "a.module.css": '.a { composes: b from "./b.module.css" }',
    "b.module.css": ".b { color: red }",
}


def test_a_rebuild_is_as_a_clean_build(tmp_path: Path) -> None:
    source = tmp_path / "source"
    write(source, SOURCES)
    options = {"entry": "index.js", "mode": "development", "output": {"clean": True}}
    compiler = Compiler(options, root=source)
    assert compiler.build().ok
    for name, text in [
        ("parts/_tools.scss", "@mixin wide { width: 2px }"),
        ("imported.css", ".imported { color: blue }"),
        ("b.module.css", ".b { composes: c; color: red } .c { margin: 0 }"),
        ("late.css", ".late { color: blue }"),
    ]:
        assert str(source / name) in compiler.inputs().files
        write(source, {name: text})
        compiler.invalidate([source / name])
        assert compiler.build().ok
        rebuilt = output_of(source / "dist")
        assert pybundle.build(options, root=source).ok
        assert output_of(source / "dist") == rebuilt, name


def test_a_partial_that_appears_is_found(tmp_path: Path) -> None:
    source = tmp_path / "source"
    write(source, {"main.scss": '@use "new";'})
    compiler = Compiler(entry="main.scss", root=source)
    failed = compiler.build()
    assert [problem.code for problem in failed.errors] == ["sass-error"]
    assert str(source / "_new.scss") in compiler.inputs().missing
    write(source, {"_new.scss": ".new { color: red }"})
    compiler.invalidate([source / "_new.scss"])
    assert compiler.build().ok
    assert (source / "dist/bundle.css").read_text("utf-8") == ".new{color:red}"


def test_names_do_not_depend_on_where_the_project_lies(tmp_path: Path) -> None:
    outputs = []
    for name in ("one", "two/deeper"):
        source = tmp_path / name
        write(source, SOURCES)
        assert pybundle.build(root=source, entry="index.js", output={"manifest": True}).ok
        outputs.append(output_of(source / "dist"))
    assert outputs[0] == outputs[1]


def test_manifests_name_style_sheets(tmp_path: Path) -> None:
    write(tmp_path, {**SOURCES, "only.css": ".only { color: red }"})
    result = pybundle.build(
        root=tmp_path,
        entry={"main": "index.js", "only": "only.css"},
        output={"manifest": True, "stats": True, "integrity": True},
    )
    assert result.ok
    manifest = json.loads((tmp_path / "dist/manifest.json").read_text("utf-8"))
    assert manifest["index.js"]["css"] == ["main.css"]
    late = manifest["late.js"]["css"][0]
    assert (tmp_path / "dist" / late).read_text("utf-8") == ".late{color:red}"
    only = manifest["only.css"]
    assert only["file"] == "only.css"
    assert "css" not in only
    assert only["integrity"].startswith("sha384-")
    assert not (tmp_path / "dist/only.js").exists()
    stats = json.loads((tmp_path / "webpack-stats.json").read_text("utf-8"))
    assert stats["chunks"] == {"main": ["main.css", "main.js"], "only": ["only.css"]}
    assert {"main.css", "only.css", late} <= stats["assets"].keys()


def test_declarations_for_typescript(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "index.js": 'import { a } from "./x.module.css"; console.log(a);',
            "x.module.css": ".a { color: red } .b-c, .class { color: blue }",
        },
    )
    options = {"entry": "index.js", "css": {"modules": {"typescript": True}}}
    assert pybundle.build(options, root=tmp_path).ok
    text = (tmp_path / "x.module.css.d.ts").read_text("utf-8")
    assert "export const a: string;" in text
    assert 'readonly "b-c": string;' in text
    assert 'readonly "class": string;' in text
    assert "export const class" not in text
    written = (tmp_path / "x.module.css.d.ts").stat().st_mtime_ns
    assert pybundle.build(options, root=tmp_path).ok
    assert (tmp_path / "x.module.css.d.ts").stat().st_mtime_ns == written


def test_nothing_is_written_for_node(tmp_path: Path) -> None:
    write(tmp_path, SOURCES)
    result = pybundle.build(root=tmp_path, entry="index.js", target="node")
    assert result.ok
    assert not [file.path for file in result.files if file.path.endswith(".css")]
