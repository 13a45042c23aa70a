import Handlebars from "handlebars";

Handlebars.registerHelper("loud", (text) => new Handlebars.SafeString(`${text.toUpperCase()}!`));
Handlebars.registerPartial("item", "<li>{{loud name}} {{@root.title}}</li>");
const template = Handlebars.compile("{{#if items}}<ul>{{#each items}}{{> item this}}{{else}}none{{/each}}</ul>{{/if}}{{{raw}}}{{safe}}");
console.log(template({ title: "T", items: [{ name: "a" }, { name: "b" }], raw: "<b>", safe: "<i>" }), Handlebars.VERSION);
console.log(Handlebars.precompile("{{a.[b c]}}").length, JSON.stringify(Handlebars.parse("{{#x}}y{{/x}}").body[0].type));
