"""Files that no one would write: right, or a diagnostic, and the previous output intact."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hostile_build import build, run, snapshot

POSIX = pytest.mark.skipif(os.name == "nt", reason="made with calls that only POSIX has")
OTHER_USER = "nobody"


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def test_self_import(tmp_path: Path) -> None:
    source = "import { f as g } from './main.mjs'; export const f = 1; console.log(g);"
    write(tmp_path, {"main.mjs": source})
    outcome = build(tmp_path, "main.mjs", "--target", "node", "--format", "cjs")
    assert outcome.code == 0, outcome.output
    assert run(tmp_path / "dist" / "bundle.js") == "1\n"


def test_module_that_requires_only_itself(tmp_path: Path) -> None:
    source = "exports.a = 1; console.log(require('./main.js').a, require('./main').a);"
    write(tmp_path, {"main.js": source})
    outcome = build(tmp_path, "main.js", "--target", "node")
    assert outcome.code == 0, outcome.output
    assert run(tmp_path / "dist" / "bundle.js") == "1 1\n"


@pytest.mark.parametrize("kind", ["esm", "cjs", "reexports"])
def test_cycle_of_ten_thousand_modules(tmp_path: Path, kind: str) -> None:
    count = 10_000
    for number in range(count):
        after = (number + 1) % count
        text = {
            "esm": f"import {{ v{after} }} from './m{after}.js';\n"
            f"export function v{number}(n) {{ return n ? v{after}(n - 1) : {number}; }}\n",
            "cjs": f"exports.f = (n) => n ? next.f(n - 1) : {number};\n"
            f"const next = require('./m{after}.js');\n",
            "reexports": f"export * from './m{after}.js';\nexport const v{number} = {number};\n",
        }[kind]
        (tmp_path / f"m{number}.js").write_text(text)
    main = {
        "esm": "import { v0 } from './m0.js'; console.log(v0(3000));",
        "cjs": "console.log(require('./m0.js').f(3000));",
        "reexports": "import { v0, v3000 } from './m0.js'; console.log(v3000 + v0);",
    }[kind]
    (tmp_path / "main.js").write_text(main)
    outcome = build(tmp_path, "main.js", "--target", "node", "--no-minify")
    assert outcome.code == 0, outcome.output[-2000:]
    assert run(tmp_path / "dist" / "bundle.js", "--stack-size=60000") == "3000\n"


def test_chain_of_ten_thousand_modules(tmp_path: Path) -> None:
    """Deep, and not cyclic: a walk that recurses per module would end the process."""
    count = 10_000
    for number in range(count):
        (tmp_path / f"m{number}.js").write_text(
            f"import {{ v as w }} from './m{number + 1}.js';\nexport const v = w + 1;\n"
        )
    (tmp_path / f"m{count}.js").write_text("export const v = 0;\n")
    (tmp_path / "main.js").write_text("import { v } from './m0.js'; console.log(v);")
    outcome = build(tmp_path, "main.js", "--target", "node", "--no-minify")
    assert outcome.code == 0, outcome.output[-2000:]
    assert run(tmp_path / "dist" / "bundle.js") == "10000\n"


def test_twenty_megabytes_on_one_line(tmp_path: Path) -> None:
    values = ",".join(f'"value {number}"' for number in range(1_350_000))
    write(tmp_path, {"main.js": f"const a = [{values}]; console.log(a.length, a.at(-1));"})
    assert (tmp_path / "main.js").stat().st_size > 20_000_000
    outcome = build(tmp_path, "main.js", "--target", "node", "--source-map")
    assert outcome.code == 0, outcome.output[-2000:]
    assert run(tmp_path / "dist" / "bundle.js") == "1350000 value 1349999\n"


def test_error_on_a_very_long_line_is_cut(tmp_path: Path) -> None:
    write(tmp_path, {"main.js": "x" * 5_000_000 + " = = 1;"})
    outcome = build(tmp_path, "main.js")
    assert outcome.codes == ["syntax-error"]
    assert len(outcome.output) < 10_000


def test_a_million_lines(tmp_path: Path) -> None:
    write(tmp_path, {"main.js": "\n" * 1_000_000 + "console.log('end');"})
    outcome = build(tmp_path, "main.js", "--target", "node", "--source-map")
    assert outcome.code == 0
    assert run(tmp_path / "dist" / "bundle.js") == "end\n"


@pytest.mark.parametrize(
    "content", [b"const a = '\xff';", b"\xc3", b"// \xe2\x28\xa1", "const a = 1".encode("utf-16")]
)
def test_invalid_utf8(tmp_path: Path, content: bytes) -> None:
    write(tmp_path, {"main.js": "import './bad.js';", "bad.js": content})
    outcome = build(tmp_path, "main.js")
    assert outcome.code == 1
    assert outcome.codes == ["invalid-utf8"]
    assert outcome.diagnostics[0]["location"]["file"] == "bad.js"


def test_nul_bytes(tmp_path: Path) -> None:
    write(tmp_path, {"main.js": b"console.log('a\0b'.length, '\\0'.length); // \0\n"})
    outcome = build(tmp_path, "main.js", "--target", "node")
    assert outcome.code == 0, outcome.output
    assert run(tmp_path / "dist" / "bundle.js") == "3 1\n"


def test_nul_byte_as_code(tmp_path: Path) -> None:
    write(tmp_path, {"main.js": b"const a = \0 1;"})
    outcome = build(tmp_path, "main.js")
    assert outcome.codes == ["syntax-error"]


def test_nul_byte_in_a_request(tmp_path: Path) -> None:
    write(tmp_path, {"main.js": "import './a\\0b.js'; import '\\ud800'; require('');"})
    outcome = build(tmp_path, "main.js")
    assert outcome.codes == ["unresolved-import"] * 3


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"//", b"#!x", b"\r\n", b";;;"])
def test_nearly_empty_files(tmp_path: Path, content: bytes) -> None:
    write(tmp_path, {"main.js": "import './empty.js'; console.log('ok');", "empty.js": content})
    outcome = build(tmp_path, "main.js", "--target", "node")
    assert outcome.code == 0, outcome.output
    assert run(tmp_path / "dist" / "bundle.js") == "ok\n"


@POSIX
def test_symlink_loops(tmp_path: Path) -> None:
    write(tmp_path, {"main.js": "import './loop.js'; import './folder/x.js'; import 'pkg';"})
    (tmp_path / "loop.js").symlink_to("loop.js")
    (tmp_path / "folder").symlink_to("other")
    (tmp_path / "other").symlink_to("folder")
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "pkg").symlink_to("../node_modules/pkg")
    outcome = build(tmp_path, "main.js")
    assert outcome.codes == ["unresolved-import"] * 3


@POSIX
def test_symlink_to_a_parent_folder(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "main.js": "import { a } from './up/up/up/a.js'; console.log(a);",
            "a.js": "export const a = 'a';",
        },
    )
    (tmp_path / "up").symlink_to(".")
    outcome = build(tmp_path, "main.js", "--target", "node")
    assert outcome.code == 0, outcome.output
    assert run(tmp_path / "dist" / "bundle.js") == "a\n"


@POSIX
def test_fifo_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, {"main.js": "import './pipe.js';"})
    os.mkfifo(tmp_path / "pipe.js")
    outcome = build(tmp_path, "main.js", timeout=20)
    assert outcome.code == 1
    assert outcome.codes


@POSIX
def test_fifo_as_entry(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "main.js")
    outcome = build(tmp_path, "./main.js", timeout=20)
    assert outcome.code == 1
    assert outcome.codes


@POSIX
def test_device_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, {"main.js": "import './zero.js';"})
    (tmp_path / "zero.js").symlink_to("/dev/zero")
    outcome = build(tmp_path, "main.js", timeout=20)
    assert outcome.code == 1
    assert outcome.codes


def _drop_privileges() -> tuple[str, ...]:
    """A command that runs another one as a user whom permissions stop."""
    if os.name == "nt" or os.geteuid() != 0:
        return ()
    setpriv = shutil.which("setpriv")
    assert setpriv, "root passes every permission, so this test needs setpriv"
    return (setpriv, "--reuid", OTHER_USER, "--regid", "nogroup", "--clear-groups")


@pytest.fixture
def foreign(tmp_path: Path) -> Iterator[Path]:
    """A folder that an unprivileged user can enter and write to."""
    before = _drop_privileges()
    if before:
        # The interpreter may lie below a home folder that others cannot enter.
        able = subprocess.run(
            [*before, sys.executable, "-c", "import pybundle"], check=False, capture_output=True
        )
        if able.returncode:
            pytest.skip("the interpreter of these tests cannot be run by another user than root")
    for folder in [tmp_path, *tmp_path.parents]:
        if (
            os.access(folder, os.W_OK)
            and folder.stat().st_uid == os.geteuid()
            and folder != Path("/")
        ):
            folder.chmod(folder.stat().st_mode | 0o055)
    tmp_path.chmod(0o777)
    yield tmp_path
    for path in tmp_path.rglob("*"):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o777)


@POSIX
def test_unreadable_file(foreign: Path) -> None:
    write(foreign, {"main.js": "import './secret.js';", "secret.js": "export {};"})
    (foreign / "secret.js").chmod(0)
    outcome = build(foreign, "main.js", before=_drop_privileges())
    assert outcome.code == 1
    assert outcome.codes == ["unreadable-file"]
    assert outcome.diagnostics[0]["location"]["file"] == "secret.js"


@POSIX
def test_output_folder_that_cannot_be_written(foreign: Path) -> None:
    write(foreign, {"main.js": "console.log('new');", "dist/bundle.js": "previous"})
    (foreign / "dist").chmod(0o555)
    outcome = build(foreign, "main.js", before=_drop_privileges())
    assert outcome.code == 1
    assert outcome.codes == ["output-not-written"]
    assert snapshot(foreign / "dist") == {"bundle.js": b"previous"}


@POSIX
def test_output_folder_that_cannot_be_made(foreign: Path) -> None:
    write(foreign, {"main.js": "console.log('new');"})
    foreign.chmod(0o555)
    outcome = build(foreign, "main.js", before=_drop_privileges())
    assert outcome.code == 1
    assert outcome.codes == ["output-not-written"]
    assert not (foreign / "dist").exists()


def test_output_folder_is_a_file(tmp_path: Path) -> None:
    write(tmp_path, {"main.js": "console.log(1);", "dist": "a file"})
    outcome = build(tmp_path, "main.js")
    assert outcome.codes == ["output-not-a-folder"]
    assert (tmp_path / "dist").read_text() == "a file"


def test_output_file_is_a_folder(tmp_path: Path) -> None:
    write(tmp_path, {"main.js": "console.log(1);", "dist/bundle.js/keep.txt": "kept"})
    outcome = build(tmp_path, "main.js")
    assert outcome.code == 1
    assert outcome.codes
    assert snapshot(tmp_path / "dist") == {"bundle.js/keep.txt": b"kept"}


@pytest.mark.parametrize(
    "broken",
    [
        "const = 1;",
        "import './missing.js';",
        "import { missing } from './other.js'; console.log(missing);",
        "\udcff",
        "(" * 100_000,
    ],
    ids=["syntax", "unresolved", "missing-export", "invalid-utf8", "nesting"],
)
def test_failing_build_leaves_the_previous_output(tmp_path: Path, broken: str) -> None:
    write(
        tmp_path,
        {
            "main.js": "console.log('good'); import('./other.js');",
            "other.js": "export const x = 1;",
        },
    )
    assert build(tmp_path, "main.js", "--clean").code == 0
    before = snapshot(tmp_path / "dist")
    assert len(before) == 2
    (tmp_path / "main.js").write_bytes(broken.encode("utf-8", "surrogateescape"))
    assert build(tmp_path, "main.js", "--clean").code == 1
    assert snapshot(tmp_path / "dist") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dist", "main.js", "other.js"]


def test_directory_as_entry(tmp_path: Path) -> None:
    write(tmp_path, {"src/index.js": "console.log('index');", "empty/keep.txt": ""})
    assert build(tmp_path, "./src", "--target", "node").code == 0
    outcome = build(tmp_path, "./empty")
    assert outcome.code == 1
    assert outcome.codes == ["entry-not-found"]


def test_request_longer_than_a_path_may_be(tmp_path: Path) -> None:
    write(tmp_path, {"main.js": f"import './{'a' * 100_000}'; import '{'b/' * 50_000}';"})
    outcome = build(tmp_path, "main.js")
    assert outcome.codes == ["unresolved-import"] * 2
    assert len(outcome.output) < 10_000


@pytest.mark.parametrize(
    "name",
    ["with space.js", "ünïcödé 漢.js", "quote'\".js", "dollar$&$1.js", "percent%20.js", "-dash.js"],
)
def test_odd_file_names(tmp_path: Path, name: str) -> None:
    request = f"./{name}".replace("\\", "\\\\").replace("'", "\\'")
    (tmp_path / name).write_text("export const x = 'found';\n", "utf-8")
    source = f"import {{ x }} from '{request}'; console.log(x); import('{request}');"
    write(tmp_path, {"main.js": source})
    for mode in ("production", "development"):
        outcome = build(tmp_path, "main.js", "--target", "node", "--mode", mode, "--source-map")
        assert outcome.code == 0, outcome.output
        assert run(tmp_path / "dist" / "bundle.js") == "found\n"


def test_many_errors_do_not_flood(tmp_path: Path) -> None:
    imports = "\n".join(f"import './missing{number}.js';" for number in range(5_000))
    write(tmp_path, {"main.js": imports})
    outcome = build(tmp_path, "main.js")
    assert outcome.code == 1
    assert outcome.codes.count("unresolved-import") >= 1


def test_package_that_leads_out_of_itself(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "main.js": "import 'evil'; import 'evil/../../main.js'; import 'loop';",
            "node_modules/evil/package.json": '{"exports": {".": "./../../secret.js"}}',
            "node_modules/loop/package.json": '{"name": "loop", "main": "./package.json/../.."}',
            "secret.js": "console.log('secret');",
        },
    )
    outcome = build(tmp_path, "main.js")
    assert outcome.code == 1
    assert "secret" not in str(snapshot(tmp_path / "dist") if (tmp_path / "dist").exists() else "")
