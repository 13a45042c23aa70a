class A {
  a = () => {};
  b = function () {};
  c = class {};
  ["d" + 1] = () => {};
  static e = () => {};
  #f = () => {};
  static #g = function () {};
  names() { return [this.a.name, this.b.name, this.c.name, this.d1.name, A.e.name, this.#f.name, A.#g.name]; }
}
console.log(new A().names());
