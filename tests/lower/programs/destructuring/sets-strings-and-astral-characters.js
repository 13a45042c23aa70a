const [a, b, ...c] = "a\u{1F600}bc";
console.log(a, b, c.length, c);
const [x, y] = new Set(["s", "t"]);
console.log(x, y);
const [[k, v]] = new Map([["key", "value"]]);
console.log(k, v);
