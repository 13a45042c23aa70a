class A {
  #m(x = 1, ...r) { return [this.k, x, r.length]; }
  k = this.#m(5);
  static #s() { return this === A; }
  *#g() { yield 1; yield* this.#h(); }
  *#h() { yield 2; }
  async #a() { return "async"; }
  async *#ag() { yield "ag"; }
  run() { return [this.#m(), [...this.#g()], A.#s(), this.#m === this.#m, this.#m.name, this.#m.length]; }
  other(o) { return o.#m === this.#m; }
  async all() { const out = [await this.#a()]; for await (const v of this.#ag()) out.push(v); return out; }
}
const a = new A();
console.log(JSON.stringify(a.run()), JSON.stringify(a.k), a.other(new A()));
a.all().then((v) => console.log(v));
