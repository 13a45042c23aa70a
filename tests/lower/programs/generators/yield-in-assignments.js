const log = [];
const o = {
  set v(x) { log.push(`set ${x}`); },
  get v() { log.push("get"); return 10; },
};
const get = (n) => (log.push(n), o);
const key = (n) => (log.push(n), "v");
function* g() {
  let x = 1;
  x += yield "plus";
  x = x * (yield "times");
  x -= (x = 100, yield "minus");
  get("o1").v = yield "member";
  get("o2").v += yield "member plus";
  get("o3")[key("k3")] *= yield "computed times";
  get("o4")[yield "key"] = yield "key value";
  let y;
  let z = (y = yield "chain") + 1;
  x **= yield "power";
  return [x, y, z];
}
const it = g();
let r;
for (const s of [0, 4, 2, 3, "m", 5, 7, "v", "kv", 40, 2]) r = it.next(s);
console.log(r.value, log.join(", "));
