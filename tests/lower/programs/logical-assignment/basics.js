let a = null, b = 0, c = 1;
const log = [];
const t = (v) => (log.push(v), v);
console.log((a ??= t("a")), (b ||= t("b")), (c &&= t("c")), a, b, c);
console.log((a ??= t("never")), (b ||= t("never")), log);
c = 0;
console.log((c &&= t("never")), c, log.length);
