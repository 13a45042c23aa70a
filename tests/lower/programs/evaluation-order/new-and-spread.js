const log = [];
const t = (n, v) => (log.push(n), v);
class C { constructor(...a) { log.push(`made ${a.length}`); } }
const ns = { get C() { log.push("get C"); return C; } };
new (t("callee", C))(t("a"), ...t("list", [1, 2]), t("b"));
new ns.C(...t("x", []));
new (t("ns", ns).C)(t("y"));
console.log(log.join(" "));
