import highlight from "highlight.js";
import core from "highlight.js/lib/core";
import python from "highlight.js/lib/languages/python";

console.log(highlight.highlight("const x = `a ${1 + 1}`; // done", { language: "javascript" }).value);
console.log(highlight.highlightAuto("SELECT * FROM t WHERE a = 'b'", ["sql", "css"]).language, highlight.listLanguages().length);
core.registerLanguage("python", python);
console.log(core.highlight("def f(x: int) -> str:\n    return f'{x!r}'", { language: "python" }).value, core.listLanguages());
