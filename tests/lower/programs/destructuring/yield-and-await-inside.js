function* g() {
  const { [yield "key"]: a = yield "default" } = yield "source";
  let x = {};
  [x[yield "member"], x.z = yield "second"] = yield "list";
  return [a, x];
}
const it = g();
const sent = [undefined, "s", {}];
console.log(it.next().value);
console.log(it.next({ other: 1 }).value);
console.log(it.next("k").value);
console.log(it.next("d").value);
console.log(it.next([10]).value);
console.log(it.next("m").value);
console.log(JSON.stringify(it.next("zz").value));
(async () => {
  const [a = await "da", { b = await 2, ...c } = await { d: 1 }] = await [];
  console.log(a, b, c);
  let o = {};
  ({ [await "k"]: o.v } = await { k: "kv" });
  console.log(o);
})();
