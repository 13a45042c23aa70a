const o = { *m() {} };
const e = function* () {};
const n = function* named() { yield typeof named; };
class C { *m() {} static *s() {} }
for (const f of [o.m, e, n, C.prototype.m, C.s]) {
  console.log(f.name, typeof f.prototype, f() instanceof f, "constructor" in Object.getOwnPropertyDescriptors(f.prototype));
}
console.log([...n()]);
