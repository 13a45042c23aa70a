class A {
  *g() { yield "A1"; yield "A2"; }
  async a() { return "async A"; }
  async *ag() { yield "ag A"; }
}
class B extends A {
  *g() { yield "B"; yield* super.g(); return super.x; }
  async a() { await null; return `B ${await super.a()}`; }
  async *ag() { yield* super.ag(); for await (const v of super.ag()) yield v + "!"; }
}
console.log([...new B().g()]);
new B().a().then((v) => console.log(v));
(async () => {
  for await (const v of new B().ag()) console.log(v);
})();
