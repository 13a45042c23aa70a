const log = [];
const make = (methods) => ({
  [Symbol.asyncIterator]: () => ({
    next: async (v) => (log.push(`next ${v}`), { value: "n", done: false }),
    ...methods,
  }),
});
async function* g(source) {
  try {
    return [yield* source];
  } catch (e) {
    return `caught ${e instanceof Error ? e.name : e}`;
  }
}
(async () => {
  const cases = [
    [{}, "return"],
    [{ return: async (v) => ({ value: `closed ${v}`, done: true }) }, "return"],
    [{ return: async () => 5 }, "return"],
    [{}, "throw"],
    [{ return: async () => (log.push("return called"), {}) }, "throw"],
    [{ throw: async (v) => ({ value: `handled ${v}`, done: true }) }, "throw"],
    [{ throw: (v) => ({ value: `sync ${v}`, done: false }) }, "throw"],
  ];
  for (const [methods, how] of cases) {
    const it = g(make(methods));
    await it.next("first");
    console.log(how, await it[how]("x"), (await it.next("y")).done);
  }
  console.log(log.join(", "));
})();
