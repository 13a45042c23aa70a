function* g() {
  yield 1;
}
g.prototype = { tag: "replaced" };
let it = g();
console.log(it.tag, typeof it.next);
g.prototype = null;
it = g();
console.log(typeof it.next, [...it]);
