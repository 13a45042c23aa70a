class A {
  #raw = 0;
  get #v() { return this.#raw; }
  set #v(x) { this.#raw = x * 2; }
  static #s = 1;
  static get #sv() { return A.#s; }
  static set #sv(x) { A.#s = x; }
  run() {
    this.#v = 5;
    this.#v += 1;
    this.#v++;
    A.#sv = 9;
    A.#sv++;
    [this.#v, A.#sv] = [1, 2];
    return [this.#v, this.#raw, A.#sv];
  }
}
console.log(new A().run());
