const k = "computed", s = Symbol("sym"), e = Symbol(), n = 1;
const o = {
  a: () => {},
  b() {},
  [k]: () => {},
  [k + 2]() {},
  [s]: () => {},
  [e]: () => {},
  [n]: function () {},
  "quoted key": class {},
  5: () => {},
  get g() { return 1; },
  set g(v) {},
  get [k + "get"]() { return 1; },
  *gen() {},
  async asy() {},
  named: function inner() {},
  __proto__: () => {},
};
const at = (key) => JSON.stringify(o[key].name);
console.log(at("a"), at("b"), at(k), at(k + 2), at(s), at(e), at(1), at("quoted key"), at(5), at("gen"), at("asy"), at("named"));
