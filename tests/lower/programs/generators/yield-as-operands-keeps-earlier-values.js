function* g() {
  let x = 1;
  const bump = () => ++x;
  const a = x + (yield (x = 10));
  const b = bump() * x - (yield x) / bump();
  const c = [x, yield 0, x++, x];
  const d = x < (yield 1) ? (yield 2) : (yield 3);
  const e = typeof (yield 4) + !(yield 5) + -(yield 6);
  const o = { x };
  const h = o.x + (o.x = yield 7) + o.x;
  return [a, b, c, d, e, h];
}
const it = g();
let r;
for (const s of [0, 5, 6, "c", 100, "yes", "t", 0, 3, 9]) r = it.next(s);
console.log(JSON.stringify(r));
