class A {
  get v() { return this._v; }
  set v(x) { this._v = x; }
  static get s() { return this._s ?? "none"; }
  static set s(x) { this._s = x; }
}
class B extends A {
  get v() { return super.v + 1; }
  set v(x) { super.v = x * 10; }
  static get s() { return `B ${super.s}`; }
  static set s(x) { super.s = x + "!"; }
}
const b = new B();
b.v = 2;
B.s = "x";
console.log(b.v, b._v, B.s, B._s, A._s);
