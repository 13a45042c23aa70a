async function* g() {
  yield 1;
}
const it = g();
console.log(it instanceof g, Object.getPrototypeOf(it) === g.prototype, it[Symbol.asyncIterator]() === it);
console.log(["next", "return", "throw"].map((k) => typeof it[k]), Object.keys(it), typeof it[Symbol.iterator]);
g.prototype.extra = "x";
console.log(g().extra);
try {
  new g();
  console.log("made");
} catch (e) {
  console.log(e.name);
}
