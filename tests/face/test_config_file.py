"""Reading the configuration, and the words for what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec
import pytest

import pybundle
from pybundle import BuildOptions, Config, ConfigError
from pybundle.bundler.settings import Settings, load_settings

Project = Callable[[Mapping[str, str]], Path]


def load(root: Path, environ: Mapping[str, str] | None = None, **options: Any) -> Settings:
    return load_settings(options, root=root, config_file=None, environ=environ or {})


def refused(root: Path, **options: Any) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load(root, **options)
    assert all(one.severity == "error" for one in caught.value.diagnostics)
    return str(caught.value).split("\n")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pybundle.toml", 'banner = "hello"\n[output]\npath = "out"\n'),
        ("pyproject.toml", '[tool.pybundle]\nbanner = "hello"\noutput = {path = "out"}\n'),
        ("pybundle.config.py", 'config = {"banner": "hello", "output": {"path": "out"}}\n'),
        (
            "pybundle.config.py",
            "from pybundle import Config, OutputConfig\n"
            'config = Config(banner="hello", output=OutputConfig(path="out"))\n',
        ),
        (
            "pybundle.config.py",
            "import words\n"
            "def config(mode):\n    return {'banner': words.HELLO, 'output': {'path': 'out'}}\n",
        ),
    ],
)
def test_sources(app: Path, project: Project, name: str, text: str) -> None:
    project({name: text, "words.py": 'HELLO = "hello"\n'})
    settings = load(app)
    assert settings.engine["banner"] == "hello"
    assert settings.output_path == str(app / "out")
    assert settings.config_file == str(app / name)
    assert str(app / name) in settings.watched


def test_a_config_function_gets_the_mode(app: Path, project: Project) -> None:
    project({"pybundle.config.py": "def config(mode): return {'banner': mode}\n"})
    assert load(app).engine["banner"] == "production"
    assert load(app, {"NODE_ENV": "development"}).engine["banner"] == "development"
    assert load(app, mode="none").engine["banner"] == "none"


def test_what_is_given_lies_over_the_file(app: Path, project: Project) -> None:
    project(
        {
            "pybundle.toml": 'externals = ["a"]\nminify = false\n[output]\npath = "out"\n'
            'clean = true\n[define]\nA = "1"\nB = "2"\n'
        }
    )
    options = load(
        app, output={"path": "else"}, define={"B": "3"}, externals="b", minify=True
    ).engine
    assert options["output"]["path"] == str(app / "else")
    assert options["output"]["clean"] is True
    assert dict(options["define"]).items() >= {"A": "1", "B": "3"}.items()
    assert [one["request"] for one in options["externals"]] == ["a", "b"]
    assert options["minify"] is True


def test_other_pyproject_files_do_not_matter(app: Path, project: Project) -> None:
    project({"pyproject.toml": '[project]\nname = "pybundle-user"\n'})
    assert load(app).config_file is None


def test_a_named_file(app: Path, project: Project) -> None:
    project({"pybundle.toml": 'banner = "no"', "other.toml": 'banner = "yes"'})
    named = load_settings({}, root=app, config_file=app / "other.toml", environ={})
    assert named.engine["banner"] == "yes"
    without = load_settings({}, root=app, config_file=False, environ={})
    assert without.engine["banner"] is None
    with pytest.raises(ConfigError, match="config-not-found"):
        load_settings({}, root=app, config_file=app / "gone.toml", environ={})


# --- Mistakes ------------------------------------------------------------------------


def test_all_unknown_keys_are_told_with_their_place(app: Path, project: Project) -> None:
    project(
        {
            "pyproject.toml": "[tool.other]\nminfy = 1\n\n[tool.pybundle]\nminfy = true\n"
            'public_path = "/"\nresolve = { alais = {} }\n[tool.pybundle.output]\n'
            'publicPath = "/"\n"whatever it is" = 3\n'
        }
    )
    text = "\n".join(refused(app))
    for expected in [
        "unknown key `minfy` in pyproject.toml\n --> pyproject.toml:5:1\n",
        "did you mean `minify`?",
        " --> pyproject.toml:6:1\n",
        "did you mean `output.public_path`?",
        "unknown key `alais` in `resolve` in pyproject.toml\n --> pyproject.toml:7:13\n",
        "did you mean `alias`?",
        "unknown key `publicPath` in `output` in pyproject.toml\n --> pyproject.toml:9:1\n",
        "did you mean `public_path`?",
        " --> pyproject.toml:10:2\n",
        "known keys: path, filename,",
    ]:
        assert expected in text


def test_an_unknown_key_in_python(app: Path, project: Project) -> None:
    project({"pybundle.config.py": 'config = {\n    "entri": "x",\n}\n'})
    assert refused(app) == [
        "error[config-unknown-key]: unknown key `entri` in pybundle.config.py",
        " --> pybundle.config.py:2:5",
        "  |",
        "1 | config = {",
        '2 |     "entri": "x",',
        "  |     ^^^^^^^",
        "  |",
        "  = hint: did you mean `entry`?",
    ]


def test_an_unknown_option_is_no_fault_of_the_file(app: Path, project: Project) -> None:
    project({"pybundle.toml": ""})
    assert refused(app, entri="x")[0] == (
        "error[config-unknown-key]: unknown key `entri` in the options"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('jobs = "3"', ["`jobs` in pybundle.toml: expected `int`, got `str`", ":1:1"]),
        ("jobs = -1", ["`jobs`", ">= 0"]),
        ('mode = "prodution"', ["cannot be `prodution`", "mean `production`?"]),
        ('[output]\nformat = "umd"', ["`output.format`", "one of iife, esm, cjs", ":2:1"]),
        ('drop = ["consle"]', ["`drop` in pybundle.toml cannot be `consle`", "mean `console`?"]),
        ("[define]\nA = 1\n[output]\nclean = 1", ["`output.clean`", "expected `bool`", ":4:1"]),
        ('[resolve.alias]\n"@" = 3', ["`resolve.alias.@`", ":2:2"]),
        ("minify = true\nminify = false", ["is not valid TOML", "config-syntax", ":2:"]),
        ("minify =", ["is not valid TOML", "config-syntax"]),
    ],
)
def test_wrong_values(app: Path, project: Project, text: str, expected: list[str]) -> None:
    project({"pybundle.toml": text})
    drawn = "\n".join(refused(app))
    for part in expected:
        assert part in drawn


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("config = {", ["is not valid Python", ":1:10"]),
        ("x = 1\nconfig = {'a': 1 / 0}", ["ZeroDivisionError", ":2:1"]),
        ("def config(mode):\n    raise ValueError('no')", ["ValueError: no", ":2:1"]),
        ("configuration = {}", ["defines no `config`"]),
        ("config = 3", ["must be a dict", "int"]),
    ],
)
def test_wrong_python(app: Path, project: Project, text: str, expected: list[str]) -> None:
    project({"pybundle.config.py": text})
    drawn = "\n".join(refused(app))
    for part in expected:
        assert part in drawn


def test_contradictions(app: Path, project: Project) -> None:
    project({"pybundle.toml": "minify = true\n[optimization]\nminimize = false\n"})
    assert "contradict each other" in refused(app)[0]
    project({"pybundle.toml": "[optimization]\nminimize = false\n"})
    assert load(app, minify=True).engine["minify"] is True


# --- The types -----------------------------------------------------------------------


def test_keyword_options_are_the_fields_of_the_configuration() -> None:
    assert set(get_type_hints(BuildOptions)) == set(Config.__struct_fields__)


def test_every_field_is_described_in_the_schema() -> None:
    schema = msgspec.json.schema(Config)
    definition = schema["$defs"]["Config"]
    assert definition["additionalProperties"] is False
    undescribed = {
        name
        for name, field in definition["properties"].items()
        if "description" not in field and "$ref" not in json.dumps(field)
    }
    assert not undescribed


def test_all_public_names_are_there() -> None:
    for name in pybundle.__all__:
        assert getattr(pybundle, name) is not None
    assert get_args(Config.__annotations__) == ()
    with pytest.raises(AttributeError):
        pybundle.nothing  # noqa: B018
