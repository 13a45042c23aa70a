const log = [];
const make = (methods) => ({
  [Symbol.iterator]: () => ({
    next: (v) => (log.push(`next ${v}`), { value: "n", done: false }),
    ...methods,
  }),
});
function* g(source) {
  try {
    return [yield* source];
  } catch (e) {
    return `caught ${e instanceof Error ? e.name : e}`;
  } finally {
    log.push("finally");
  }
}
const cases = [
  [{}, "return"],
  [{ return: (v) => ({ value: `closed ${v}`, done: true }) }, "return"],
  [{ return: (v) => ({ value: `not yet ${v}`, done: false }) }, "return"],
  [{ return: () => 5 }, "return"],
  [{}, "throw"],
  [{ return: () => (log.push("return called"), {}) }, "throw"],
  [{ throw: (v) => ({ value: `handled ${v}`, done: true }) }, "throw"],
  [{ throw: (v) => ({ value: `yielded ${v}`, done: false }) }, "throw"],
  [{ throw: (v) => { throw `rethrown ${v}`; } }, "throw"],
  [{ return: null }, "return"],
];
for (const [methods, how] of cases) {
  const it = g(make(methods));
  it.next("first");
  try {
    console.log(how, it[how]("x"), it.next("y").done);
  } catch (e) {
    console.log("uncaught", e);
  }
}
console.log(log.join(", "));
