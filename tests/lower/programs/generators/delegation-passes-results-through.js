const log = [];
const results = [
  { value: 1, done: false, extra: "kept" },
  { get value() { log.push("value read"); return 2; }, done: 0 },
  { value: "end", done: "yes" },
];
const iterable = {
  [Symbol.iterator]: () => ({ next: (v) => (log.push(`next ${v}`), results.shift()) }),
};
function* g() {
  return [yield* iterable];
}
const it = g();
const first = it.next("a");
console.log(first.extra, "value" in it.next("b"), log);
console.log(it.next("c"), log);
