const log = [];
const source = (n) => ({
  [Symbol.iterator]() {
    return { next: () => (log.push("next"), { value: n++, done: false }), return: () => (log.push("return"), {}) };
  },
});
const o = { set p(v) { log.push(`p=${v}`); }, set q(v) { log.push(`q=${v}`); } };
[o.p] = source(1);
[o.p, o.q] = source(2);
[o.p, ...[o.q]] = [5, 6];
let a;
[a = log.push("default"), o.q] = source(undefined);
const [b = log.push("declared")] = source(undefined);
(([c = log.push("parameter")]) => c)({ [Symbol.iterator]: () => ({ next: () => ({ done: false }), return: () => (log.push("return"), {}) }) });
for (const [d = log.push("loop")] of [{ [Symbol.iterator]: () => ({ next: () => ({ done: false }), return: () => (log.push("return"), {}) }) }]) log.push("body");
const c = 1;
try {
  [c, o.p] = source(9);
} catch (e) {
  log.push(e.name);
}
console.log(log.join(" "));
