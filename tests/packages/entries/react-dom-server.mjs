import { createContext, createElement as h, Fragment, lazy, Suspense, useContext, useId, useMemo, version } from "react";
import { renderToStaticMarkup, renderToString } from "react-dom/server";

const Theme = createContext("light");

function Item({ name }) {
  const theme = useContext(Theme);
  const id = useId();
  return h("li", { className: theme, "data-id": id.length > 0, style: { marginTop: 4 } }, name.toUpperCase());
}

function App({ names }) {
  const sorted = useMemo(() => [...names].sort(), [names]);
  return h(Theme.Provider, { value: "dark" }, h("ul", null, sorted.map((name) => h(Item, { key: name, name }))));
}

console.log(version);
console.log(renderToStaticMarkup(h(App, { names: ["pear", "apple & quince", "fig"] })));
console.log(renderToString(h(Fragment, null, "a", "b", h("input", { defaultValue: "<x>", disabled: true }))));
console.log(renderToString(h(Suspense, { fallback: "waiting" }, h("p", null, "ready"))), typeof lazy);
// The build for browsers leaves a message port open.
process.exit(0);
