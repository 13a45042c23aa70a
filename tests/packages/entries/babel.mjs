import generator from "@babel/generator";
import { parse } from "@babel/parser";
import traversal from "@babel/traverse";

const traverse = traversal.default ?? traversal;
const generate = generator.default ?? generator;
const source = "const a = (x) => x ** 2; export default class B extends a { @dec #p = <p>{a(1)}</p>; }";
const tree = parse(source, { sourceType: "module", plugins: ["jsx", "decorators"] });
const names = new Set();
traverse(tree, { Identifier(path) { names.add(path.node.name); }, BinaryExpression(path) { if (path.node.operator === "**") path.node.operator = "*"; }, Program(path) { path.scope.rename("a", "renamed"); } });
console.log([...names], generate(tree, { compact: false, sourceMaps: true, sourceFileName: "a.js" }, source).map.mappings);
console.log(generate(tree).code);
