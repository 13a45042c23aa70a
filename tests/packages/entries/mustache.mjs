import Mustache from "mustache";

console.log(Mustache.render("{{#people}}{{> row}}{{/people}}{{^none}}empty{{/none}} {{{raw}}} {{safe}} {{#up}}x{{safe}}{{/up}}", { people: [{ n: 1 }, { n: 2 }], raw: "<", safe: "<", up: () => (text, render) => render(text).toUpperCase() }, { row: "[{{n}}]" }));
console.log(JSON.stringify(Mustache.parse("a {{b}} {{#c}}d{{/c}}")), Mustache.version);
