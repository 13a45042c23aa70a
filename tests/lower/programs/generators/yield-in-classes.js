function* g() {
  class A extends (yield "heritage") {
    [yield "method"]() { return "m"; }
    static [yield "static"]() { return "s"; }
    [yield "field"] = "f";
    get [yield "getter"]() { return "g"; }
  }
  const a = new A();
  return [a instanceof Array, a.mm(), A.ss(), a.ff, a.gg];
}
const it = g();
let r;
for (const s of [0, Array, "mm", "ss", "ff", "gg"]) r = it.next(s);
console.log(r.value);
