function* g(o) {
  o.a ??= yield "a";
  o[yield "key"] ||= yield "value";
  o.c &&= yield "c";
  return o;
}
const it = g({ a: null, c: 1 });
console.log(it.next().value, it.next("A").value, it.next("k").value, it.next("V").value, it.next("C").value);
class A {}
A.prototype.p = null;
class B extends A { m() { return [(super.p ??= "own"), Object.keys(this), (super.q ||= 1)]; } }
console.log(new B().m());
(async () => {
  let x = null;
  x ??= await "awaited";
  x &&= (await 1) + x;
  console.log(x);
})();
