function f() {
  const out = [];
  for (let i = 0; i < 3; i++) {
    var v;
    out.push(v);
    v = i;
    out.push(() => i);
  }
  return out.map((x) => (typeof x === "function" ? x() : x)).concat(v);
}
console.log(f());
