function* g() {
  const a = [yield 1, ...(yield 2), yield 3];
  const b = { x: yield 4, ...(yield 5), [yield 6]: yield 7 };
  const c = Math.max(yield 8, ...(yield 9), yield 10);
  return { a, b, c };
}
const it = g();
const send = [undefined, "a", ["b", "c"], "d", "x", { y: 1 }, "key", "value", 3, [7, 5], 6];
let r;
for (const v of send) r = it.next(v);
console.log(r);
