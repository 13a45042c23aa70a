function* g() {
  yield 1;
}
const keys = [];
for (const k in g()) keys.push(k);
console.log(keys, Object.keys(g()), Object.getOwnPropertyNames(g()));
