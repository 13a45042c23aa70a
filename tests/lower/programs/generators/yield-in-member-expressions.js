const log = [];
function* g() {
  const o = { a: { b: 1 }, get k() { log.push("k"); return "a"; } };
  const x = (yield "object").p;
  const y = o[yield "key"];
  const z = o[o.k][yield "deep"];
  o[yield "set key"] = yield "set value";
  o.a[yield "del"] = 5;
  const had = delete o.a[yield "delete"];
  const inside = (yield "left") in (yield "right");
  const inst = (yield "instance") instanceof (yield "class");
  return JSON.stringify([x, y, z, o, had, inside, inst]);
}
const it = g();
let r;
for (const s of [0, { p: "x" }, "k", "b", "new", "value", "n", "b", "q", { q: 1 }, [], Array]) r = it.next(s);
console.log(r.value, log);
