const escape = (s) => String(s).replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
class Safe { constructor(text) { this.text = text; } toString() { return this.text; } }
const html = (strings, ...values) =>
  new Safe(strings.raw.reduce((out, s, i) => {
    const v = values[i - 1];
    return out + (Array.isArray(v) ? v.join("") : v instanceof Safe ? v : escape(v ?? "")) + s;
  }));
const list = ({ title = "none", items: [first, ...rest] = [] } = {}) => html`<h1>${title}</h1>${first && html`<ul><li class="first">${first}</li>${rest.map((item) => html`<li>${item}</li>`)}</ul>`}`;
console.log(`${list({ title: "A & B", items: ["<x>", 'q"', 3] })}`);
console.log(`${list()}`, `${list({ items: [] })}`);
