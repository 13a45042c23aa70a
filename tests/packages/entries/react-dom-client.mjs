import "../browser/globals.mjs";
import { act, createElement as h, useEffect, useReducer, useRef } from "react";
import { createRoot } from "react-dom/client";
import { createPortal, flushSync } from "react-dom";

async function main() {
  const log = [];
  const aside = document.body.appendChild(document.createElement("aside"));

  function Counter({ step }) {
    const [count, add] = useReducer((value, by) => value + by, 0);
    const renders = useRef(0);
    renders.current += 1;
    useEffect(() => {
      log.push(`effect ${count}`);
      return () => log.push(`cleanup ${count}`);
    }, [count]);
    return h("button", { onClick: () => add(step) }, `count ${count}`, createPortal(h("i", null, count * 2), aside));
  }

  const container = document.body.appendChild(document.createElement("div"));
  const root = createRoot(container);
  flushSync(() => root.render(h(Counter, { step: 3 })));
  console.log(container.innerHTML, aside.innerHTML);
  flushSync(() => container.querySelector("button").dispatchEvent(new MouseEvent("click", { bubbles: true })));
  await new Promise((resolve) => setTimeout(resolve, 20));
  console.log(container.innerHTML, aside.innerHTML);
  flushSync(() => root.unmount());
  await new Promise((resolve) => setTimeout(resolve, 20));
  console.log(JSON.stringify(container.innerHTML), log.join(", "), typeof act);
  process.exit(0);
}

main();
