import "../browser/globals.mjs";
import { h, render } from "preact";
import { useEffect, useState } from "preact/hooks";
import * as compat from "preact/compat";

async function main() {
  const log = [];

  function Counter() {
    const [count, setCount] = useState(0);
    useEffect(() => void log.push(count), [count]);
    return h("button", { onClick: () => setCount(count + 1) }, `count ${count}`);
  }

  const Memo = compat.memo(({ name }) => h("b", null, name));
  render(h("div", null, h(Counter), h(Memo, { name: "memo" })), document.body);
  console.log(document.body.innerHTML);
  document.querySelector("button").click();
  await new Promise((resolve) => setTimeout(resolve, 200));
  console.log(document.body.innerHTML, log.join());
  console.log(compat.Children.count(["a", "b"]), compat.version);
  process.exit(0);
}

main();
