function* g() {
  yield typeof this;
  yield this === globalThis;
}
console.log([...g.call(5)], [...g()]);
function* s() {
  "use strict";
  yield this;
}
console.log([...s.call(5)], [...s()]);
async function a() {
  return typeof this;
}
a.call("s").then(console.log);
