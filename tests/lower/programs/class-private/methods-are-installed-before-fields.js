class A {
  a = this.#m();
  #f = this.#m() + 1;
  get f() { return this.#f; }
  #m() { return 41; }
  static x = A.#s();
  static #s() { return "static method first"; }
}
console.log(new A().a, new A().f, A.x);
