import { defaultOptions, Parser, parse, tokenizer, version } from "acorn";

const tree = parse("class A { #x = 1n; static { async () => { for await (const [a, ...b] of c?.d) ; } } }", { ecmaVersion: 2022, sourceType: "module", locations: true });
console.log(tree.end, tree.body[0].body.body.map((member) => member.type), version);
console.log([...tokenizer("a => `t${1}`", { ecmaVersion: 6 })].map((token) => token.type.label), defaultOptions.ecmaVersion);
try { Parser.extend((Base) => class extends Base {}).parse("let let = 1", { ecmaVersion: 6 }); } catch (error) { console.log(error.message, error.loc.column); }
