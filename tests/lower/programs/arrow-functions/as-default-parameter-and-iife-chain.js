function f(g = () => this.v, h = () => arguments.length) {
  return [g(), h()];
}
console.log(f.call({ v: 3 }), f.call({ v: 4 }, undefined, undefined));
console.log(((f) => f(f, 5))((self, n) => (n <= 1 ? 1 : n * self(self, n - 1))));
