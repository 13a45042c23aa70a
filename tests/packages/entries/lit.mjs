import "../browser/globals.mjs";
import { css, html, LitElement, nothing, render } from "lit";
import { classMap } from "lit/directives/class-map.js";
import { repeat } from "lit/directives/repeat.js";

const items = (list) => html`<ul class=${classMap({ a: true, b: false })}>${repeat(list, (item) => item, (item) => html`<li ?hidden=${item > 2}>${item}</li>`)}</ul>${nothing}`;
render(items([1, 2, 3]), document.body);
console.log(document.body.innerHTML.replace(/<!--.*?-->/g, ""));
render(items([3, 1]), document.body);
console.log(document.body.innerHTML.replace(/<!--.*?-->/g, ""), css`p { color: ${css`red`}; }`.cssText);
class Greeting extends LitElement {
  static properties = { name: {} };
  render() { return html`<p>hello ${this.name}</p>`; }
}
console.log(typeof Greeting.prototype.requestUpdate);
process.exit(0);
