function* g() {
  let i = 0;
  const a = [i++, yield i, i++, yield i, ++i];
  const o = { n: 0 };
  const b = o.n++ + (yield o.n) + --o.n;
  o[(yield "key")]++;
  return [a, b, o];
}
const it = g();
let r;
for (const s of [0, "x", "y", 10, "n"]) r = it.next(s);
console.log(JSON.stringify(r));
