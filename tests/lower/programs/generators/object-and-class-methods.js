const s = Symbol("s");
const o = {
  *a() { yield 1; },
  *"b c"() { yield 2; },
  *[s]() { yield 3; },
  *5() { yield 4; },
  async *d() { yield 5; },
  get: function* () { yield 6; },
};
console.log([...o.a(), ...o["b c"](), ...o[s](), ...o[5](), ...o.get()]);
class C {
  *[Symbol.iterator]() { yield* ["x", "y"]; }
  static *s() { yield "static"; }
  *#p() { yield "private"; }
  q() { return [...this.#p()]; }
}
console.log([...new C()], [...C.s()], new C().q());
