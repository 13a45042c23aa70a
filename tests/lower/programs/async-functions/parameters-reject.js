// What goes wrong with the arguments rejects the promise; nothing is thrown.
const log = [];
const object = {
  async pattern([a]) { return a; },
  async defaults({ a }, b = log.push("b")) { return [this === object, a, b]; },
  async rest(a, ...[b]) { return [a, b, arguments.length]; },
  async *generator([a]) { yield a; },
  arrow: async ([a]) => a,
  async superDefault(a = super.toString(), b = () => super.valueOf() === this) { return [a, b()]; },
};
class C {
  async method([a]) { return a; }
  static async statics({ a } = null) { }
  async #hidden([a]) { return a; }
  hidden(x) { return this.#hidden(x); }
  async named(a, { b }, c = 1, d) { return [a, b, c, d, arguments.length, new.target === undefined]; }
}
const calls = {
  pattern: () => object.pattern(null), defaults: () => object.defaults(null), rest: () => object.rest(1, 2, 3),
  fine: () => object.defaults({ a: 1 }), generator: () => object.generator(null), arrow: () => object.arrow(null),
  superDefault: () => object.superDefault(), method: () => new C().method(null), statics: () => C.statics(),
  hidden: () => new C().hidden(null), visible: () => new C().hidden([5]), named: () => new C().named(1, { b: 2 }, undefined, 4, 5),
  declared: () => (async function f({ a }) { return a; })(),
};
(async () => {
  for (const name of Object.keys(calls)) {
    try {
      const promise = calls[name]();
      log.push(await promise.then((v) => name + " " + JSON.stringify(v), (e) => name + " rejects " + e.name));
    } catch (e) {
      log.push(name + " throws " + e.name);
    }
  }
  console.log(log.join("\n"), C.prototype.named.length, object.defaults.length, object.pattern.name, C.statics.length);
})();
