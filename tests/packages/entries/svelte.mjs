import { flushSync } from "svelte";
import { derived, get, readable, writable } from "svelte/store";
import { render } from "svelte/server";
import { compile } from "svelte/compiler";
import * as internal from "svelte/internal/server";

const count = writable(1);
const double = derived(count, (n) => n * 2);
const seen = [];
const stop = double.subscribe((n) => seen.push(n));
count.update((n) => n + 4);
stop();
console.log(seen, get(double), get(readable("r")), typeof flushSync);
function Page(out, props) { out.push(`<h1>${internal.escape(props.title)}</h1>`); }
console.log(render(Page, { props: { title: "a < b" } }).body);
console.log(compile("<script>let { n = 1 } = $props(); let d = $derived(n * 2);</script><p class:on={d > 2}>{d}</p><style>p { color: red }</style>", { generate: "server", filename: "Page.svelte" }).js.code);
