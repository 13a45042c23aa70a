const o = {
  fact(n) { return n <= 1 ? 1 : n * this.fact(n - 1); },
  self() { return this === o; },
  name() { return typeof name; },
  fact2: function fact2(n) { return n <= 1 ? 1 : n * fact2(n - 1); },
};
console.log(o.fact(5), o.self(), o.name(), o.fact2(4));
