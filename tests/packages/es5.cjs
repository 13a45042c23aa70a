// Says what in the given scripts is no ES5: esprima reads them, and their trees hold only
// nodes of ES5. (`pybundle check` does the same with more care and in more time.)
const { readFileSync } = require("node:fs");
const { basename } = require("node:path");
const esprima = require("../js/node_modules/esprima");

const NODES = new Set(
  `ArrayExpression AssignmentExpression BinaryExpression BlockStatement BreakStatement
  CallExpression CatchClause ConditionalExpression ContinueStatement DebuggerStatement
  DoWhileStatement EmptyStatement ExpressionStatement ForInStatement ForStatement
  FunctionDeclaration FunctionExpression Identifier IfStatement LabeledStatement Literal
  LogicalExpression MemberExpression NewExpression ObjectExpression Program Property
  ReturnStatement SequenceExpression SwitchCase SwitchStatement ThisExpression
  ThrowStatement TryStatement UnaryExpression UpdateExpression VariableDeclaration
  VariableDeclarator WhileStatement WithStatement`.split(/\s+/),
);

for (const path of process.argv.slice(2)) {
  const problem = check(readFileSync(path, "utf8"));
  if (problem) console.log(`${basename(path)}: ${problem}`);
}

function check(source) {
  let found = "";
  try {
    esprima.parseScript(source, {}, (node, meta) => {
      const what = newer(node);
      if (what && !found) {
        const { line, column } = meta.start;
        found = `${line}:${column} ${what}: ${source.slice(meta.start.offset, meta.start.offset + 80)}`;
      }
    });
  } catch (error) {
    const near = source.slice(Math.max(0, error.index - 40), error.index + 40);
    return `${error.message}: ${near}`;
  }
  return found;
}

function newer(node) {
  if (!NODES.has(node.type)) return node.type;
  if (node.type === "VariableDeclaration" && node.kind !== "var") return node.kind;
  if (node.type === "Property" && (node.shorthand || node.method || node.computed)) return "property";
  if (node.type.startsWith("Function")) {
    if (node.generator || node.async) return "generator or async function";
    if (node.params.some((parameter) => parameter.type !== "Identifier")) return "parameter";
  }
  if (node.regex && /[^gim]/.test(node.regex.flags)) return "flag of a regular expression";
  if (node.type === "Literal" && typeof node.value === "number" && /^0[bo]/i.test(node.raw)) return "number";
  return "";
}
