"""Tailwind: the same style sheet as from its own command line, which runs in Node."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from loader_calls import Context, Project, css_of, load

from pybundle.loaders.javascript.postcss import PostCss, PostCssOptions
from pybundle.loaders.javascript.tailwind import Tailwind, TailwindOptions

SITE = Path(__file__).parent / "tailwind"


@pytest.fixture
def site(project: Project) -> Path:
    files = {
        str(path.relative_to(SITE)): path.read_text("utf-8")
        for path in SITE.rglob("*")
        if path.is_file()
    }
    files[".gitignore"] = "node_modules\nignored\nofficial.css\n"
    root = project(files)
    # Ignored files count only below a repository's root.
    (root / ".git").mkdir()
    return root


def official(root: Path, node: Path) -> str:
    cli = root / "node_modules" / "@tailwindcss" / "cli" / "dist" / "index.mjs"
    subprocess.run(
        [node, cli, "-i", "src/main.css", "-o", "official.css"],
        cwd=root,
        check=True,
        capture_output=True,
        timeout=120,
        env={**os.environ, "NO_COLOR": "1"},
    )
    return (root / "official.css").read_text("utf-8")


def test_as_the_official_command_line(site: Path, node: Path) -> None:
    text = (site / "src" / "main.css").read_text("utf-8")
    context = Context(str(site), str(site / "src" / "main.css"))
    made = css_of(load(Tailwind(TailwindOptions()), text, context).content)
    assert made.strip() == official(site, node).strip()
    assert "text-purple-500" not in made
    assert str(site / "src" / "index.html") in context.dependencies
    assert str(site / "src") in context.folders


def test_through_postcss(site: Path, node: Path) -> None:
    (site / "postcss.config.mjs").write_text(
        'export default { plugins: { "@tailwindcss/postcss": {} } };'
    )
    text = (site / "src" / "main.css").read_text("utf-8")
    context = Context(str(site), str(site / "src" / "main.css"))
    made = load(PostCss(PostCssOptions()), text, context)
    assert made.content.strip() == official(site, node).strip()


def test_other_style_sheets_stay(project: Project) -> None:
    root = project({"a.css": "", "b.css": "b{}"})
    context = Context(str(root), str(root / "a.css"))
    for text in ("a { b: c }", '@import "./b.css";\na { b: c }'):
        made = load(Tailwind(TailwindOptions()), text, context)
        assert css_of(made.content) == text
