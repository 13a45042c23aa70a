class P extends Promise {
  static get tag() { return "P"; }
  tap(f) { return this.then((v) => (f(v), v)); }
}
const p = P.resolve(1);
console.log(p instanceof P, p.then(() => {}) instanceof P, P.all([p]) instanceof P, new P((ok) => ok(2)) instanceof Promise);
p.tap((v) => console.log("tap", v)).then((v) => console.log(v));
new P((ok, fail) => fail("no")).catch((e) => console.log(e)).finally(() => console.log("finally"));
(async () => console.log(await P.resolve("awaited")))();
