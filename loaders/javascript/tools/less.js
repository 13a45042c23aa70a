// Less, with the project's own compiler. A file is found as Less does it, else as a package.
import { createRequire } from "node:module";
import path from "node:path";

// Its ES module looks for its own package.json from `import.meta.url`, which a bundle has not.
const found = require("less");
const less = found.default ?? found;

class Packages extends less.FileManager {
  supports() {
    return true;
  }

  async loadFile(filename, folder, options, environment) {
    const plain = filename.replace(/^~\/?/, "");
    if (plain === filename) {
      try {
        return await super.loadFile(filename, folder, options, environment);
      } catch (error) {
        if (/^[./]/.test(filename)) throw error;
      }
    }
    const packages = createRequire(path.join(path.resolve(folder || "."), "style.less"));
    let target;
    for (const name of [plain, `${plain}.less`]) {
      try {
        target = packages.resolve(name);
        break;
      } catch {
        // The next name.
      }
    }
    if (!target) throw new Error(`'${filename}' wasn't found`);
    return super.loadFile(target, "", options, environment);
  }
}

export async function render(source, file, options, sourceMap) {
  const paths = (options.paths || []).map((one) => path.resolve(one));
  try {
    const made = await less.render(source, {
      ...options,
      paths,
      filename: file,
      plugins: [{ install: (own, manager) => manager.addFileManager(new Packages()) }],
      ...(sourceMap && { sourceMap: { disableSourcemapAnnotation: true } }),
    });
    return { code: made.css, map: made.map, dependencies: made.imports };
  } catch (error) {
    throw Object.assign(new SyntaxError(error.message), {
      line: error.line,
      column: typeof error.column === "number" ? error.column + 1 : undefined,
      file: error.filename,
    });
  }
}
