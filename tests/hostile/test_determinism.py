"""The same input gives the same bytes, whatever the machine happens to do."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest
from hostile_build import build, snapshot

VARIANTS = {
    "production": ("--mode", "production", "--source-map"),
    "unminified": ("--mode", "production", "--no-minify", "--source-map"),
    "development": ("--mode", "development"),
    "esm": ("--mode", "production", "--format", "esm", "--source-map"),
}


def _write_project(folder: Path, order: random.Random) -> None:
    """A project with everything whose order could leak; files are written in any order."""
    files: dict[str, str] = {
        "package.json": '{"name": "app", "sideEffects": true}',
        "tsconfig.json": '{"compilerOptions": {"paths": {"@/*": ["./src/*"]}}}',
    }
    for number in range(120):
        candidates = dict.fromkeys((number * 2 + 1, number * 2 + 2, number + 7))
        later = [other for other in candidates if other < 120]
        kind = ("js", "ts", "cjs", "jsx")[number % 4]
        if kind == "cjs":
            lines = [f"const m{other} = require('@/m{other}');" for other in later]
            lines.append(f"exports.value = [{', '.join(f'm{o}.value' for o in later)}].length;")
        else:
            lines = [
                f"import {{ value as v{other} }} from '@/m{other}';"
                if other % 3
                else f"import * as n{other} from '@/m{other}';"
                for other in later
            ]
            names = [f"v{other}" if other % 3 else f"Object.keys(n{other})" for other in later]
            lines.append(f"const local = [{', '.join(names)}];")
            lines.append("export const value = local.length, name = 'x';")
            if kind == "jsx":
                lines.append("export const element = (p) => <div {...p}>{value}</div>;")
            if number % 10 == 1:
                lines.append(f"export const lazy = () => import('@/lazy{number % 5}');")
        files[f"src/m{number}.{kind}"] = "\n".join(lines)
    for number in range(5):
        files[f"src/lazy{number}.ts"] = (
            f"import {{ value }} from '@/m{number * 9}';\n"
            f"import {{ value as other }} from '@/m{number + 40}';\n"
            "enum E { A, B }\nexport default value + other + E.B;\n"
        )
    entry = "import { value, lazy } from '@/m1';\nconsole.log(value);\nlazy();\n"
    files["src/main.ts"] = entry.replace(", lazy", "").replace("lazy();", "import('@/lazy1');")
    files["src/admin.ts"] = (
        entry.replace("@/m1", "@/m5").replace(", lazy", "").replace("lazy();", "import('@/lazy2');")
    )
    runtime = (
        "exports.Fragment = 'f'; exports.jsx = exports.jsxs = exports.jsxDEV = (t, p) => [t, p];"
    )
    files["node_modules/react/jsx-runtime.js"] = runtime
    files["node_modules/react/jsx-dev-runtime.js"] = runtime
    names = sorted(files)
    order.shuffle(names)
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(files[name], "utf-8")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("determinism") / "project"
    folder.mkdir()
    _write_project(folder, random.Random(1))
    return folder


def _build(folder: Path, variant: str, *arguments: str, seed: str = "0") -> dict[str, bytes]:
    shutil.rmtree(folder / "dist", ignore_errors=True)
    several = ("src/main.ts", "src/admin.ts") if variant == "esm" else ("src/main.ts",)
    outcome = build(
        folder,
        *several,
        "--target",
        "node",
        *VARIANTS[variant],
        *arguments,
        environment={"PYTHONHASHSEED": seed},
    )
    assert outcome.code == 0, outcome.output
    files = snapshot(folder / "dist")
    assert len(files) > 2
    return files


@pytest.mark.parametrize("variant", VARIANTS)
def test_same_bytes_for_any_number_of_threads(project: Path, variant: str) -> None:
    first = _build(project, variant, "--jobs", "1")
    for jobs in ("2", "8", "8", "2"):
        assert _build(project, variant, "--jobs", jobs) == first


@pytest.mark.parametrize("variant", VARIANTS)
def test_same_bytes_for_any_hash_seed(project: Path, variant: str) -> None:
    first = _build(project, variant, seed="1")
    for seed in ("2", "3"):
        assert _build(project, variant, seed=seed) == first


@pytest.mark.parametrize("variant", VARIANTS)
def test_same_bytes_in_another_checkout(project: Path, tmp_path: Path, variant: str) -> None:
    """In another folder, of another depth, whose files were made in another order."""
    other = tmp_path / "somewhere" / "much deeper" / "named otherwise"
    other.mkdir(parents=True)
    _write_project(other, random.Random(2))
    for path in other.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    built = _build(other, variant)
    assert built == _build(project, variant)
    for name, content in built.items():
        assert str(tmp_path).encode() not in content, name


def test_unchanged_files_are_left_alone(project: Path) -> None:
    arguments = ("src/main.ts", "--target", "node", "--source-map")
    assert build(project, *arguments).code == 0
    before = {path: path.stat().st_mtime_ns for path in (project / "dist").rglob("*")}
    assert build(project, *arguments).code == 0
    after = {path: path.stat().st_mtime_ns for path in (project / "dist").rglob("*")}
    assert after == before
