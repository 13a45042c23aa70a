function* g() {
  const fs = [];
  for (let i = 0; i < 2; i++) {
    try {
      throw `e${i}`;
    } catch (e) {
      fs.push(() => e);
      yield e;
      e += "!";
    }
    try {
      throw [i, { x: i * 2 }];
    } catch ([a, { x }]) {
      yield a + x;
      fs.push(() => [a, x].join());
    }
  }
  let e = "outer";
  try {
    throw "inner";
  } catch (e) {
    yield e;
  }
  return [e, fs.map((f) => f())];
}
const it = g();
let r;
const out = [];
while (!(r = it.next()).done) out.push(r.value);
console.log(out, r.value);
