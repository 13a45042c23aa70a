class A {
  async name() {
    return "A";
  }
}
class B extends A {
  tag = "b";
  async name() {
    await null;
    const inner = async () => (await super.name()) + this.tag + arguments.length;
    return inner();
  }
  field = async () => this.tag;
  static async make(...args) {
    return new this(...args);
  }
}
(async () => {
  const b = await B.make();
  console.log(await b.name(1, 2), await (0, b.field)(), b instanceof B);
})();
function outer() {
  return (async (x) => [x, arguments[0], this.k, new.target === undefined])("x");
}
outer.call({ k: 1 }, "arg").then((v) => console.log(v));
