function* g() {
  const a = yield* [1, 2];
  const b = yield* "xy";
  const c = yield* new Set([3]);
  const d = yield* new Map([["k", "v"]]);
  return [a, b, c, d];
}
console.log([...g()]);
const it = g();
let r;
while (!(r = it.next()).done);
console.log(r);
function* bad(v) {
  yield* v;
}
for (const v of [5, null, {}, { [Symbol.iterator]: () => 1 }]) {
  try {
    bad(v).next();
  } catch (e) {
    console.log(e.name);
  }
}
