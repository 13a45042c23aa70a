function* g() {
  yield 1;
  throw new RangeError("body");
}
const it = g();
console.log(it.next());
try {
  it.next();
} catch (e) {
  console.log(e.name, e.message);
}
console.log(it.next(), it.return(3));
