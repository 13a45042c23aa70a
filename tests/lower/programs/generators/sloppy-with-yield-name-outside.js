function f() {
  var yield = 5;
  return yield * 2;
}
const o = { yield: 1, *g() { yield this.yield; } };
console.log(f(), [...o.g()]);
function* g() {
  const plain = function (yieldd) { return yieldd; };
  yield plain(1);
}
console.log([...g()]);
