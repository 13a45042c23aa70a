"""How small bundles get: minified, and compressed by gzip, beside the peers.

    python benchmarks/sizes.py [--case rxjs] [--only pybundle --only esbuild] [--keep DIR]

Each case uses a part of a package as an application does. Every bundle is run and must print
what the first one prints. The packages are those of tests/js, so `make check` or
`npm ci` there comes first; the peers are those of this folder.
"""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bundlers import NODE, Bundler, Job, bundlers

HERE = Path(__file__).parent
PACKAGES = HERE.parent / "tests" / "js" / "node_modules"

CASES = {
    "three": """
        import { BoxGeometry, Matrix4, Mesh, MeshBasicMaterial, Scene, Vector3 } from "three";
        const scene = new Scene();
        scene.add(new Mesh(new BoxGeometry(1, 2, 3), new MeshBasicMaterial()));
        const point = new Vector3(2, 3, 6).applyMatrix4(new Matrix4());
        console.log(scene.children.length, point.length());
    """,
    "lodash-es": """
        import { debounce, groupBy, merge, sortBy } from "lodash-es";
        const later = debounce((text) => console.log(text), 10);
        later("text");
        console.log(groupBy([1, 2, 3], (n) => n % 2), merge({ a: 1 }, { b: 2 }), later.flush());
        console.log(sortBy([3, 1, 2]));
    """,
    "d3": """
        import { scaleLinear, extent, line, format } from "d3";
        const scale = scaleLinear().domain(extent([3, 1, 2])).range([0, 100]);
        console.log(scale(2), line()([[0, scale(1)], [1, scale(3)]]), format(".2f")(1.005));
    """,
    "react-dom": """
        import { createElement, useState } from "react";
        import { createRoot } from "react-dom/client";
        const App = () => createElement("p", null, useState("text")[0]);
        if (typeof document === "object") createRoot(document.body).render(createElement(App));
        console.log(typeof createRoot, createElement(App).type === App);
    """,
    "date-fns": """
        import { addDays, format, parseISO } from "date-fns";
        console.log(format(addDays(parseISO("2024-02-28"), 2), "yyyy-MM-dd"));
    """,
    "rxjs": """
        import { filter, map, of, take } from "rxjs";
        of(1, 2, 3, 4).pipe(filter((n) => n % 2 === 0), map((n) => n * 10), take(1))
          .subscribe((n) => console.log(n));
    """,
}


def main() -> None:
    arguments = parse_arguments()
    programs = bundlers(Path(sys.executable).parent / "pybundle")
    if arguments.only:
        programs = [program for program in programs if program.name in arguments.only]
    for name, source in CASES.items():
        if not arguments.case or name in arguments.case:
            compare(name, source, programs, arguments.keep)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--case", action="append", choices=sorted(CASES))
    parser.add_argument("--only", action="append", help="a bundler by name")
    parser.add_argument("--keep", type=Path, help="a folder for the bundles")
    return parser.parse_args()


def compare(name: str, source: str, programs: list[Bundler], keep: Path | None) -> None:
    rows = []
    expected = None
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        (project / "node_modules").symlink_to(PACKAGES, target_is_directory=True)
        (project / "package.json").write_text('{ "type": "module" }\n', encoding="utf-8")
        (project / "entry.js").write_text(source, encoding="utf-8")
        for program in programs:
            bundle = build(program, project)
            printed = run([NODE, "bundle.mjs"], bundle.parent).strip()
            expected = printed if expected is None else expected
            if printed != expected:
                sys.exit(f"{name}: {program.name} prints {printed!r}, not {expected!r}")
            code = b"".join(path.read_bytes() for path in sorted(bundle.parent.glob("*.mjs")))
            rows.append((program.name, len(code), len(gzip.compress(code, 9, mtime=0))))
            if keep is not None:
                target = keep / name / f"{program.name.replace(' ', '')}.mjs"
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(bundle, target)
    smallest = min(size for _, _, size in rows)
    print(f"{name}\n{'':18}{'minified':>10}{'gzip':>10}")
    for program_name, minified, compressed in rows:
        mark = "  smallest" if compressed == smallest else f"  +{compressed / smallest - 1:.1%}"
        print(f"  {program_name:16}{minified:10,}{compressed:10,}{mark}")
    print()


def build(program: Bundler, project: Path) -> Path:
    output = project / "out" / program.name.replace(" ", "")
    job = Job(project, "entry.js", output, minify=True, source_map=False, es5=False)
    command, variables = program.command(job)
    run(command, project, variables)
    return output / "bundle.mjs"


def run(command: list[str], folder: Path, variables: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | (variables or {}),
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    main()
