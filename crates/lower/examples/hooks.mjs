// Lets Node.js find the helper functions that lowered code asks for.
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

const helpers = new URL("../../engine/runtime/helpers/", import.meta.url);

registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith("pybundle:runtime/helpers/")) {
      const name = specifier.slice("pybundle:runtime/helpers/".length);
      return { url: new URL(`${name}.js`, helpers).href, format: "module", shortCircuit: true };
    }
    return next(specifier, context);
  },
  // `require` gives the function itself, as it does in bundles.
  load(url, context, next) {
    if (!url.startsWith(helpers.href)) return next(url, context);
    const source = readFileSync(fileURLToPath(url), "utf8");
    const [, name] = /^export default function (\w+)/m.exec(source);
    return { source: `${source}export { ${name} as "module.exports" };\n`, format: "module", shortCircuit: true };
  },
});
