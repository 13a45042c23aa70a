"""What the configuration, the environment and the project come to."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from pybundle import Config, ConfigError, EntryConfig
from pybundle.bundler.config_file import plain
from pybundle.bundler.settings import engine_options, load_settings

Project = Callable[[Mapping[str, str]], Path]

REPOSITORY = Path(__file__).parents[2]


def settled(root: Path, environ: Mapping[str, str] | None = None, **options: Any) -> dict[str, Any]:
    settings = load_settings(options, root=root, config_file=None, environ=environ or {})
    document: dict[str, Any] = json.loads(engine_options(settings))
    return document


def refused(root: Path, **options: Any) -> str:
    with pytest.raises(ConfigError) as caught:
        settled(root, **options)
    return str(caught.value)


# --- The engine's side ---------------------------------------------------------------


def rust_fields(struct: str, file: str = "engine/src/options.rs") -> list[str]:
    text = (REPOSITORY / "crates" / file).read_text()
    body = re.search(rf"pub struct {struct} {{\n(.*?)\n}}", text, re.DOTALL)
    assert body, struct
    # What the engine tells itself is no word of the document.
    document = re.sub(r"#\[serde\(skip\)\]\n    pub \w+:", "", body[1])
    return re.findall(r"^    pub (\w+):", document, re.MULTILINE)


def test_every_option_of_the_engine_is_said_and_no_other(app: Path) -> None:
    groups = {"split_chunks": {"cache_groups": {"vendors": {"test": "node_modules"}}}}
    options = settled(app, externals=["react"], provide={"$": "jquery"}, optimization=groups)
    # The engine reads `stats` and `write` from the same document.
    assert sorted(options) == sorted(rust_fields("Options"))
    assert sorted(options["entries"][0]) == sorted(rust_fields("Entry"))
    assert sorted(options["output"]) == sorted(rust_fields("OutputOptions"))
    split = "engine/src/options/splitting.rs"
    assert sorted(options["split_chunks"]) == sorted(rust_fields("SplitChunks", split))
    group = {key if key != "type" else "kind" for key in options["split_chunks"]["cache_groups"][0]}
    assert group == set(rust_fields("CacheGroup", split))
    assert sorted(options["resolve"]) == sorted(rust_fields("ResolveOptions"))
    assert sorted(options["provide"][0]) == sorted(rust_fields("Provide"))
    assert sorted(options["externals"][0]) == sorted(rust_fields("External"))
    assert sorted(options["jsx"]) == sorted(rust_fields("JsxOptions"))
    assert list(options["assumptions"]) == rust_fields("Assumptions", "lower/src/features.rs")


# --- Defaults ------------------------------------------------------------------------


def test_zero_configuration(app: Path) -> None:
    options = settled(app)
    assert options["root"] == str(app)
    assert named(options) == {"index": "./src/index.js"}
    assert options["mode"] == "production"
    assert options["platform"] == "web"
    assert options["target"] == []
    assert options["format"] == "iife"
    assert options["output"] == {
        "path": str(app / "dist"),
        "filename": "bundle.js",
        "filename_rules": [],
        "chunk_filename": "[name]-[contenthash:8].js",
        "chunk_filename_rules": [],
        "asset_filename": "[name]-[contenthash:8].[ext]",
        "public_path": "auto",
        "clean": False,
        "keep": [],
        "manifest": None,
        "import_map": None,
        "integrity": None,
        "cross_origin_loading": None,
        "licenses": None,
        "compress": None,
        "chunk_retries": 1,
        "chunk_load_timeout": 120_000,
        "chunk_loading_global": None,
        "module_preload": True,
        "trusted_types": None,
    }
    assert options["performance"] is None
    assert (options["minify"], options["tree_shaking"], options["source_map"]) == (
        True,
        True,
        "none",
    )
    assert options["jobs"] == 0


@pytest.mark.parametrize("extension", ["js", "jsx", "ts", "tsx", "mjs"])
def test_default_entry(project: Project, extension: str) -> None:
    root = project({f"src/index.{extension}": ""})
    assert settled(root)["entries"][0]["request"] == f"./src/index.{extension}"


def test_no_entry(project: Project) -> None:
    assert "error[no-entry]" in refused(project({"readme": ""}))


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("production", (True, True, "none", False)),
        ("development", (False, False, "file", True)),
        ("none", (False, False, "none", False)),
    ],
)
def test_what_the_mode_decides(app: Path, mode: str, expected: object) -> None:
    options = settled(app, mode=mode)
    decided = (
        options["minify"],
        options["tree_shaking"],
        options["source_map"],
        options["jsx"]["development"],
    )
    assert decided == expected


@pytest.mark.parametrize(
    ("node_env", "stated", "mode", "seen"),
    [
        (None, None, "production", '"production"'),
        ("development", None, "development", '"development"'),
        ("test", None, "development", '"test"'),
        ("staging", None, "production", '"production"'),
        ("development", "production", "production", '"production"'),
        ("production", "none", "none", None),
    ],
)
def test_mode_and_node_env(
    app: Path, node_env: str | None, stated: str | None, mode: str, seen: str | None
) -> None:
    environ = {"NODE_ENV": node_env} if node_env else {}
    options = settled(app, environ, **({"mode": stated} if stated else {}))
    assert options["mode"] == mode
    assert dict(options["define"]).get("process.env.NODE_ENV") == seen


def test_define(app: Path) -> None:
    define = {"A": "b.c", "B": True, "C": {"x": None}, "D": None, "import.meta.env.MODE": '"mine"'}
    options = settled(app, define=define, output={"public_path": "/static"}, target="node")
    values = dict(options["define"])
    assert list(values) == sorted(values)
    assert values["A"] == "b.c"
    assert values["B"] == "true"
    assert values["C"] == '{"x":null}'
    assert values["D"] == "null"
    assert values["import.meta.env.MODE"] == '"mine"'
    assert values["import.meta.env.BASE_URL"] == '"/static/"'
    assert values["import.meta.env.SSR"] == "true"
    assert values["import.meta.env.PROD"] == "true"
    assert json.loads(values["import.meta.env"])["DEV"] is False


@pytest.mark.parametrize(
    ("environ", "options", "jobs"),
    [
        ({}, {}, 0),
        ({"WEB_CONCURRENCY": "3"}, {}, 3),
        ({"WEB_CONCURRENCY": "3"}, {"jobs": 2}, 2),
        ({"WEB_CONCURRENCY": "many"}, {}, 0),
    ],
)
def test_jobs(app: Path, environ: dict[str, str], options: dict[str, Any], jobs: int) -> None:
    assert settled(app, environ, **options)["jobs"] == jobs


# --- Entries and names ---------------------------------------------------------------


def test_names_of_entries(app: Path) -> None:
    several = settled(
        app, entry=["src/a.js", "./src/admin/index.tsx", "src/shop/index.js", "react"]
    )
    assert list(named(several).items()) == [
        ("a", "src/a.js"),
        ("src/admin/index", "./src/admin/index.tsx"),
        ("src/shop/index", "src/shop/index.js"),
        ("react", "react"),
    ]
    assert several["output"]["filename"] == "[name].js"
    one = settled(app, entry={"main": "src/a.js"})
    assert named(one) == {"main": "src/a.js"}
    assert one["output"]["filename"] == "bundle.js"
    absolute = settled(app, entry=str(app / "src/a.js"))
    assert named(absolute) == {"a": "./src/a.js"}


def named(options: dict[str, Any]) -> dict[str, str]:
    return {entry["name"]: entry["request"] for entry in options["entries"]}


def test_entries_with_more_said_of_them(app: Path) -> None:
    entry = {
        "base": ["src/a.js", "src/lib/b.js"],
        "app": {"import": "src/c.js", "depend_on": "base", "filename": "x/[name].js"},
    }
    single = {"runtime_chunk": "single"}
    base, last = settled(app, entry=entry, optimization=single)["entries"]
    assert base["before"] == ["src/a.js"]
    assert (base["request"], base["runtime"]) == ("src/lib/b.js", "runtime")
    assert (last["depend_on"], last["filename"]) == (["base"], "x/[name].js")
    each = settled(app, entry=entry, optimization={"runtime_chunk": True})["entries"]
    assert [one["runtime"] for one in each] == ["runtime~base", "runtime~base"]
    for format_ in ("esm", "cjs"):
        options = settled(app, entry=entry, optimization=single, output={"format": format_})
        assert options["entries"][0]["runtime"] is None
    config = Config(entry={"main": EntryConfig(import_=["src/a.js", "src/b.js"])})
    assert settled(app, **plain(config))["entries"][0]["before"] == ["src/a.js"]


def test_entries_that_cannot_be(app: Path) -> None:
    a = {"import": "src/a.js", "depend_on": "b"}
    assert "which is no entry" in refused(app, entry={"a": a})
    b = {"import": "src/b.js", "depend_on": ["a"]}
    assert "depends on itself" in refused(app, entry={"a": a, "b": b})
    assert "has no file" in refused(app, entry={"a": []})
    assert "unknown key `dependOn`" in refused(app, entry={"a": {"import": "x", "dependOn": "b"}})
    runtime = {"runtime_chunk": {"name": "a"}}
    assert "both called `a`" in refused(app, entry={"a": "x.js"}, optimization=runtime)
    groups = {"split_chunks": {"cache_groups": {"v": {"name": "a"}}}}
    assert "both called `a`" in refused(app, entry={"a": "x.js"}, optimization=groups)


def test_cache_groups(app: Path) -> None:
    groups = {
        "last": {"priority": -1, "min_size": 0},
        "off": False,
        "first": {"priority": 2, "test": re.compile("x|y"), "chunks": "all"},
        "second": {"test": ["/a/", "b"]},
    }
    common = {"min_chunks": 2, "max_size": 7, "cache_groups": groups}
    said = settled(app, optimization={"split_chunks": common})["split_chunks"]
    assert [group["key"] for group in said["cache_groups"]] == ["first", "second", "last"]
    first, second, last = said["cache_groups"]
    assert (first["test"], second["test"], last["test"]) == (["x|y"], ["a", "b"], [])
    assert (first["chunks"], second["chunks"]) == ("all", "async")
    assert (last["min_size"], second["min_size"]) == (0, 20_000)
    assert all((group["min_chunks"], group["max_size"]) == (2, 7) for group in (first, last))
    assert settled(app, optimization={"split_chunks": False})["split_chunks"] is None
    assert settled(app, mode="development")["split_chunks"]["min_size"] == 10_000


def test_several_entries_need_several_names(app: Path) -> None:
    text = refused(app, entry=["src/a.js", "src/lib/b.js"], output={"filename": "all.js"})
    assert "put `[name]` into it" in text


@pytest.mark.parametrize(
    ("output", "target", "format_", "chunks"),
    [
        ({}, "web", "iife", "[name]-[contenthash:8].js"),
        ({}, "node", "cjs", "[name]-[contenthash:8].js"),
        ({"format": "esm"}, "node", "esm", "[name]-[contenthash:8].js"),
        ({"filename": "x.mjs"}, "web", "esm", "[name]-[contenthash:8].mjs"),
        ({"filename": "x.cjs"}, "web", "cjs", "[name]-[contenthash:8].cjs"),
        ({"chunk_filename": "c/[hash].js"}, "web", "iife", "c/[hash].js"),
    ],
)
def test_format_and_chunk_names(
    app: Path, output: dict[str, str], target: str, format_: str, chunks: str
) -> None:
    options = settled(app, output=output, target=target)
    assert (options["format"], options["output"]["chunk_filename"]) == (format_, chunks)


def test_library(app: Path) -> None:
    assert settled(app, output={"library": "My.App"})["global_name"] == "My.App"
    table = {"name": "App", "type": "var"}
    assert settled(app, output={"library": table})["global_name"] == "App"
    assert "global variable" in refused(app, output={"library": "App", "format": "esm"})


def test_the_project_is_never_emptied(app: Path) -> None:
    for path in (".", "..", str(app)):
        assert "would empty the project" in refused(app, output={"path": path, "clean": True})
    assert settled(app, output={"path": "../out", "clean": True})["output"]["clean"] is True


def test_public_path(app: Path) -> None:
    for stated, given in [
        ("auto", "auto"),
        ("", "./"),
        ("/s", "/s/"),
        ("https://c.dn/", "https://c.dn/"),
    ]:
        assert settled(app, output={"public_path": stated})["output"]["public_path"] == given


# --- Target --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "platform", "syntax"),
    [
        ("web", "web", []),
        ("node", "node", []),
        ("webworker", "webworker", []),
        ("es2020", "web", ["es2020"]),
        ("ES2020", "web", ["es2020"]),
        (["node", "es2020"], "node", ["es2020"]),
        ("node18", "node", ["node 18"]),
        (["web", "node18"], "web", ["node 18"]),
        ("chrome80,safari 14.1", "web", ["chrome 80", "safari 14.1"]),
        ("browserslist:> 1%, not dead", "web", ["> 1%", "not dead"]),
    ],
)
def test_target(app: Path, target: Any, platform: str, syntax: list[str]) -> None:
    options = settled(app, target=target)
    assert (options["platform"], options["target"]) == (platform, syntax)


def test_browserslist(project: Project) -> None:
    package = {"browserslist": {"production": ["> 1%"], "development": ["last 1 chrome version"]}}
    root = project({"src/index.js": "", "package.json": json.dumps(package)})
    assert settled(root)["target"] == ["> 1%"]
    assert settled(root, mode="development")["target"] == ["last 1 chrome version"]
    assert settled(root, target="es2018")["target"] == ["es2018"]
    assert settled(root, target="node")["target"] == []
    project({".browserslistrc": "# ours\nfirefox 78 # esr\n\n[development test]\nchrome 100\n"})
    assert settled(root)["target"] == ["firefox 78"]
    assert settled(root, {"NODE_ENV": "test"})["target"] == ["chrome 100"]
    assert settled(root, {"BROWSERSLIST_ENV": "development"})["target"] == ["chrome 100"]


# --- The other fields ----------------------------------------------------------------


def test_source_map_and_devtool(app: Path) -> None:
    for stated, kind in [(True, "file"), (False, "none"), ("hidden", "hidden")]:
        assert settled(app, source_map=stated)["source_map"] == kind
    for stated, kind in [
        ("source-map", "file"),
        ("inline-source-map", "inline"),
        ("hidden-source-map", "hidden"),
        ("eval-cheap-module-source-map", "inline"),
        ("eval", "inline"),
        (False, "none"),
    ]:
        assert settled(app, devtool=stated)["source_map"] == kind
    assert "no value of `devtool`" in refused(app, devtool="surce-map")


def test_externals(app: Path) -> None:
    def external(request: str, pattern: bool = False, global_: str | None = None) -> dict[str, Any]:
        return {"request": request, "pattern": pattern, "global": global_}

    assert settled(app, externals="react")["externals"] == [external("react")]
    assert settled(app, externals=["react", "/^@lib\\//", {"jquery": "jQuery", "b": False}])[
        "externals"
    ] == [external("react"), external("^@lib\\/", True), external("jquery", global_="jQuery")]
    assert settled(app, externals=[re.compile("^x")])["externals"] == [external("^x", True)]


def test_alias(app: Path) -> None:
    resolve = {"alias": {"@": "./src", "fs": False, "a$": "b"}, "tsconfig": False}
    options = settled(app, resolve=resolve)["resolve"]
    assert options["alias"] == [["@", str(app / "src")], ["fs", None], ["a$", "b"]]
    assert options["tsconfig"] == "off"
    assert settled(app, resolve={"tsconfig": "x/ts.json"})["resolve"]["tsconfig"] == {
        "file": str(app / "x/ts.json")
    }


def test_provide(app: Path) -> None:
    options = settled(app, provide={"$": "jquery", "Buffer": ["buffer", "Buffer"]})
    assert options["provide"] == [
        {"name": "$", "request": "jquery", "export": None},
        {"name": "Buffer", "request": "buffer", "export": "Buffer"},
    ]


def test_webpack_names_of_switches(app: Path) -> None:
    options = settled(app, optimization={"minimize": False, "used_exports": False})
    assert (options["minify"], options["tree_shaking"]) == (False, False)


def test_jsx_from_tsconfig(project: Project) -> None:
    root = project(
        {
            "src/index.tsx": "",
            "tsconfig.json": """{
                // the base says more
                "extends": "./base.json",
                "compilerOptions": {"jsx": "react-jsx", /* a "comment" */ },
            }""",
            "base.json": '{"compilerOptions": {"jsx": "react", "jsxImportSource": "preact"}}',
        }
    )
    jsx = settled(root)["jsx"]
    assert (jsx["runtime"], jsx["import_source"]) == ("automatic", "preact")
    assert settled(root, jsx={"import_source": "solid-js"})["jsx"]["import_source"] == "solid-js"
    assert settled(root, jsx="preserve")["jsx"]["runtime"] == "preserve"
    assert settled(root, resolve={"tsconfig": False})["jsx"]["import_source"] is None
    classic = {"jsx": "react", "jsxFactory": "h", "jsxFragmentFactory": "Fragment"}
    project({"tsconfig.json": json.dumps({"compilerOptions": classic})})
    jsx = settled(root)["jsx"]
    assert (jsx["runtime"], jsx["pragma"], jsx["pragma_frag"]) == ("classic", "h", "Fragment")
    project({"tsconfig.json": '{"compilerOptions": {"jsx": "preserve"}}'})
    assert settled(root)["jsx"]["runtime"] == "automatic"


@pytest.mark.parametrize(
    ("stated", "policy_name", "stop"),
    [
        (True, "_my_shop", True),
        ("mine", "mine", True),
        ({"on_policy_creation_failure": "continue"}, "_my_shop", False),
        ({"policy_name": "other"}, "other", True),
    ],
)
def test_trusted_types(app: Path, stated: Any, policy_name: str, stop: bool) -> None:
    output = {"trusted_types": stated, "unique_name": "(my shop"}
    given = settled(app, output=output)["output"]["trusted_types"]
    assert given == {"policy_name": policy_name, "stop": stop}


def test_what_only_one_format_can_do(app: Path) -> None:
    for key, value in {
        "chunk_retries": 2,
        "chunk_load_timeout": 1,
        "chunk_loading_global": "x",
    }.items():
        assert settled(app, output={key: value})["output"][key] == value
        assert "of the format iife" in refused(app, output={key: value, "format": "esm"})
    assert "of the format esm" in refused(app, output={"module_preload": True})
    assert (
        settled(app, output={"chunk_retries": 0, "format": "esm"})["output"]["chunk_retries"] == 0
    )
    assert "for browsers" in refused(app, target="node", output={"trusted_types": True})
    assert "no page can allow" in refused(app, output={"trusted_types": "a b"})
