// Lets Node.js find the helper functions that lowered code asks for.
import { registerHooks } from "node:module";

const helpers = new URL("../../engine/runtime/helpers/", import.meta.url);

registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith("pybundle:runtime/helpers/")) {
      const name = specifier.slice("pybundle:runtime/helpers/".length);
      return { url: new URL(`${name}.js`, helpers).href, format: "module", shortCircuit: true };
    }
    return next(specifier, context);
  },
});
