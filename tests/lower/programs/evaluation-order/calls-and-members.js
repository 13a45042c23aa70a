const log = [];
const t = (n, v) => (log.push(n), v);
const o = { f: (...a) => a.length, g: null };
t("obj", o).f(t("a"), t("b"));
t("obj2", o)[t("key", "f")](t("c"));
for (const f of [() => t("none", undefined)(t("arg")), () => t("obj3", o).g(t("arg2")), () => t("undef", undefined)[t("k")], () => t("undef2", undefined)[t("k2")](t("a2")), () => new (t("notC", 5))(t("a3"))]) {
  try {
    f();
  } catch (e) {
    log.push(e.name);
  }
}
console.log(log.join(" "));
