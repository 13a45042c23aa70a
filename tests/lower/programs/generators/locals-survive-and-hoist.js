function* g(a) {
  yield typeof hoisted + typeof v;
  var v = a;
  let l = a + 1;
  yield [v, l, hoisted()];
  {
    let l = 100;
    yield l;
    var w = l;
  }
  function hoisted() {
    return typeof l;
  }
  yield [l, w];
}
for (const x of g(1)) console.log(x);
console.log([...g(2)].length);
