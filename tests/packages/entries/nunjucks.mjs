import nunjucks from "nunjucks";

const environment = new nunjucks.Environment(null, { autoescape: true });
environment.addFilter("shout", (text) => `${text}!`);
console.log(environment.renderString("{% macro item(x, n=2) %}<{{ x | shout }}{{ n }}>{% endmacro %}{% for k, v in map %}{{ loop.index }}{{ item(k) }}{{ v | safe }}{% else %}none{% endfor %}{% set a = [3, 1] | sort | join('-') %}{{ a }} {{ '<' }}", { map: { a: "<b>", c: "d" } }));
