const outer = "outer value";
const o = {
  outer() { return outer; },
  f: function () { return typeof f; },
  g: () => typeof g,
};
console.log(o.outer(), o.f(), o.g());
const fact = function (n) { return n <= 1 ? 1 : n * fact(n - 1); };
console.log(fact(5), fact.name);
