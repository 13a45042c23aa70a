const log = [];
const source = (methods) => ({
  ...methods,
  [Symbol.asyncIterator]: () => ({ next: async () => ({ value: {}, done: false }), return: async () => (log.push("closed"), {}) }),
});
const boom = () => {
  throw new RangeError("head");
};
const o = { set x(v) { boom(); } };
(async () => {
  for (const f of [
    async () => { for await (o.x of source()); },
    async () => { for await (const { a = boom() } of source()); },
    async () => { for await (const [a] of source()); },
    async () => { const c = 1; for await (c of source()); },
    async () => { "use strict"; for await (undeclaredInHead of source()); },
  ]) {
    await f().catch((e) => log.push(e.name));
  }
  console.log(log.join(" "));
})();
