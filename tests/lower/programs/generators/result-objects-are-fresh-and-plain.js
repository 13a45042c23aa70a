function* g() {
  yield 1;
  yield 1;
}
const it = g();
const a = it.next(), b = it.next();
console.log(a !== b, Object.keys(a), Object.getPrototypeOf(a) === Object.prototype);
a.value = "changed";
console.log(b.value, it.next());
