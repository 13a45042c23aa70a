"""What is bundled: each case is a project made on the spot, the same on every machine."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
COPIES = 10
COMPONENTS = 5000
LAZY_EVERY = 50
MODERN_MODULES = 1000
MODERN = HERE / "modern-module.js.txt"
TEMPLATE = HERE / "component.tsx.txt"


@dataclass(frozen=True)
class Case:
    """A project to bundle and what its bundle prints."""

    name: str
    title: str
    entry: str
    prints: str
    source_map: bool
    minified_too: bool
    make: Callable[[Path], None]
    es5: bool = False
    """The output is a script in ES5, its packages included; few bundlers make one."""


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def link_packages(project: Path) -> None:
    (project / "node_modules").symlink_to(HERE / "node_modules", target_is_directory=True)


def make_three(project: Path) -> None:
    """Three's own sources, ten times, and an entry that needs every export of each copy."""
    source = HERE / "node_modules" / "three" / "src"
    write(project / "package.json", '{ "type": "module", "sideEffects": true }\n')
    for number in range(COPIES):
        shutil.copytree(source, project / f"copy{number}")
    names = [f"copy{number}" for number in range(COPIES)]
    imports = "".join(f'import * as {name} from "./{name}/Three.js";\n' for name in names)
    write(
        project / "entry.js",
        f"{imports}\nexport {{ {', '.join(names)} }};\n"
        f"const copies = [{', '.join(names)}];\n"
        "const lengths = copies.map((three) => new three.Vector3(2, 3, 6).length());\n"
        "const complete = copies.every((three) => Object.keys(three).length > 400);\n"
        "const distinct = new Set(copies.map((three) => three.Vector3)).size;\n"
        "console.log(distinct, lengths.join(), complete);\n",
    )


def component(number: int) -> str:
    """A component as an application has them: props, state, a memo, a list, children."""
    lazy = number % LAZY_EVERY == 0
    children = [] if lazy else children_of(number)
    imports = [f'import Component{child} from "./Component{child}";' for child in children]
    if lazy:
        # So that the chunk shares a module with the entry.
        imports.append(f'import {{ label as shared }} from "./Component{number + 2}";')
    elif number % LAZY_EVERY == 1:
        imports.append('import { lazyComponents } from "../lazy";')
        imports.append("")
        imports.append(
            f'lazyComponents.push(async () => (await import("./Component{number - 1}")).default);'
        )
    replacements = {
        "imports": "\n".join(imports),
        "number": str(number),
        "price": str(number % 13),
        "label": "shared" if lazy else "label",
        "children": "\n".join(
            f"      <Component{child} depth={{depth + 1}} />" for child in children
        ),
    }
    text = TEMPLATE.read_text(encoding="utf-8")
    return re.sub(r"@(\w+)@", lambda found: replacements[found[1]], text)


def static_components() -> list[int]:
    return [number for number in range(COMPONENTS) if number % LAZY_EVERY]


def children_of(number: int) -> list[int]:
    """The components that are not lazy form a tree; each has up to six children."""
    order = static_components()
    # The n-th number that is no multiple of LAZY_EVERY has n // (LAZY_EVERY - 1) + 1 before it.
    place = number - number // LAZY_EVERY - 1
    return order[place * 6 + 1 : place * 6 + 7]


def make_components(project: Path) -> None:
    link_packages(project)
    write(
        project / "tsconfig.json",
        '{ "compilerOptions": { "jsx": "react-jsx", "target": "es2022", "module": "esnext" } }\n',
    )
    write(project / "package.json", '{ "type": "module" }\n')
    for number in range(COMPONENTS):
        write(project / "src" / "components" / f"Component{number}.tsx", component(number))
    write(
        project / "src" / "lazy.ts",
        'import type { ComponentType } from "react";\n\n'
        "export const lazyComponents: (() => Promise<ComponentType<{ depth: number }>>)[] = [];\n",
    )
    shutil.copyfile(HERE / "component-index.tsx.txt", project / "src" / "index.tsx")


def make_three_core(project: Path) -> None:
    """One large module that holds every kind of class."""
    build = HERE / "node_modules" / "three" / "build"
    link_packages(project)
    write(project / "package.json", '{ "type": "module", "sideEffects": true }\n')
    shutil.copyfile(build / "three.core.js", project / "three.core.js")
    write(
        project / "entry.js",
        'import * as three from "./three.core.js";\n'
        "const point = new three.Vector3(2, 3, 6).applyMatrix4(new three.Matrix4());\n"
        "console.log(point.length(), Object.keys(three).length > 300);\n",
    )


def modern_module(number: int) -> str:
    """Classes, generators, async functions and destructuring, as applications hold them."""
    imports = [child for child in (2 * number + 1, 2 * number + 2) if child < MODERN_MODULES]
    lines = [f'import {{ run as run{child} }} from "./module{child}.js";' for child in imports]
    text = MODERN.read_text(encoding="utf-8").replace("@number@", str(number))
    calls = "".join(f", run{child}(depth + 1)" for child in imports)
    return "\n".join([*lines, text.replace("@calls@", calls)])


def make_modern(project: Path) -> None:
    link_packages(project)
    write(project / "package.json", '{ "type": "module", "sideEffects": true }\n')
    for number in range(MODERN_MODULES):
        write(project / "src" / f"module{number}.js", modern_module(number))
    write(
        project / "src" / "index.js",
        'import { run } from "./module0.js";\nrun(0).then((total) => console.log(total));\n',
    )


def make_start(project: Path) -> None:
    write(project / "package.json", '{ "type": "module" }\n')
    write(
        project / "src" / "index.js",
        'import { greet } from "./greet.js";\n\nconsole.log(greet("world"));\n',
    )
    write(
        project / "src" / "greet.js",
        'import { mark } from "./mark.js";\n\n'
        "export const greet = (name) => `hello ${name}${mark}`;\n",
    )
    write(project / "src" / "mark.js", 'export const mark = "!";\n')


CASES = [
    Case(
        "three",
        f"{COPIES} copies of three's source, with source maps",
        "entry.js",
        f"{COPIES} {','.join(['7'] * COPIES)} true",
        source_map=True,
        minified_too=True,
        make=make_three,
    ),
    Case(
        "components",
        f"{COMPONENTS:,} React components in TypeScript, one in {LAZY_EVERY} imported "
        "dynamically, with source maps",
        "src/index.tsx",
        f"{COMPONENTS // LAZY_EVERY} {COMPONENTS} {COMPONENTS * (COMPONENTS - 1) // 2}",
        source_map=True,
        minified_too=True,
        make=make_components,
    ),
    Case(
        "three-es5",
        "three.core.js as ES5, with source maps",
        "entry.js",
        "7 true",
        source_map=True,
        minified_too=True,
        make=make_three_core,
        es5=True,
    ),
    Case(
        "modern-es5",
        f"{MODERN_MODULES:,} modules of ES2015+ as ES5, with source maps",
        "src/index.js",
        str(MODERN_MODULES * (MODERN_MODULES - 1) // 2 + 36 * MODERN_MODULES),
        source_map=True,
        minified_too=True,
        make=make_modern,
        es5=True,
    ),
    Case(
        "start",
        "three small modules, from shell to shell",
        "src/index.js",
        "hello world!",
        source_map=False,
        minified_too=False,
        make=make_start,
    ),
]
