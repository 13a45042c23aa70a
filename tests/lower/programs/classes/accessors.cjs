class A {
  static #count = 0;
  get v() { return this._v ?? "unset"; }
  set v(x) { this._v = x; A.#count++; }
  static get count() { return A.#count; }
  get ["com" + "puted"]() { return "computed"; }
  set only(x) { this.w = x; }
  get 7() { return "seven"; }
  get "a b"() { return "quoted"; }
}
const a = new A();
console.log(a.v, (a.v = 3), a.v, A.count, a.computed, a.only, a[7], a["a b"]);
class B extends A {
  get v() { return `B${super.v}`; }
}
const b = new B();
b.v = 1;
console.log(b.v, b._v);
const d = Object.getOwnPropertyDescriptor(A.prototype, "v");
console.log(typeof d.get, typeof d.set, d.enumerable, d.get.name, d.set.name);
