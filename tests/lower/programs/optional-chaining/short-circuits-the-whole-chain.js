const log = [];
const t = (v) => (log.push(v), v);
const n = null;
n?.a[t("key")].b(t("arg"))[t("more")].c;
n?.[t("k")]?.[t("l")](t("m"));
const o = { a: undefined };
o.a?.b.c.d(t("x"));
(o?.a)?.b;
try {
  (n?.a).b;
} catch (e) {
  log.push(e.name);
}
try {
  o?.a.b;
} catch (e) {
  log.push(e.name);
}
console.log(log);
