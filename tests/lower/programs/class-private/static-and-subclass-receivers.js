class A {
  static #p = 1;
  static byThis() { return this.#p; }
  static byName() { return A.#p; }
  static set(v) { this.#p = v; }
}
class B extends A {}
console.log(A.byThis(), B.byName());
for (const f of [() => B.byThis(), () => B.set(5)]) {
  try {
    f();
    console.log("fine");
  } catch (e) {
    console.log(e.name);
  }
}
A.set(7);
console.log(B.byName());
