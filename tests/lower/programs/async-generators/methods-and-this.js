class C {
  k = 5;
  async *m(...args) {
    yield this.k;
    const f = async () => this.k + arguments.length + args[0];
    yield f();
  }
  static async *s() {
    yield* new this().m(1);
  }
  async *#p() {
    yield "private";
  }
  p() {
    return this.#p().next();
  }
}
class D extends C {
  async *m() {
    for await (const v of super.m(10, 20)) yield v * 2;
  }
}
(async () => {
  const out = [];
  for await (const v of C.s()) out.push(v);
  for await (const v of new D().m()) out.push(v);
  console.log(out, await new C().p());
  const o = { async *[Symbol.asyncIterator]() { yield "o"; } };
  for await (const v of o) console.log(v);
})();
