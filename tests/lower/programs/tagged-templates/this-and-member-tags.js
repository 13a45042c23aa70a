const o = {
  k: "k",
  tag(s, ...v) { return [this?.k, s.join("|"), ...v].join(); },
  get dyn() { console.log("get dyn"); return this.tag; },
};
console.log(o.tag`a${1}b`, o["tag"]`c`, o.dyn`d${2}`, (0, o.tag).call({ k: "other" }, ["x"]), (() => o)().tag`e`);
class A { tag(s) { return `A ${s}`; } }
class B extends A { run() { return super.tag`super`; } }
console.log(new B().run());
