// Babel with a project's own plugins and presets.
import * as babel from "@babel/core";

export async function transform(source, path, options) {
  try {
    const made = await babel.transformAsync(source, { ...options, filename: path });
    if (!made) return { code: source };
    return { code: made.code, map: made.map || undefined,
      dependencies: Array.from(made.externalDependencies || []) };
  } catch (error) {
    const message = error.message.split("\n")[0].replace(/ \(\d+:\d+\)$/, "");
    throw Object.assign(new SyntaxError(message.replace(`${path}: `, "")), { code: error.code,
      line: error.loc?.line, column: typeof error.loc?.column === "number" ? error.loc.column + 1 : undefined });
  }
}
