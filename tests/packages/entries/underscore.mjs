import _, { chain, template } from "underscore";

console.log(chain([1, 2, 3, 4]).filter((n) => n % 2 === 0).map((n) => n * 3).value(), _.groupBy(["a", "bb", "cc"], "length"), template("<% for (let i = 0; i < n; i++) { %>*<%- s %><% } %>")({ n: 2, s: "<" }));
console.log(_.isEqual({ a: [1, { b: NaN }] }, { a: [1, { b: NaN }] }), _.memoize((n) => n + 1)(1), _.VERSION, _([3, 1]).sortBy());
