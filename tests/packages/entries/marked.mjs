import { Lexer, Marked, marked } from "marked";

console.log(marked.parse("# Title\n\n- *a*\n- `b`\n\n| x | y |\n|---|---|\n| 1 | **2** |\n\n> quote [link](http://a.test \"t\")"));
const custom = new Marked({ renderer: { heading({ tokens, depth }) { return `<h${depth} class="x">${this.parser.parseInline(tokens)}</h${depth}>\n`; } } });
// Emphasis is found by patterns that are put together from the text of others.
console.log(marked.parse("the **`x`** of a *\"quoted\"* **word**, **«b»** **😀**x and _é_, ~~gone~~: **a b** c"));
console.log(custom.parse("## Sub *title*"), new Lexer().lex("a\n\n```js\nx\n```").map((token) => token.type));
