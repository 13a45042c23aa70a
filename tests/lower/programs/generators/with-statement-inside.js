function* g(o) {
  with (o) {
    yield x;
    x = 5;
    var y = x + 1;
  }
  yield y;
}
const o = { x: 1 };
console.log([...g(o)], o);
