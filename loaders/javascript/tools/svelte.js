// Components and modules of Svelte 5, with the project's own compiler.
import * as compiler from "svelte/compiler";
import { createRequire } from "node:module";
import { withoutTypes } from "./types.js";

const require = createRequire(process.cwd() + "/component.js");

function place(error) {
  const start = error.start || error.position;
  const message = error.message.replace(/\s*https:\/\/svelte\.dev\/e\/\S+\s*$/, "");
  return Object.assign(new SyntaxError(message), {
    code: error.code,
    line: start?.line,
    column: typeof start?.column === "number" ? start.column + 1 : undefined,
  });
}

// Styles in another language become CSS before the compiler sees them.
async function preprocessed(source, path) {
  if (!/<style\b[^>]*\blang=/.test(source)) return { code: source, dependencies: [] };
  const dependencies = [];
  const made = await compiler.preprocess(source, {
    async style({ content, attributes }) {
      const language = attributes.lang;
      if (!language || language === "css" || language === "postcss") return undefined;
      if (language === "less") {
        const less = require("less");
        const out = await less.render(content, { filename: path });
        return { code: out.css, dependencies: out.imports };
      }
      if (language === "scss" || language === "sass") {
        const sass = require("sass");
        const out = sass.compileString(content, {
          syntax: language === "sass" ? "indented" : "scss",
          url: new URL("file://" + path),
        });
        return { code: out.css };
      }
      throw Object.assign(new Error(`styles in \`${language}\` are not known here`), { missing: language });
    },
  }, { filename: path });
  return { code: made.code, dependencies: made.dependencies || dependencies };
}

function warningsOf(made) {
  return (made.warnings || []).map((warning) => ({
    message: warning.message.replace(/\s*https:\/\/svelte\.dev\/e\/\S+\s*$/, ""),
    line: warning.start?.line,
    column: typeof warning.start?.column === "number" ? warning.start.column + 1 : undefined,
  }));
}

async function compiled(facts, css) {
  const { source, path, options } = facts;
  try {
    const text = await preprocessed(source, path);
    const made = compiler.compile(text.code, {
      ...options.compilerOptions,
      filename: path,
      rootDir: process.cwd(),
      dev: !options.production,
      generate: options.ssr ? "server" : "client",
      css,
    });
    return { made, dependencies: text.dependencies, changed: text.code !== source };
  } catch (error) {
    throw error.start || error.position ? place(error) : error;
  }
}

export async function component(facts) {
  const { made, dependencies, changed } = await compiled(facts, "external");
  let { code } = made.js;
  if (made.css && made.css.code) {
    code += `\nimport ${JSON.stringify(`./${facts.file}?svelte&type=style&lang.css`)};\n`;
  }
  return { code, map: changed ? undefined : made.js.map, warnings: warningsOf(made), dependencies };
}

export async function style(facts) {
  const { made, dependencies, changed } = await compiled(facts, "external");
  return { code: made.css ? made.css.code : "", map: changed || !made.css ? undefined : made.css.map, dependencies };
}

export function module(facts) {
  const { source, path, options } = facts;
  try {
    const made = compiler.compileModule(path.endsWith(".ts") ? withoutTypes(source) : source, {
      filename: path,
      dev: !options.production,
      generate: options.ssr ? "server" : "client",
    });
    return { code: made.js.code, map: made.js.map, warnings: warningsOf(made), dependencies: [] };
  } catch (error) {
    throw error.start || error.position ? place(error) : error;
  }
}
