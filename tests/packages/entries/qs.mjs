import qs from "qs";

console.log(qs.parse("a[b][c]=1&d[]=2&d[]=3&e.f=x%20y&?=z", { allowDots: true }), qs.stringify({ a: { b: [1, { c: null }] }, d: new Date(0), e: undefined }, { arrayFormat: "brackets", encodeValuesOnly: true }), qs.parse("a=%82%B1", { charset: "iso-8859-1" }));
