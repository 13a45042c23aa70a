"""Real packages from npm, bundled in many ways, print what they print unbundled.

Each file in entries/ uses one package and prints what it computed. Node runs it as it is,
which gives the truth, and then each of its bundles from a folder where no package can be
found any more. A new file in entries/ is tested without a word here.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any, Literal

import pytest

import pybundle

HERE = Path(__file__).parent
ENTRIES = HERE / "entries"
NAMES = sorted(path.stem for path in ENTRIES.glob("*.mjs"))
MODES = ("production", "development")

# These use what only Node has, or their build for browsers needs a document. happy-dom,
# which gives React and others their document, is itself written for Node.
NODE_ONLY = {
    "commander", "emotion", "express", "fastify", "joi", "jquery", "koa", "lit", "mime-types",
    "pg", "postcss", "preact", "react-dom-client", "sass", "solid-js", "styled-components",
    "svelte", "typescript", "undici", "unified", "vue", "winston", "ws", "yargs",
}  # fmt: skip

# The packages that most applications stand on are bundled in all twelve ways.
EVERY_WAY = {
    "ajv", "axios", "chart.js", "codemirror", "core-js", "d3", "date-fns", "graphql",
    "highlight.js", "immer", "lodash", "lodash-es", "marked", "moment", "preact",
    "react-dom-client", "react-dom-server", "redux-toolkit", "rxjs", "three", "three-source",
    "typescript", "uuid", "vue", "zod",
}  # fmt: skip

# The compiler asks for `__filename` while it loads, which no ES module has.
OPTIONS: dict[str, dict[str, Any]] = {"typescript": {"node_paths": True}}


@dataclass(frozen=True)
class Variant:
    """One way to bundle."""

    platform: Literal["node", "web"]
    mode: str
    minify: bool
    format: Literal["iife", "esm", "cjs"]
    es5: bool = False

    def __str__(self) -> str:
        size = "minified" if self.minify else "plain"
        edition = "-es5" if self.es5 else ""
        return f"{self.platform}-{self.mode}-{size}-{self.format}{edition}"


FOR_NODE = [
    Variant("node", mode, minify, format_)
    for mode, minify, format_ in itertools.product(MODES, (False, True), ("iife", "esm", "cjs"))
]
# Half of them, in which every two choices still meet.
IN_PAIRS = [
    Variant("node", "production", True, "iife"),
    Variant("node", "production", False, "esm"),
    Variant("node", "production", True, "cjs"),
    Variant("node", "development", False, "iife"),
    Variant("node", "development", True, "esm"),
    Variant("node", "development", False, "cjs"),
]
# Only the resolution differs on the web, so two show it.
FOR_WEB = [Variant("web", "production", True, "iife"), Variant("web", "development", False, "esm")]
# As ES5, with what core-js has of what a package uses.
FOR_ES5 = [
    Variant("node", "production", True, "iife", es5=True),
    Variant("node", "development", False, "cjs", es5=True),
]

# Lowered, these cannot do what they do.
NOT_AS_ES5 = {
    "async": "waits for a callback of what has not the tag of async functions; lowered, none has",
    "effect": "computes powers of BigInt by `**`, which becomes `Math.pow`: that takes none",
}
# BigInt has no form in ES5: the rest is lowered, and the bundle runs where it is known.
WITH_BIGINT = {"fastify", "graphql", "mathjs", "p-queue", "undici"}


def variants_of(name: str) -> list[Variant]:
    for_node = FOR_NODE if name in EVERY_WAY else IN_PAIRS
    for_node = for_node if name in NOT_AS_ES5 else for_node + FOR_ES5
    return for_node if name in NODE_ONLY else for_node + FOR_WEB


def bundle(name: str, variant: Variant, folder: Path) -> Path:
    """Bundle an entry into `folder`; returns the script to run. The only place that builds."""
    extension = {"iife": "js", "esm": "mjs", "cjs": "cjs"}[variant.format]
    pybundle.build(
        root=HERE.parent,
        config_file=False,
        check=True,
        entry=f"./packages/entries/{name}.mjs",
        mode=variant.mode,
        minify=variant.minify,
        target=[variant.platform, "es5"] if variant.es5 else variant.platform,
        polyfills="usage" if variant.es5 else "none",
        source_map="none",
        output={
            "path": str(folder),
            "filename": f"bundle.{extension}",
            "chunk_filename": f"[name]-[hash:8].{extension}",
            "format": variant.format,
        },
        **OPTIONS.get(name, {}),
    )
    return folder / f"bundle.{extension}"


Run = Callable[..., "CompletedProcess[str]"]


class Table:
    """Bundles and runs a package in all its variants when the first of them is asked for.

    Bundling uses every core by itself; the runs of what is bundled already go on beside it.
    """

    def __init__(self, folder: Path, run: Run, pool: ThreadPoolExecutor) -> None:
        self._folder = folder
        self._run = run
        self._pool = pool
        self._unbundled: dict[tuple[str, str], Future[CompletedProcess[str]]] = {}
        self._bundled: dict[tuple[str, Variant], Future[CompletedProcess[str]]] = {}

    def unbundled(self, name: str, mode: str) -> CompletedProcess[str]:
        self._start(name)
        return self._unbundled[name, mode].result()

    def bundled(self, name: str, variant: Variant) -> CompletedProcess[str]:
        self._start(name)
        return self._bundled[name, variant].result()

    def syntax(self, name: str, variant: Variant) -> str:
        """What of a bundle is no ES5, as esprima reads it."""
        folder = self._folder / f"{name}-{variant}"
        scripts = tuple(str(path) for path in sorted(folder.glob("*.*js")))
        done = self._run(HERE / "es5.cjs", arguments=scripts)
        return done.stdout + done.stderr

    def _start(self, name: str) -> None:
        if (name, MODES[0]) in self._unbundled:
            return
        for mode in MODES:
            self._unbundled[name, mode] = self._submit(ENTRIES / f"{name}.mjs", mode)
        for variant in variants_of(name):
            try:
                script = bundle(name, variant, self._folder / f"{name}-{variant}")
            except Exception as error:  # it is the result of this variant, and of no other
                failed: Future[CompletedProcess[str]] = Future()
                failed.set_exception(error)
                self._bundled[name, variant] = failed
            else:
                self._bundled[name, variant] = self._submit(script, variant.mode)

    def _submit(self, script: Path, mode: str) -> Future[CompletedProcess[str]]:
        return self._pool.submit(self._run, script, env={"NODE_ENV": mode})


@pytest.fixture(scope="module")
def table(
    tmp_path_factory: pytest.TempPathFactory, run_node: Run, npm_packages: Path
) -> Iterator[Table]:
    # Node looks for packages in the folders above a script, so the entries need a link.
    link = HERE / "node_modules"
    if not link.is_symlink():
        link.symlink_to(Path("..", "js", "node_modules"), target_is_directory=True)
    assert link.resolve() == npm_packages.resolve()
    folder = tmp_path_factory.mktemp("bundles")
    assert not any((above / "node_modules").exists() for above in folder.parents)
    with ThreadPoolExecutor(max_workers=2) as pool:
        yield Table(folder, run_node, pool)


def test_lists_name_entries() -> None:
    assert set(NAMES) >= NODE_ONLY | EVERY_WAY | set(OPTIONS) | set(NOT_AS_ES5) | WITH_BIGINT


@pytest.mark.parametrize(
    ("name", "variant"),
    [
        pytest.param(name, variant, id=f"{name}-{variant}")
        for name in NAMES
        for variant in variants_of(name)
    ],
)
def test_bundle_prints_the_same(name: str, variant: Variant, table: Table) -> None:
    unbundled = table.unbundled(name, variant.mode)
    assert unbundled.returncode == 0, unbundled.stderr
    assert unbundled.stdout.strip(), "an entry that prints nothing proves nothing"
    bundled = table.bundled(name, variant)
    assert bundled.returncode == 0, f"{bundled.args}\n{bundled.stderr[-4000:]}"
    assert bundled.stdout == unbundled.stdout
    if variant.es5 and name not in WITH_BIGINT:
        problems = table.syntax(name, variant)
        assert not problems, problems
