function make(log, extra = {}) {
  return {
    [Symbol.iterator]: () => ({
      next: () => (log.push("next"), { value: undefined, done: false }),
      return: () => (log.push("return"), {}),
      ...extra,
    }),
  };
}
const boom = (what) => {
  throw new Error(what);
};
let x;
for (const run of [
  (i) => { const [a = boom("default")] = i; },
  (i) => { [x[boom("key")]] = i; },
  (i) => { [boom("object").y] = i; },
  (i) => { [{ set v(_) { boom("setter"); } }.v] = i; },
  (i) => { const [{ a }] = i; },
  (i) => { const [a, { b = boom("nested") } = {}] = i; },
]) {
  const log = [];
  try {
    run(make(log));
  } catch (e) {
    log.push(e.name === "TypeError" ? e.name : e.message);
  }
  console.log(log.join(" "));
}
