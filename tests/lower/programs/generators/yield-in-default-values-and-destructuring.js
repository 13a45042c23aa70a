function* g() {
  const { a = yield "a", b: { c = yield "c" } = yield "b" } = yield "object";
  const [d = yield "d", ...[e = yield "e"]] = yield "array";
  let f, h;
  [f = yield "f", h] = [, yield "h"];
  ({ f = yield "never", [yield "k"]: h = yield "kh" } = { f: 1 });
  return [a, c, d, e, f, h];
}
const it = g();
const asked = [];
let r = it.next();
for (const s of [{ b: undefined }, "A", {}, "C", [undefined], "D", "E", "H", "F", "key", "KH"]) {
  asked.push(r.value);
  r = it.next(s);
}
console.log(asked.join(), r);
