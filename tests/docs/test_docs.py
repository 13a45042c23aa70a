"""The documents say what is true: their examples run, and nothing is left out."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import click
import msgspec
import pytest
from transcripts import REPOSITORY, Section, alike, run, sections

import pybundle
from pybundle.bundler import cli
from pybundle.bundler.config import Config
from pybundle.bundler.settings import load_settings

DOCS = REPOSITORY / "docs"
PAGES = sorted(DOCS.glob("*.md"))
SECTIONS = [
    pytest.param(section, id=f"{page.stem}-{section.heading or 'top'}".replace(" ", "-"))
    for page in PAGES
    for section in sections(page.read_text("utf-8"))
    if section.runs
]


@pytest.mark.parametrize("section", SECTIONS)
def test_examples_print_what_they_say(section: Section, tmp_path: Path) -> None:
    for fence, outputs in run(section, tmp_path.resolve()):
        for (command, said), printed in zip(fence.exchanges(), outputs, strict=True):
            assert alike(said, printed), (
                f"`{command}` printed\n\n{os.linesep.join(printed)}\n\n"
                "run `python tests/docs/transcripts.py docs/*.md` to take it over"
            )


def headings(page: str) -> list[str]:
    """Return the headings of a page that are code."""
    text = (DOCS / page).read_text("utf-8")
    return re.findall(r"^#{2,3} `([^`]+)`$", text, re.MULTILINE)


def codes_in_sources() -> set[str]:
    codes: set[str] = set()
    for file in (REPOSITORY / "crates").glob("*/src/**/*.rs"):
        if file.stem == "tests":
            continue
        text = file.read_text("utf-8").partition("#[cfg(test)]\nmod tests {")[0]
        codes |= set(re.findall(r'(?:Diagnostic|Problem)::(?:error|warning)\(\s*"([^"]+)"', text))
        codes |= set(re.findall(r'\bcode: "([^"]+)"', text))
        codes |= set(re.findall(r'\bproblem\(\s*"([^"]+)"', text))
        codes |= set(re.findall(r'\(Severity::\w+, "([^"]+)"\)', text))
        codes |= set(re.findall(r'\.cannot\(\s*"([^"]+)"', text))
        for listed in re.findall(r"const CODES: &\[&str\] = &\[([^\]]*)\]", text):
            codes |= set(re.findall(r'"([^"]+)"', listed))
    for file in (REPOSITORY / "bundler").glob("*.py"):
        text = file.read_text("utf-8")
        codes |= set(re.findall(r'\b_(?:problem|error)\(\s*"([^"]+)"', text))
        codes |= set(re.findall(r'\bcode="([^"]+)"', text))
    return codes


def test_every_diagnostic_has_an_entry() -> None:
    codes = codes_in_sources()
    assert "unresolved-import" in codes
    assert "config-value" in codes
    entries = headings("diagnostics.md")
    assert sorted(entries) == sorted(codes)
    assert entries == sorted(entries)
    table = re.findall(
        r"^\| \[`([^`]+)`\]", (DOCS / "diagnostics.md").read_text("utf-8"), re.MULTILINE
    )
    assert table == entries


def options_of_schema() -> list[str]:
    schema = msgspec.json.schema(Config)
    found: list[str] = []

    def walk(definition: str, prefix: str) -> None:
        properties: dict[str, Any] = schema["$defs"][definition]["properties"]
        for name, field in properties.items():
            found.append(f"{prefix}{name}")
            for one in field.get("anyOf", [field]):
                if "$ref" in one:
                    walk(one["$ref"].rpartition("/")[2], f"{prefix}{name}.")

    walk("Config", "")
    return found


def test_every_option_has_an_entry() -> None:
    options = options_of_schema()
    assert "resolve.alias" in options
    assert sorted(headings("configuration.md")) == sorted(options)


def test_configurations_can_be_used(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src/index.js").write_text("", "utf-8")
    count = 0
    for section in sections((DOCS / "configuration.md").read_text("utf-8")):
        for fence in section.fences:
            if fence.info.split()[0] != "toml":
                continue
            data = tomllib.loads(fence.text)
            data = data.get("tool", {}).get("pybundle", data)
            settings = load_settings(data, root=tmp_path, config_file=False, environ={})
            assert settings.engine["root"] == str(tmp_path)
            count += 1
    assert count > 30


def test_every_flag_is_named() -> None:
    page = (DOCS / "cli.md").read_text("utf-8")
    for name, command in cli.command.commands.items():
        assert f"`pybundle {name}`" in page
        for parameter in command.params:
            if not isinstance(parameter, click.Option):
                continue
            for flag in (*parameter.opts, *parameter.secondary_opts):
                assert re.search(rf"(?<![\w-]){re.escape(flag)}(?![\w-])", page), flag


def test_every_public_name_is_named() -> None:
    page = (DOCS / "python-api.md").read_text("utf-8")
    for name in pybundle.__all__:
        assert re.search(rf"\b{name}\b", page), name


def anchors(text: str) -> set[str]:
    """Return the anchors of a page, made from its headings as GitHub does."""
    found = set()
    for heading in re.findall(r"^#{1,6} (.+)$", text, re.MULTILINE):
        word = re.sub(r"[^\w\- ]", "", heading.lower())
        found.add(word.strip().replace(" ", "-"))
    return found


@pytest.mark.parametrize(
    "page", [*PAGES, REPOSITORY / "README.md", REPOSITORY / "ARCHITECTURE.md"], ids=lambda p: p.name
)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```", "", text, flags=re.DOTALL)):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path) if path else page
        assert file.exists(), target
        if anchor:
            assert anchor in anchors(file.read_text("utf-8")), target


def test_the_map_names_what_is_there() -> None:
    """Every folder and file that ARCHITECTURE.md names in its map exists, and no crate lacks."""
    text = (REPOSITORY / "ARCHITECTURE.md").read_text("utf-8")
    drawn = text.partition("## Map")[2].partition("\n## ")[0]
    folder: list[str] = []
    named = set()
    for line in drawn.splitlines():
        found = re.match(r"( *)([\w./-]+)(?:  +\S|$)", line)
        if not found:
            continue
        depth = len(found[1]) // 2
        folder = [*folder[:depth], found[2].rstrip("/")]
        named.add("/".join(folder))
    assert named, "the map could not be read"
    missing = [path for path in sorted(named) if not (REPOSITORY / path).exists()]
    assert not missing
    tracked = subprocess.run(
        ["git", "ls-files", "crates/*/src/*.rs", "bundler/*.py"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    modules = {path.removesuffix(".rs").removesuffix(".py") for path in tracked}
    shown = {path.removesuffix(".rs").removesuffix(".py") for path in named}
    left_out = {
        path
        for path in modules
        if path.count("/") <= 3 and not path.endswith(("/lib", "__init__")) and path not in shown
    }
    assert not left_out
