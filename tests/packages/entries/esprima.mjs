import esprima from "esprima";

console.log(JSON.stringify(esprima.parseScript("x = a ? (b, c) : /r/g;", { range: true })));
console.log(esprima.tokenize("let y = `${1}` // c", { comment: true }).map((token) => token.value), esprima.version);
try { esprima.parseModule("import {} from"); } catch (error) { console.log(error.message); }
