function* g() {
  console.log(typeof f, v);
  yield;
  if (true) {
    var v = 1;
    yield v;
  }
  for (var i = 0; i < 2; i++) yield i;
  yield [v, i, f()];
  function f() { return v; }
}
console.log([...g()]);
