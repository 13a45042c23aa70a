const log = [];
const t = (n, v) => (log.push(n), v);
function f({ [t("k1", "a")]: a = t("da"), b = t("db") }, [c = t("dc"), ...d], e = t("de"), ...rest) {
  t("body");
}
f(t("arg1", {}), t("arg2", []), t("arg3"));
console.log(log.join(" "));
