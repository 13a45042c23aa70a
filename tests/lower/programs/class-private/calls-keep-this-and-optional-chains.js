class A {
  #f = function () { return this instanceof A; };
  #g = null;
  #o = { m() { return this.k; }, k: "k" };
  run(maybe) {
    return [this.#f(), this.#f?.(), (0, this.#f)(), this.#g?.(), this.#o.m(), this.#o?.m?.(), maybe?.#f(), maybe?.#o.k, maybe?.#g?.x.y, this.#f.call({})];
  }
}
console.log(new A().run(null), new A().run(new A()).slice(6));
