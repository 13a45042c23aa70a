const o = { v: 1 };
function* g(a, b = a.v, ...c) {
  yield [a.v, b, c.length];
}
const it = g(o, undefined, 3, 4);
o.v = 2;
console.log(it.next().value);
