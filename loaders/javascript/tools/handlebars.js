// Handlebars: a template as a module that exports a function. Partials that are paths
// (`{{> ./row}}`) are imported; others are looked up when the template runs.
import Handlebars from "handlebars";

export function precompile(source, options, runtime) {
  let tree;
  try {
    tree = Handlebars.parse(source);
  } catch (error) {
    const at = /line (\d+)/.exec(error.message);
    throw Object.assign(new SyntaxError(error.message.replace(/^[^\n]*line \d+:\n[^\n]*\n[^\n]*\n/, "")),
      { line: error.lineNumber ?? (at ? Number(at[1]) : undefined), column: error.column });
  }
  const partials = new Set();
  class Partials extends Handlebars.Visitor {
    PartialStatement(statement) {
      if (statement.name.type === "PathExpression" && /^\.{1,2}\//.test(statement.name.original)) {
        partials.add(statement.name.original);
      }
      super.PartialStatement(statement);
    }

    PartialBlockStatement(statement) {
      if (statement.name.type === "PathExpression" && /^\.{1,2}\//.test(statement.name.original)) {
        partials.add(statement.name.original);
      }
      super.PartialBlockStatement(statement);
    }
  }
  new Partials().accept(tree);
  const imports = [];
  const names = [];
  for (const partial of partials) {
    const name = `partial${names.length}`;
    const file = /\.[a-z]+$/i.test(partial) ? partial : `${partial}.${options.extension}`;
    imports.push(`import ${name} from ${JSON.stringify(file)};`);
    // The compiler writes the path of a partial without `./`.
    names.push(`${JSON.stringify(partial)}: ${name}`, `${JSON.stringify(partial.replace(/^\.\//, ""))}: ${name}`);
  }
  const spec = Handlebars.precompile(tree, options.compile || {});
  return { code: `import Handlebars from ${JSON.stringify(runtime)};
${imports.join("\n")}
const template = /*#__PURE__*/ Handlebars.template(${spec});
const partials = { ${names.join(", ")} };
export default function (context, options) {
  return template(context, { ...options, partials: { ...Handlebars.partials, ...partials, ...(options && options.partials) } });
}
` };
}
