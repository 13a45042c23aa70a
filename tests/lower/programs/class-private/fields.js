class A {
  #a = 1;
  #b;
  static #count = 0;
  constructor() { A.#count++; }
  bump() { return ++this.#a; }
  get b() { return this.#b; }
  set b(v) { this.#b = v; }
  static get count() { return A.#count; }
  same(other) { return this.#a === other.#a; }
}
const a = new A(), b = new A();
console.log(a.bump(), a.bump(), a.b, (a.b = 5), a.b, A.count, a.same(b), b.same(b), Object.keys(a), JSON.stringify(a));
