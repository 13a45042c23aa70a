"""Short names of properties: the cache between builds, and what a source map says of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import pybundle

Project = Callable[[Mapping[str, str]], Path]

SOURCE = """
export const box = { _first: 1, _second: 2, _third: 3 };
console.log(box._first, box._second, box._second, box._third, box._third, box._third);
"""


def build(root: Path, *, minify: bool = False, **optimization: Any) -> tuple[str, dict[str, Any]]:
    result = pybundle.build(
        root=root,
        entry="./main.js",
        minify=minify,
        output={"filename": "out.js", "format": "esm"},
        optimization={"mangle_props": "^_", **optimization},
        check=True,
    )
    return (root / "dist" / "out.js").read_text("utf-8"), dict(result.props_cache)


def test_the_most_used_get_the_first_names(project: Project) -> None:
    root = project({"main.js": SOURCE})
    code, names = build(root)
    assert names == {"_third": "e", "_second": "t", "_first": "a"}
    assert "box.a, box.t, box.t, box.e" in code


def test_names_stay_from_build_to_build(project: Project) -> None:
    root = project({"main.js": SOURCE})
    cache = root / "names" / "props.json"
    code, names = build(root, props_cache="names/props.json")
    assert json.loads(cache.read_text("utf-8")) == names
    # What was rare becomes frequent, and what is new comes behind.
    (root / "main.js").write_text(SOURCE + "box._new = box._first + box._first + box._first;")
    changed, more = build(root, props_cache="names/props.json")
    assert more == {**names, "_new": "o"}
    assert code.splitlines()[1] in changed
    written = cache.stat().st_mtime_ns
    build(root, props_cache="names/props.json")
    assert cache.stat().st_mtime_ns == written


def test_a_compiler_keeps_the_names_that_it_has_written(project: Project) -> None:
    root = project({"main.js": SOURCE})
    compiler = pybundle.Compiler(
        root=root,
        entry="./main.js",
        output={"filename": "out.js"},
        optimization={"mangle_props": "^_", "props_cache": "props.json"},
    )
    names = dict(compiler.build(check=True).props_cache)
    (root / "main.js").write_text(SOURCE + "console.log(box._first, box._first, box._first);")
    compiler.invalidate([root / "main.js"])
    assert dict(compiler.build(check=True).props_cache) == names
    rebuilt = (root / "dist" / "out.js").read_bytes()
    afresh = pybundle.build(
        root=root,
        entry="./main.js",
        output={"filename": "out.js"},
        optimization={"mangle_props": "^_", "props_cache": "props.json"},
        check=True,
    )
    assert (root / "dist" / "out.js").read_bytes() == rebuilt
    assert dict(afresh.props_cache) == names


def test_a_cache_as_esbuild_writes_it(project: Project) -> None:
    root = project({"main.js": SOURCE, "props.json": '{"_first": "uno", "_second": false}'})
    code, names = build(root, props_cache="props.json")
    assert "box.uno, box._second, box._second, box.e" in code
    assert json.loads((root / "props.json").read_text("utf-8")) == {
        "_first": "uno",
        "_second": False,
        "_third": "e",
    }
    assert names["_second"] is None


def test_a_name_of_the_cache_that_the_code_has_meanwhile(project: Project) -> None:
    root = project({"main.js": SOURCE + "box.e = 4;", "props.json": '{"_third": "e"}'})
    result = pybundle.build(
        root=root,
        entry="./main.js",
        output={"filename": "out.js"},
        optimization={"mangle_props": "^_", "props_cache": "props.json"},
        check=True,
    )
    assert [one.code for one in result.warnings] == ["props-cache-collision"]
    assert "e" not in result.props_cache.values()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "is no JSON"),
        ("[]", "is no table of names"),
        ('{"_a": 1}', "`_a` is 1"),
        ('{"_a": "not-a-name"}', "not-a-name"),
        ('{"_a": "__proto__"}', "__proto__"),
    ],
)
def test_a_cache_that_is_none(project: Project, content: str, words: str) -> None:
    root = project({"main.js": SOURCE, "props.json": content})
    options: Any = {"mangle_props": "^_", "props_cache": "props.json"}
    with pytest.raises(pybundle.PybundleError) as caught:
        pybundle.build(root=root, entry="./main.js", optimization=options, check=True)
    (problem,) = caught.value.diagnostics  # type: ignore[attr-defined]
    assert problem.code == "invalid-props-cache"
    assert words in " ".join([problem.message, *problem.notes])
    assert (root / "props.json").read_text("utf-8") == content
    assert not (root / "dist").exists()


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"mangle_props": "("}, "invalid-pattern"),
        ({"mangle_props": "^_", "reserve_props": ["^a", "["]}, "invalid-pattern"),
        ({"props_cache": "props.json"}, "config-value"),
    ],
)
def test_options_that_cannot_be_used(project: Project, options: dict[str, Any], code: str) -> None:
    root = project({"main.js": SOURCE})
    with pytest.raises(pybundle.PybundleError) as caught:
        pybundle.build(root=root, entry="./main.js", optimization=options, check=True)
    assert [one.code for one in caught.value.diagnostics] == [code]  # type: ignore[attr-defined]


@pytest.mark.parametrize("minify", [False, True])
def test_a_source_map_has_the_original_names(project: Project, minify: bool) -> None:
    root = project({"main.js": SOURCE})
    pybundle.build(
        root=root,
        entry="./main.js",
        minify=minify,
        source_map=True,
        output={"filename": "out.js", "format": "esm"},
        optimization={"mangle_props": "^_"},
        check=True,
    )
    names = json.loads((root / "dist" / "out.js.map").read_text("utf-8"))["names"]
    assert {"_first", "_second", "_third"} <= set(names)
    assert not any("ǂ" in name for name in names)


def test_one_name_in_all_chunks(project: Project) -> None:
    root = project(
        {
            "main.js": "import('./late.js').then(({ give }) => console.log(give()._third));",
            "late.js": "export const give = () => ({ _third: 3, _fourth: 4 });",
        }
    )
    result = pybundle.build(
        root=root,
        entry="./main.js",
        output={"filename": "out.js", "format": "esm"},
        optimization={"mangle_props": "^_"},
        check=True,
    )
    name = result.props_cache["_third"]
    texts = [result.path_of(file) for file in result.files]
    assert len(texts) == 2
    joined = "".join(Path(text).read_text("utf-8") for text in texts)
    assert f"().{name}" in joined
    assert f"{name}:3" in joined
    assert "_third" not in joined
