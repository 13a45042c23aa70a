const log = [];
const t = (n, v = n) => (log.push(n), v);
function* g(a = t("default"), { b } = t("pattern", { b: 1 })) {
  t("start");
  t("yielded", yield t("operand"));
  return t("return");
}
const it = g();
t("created");
it.next();
it.next();
console.log(log.join(" "));
