import { createEffect, createMemo, createResource, createRoot, createSignal, For, mergeProps } from "solid-js";
import { createStore, produce } from "solid-js/store";
import { escape, renderToString, ssr } from "solid-js/web";

createRoot((dispose) => {
  const [count, setCount] = createSignal(1);
  const double = createMemo(() => count() * 2);
  createEffect(() => console.log("effect", double()));
  setCount(4);
  const [store, setStore] = createStore({ list: [{ done: false }] });
  setStore(produce((draft) => { draft.list[0].done = true; }));
  console.log(double(), store.list[0].done, mergeProps({ a: 1 }, { b: 2 }).b, typeof createResource, typeof For);
  dispose();
});
console.log(renderToString(() => ssr(["<p>", "</p>"], escape("<b>"))));
