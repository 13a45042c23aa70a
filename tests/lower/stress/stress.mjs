// `node stress.mjs LOWER [COUNT] [SEED]`: programs at random, as they are and lowered by the
// program LOWER, must do the same. Prints the first that differs of each kind.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { program } from "./programs.mjs";

const [lower, count = "300", first = "1"] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "stress-"));
const here = fileURLToPath(new URL(".", import.meta.url));
const hooks = new URL("../../../crates/lower/examples/hooks.mjs", import.meta.url).href;
const drive = JSON.stringify(join(here, "drive.js"));
let failed = 0;
let passed = 0;

for (const kind of ["generator", "async", "async-generator"]) {
  const programs = [];
  for (let index = 0; index < Number(count); index++) {
    const text = program(Number(first) * 100000 + index, kind);
    try {
      new Function("programs", text);
      programs.push(text);
    } catch {
      // Not a program: `break` of a loop from a function, or the like.
    }
  }
  const name = `${kind}.js`;
  const text = `var programs = [];\n${programs.join("")}require(${drive})(programs, ${JSON.stringify(kind)});\n`;
  writeFileSync(join(folder, name), text);
  mkdirSync(join(folder, "out"), { recursive: true });
  execFileSync(lower, ["--out", join(folder, "out"), join(folder, name)]);
  const lowered = join(folder, "out", name);
  const run = (file, flags) =>
    execFileSync(process.execPath, [...flags, file], { maxBuffer: 1 << 28 }).toString().split("\n# ");
  const expected = run(join(folder, name), []);
  const got = run(lowered, ["--import", hooks]);
  let shown = false;
  programs.forEach((text, index) => {
    if (expected[index] === got[index] && expected[index] !== undefined) {
      passed++;
      return;
    }
    failed++;
    if (shown) return;
    shown = true;
    const left = (expected[index] ?? "").split("\n");
    const right = (got[index] ?? "").split("\n");
    const line = left.findIndex((value, at) => value !== right[at]);
    console.log(`${kind} ${index} of ${programs.length}\n${text}`);
    console.log("expected", left.slice(Math.max(0, line - 6), line + 3));
    console.log("got     ", right.slice(Math.max(0, line - 6), line + 3));
  });
}
rmSync(folder, { recursive: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
