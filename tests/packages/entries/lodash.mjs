import lodash from "lodash";
import fp from "lodash/fp.js";
import chunk from "lodash/chunk.js";

console.log(chunk([1, 2, 3, 4, 5], 2));
console.log(lodash(["one", "two", "three"]).map("length").groupBy().mapValues("length").value());
console.log(lodash.template("hello <%= name %>, <% for (const x of list) { %>[<%- x %>]<% } %>")({ name: "you", list: ["<", "b"] }));
console.log(fp.flow(fp.map(fp.add(1)), fp.filter(fp.lt(2)), fp.sum)([1, 2, 3]));
console.log(lodash.merge({ a: [{ b: 2 }] }, { a: [{ c: 3 }, 4] }), lodash.deburr("déjà vu"), lodash.VERSION);
console.log(lodash.isEqual(new Map([[1, { a: 2 }]]), new Map([[1, { a: 2 }]])), lodash.kebabCase("someThing Like-this"));
