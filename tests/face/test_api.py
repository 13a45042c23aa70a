"""Builds from Python."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import pybundle
from pybundle import BuildError, Compiler, Config, ConfigError, OutputConfig

Project = Callable[[Mapping[str, str]], Path]


def test_build(app: Path) -> None:
    result = pybundle.build(root=app, entry="src/index.js", output={"path": "static"})
    assert result.ok
    assert (result.errors, result.warnings) == ((), ())
    assert [file.path for file in result.files] == ["bundle.js"]
    assert result.path_of(result.files[0]) == str(app / "static/bundle.js")
    assert Path(result.path_of(result.files[0])).stat().st_size == result.files[0].size
    assert result.module_count == 3
    assert result.stats is None
    assert result.check() is result


def test_only_modules_of_the_project_are_counted(project: Project) -> None:
    root = project({"src/index.js": "export class A {}\nexport const [a] = [...'a'];"})
    result = pybundle.build(root=root, target="es5", stats=True)
    assert result.module_count == 1
    assert result.stats is not None
    assert len(result.stats.modules) > 1


def test_a_config_and_options_over_it(app: Path) -> None:
    config = Config(mode="development", output=OutputConfig(path="a", filename="x.js"))
    result = pybundle.build(config, root=app, output={"path": "b"})
    assert result.mode == "development"
    assert result.output_path == str(app / "b")
    assert result.files[0].path == "x.js"


def test_the_working_folder_is_the_root(app: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(app)
    assert pybundle.build().root == str(app)


def test_stats_without_writing(app: Path) -> None:
    result = pybundle.build(root=app, stats=True, write=False)
    assert result.stats is not None
    assert result.stats.modules[0].path == "src/index.js"
    assert not (app / "dist").exists()


def test_failure_is_a_value_or_an_exception(app: Path, project: Project) -> None:
    project({"src/a.js": 'import "./gone.js";\nimport "./lost.js";\nexport const a = 1;\n'})
    result = pybundle.build(root=app)
    assert not result.ok
    assert [one.code for one in result.errors] == ["unresolved-import"] * 2
    with pytest.raises(BuildError, match=r"(?s)gone\.js.*lost\.js") as caught:
        pybundle.build(root=app, check=True)
    assert caught.value.diagnostics == result.errors


def test_wrong_options(app: Path) -> None:
    with pytest.raises(ConfigError, match="did you mean `entry`"):
        pybundle.build(root=app, entri="x")  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        pybundle.build("src/index.js", root=app)  # type: ignore[arg-type]


def test_a_compiler_builds_again(app: Path) -> None:
    compiler = Compiler(root=app)
    assert compiler.build().module_count == 3
    assert str(app / "src/a.js") in compiler.inputs().files
    (app / "src/a.js").write_text("export const a = 1;")
    compiler.invalidate([app / "src/a.js"])
    assert compiler.build().module_count == 2
    assert len(compiler.inputs().files) == 2
    stage, done, known = compiler.progress()
    assert isinstance(stage, str)
    assert 0 <= done <= known


def test_builds_in_several_threads(app: Path) -> None:
    results: list[bool] = []

    def build(number: int) -> None:
        results.append(pybundle.build(root=app, output={"path": f"out{number}"}).ok)

    threads = [threading.Thread(target=build, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [True] * 4
