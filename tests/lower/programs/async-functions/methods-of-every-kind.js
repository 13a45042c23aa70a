const s = Symbol("s");
const o = {
  v: 1,
  async m() { return this.v; },
  async "quoted name"() { return 2; },
  async [s]() { return 3; },
  async 7() { return 4; },
  async get() { return 5; },
  async: async (async) => async,
  await: 6,
};
class C {
  static async s() { return "static"; }
  async #p() { return "private"; }
  async async() { return this.#p(); }
  async *gen() { yield 1; }
}
(async () => {
  console.log(await o.m(), await o["quoted name"](), await o[s](), await o[7](), await o.get(), await o.async(9), o.await);
  console.log(await C.s(), await new C().async(), o.m.name, o[s].name, C.s.name);
})();
