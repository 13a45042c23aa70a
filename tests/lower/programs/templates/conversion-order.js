const log = [];
const part = (n) => ({
  toString() { log.push(`string ${n}`); return n; },
  valueOf() { log.push(`value ${n}`); return 0; },
});
const t = (n) => (log.push(`eval ${n}`), part(n));
console.log(`${t("a")}-${t("b")}${t("c")}`);
console.log(log.join(", "));
