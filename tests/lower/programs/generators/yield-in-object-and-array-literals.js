const log = [];
const t = (v) => (log.push(v), v);
function* g() {
  const o = {
    [t("k1")]: t("v1"),
    a: yield "a",
    [yield "key"]: t("v2"),
    get [yield "getter"]() { return "got"; },
    [t("k3")]: yield "v3",
    m() { return this.a; },
    [yield "method"]() { return "method"; },
    __proto__: yield "proto",
  };
  const list = [t("x"), yield "y", , t("z"), yield "w"];
  return [Object.keys(o).join(), o.m(), o.gg, o.mm(), o.inherited, list.length, 2 in list, list.join()];
}
const it = g();
let r;
for (const s of [0, 1, "kk", "gg", "vv", "mm", { inherited: true }, "yy", "ww"]) r = it.next(s);
console.log(r.value, log.join());
