"""Applications, built as users build them and used in a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from loader_calls import Project

import pybundle

APPLICATIONS = Path(__file__).parent / "applications"


@pytest.fixture
def application(tmp_path: Path, packages: Path) -> Callable[[str], Path]:
    """Copies an application to a folder with the tools installed."""

    def copy(name: str) -> Path:
        root = tmp_path / name
        shutil.copytree(APPLICATIONS / name, root)
        (root / "node_modules").symlink_to(packages)
        return root

    return copy


def page(root: Path, body: str) -> None:
    """Write the page for what was built: its script, and its styles where there are files."""
    dist = root / "dist"
    links = "".join(
        f'<link rel="stylesheet" href="{path.name}">' for path in sorted(dist.glob("*.css"))
    )
    (dist / "index.html").write_text(
        f'<!doctype html><meta charset="utf-8">{links}{body}<script src="bundle.js"></script>'
    )


@pytest.mark.parametrize("mode", ["production", "development"])
def test_vue(
    application: Callable[[str], Path], serve: Callable[[Path], str], browser: Any, mode: Any
) -> None:
    root = application("vue")
    pybundle.build(root=root, mode=mode, check=True)
    page(root, '<main id="app"></main>')
    browser.open(serve(root / "dist") + "/index.html")
    seen = browser.run("""
        const add = async (text) => {
          const input = document.getElementById("new");
          input.value = text;
          input.dispatchEvent(new Event("input"));
          document.getElementById("add").click();
          await new Promise((done) => setTimeout(done, 20));
        };
        return (async () => {
          await add("milk");
          await add("bread");
          const [first, second] = document.querySelectorAll("li");
          first.click();
          await new Promise((done) => setTimeout(done, 20));
          const style = (one) => getComputedStyle(one);
          return {
            items: [first.textContent, second.textContent],
            left: document.getElementById("left").textContent,
            done: style(first).textDecorationLine,
            open: style(second).textDecorationLine,
            title: style(document.querySelector("h1")).color,
            scoped: style(second.firstElementChild).color,
            size: style(document.getElementById("app")).fontSize,
          };
        })();
    """)
    assert seen == {
        "items": ["milk", "bread"],
        "left": "1 left",
        "done": "line-through",
        "open": "none",
        "title": "rgb(1, 2, 3)",
        # `.title` is of the other component.
        "scoped": "rgb(0, 0, 0)",
        "size": "20px",
    }
    assert not [line for line in browser.log() if "favicon" not in line]


@pytest.mark.parametrize("mode", ["production", "development"])
def test_svelte(
    application: Callable[[str], Path], serve: Callable[[Path], str], browser: Any, mode: Any
) -> None:
    root = application("svelte")
    pybundle.build(root=root, mode=mode, check=True)
    page(root, '<main id="app"></main>')
    browser.open(serve(root / "dist") + "/index.html")
    seen = browser.run("""
        return (async () => {
          for (const id of ["one", "two", "two"]) document.getElementById(id).click();
          await new Promise((done) => setTimeout(done, 20));
          return [...document.querySelectorAll("button")].map((one) => one.textContent).concat(
            document.getElementById("total").textContent,
            getComputedStyle(document.getElementById("total")).color,
            getComputedStyle(document.getElementById("one")).minWidth);
        })();
    """)
    assert seen == ["one: 1", "two: 2", "3", "rgb(4, 5, 6)", "120px"]
    assert not [line for line in browser.log() if "favicon" not in line]


def test_tailwind(project: Project, serve: Callable[[Path], str], browser: Any) -> None:
    body = (
        '<p id="a" class="p-4 text-[rgb(1,2,3)] md:hidden">a</p>'
        '<p id="b" class="flex bg-brand/50 btn">b</p>'
    )
    root = project({
        "src/index.js": 'import "./main.css";\n',
        "src/main.css": '@import "tailwindcss";\n@theme { --color-brand: #f00; }\n'
        ".btn { @apply font-bold; }\n",
        "src/page.html": body,
        "pybundle.toml": '[[module.rules]]\ntest = "*.css"\nuse = "tailwind"\n',
    })  # fmt: skip
    pybundle.build(root=root, check=True)
    page(root, body)
    browser.open(serve(root / "dist") + "/index.html")
    seen = browser.run("""
        const a = getComputedStyle(document.getElementById("a"));
        const b = getComputedStyle(document.getElementById("b"));
        return [a.padding, a.color, a.display, b.display, b.fontWeight,
          getComputedStyle(document.body).margin];
    """)
    assert seen == ["16px", "rgb(1, 2, 3)", "none", "flex", "700", "0px"]


def test_watching_follows_what_tools_read(project: Project) -> None:
    root = project({
        "src/index.js": 'import "./a.less";\n',
        "src/a.less": '@import "b";\n.a { width: @w }\n',
        "src/b.less": "@w: 1px;\n",
    })  # fmt: skip
    compiler = pybundle.Compiler(root=root, minify=False, config_file=False)

    def built() -> str:
        assert compiler.build(check=True).ok
        return "".join(
            path.read_text("utf-8")
            for path in (root / "dist").iterdir()
            if path.suffix in (".js", ".css")
        )

    assert "1px" in built()
    assert str(root / "src" / "b.less") in {os.fspath(path) for path in compiler.inputs().files}
    (root / "src" / "b.less").write_text("@w: 22px;\n")
    compiler.invalidate([root / "src" / "b.less"])
    text = built()
    assert "22px" in text
    assert "1px" not in text


def test_webpack_loader_in_a_rule(project: Project, run_node: Any) -> None:
    root = project({
        "src/index.js": 'import a from "./a.yaml";\nimport b from "./b.txt";\n'
        "console.log(JSON.stringify([a, b]));\n",
        "src/a.yaml": "a: [1, x]\n",
        "src/b.txt": "text",
        "shout.js": "module.exports = function (text) {\n"
        "  return `export default ${JSON.stringify(text + this.getOptions().mark)}`;\n};\n",
        "pybundle.toml": '[[module.rules]]\ntest = "*.yaml"\nuse = "yaml-loader"\n'
        '[[module.rules]]\ntest = "*.txt"\n'
        'use = [{ loader = "./shout.js", options = { mark = "!" } }]\n',
    })  # fmt: skip
    pybundle.build(root=root, check=True, target="node")
    done = run_node(root / "dist" / "bundle.js")
    assert done.stdout == '[{"a":[1,"x"]},"text!"]\n', done.stderr


@pytest.mark.parametrize(
    ("text", "code", "message", "line"),
    [
        ("<script setup>\nconst a = ;\n</script>", "loader-error", "Unexpected token", 2),
        ("<template>\n<p v-if></p></template>", "loader-error", "missing expression", 2),
    ],
)
def test_errors_show_where(project: Project, text: str, code: str, message: str, line: int) -> None:
    root = project({"src/index.js": 'import "./App.vue";', "src/App.vue": text})
    result = pybundle.build(root=root, config_file=False)
    [problem] = [one for one in result.diagnostics if one.severity == "error"]
    assert problem.code == code
    assert message in problem.message
    assert problem.location is not None
    assert (problem.location.file, problem.location.line) == ("src/App.vue", line)
    assert not (root / "dist").exists()


def test_a_loader_that_loops_is_named(project: Project) -> None:
    root = project({
        "src/index.js": 'import "./a.txt";',
        "src/a.txt": "x",
        "loop.js": "module.exports = function () { for (;;); };",
    })  # fmt: skip
    rule = {
        "test": "*.txt",
        "use": [{"loader": "./loop.js", "options": {"pybundle_timeout": 1}}],
    }
    result = pybundle.build(root=root, config_file=False, module={"rules": [rule]})
    [problem] = [one for one in result.diagnostics if one.severity == "error"]
    assert problem.code == "tool-timeout"
    assert "`./loop.js` did not finish within 1 s on src/a.txt" in problem.message
