const log = [];
const t = (n, v = n) => (log.push(n), v);
function f(a = t("a"), b = t("b"), c = t("c")) {
  t("body");
}
f();
f(1, undefined, 2);
f(undefined, 1);
console.log(log.join(" "));
let n = 0;
const next = (id = ++n) => id;
console.log(next(), next(), next(10), next());
