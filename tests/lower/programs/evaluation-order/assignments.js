const log = [];
const t = (n, v) => (log.push(n), v);
const o = {};
t("o", o)[t("k", "a")] = t("v", 1);
t("o2", o).b = t("o3", o).c = t("v2", 2);
let x = 1;
x = x + (x = 5) + x;
const y = (x = 10) + (x += 1) * x;
for (const f of [() => { t("null", null).p = t("value"); }, () => { t("null2", null)[t("key")] = t("value2"); }]) {
  try {
    f();
  } catch (e) {
    log.push(e.name);
  }
}
console.log(log.join(" "), x, y, o);
