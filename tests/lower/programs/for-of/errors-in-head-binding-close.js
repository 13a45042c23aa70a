const log = [];
const boom = () => {
  throw new Error("binding");
};
const source = () => ({ [Symbol.iterator]: () => ({ next: () => ({ value: {}, done: false }), return: () => (log.push("closed"), {}) }) });
const o = { set x(v) { boom(); } };
for (const f of [
  () => { for (const { a = boom() } of source()); },
  () => { for (const [a] of source()); },
  () => { for (o.x of source()); },
  () => { for (o[boom()] of source()); },
  () => { const c = 1; for (c of source()); },
]) {
  try {
    f();
  } catch (e) {
    log.push(e.name);
  }
}
console.log(log.join(" "));
