import MarkdownIt from "markdown-it";

const markdown = new MarkdownIt({ html: false, linkify: true, typographer: true });
markdown.core.ruler.push("count", (state) => { state.env.count = state.tokens.length; });
const env = {};
console.log(markdown.render("# A\n\nsee www.example.test -- \"quoted\" (c)\n\n~~~js\nx < y\n~~~\n\n* a\n* b <b>", env), env);
