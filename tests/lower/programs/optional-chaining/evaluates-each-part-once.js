const log = [];
const o = { get a() { log.push("a"); return { get f() { log.push("f"); return function () { return [typeof this, ...arguments]; }; } }; } };
const t = (n, v) => (log.push(n), v);
console.log(t("o", o)?.a?.f?.(t("x", 1), ...t("s", [2])), log.join());
log.length = 0;
console.log(t("o", o)?.[t("k", "a")]?.[t("l", "f")](t("y", 3)), log.join());
