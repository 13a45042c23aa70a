function F(a = this, b = new.target, c = () => [this === a, new.target === b]) {
  return { a: typeof a, b: typeof b, c: c() };
}
console.log(F.call("s"), new F());
const o = {
  k: 5,
  m(v = this.k, w = () => this.k + v) {
    return [v, w()];
  },
};
console.log(o.m(), o.m(1));
