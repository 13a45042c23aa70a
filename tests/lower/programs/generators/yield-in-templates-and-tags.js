function* g() {
  const a = `${yield 1}-${yield 2}${"x"}${yield 3}`;
  const tag = (s, ...v) => s.raw.join("|") + v.join();
  const b = tag`a${yield 4}b${yield 5}\n`;
  const c = (yield 6)`q${yield 7}`;
  const d = { t(s, v) { return this.k + s[0] + v; }, k: "k" }.t`s${yield 8}`;
  return [a, b, c, d];
}
const it = g();
let r;
for (const s of [0, "a", "b", "c", "d", "e", (s, v) => s[0] + v, "f", "h"]) r = it.next(s);
console.log(r.value);
