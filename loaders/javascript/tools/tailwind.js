// Tailwind CSS 4, with the project's own compiler. The scanner that comes with it is native
// code; the build looks for candidates instead (`candidates.py`), and is asked for them here.
import * as tailwind from "tailwindcss";
import { createRequire } from "node:module";
import fs from "node:fs/promises";
import path from "node:path";
import { rewriteUrls } from "./urls.js";

const { ask } = globalThis.__pybundle;

export async function compile(css, file, options) {
  const base = path.dirname(file);
  const compiler = await tailwind.compile(css, {
    base,
    from: file,
    async loadModule(id, from) {
      const require = createRequire(path.join(from, "module.js"));
      const found = require.resolve(id);
      const module = require(found);
      return { path: found, base: path.dirname(found), module: module.default ?? module };
    },
    async loadStylesheet(id, from) {
      const found = ask("style", [id, from]);
      if (!found) throw new Error(`Can't resolve '${id}' in '${from}'`);
      const folder = path.dirname(found);
      const content = await fs.readFile(found, "utf8");
      return { path: found, base: folder, content: rewriteUrls(content, folder, base) };
    },
  });
  // Nothing of Tailwind in it: other CSS stays as it is, imports included.
  if ((compiler.features & ~tailwind.Features.AtImport) === 0) return { code: css, used: false };
  const wanted = compiler.features & tailwind.Features.Utilities;
  const candidates = wanted
    ? ask("candidates", [compiler.root, compiler.sources, options]) : [];
  return { code: compiler.build(candidates), used: true };
}
