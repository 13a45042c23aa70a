const log = [];
const t = (k, v = k) => (log.push(k), v);
const source = (n) => ({
  get [`${n}1`]() { log.push(`get ${n}1`); return 1; },
  get [`${n}2`]() { log.push(`get ${n}2`); return 2; },
});
const o = { [t("k1")]: t("v1"), ...t("s1", source("a")), [t("k2")]: t("v2"), ...t("s2", source("b")), last: t("v3") };
console.log(Object.keys(o), log.join(", "));
