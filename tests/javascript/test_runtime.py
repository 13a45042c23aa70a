"""What the engine lacks and is given: the same as in Node."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pybundle.loaders.javascript.pool import Call, shared_pool
from pybundle.loaders.javascript.tool import Tool

CASES = sorted((Path(__file__).parent / "runtime").glob("*.js"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_as_in_node(case: Path, tmp_path: Path, run_node) -> None:
    body = f"export async function run() {{\n{case.read_text('utf-8')}\n}}"
    source = (
        'import { createRequire } from "module";\n'
        'const require = createRequire(process.cwd() + "/x.js");\n' + body
    )
    ours = shared_pool().call(Call(Tool(case.stem, source, str(tmp_path)), "run")).value
    script = tmp_path / "case.mjs"
    script.write_text(source + "\nconsole.log(JSON.stringify(await run()));\n", encoding="utf-8")
    done = run_node(script)
    assert done.returncode == 0, done.stderr
    assert ours == json.loads(done.stdout)
