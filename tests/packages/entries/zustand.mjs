import { create } from "zustand";
import { combine, devtools, persist, subscribeWithSelector } from "zustand/middleware";
import { immer } from "zustand/middleware/immer";
import { createStore } from "zustand/vanilla";
import { createElement as h } from "react";
import { renderToString } from "react-dom/server";

const storage = new Map();
const store = createStore(persist(subscribeWithSelector(immer((set) => ({ list: [], add: (item) => set((state) => { state.list.push(item); }) }))), { name: "s", storage: { getItem: (key) => storage.get(key) ?? null, setItem: (key, value) => void storage.set(key, value), removeItem: (key) => void storage.delete(key) } }));
const seen = [];
store.subscribe((state) => state.list.length, (now, before) => seen.push([before, now]));
store.getState().add("a");
store.getState().add("b");
console.log(seen, storage.get("s").state.list);
const useBears = create(devtools(combine({ bears: 1 }, (set) => ({ more: () => set((state) => ({ bears: state.bears + 1 })) }))));
useBears.getState().more();
console.log(useBears.getState().bears, renderToString(h(() => h("p", null, useBears((state) => state.bears)))));
// The build of react-dom for browsers leaves a message port open.
process.exit(0);
