"""Measures parsing, lowering to ES5 and printing of one file beside @swc/core, on one core.

Both run in processes of their own, which take turns and do the work many times each; what
is compared is the best time, so that what else the machine does falls away. Neither makes a
source map.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bundlers import MODULES, NODE

HERE = Path(__file__).parent
ROOT = HERE.parent
TURNS = 4
ROUNDS = 15
SWC = """
const { transformSync } = require(process.argv[1]);
const code = require("node:fs").readFileSync(process.argv[2], "utf8");
const options = {
  jsc: { target: "es5", externalHelpers: true }, isModule: true, sourceMaps: false, swcrc: false,
};
for (let round = 0; round < +process.argv[3]; round++) {
  const started = process.hrtime.bigint();
  transformSync(code, options);
  console.log(Number(process.hrtime.bigint() - started) / 1e9);
}
"""


def main() -> int:
    files = [Path(name) for name in sys.argv[1:]] or [
        MODULES / "three" / "build" / "three.core.js",
        HERE / "modern-module.js.txt",
    ]
    build = ["cargo", "build", "--release", "-p", "pybundle-lower", "--example", "lower"]
    subprocess.run(build, cwd=ROOT, check=True)
    program = ROOT / "target" / "release" / "examples" / "lower"
    print("| file | kB | pybundle MB/s | @swc/core MB/s | ratio |")
    print("|---|--:|--:|--:|--:|")
    for file in files:
        source = file
        if file.suffix == ".txt":
            source = HERE / ".work" / "modern.mjs"
            source.parent.mkdir(exist_ok=True)
            text = file.read_text(encoding="utf-8").replace("@calls@", "")
            text = "\n".join(text.replace("@number@", str(number)) for number in range(100))
            text = text.replace("const defaults", "var defaults").replace("const sum", "var sum")
            source.write_text(text.replace("export async function run", "async function run"))
        ours = swc = float("inf")
        for _ in range(TURNS):
            ours = min(ours, best([str(program), "--repeat", str(ROUNDS), str(source)]))
            core = str(MODULES / "@swc" / "core")
            swc = min(swc, best([NODE, "-e", SWC, core, str(source), str(ROUNDS)]))
        size = source.stat().st_size / 1e6
        print(
            f"| {source.name} | {size * 1000:,.0f} | {size / ours:.1f} | {size / swc:.1f} "
            f"| {swc / ours:.2f} |"
        )
    return 0


def best(command: list[str]) -> float:
    """Seconds."""
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return min(float(line) for line in output.split())


if __name__ == "__main__":
    sys.exit(main())
