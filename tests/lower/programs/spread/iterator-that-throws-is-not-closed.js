const log = [];
const bad = {
  [Symbol.iterator]: () => ({
    n: 0,
    next() {
      if (this.n++ === 1) throw new Error("next");
      return { value: 1, done: false };
    },
    return() {
      log.push("return");
    },
  }),
};
for (const run of [() => [...bad], () => Math.max(...bad), () => new Array(...bad)]) {
  try {
    run();
  } catch (e) {
    log.push(e.message);
  }
}
console.log(log);
