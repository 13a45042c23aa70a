const log = [];
const f = (name) => (log.push(`get ${name}`), (...args) => (log.push(`call ${name} ${args}`), args.length));
function* g() {
  const o = { m(...a) { return [this === o, ...a]; } };
  const a = f("f")(yield 1, f("g")(yield 2), yield 3);
  const b = o.m(yield 4, yield 5);
  const c = o[yield 6](yield 7);
  const d = (yield 8)(yield 9);
  const e = new (yield 10)(yield 11);
  return [a, b, c, d, e.name];
}
const it = g();
const sends = [0, "a", "b", "c", "d", "e", "m", "h", (x) => x + "!", "i", class { constructor(n) { this.name = n; } }, "named"];
let r;
for (const s of sends) r = it.next(s);
console.log(r.value, log);
