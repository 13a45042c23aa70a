const base = {
  hi() { return `hi ${this.name}`; },
  get v() { return `v ${this.name}`; },
};
const o = {
  __proto__: base,
  name: "o",
  hi() { return `o ${super.hi()}`; },
  get v() { return `o ${super.v}`; },
  set w(x) { super.w = x; },
  arrow() { return (() => () => super.hi())()(); },
  async later() { return super.hi(); },
  *gen() { yield super.hi(); },
  ["com" + "puted"]() { return super["h" + "i"](); },
  toString() { return super.toString().length; },
};
o.w = 5;
console.log(o.hi(), o.v, Object.hasOwn(o, "w"), o.arrow(), [...o.gen()], o.computed(), `${o}`);
o.later().then((v) => console.log(v));
Object.setPrototypeOf(o, { hi: () => "changed" });
console.log(o.hi());
