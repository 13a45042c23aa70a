function* g() {
  const a = (yield 1)?.b;
  const o = { f(x) { return this.k + x; }, k: "k", n: null };
  const b = o?.[yield 2]?.(yield 3);
  const c = o.n?.[yield "never"];
  const d = o.n?.(yield "never");
  const e = (yield 4)?.(yield 5);
  const f = o?.f(yield 6).length;
  return [a, b, c, d, e, f];
}
const it = g();
const asked = [];
let r = it.next();
for (const s of [null, "f", "x", undefined, "yy", 0]) {
  asked.push(r.value);
  r = it.next(s);
  if (r.done) break;
}
console.log(asked.join(), r.value);
