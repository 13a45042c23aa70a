const log = [];
const source = (name, extra) => ({
  [Symbol.asyncIterator]() {
    let n = 0;
    return {
      next: async () => ({ value: n++, done: false }),
      return: async (v) => (log.push(`${name} closed ${v}`), {}),
      ...extra,
    };
  },
});
(async () => {
  for await (const x of source("break")) if (x === 1) break;
  await (async () => {
    for await (const x of source("return")) return x;
  })();
  try {
    for await (const x of source("throw")) throw new Error("body");
  } catch (e) {
    log.push(e.message);
  }
  outer: for (const i of [1, 2]) {
    for await (const x of source(`continue${i}`)) continue outer;
  }
  for await (const x of source("no return", { return: undefined })) break;
  console.log(log);
})();
