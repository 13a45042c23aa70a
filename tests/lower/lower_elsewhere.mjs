// Lowers programs to ES5 with another lowerer, for an opinion about the programs.
//
// The job comes on stdin as JSON:
//   { "lowerer": "babel", "programs": [{ "file": "a.js", "out": "b.js", "module": false }] }
// Each result is a CommonJS module. What cannot be lowered becomes a program that prints why.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";

const require = createRequire(new URL("../js/package.json", import.meta.url));
const job = JSON.parse(await text(process.stdin));
const lower = { babel, swc }[job.lowerer]();

for (const { file, out, module } of job.programs) {
  let code;
  try {
    code = lower(readFileSync(file, "utf8"), file, module);
  } catch (error) {
    code = `console.log(${JSON.stringify(`not lowered: ${error.message}`)});`;
  }
  writeFileSync(out, code);
}

function babel() {
  const { transformSync } = require("@babel/core");
  const preset = require("@babel/preset-env");
  return (source, filename, module) =>
    transformSync(source, {
      filename,
      babelrc: false,
      configFile: false,
      sourceType: module ? "module" : "script",
      presets: [[preset.default ?? preset, { targets: { ie: "11" }, modules: module ? "commonjs" : false }]],
    }).code;
}

function swc() {
  const { transformSync } = require("@swc/core");
  return (source, filename, module) =>
    transformSync(source, {
      filename,
      swcrc: false,
      configFile: false,
      isModule: module,
      env: { targets: { ie: "11" } },
      ...(module ? { module: { type: "commonjs" } } : {}),
    }).code;
}
