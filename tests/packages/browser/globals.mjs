// Imported before anything that looks for a browser while it loads.
import { Window } from "happy-dom";

const window = new Window({ url: "http://localhost/" });
for (const name of ["document", "HTMLElement", "HTMLIFrameElement", "Element", "Node", "Text", "Comment", "Event", "CustomEvent", "MouseEvent", "SVGElement", "ShadowRoot", "Document", "DocumentFragment", "MutationObserver", "getComputedStyle", "CSSStyleSheet", "customElements"]) {
  globalThis[name] = window[name];
}
globalThis.window = window;

export { window };
