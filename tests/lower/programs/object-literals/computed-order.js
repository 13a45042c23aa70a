const log = [];
const t = (v) => (log.push(v), v);
const o = { [t("a")]: t(1), b: t(2), [t("c")]: t(3), get [t("d")]() { return t("never"); }, [t("e")]() {}, [t("a")]: t(4) };
console.log(Object.keys(o), o.a, log);
