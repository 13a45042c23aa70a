const k = "dyn", s = Symbol("sym");
const o = { get g() { return 1; }, set g(v) {}, get [k]() { return 1; }, set [s](v) {}, get 1() { return 1; } };
const of = (t, key) => Object.getOwnPropertyDescriptor(t, key);
console.log(of(o, "g").get.name, of(o, "g").set.name, of(o, k).get.name, of(o, s).set.name, of(o, 1).get.name, of(o, "g").set.length);
class A { get x() { return 1; } static set y(v) {} get [k]() { return 1; } }
console.log(of(A.prototype, "x").get.name, of(A, "y").set.name, of(A.prototype, k).get.name);
