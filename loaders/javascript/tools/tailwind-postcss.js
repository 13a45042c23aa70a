// Stands for `@tailwindcss/postcss`, whose scanner is native code.
import { compile } from "./tailwind.js";

function tailwind() {
  return {
    postcssPlugin: "@tailwindcss/postcss",
    async Once(root, { result, postcss }) {
      const file = result.opts.from;
      const made = await compile(root.toString(), file, {});
      if (!made.used) return;
      root.removeAll();
      root.append(postcss.parse(made.code, { from: file }));
    },
  };
}
tailwind.postcss = true;

export default tailwind;
