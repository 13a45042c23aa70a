const log = [];
const it = (name, n) => ({
  [Symbol.iterator]() {
    log.push(`${name}()`);
    let i = 0;
    return { next: () => (log.push(`${name}${i}`), { value: i, done: i++ >= n }) };
  },
});
const t = (v) => (log.push(v), v);
const r = [t("a"), ...it("x", 1), t("b"), ...it("y", 0), t("c")];
console.log(r, log.join(" "));
log.length = 0;
const f = (...args) => (log.push("called"), args.length);
console.log(f(t("a"), ...it("x", 1), t("b")), log.join(" "));
