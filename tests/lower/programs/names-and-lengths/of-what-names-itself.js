const s = Symbol("s");
const o = {
  *a() { yield 1; },
  *"b c"() { yield 2; },
  *[s]() { yield 3; },
  *5() { yield 4; },
  get: function* () { yield 6; },
  C: class { constructor(x) { this.x = x; } },
};
console.log(o.a.name, o["b c"].name, o[s].name, o[5].name, o.get.name, o.C.name);
