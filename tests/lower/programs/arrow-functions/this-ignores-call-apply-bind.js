const o = {
  name: "o",
  f() {
    return () => this.name;
  },
};
const g = o.f();
console.log(g.call({ name: "x" }), g.apply({ name: "y" }), g.bind({ name: "z" })());
