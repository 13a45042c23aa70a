"""Loaders of npm that were written for webpack, unchanged."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from loader_calls import Context, Project, load

from pybundle.loaders.javascript.webpack import find_webpack_loader
from pybundle.loaders.protocol import LoaderError

FILES = {
    "a.txt": 'hello "x"',
    "a.yaml": "a: 1\nb: [x]\n",
    "a.md": "# hi\n",
    "a.html": '<img src="./a.png">',
    "a.svg": '<svg width="1" xmlns="http://www.w3.org/2000/svg"><g><path d="M0 0h1"/></g></svg>',
    "a.graphql": "query A { a { ...F } }\nfragment F on A { b }\n",
    "a.png": "x",
}

CASES = [
    ("raw-loader", "a.txt", {}, 'export default "hello \\"x\\"";'),
    ("yaml-loader", "a.yaml", {}, "{a:1,b:['x']}"),
    ("markdown-loader", "a.md", {}, "hi</h1>"),
    ("html-loader", "a.html", {}, 'new URL("./a.png", import.meta.url)'),
    ("svg-inline-loader", "a.svg", {}, 'path d=\\"M0 0h1\\"'),
    ("graphql-tag/loader", "a.graphql", {}, '"kind":"OperationDefinition"'),
    ("string-replace-loader", "a.txt", {"search": "hello", "replace": "bye"}, 'bye "x"'),
    ("@svgr/webpack", "a.svg", {}, "export default SvgA"),
]


def run(root: Path, name: str, file: str, options: dict[str, Any]) -> tuple[Any, Context]:
    made = find_webpack_loader(name, str(root))
    assert made is not None
    context = Context(str(root), str(root / file))
    return load(made(options), (root / file).read_bytes(), context), context


@pytest.mark.parametrize(("name", "file", "options", "part"), CASES, ids=[c[0] for c in CASES])
def test_packages(project: Project, name: str, file: str, options: Any, part: str) -> None:
    made, _ = run(project(FILES), name, file, options)
    assert part in made.content


def test_the_loader_api(project: Project) -> None:
    loader = """
        module.exports = function (content, map) {
          const done = this.async();
          this.addDependency(this.rootContext + "/extra.txt");
          this.emitWarning(new Error("careful"));
          this.emitFile("out/x.bin", Buffer.from([1, 255]));
          this.resolve(this.context, "./a.png", (error, found) => {
            done(error, JSON.stringify({
              content: content.toString("base64"), options: this.getOptions(), found: found,
              mode: this.mode, query: this.resourceQuery, raw: Buffer.isBuffer(content),
              path: this.utils.contextify(this.context, this.resourcePath),
            }));
          });
        };
        module.exports.raw = true;
    """
    root = project({**FILES, "loaders/own.js": loader})
    (root / "bytes.bin").write_bytes(b"\xff\x00a")
    made, context = run(root, "./loaders/own.js", "bytes.bin", {"n": 1})
    assert json.loads(made.content) == {
        "content": base64.b64encode(b"\xff\x00a").decode(),
        "options": {"n": 1},
        "found": str(root / "a.png"),
        "mode": "production",
        "query": "",
        "raw": True,
        "path": "./bytes.bin",
    }
    assert context.files == {"out/x.bin": b"\x01\xff"}
    assert context.warnings == [("careful", None, None)]
    assert str(root / "extra.txt") in context.dependencies


def test_pitch_and_promises(project: Project) -> None:
    root = project({
        **FILES,
        "pitch.js": "module.exports = () => { throw 1; }; module.exports.pitch = () => 'early';",
        "promise.mjs": "export default async (text) => text.toUpperCase();",
        "throws.js": "module.exports = function () { throw new Error('no ' + this.mode); };",
        "module.js": "module.exports = function () { this.importModule('x'); };",
        "nothing.js": "module.exports = function () {};",
    })  # fmt: skip
    assert run(root, "./pitch.js", "a.txt", {})[0].content == "early"
    assert run(root, "./promise.mjs", "a.txt", {})[0].content == 'HELLO "X"'
    for name, message in (
        ("throws", "no production"),
        ("module", "needs `this.importModule`"),
        ("nothing", "neither a text nor bytes"),
    ):
        with pytest.raises(LoaderError, match=message):
            run(root, f"./{name}.js", "a.txt", {})


def test_names_that_are_no_loaders(project: Project) -> None:
    root = project(FILES)
    assert find_webpack_loader("not-there-loader", str(root)) is None
    assert find_webpack_loader("./a.txt", str(root)) is None
