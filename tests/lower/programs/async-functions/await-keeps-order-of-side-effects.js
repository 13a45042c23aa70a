const log = [];
const t = (n, v) => (log.push(n), v);
(async () => {
  const o = { get f() { return t("get f", (...a) => t("call", a)); } };
  const r = t("o", o).f(t(1, "a"), await t(2, "b"), t(3, "c"));
  t("o2", o)[t("key", "x")] = await t("value", 5);
  t("o3", o)[t("key3", "x")] += await t("more", 6);
  console.log(r, o.x, log.join(" "));
})();
