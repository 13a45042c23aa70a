const k = "computed", s = Symbol("sym");
class Named {
  m() {}
  static st() {}
  [k]() {}
  [s]() {}
  static [k + "Static"]() {}
  *gen(a) {}
  async asy(a, b) {}
  "quoted name"() {}
  42() {}
  constructor(a, b, c) {}
}
const p = Named.prototype;
console.log([p.m, Named.st, p[k], p[s], Named[k + "Static"], p.gen, p.asy, p["quoted name"], p[42], p.constructor].map((f) => `${f.name}/${f.length}`).join());
