"""Polyfills: what is installed decides, a rebuild notices, and every import has its reason.

The packages here are small ones in the form of core-js and core-js-compat, so that a test
can say what they know. The real ones are bundled and run in fixtures/polyfills.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from subprocess import CompletedProcess

import pytest

import pybundle

Project = Callable[[Mapping[str, str]], Path]

ENGINES = {
    "es.array.at": "92",
    "es.array.flat": "69",
    "es.array.future": "200",
    "es.object.to-string": "49",
    "es.promise": "67",
    "web.dom-collections.for-each": "58",
}
ENTRIES = {
    "core-js": list(ENGINES),
    "core-js/stable": list(ENGINES),
    "core-js/stable/array/at": ["es.array.at"],
    "core-js/stable/array/flat": ["es.array.flat"],
    "core-js/stable/array/future": ["es.array.future"],
    "core-js/stable/promise": ["es.object.to-string", "es.promise"],
}
FIRST_VERSION = [name for name in ENGINES if name != "es.array.future"]


def packages(
    *, version: str = "3.9.0", engines: Mapping[str, str] = ENGINES, at: str = "node_modules"
) -> dict[str, str]:
    """Return the files of a core-js in `version` and of its data."""
    package = {"name": "core-js", "version": version}
    files = {
        f"{at}/core-js/package.json": json.dumps(package),
        f"{at}/core-js-compat/package.json": json.dumps(
            {"name": "core-js-compat", "version": version}
        ),
        f"{at}/core-js-compat/data.json": json.dumps(
            {name: {"chrome": chrome} for name, chrome in engines.items()}
        ),
        f"{at}/core-js-compat/entries.json": json.dumps(ENTRIES),
        f"{at}/core-js-compat/modules-by-versions.json": json.dumps(
            {"3.0": FIRST_VERSION, "3.10": ["es.array.future"]}
        ),
    }
    for name in ENGINES:
        files[f"{at}/core-js/modules/{name}.js"] = f"console.log({name!r});\n"
    return files


def polyfills(result: pybundle.BuildResult, path: str = "src/index.js") -> list[str]:
    assert result.stats is not None
    module = next(one for one in result.stats.modules if one.path == path)
    return [polyfill.module for polyfill in module.polyfills]


def build(root: Path, target: str, method: str = "usage", **more: object) -> pybundle.BuildResult:
    return pybundle.build(
        {"target": target, "polyfills": method, **more}, root=root, stats=True, write=False
    )


INDEX = {"src/index.js": "export const p = Promise.resolve([1].at(0));\n[[1]].flat();\n"}


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("chrome 60", ["es.array.at", "es.array.flat", "es.promise"]),
        ("chrome 80", ["es.array.at"]),
        ("chrome 92", []),
        ("chrome 92, chrome 66", ["es.array.at", "es.array.flat", "es.promise"]),
        ("es2018", ["es.array.at", "es.array.flat"]),
        ("es2022", []),
        ("esnext", []),
    ],
)
def test_the_target_decides(project: Project, target: str, expected: list[str]) -> None:
    root = project({**packages(), **INDEX})
    result = build(root, target).check()
    assert polyfills(result) == expected
    assert result.warnings == ()


def test_entry_points_are_cut_down(project: Project) -> None:
    root = project(
        {**packages(), "src/index.js": 'import "core-js/stable";\nrequire("core-js");\n'}
    )
    assert polyfills(build(root, "chrome 80", "entry").check()) == ["es.array.at"] * 2
    assert polyfills(build(root, "chrome 100", "entry").check()) == []


def test_only_what_the_installed_version_has(project: Project) -> None:
    code = {"src/index.js": "[1].future();\n"}
    root = project({**packages(version="3.9.1"), **code})
    assert polyfills(build(root, "chrome 100").check()) == []
    project(packages(version="3.10.0"))
    assert polyfills(build(root, "chrome 100").check()) == ["es.array.future"]


def test_polyfills_come_first_and_from_the_project(project: Project) -> None:
    """Also for a package that has another core-js of its own, which is left alone itself."""
    root = project(
        {
            **packages(),
            **packages(version="2.6.12", at="node_modules/dep/node_modules"),
            "src/index.js": 'import "dep";\nconsole.log("index", [1].at(0));\n',
            "node_modules/dep/package.json": '{"name": "dep", "version": "1.0.0"}',
            "node_modules/dep/index.js": (
                'require("./part.js");\nrequire("core-js/modules/es.array.at.js");\n'
                "module.exports = [1].flat();\n"
            ),
            "node_modules/dep/part.js": 'console.log("part");\n',
        }
    )
    result = build(root, "chrome 60").check()
    assert result.stats is not None
    assert [module.path for module in result.stats.modules] == [
        "src/index.js",
        "node_modules/core-js/modules/es.array.at.js",
        "node_modules/dep/index.js",
        "node_modules/core-js/modules/es.array.flat.js",
        "node_modules/dep/part.js",
        "node_modules/dep/node_modules/core-js/modules/es.array.at.js",
    ]
    assert all(
        module.polyfills == () for module in result.stats.modules if "core-js" in module.path
    )


def test_every_polyfill_has_a_reason(project: Project) -> None:
    root = project({**packages(), **INDEX})
    result = build(root, "chrome 60").check()
    assert result.stats is not None
    found = [
        (one.module, one.feature, one.line, one.column) for one in result.stats.modules[0].polyfills
    ]
    assert found == [
        ("es.array.at", ".at()", 1, 38),
        ("es.array.flat", ".flat()", 2, 7),
        ("es.promise", "Promise.resolve", 1, 18),
    ]
    module = next(one for one in result.stats.modules if one.path.endswith("es.promise.js"))
    reason = module.reasons[0]
    assert (reason.module, reason.kind, reason.line, reason.column) == (0, "import", 1, 18)
    assert reason.request == "core-js/modules/es.promise.js"


def test_explain(project: Project, run: Callable[..., CompletedProcess[str]]) -> None:
    root = project(
        {**packages(), **INDEX, "pybundle.toml": 'target = "chrome 80"\npolyfills = "usage"\n'}
    )
    done = run("explain", "es.array.at.js", cwd=root)
    assert 'src/index.js:1:38  import "core-js/modules/es.array.at.js" for .at() →' in done.stdout
    done = run("explain", "index.js", cwd=root)
    assert done.stdout.rstrip().endswith(
        "1 polyfill for it:\n  src/index.js:1:38  es.array.at for .at()"
    )
    done = run("build", "--polyfills", "none", "--json", cwd=root)
    assert [module["path"] for module in json.loads(done.stdout)["modules"]] == ["src/index.js"]


@pytest.mark.parametrize("method", ["usage", "entry"])
def test_nothing_is_asked_for_where_nothing_is_needed(project: Project, method: str) -> None:
    root = project({"src/index.js": "export const a = [1].indexOf(1);\n"})
    assert build(root, "chrome 60", method).ok
    # Nor are data that cannot be read anybody's problem yet.
    project({**packages(), "node_modules/core-js-compat/data.json": "{"})
    assert build(root, "chrome 60", method).ok
    uses = {"entry": 'import "core-js";\n', "usage": "export const a = [1].at(0);\n"}
    project({"src/index.js": uses[method]})
    result = build(root, "chrome 60", method)
    assert [one.code for one in result.errors] == ["missing-core-js"]
    assert "`data.json`" in result.errors[0].message


def test_a_module_that_core_js_should_have(project: Project) -> None:
    root = project({**packages(), **INDEX})
    (root / "node_modules/core-js/modules/es.promise.js").unlink()
    result = build(root, "chrome 60")
    assert [(one.code, one.location and one.location.line) for one in result.errors] == [
        ("missing-core-js", 1)
    ]
    assert "`core-js/modules/es.promise.js` is not in it" in result.errors[0].message


def test_a_rebuild_notices_another_core_js(project: Project, tmp_path: Path) -> None:
    root = project(INDEX)
    options = {"target": "chrome 80", "polyfills": "usage", "minify": False}
    compiler = pybundle.Compiler(options, root=root, stats=True)

    def rebuild(*changed: str) -> pybundle.BuildResult:
        compiler.invalidate([os.path.join(root, path) for path in changed])
        return compiler.build()

    result = compiler.build()
    assert [one.code for one in result.errors] == ["missing-core-js"]
    assert os.path.join(root, "node_modules") in compiler.inputs().missing

    project(packages())
    assert polyfills(rebuild("node_modules").check()) == ["es.array.at"]
    package = "node_modules/core-js-compat/package.json"
    assert os.path.join(root, package) in compiler.inputs().files
    assert os.path.join(root, "node_modules/core-js/package.json") in compiler.inputs().files

    project(packages(version="3.9.1", engines={**ENGINES, "es.array.flat": "81"}))
    result = rebuild(package).check()
    assert polyfills(result) == ["es.array.at", "es.array.flat"]
    clean = tmp_path / "clean"
    shutil.copytree(root, clean, ignore=shutil.ignore_patterns("dist"))
    fresh = pybundle.build(options, root=clean).check()
    for file, other in zip(result.files, fresh.files, strict=True):
        assert Path(result.path_of(file)).read_bytes() == Path(fresh.path_of(other)).read_bytes()

    shutil.rmtree(root / "node_modules")
    assert [one.code for one in rebuild("node_modules").errors] == ["missing-core-js"]
