// Pug: a template as a module that exports a function of its variables.
import pug from "pug";

export function compile(source, path, options) {
  try {
    const made = pug.compileClientWithDependenciesTracked(source, {
      basedir: process.cwd(),
      ...options,
      filename: path,
      compileDebug: false,
      inlineRuntimeFunctions: true,
      name: "template",
    });
    return { code: `${made.body}\nexport default template;\n`, dependencies: made.dependencies };
  } catch (error) {
    throw Object.assign(new SyntaxError(error.msg || error.message),
      { line: error.line, column: error.column, file: error.filename });
  }
}
