const boom = async (what) => {
  throw what;
};
const source = (next, ret) => ({ [Symbol.asyncIterator]: () => ({ next, return: ret }) });
const good = async () => ({ value: 1, done: false });
(async () => {
  for (const [next, ret, body] of [
    [() => boom("next"), () => console.log("not called")],
    [async () => 5, () => console.log("not called")],
    [good, () => boom("return"), "break"],
    [good, () => boom("return"), "throw"],
    [good, async () => 5, "break"],
    [good, async () => 5, "throw"],
    [good, () => ({}), "break"],
  ]) {
    try {
      for await (const x of source(next, ret)) {
        if (body === "break") break;
        throw "body";
      }
      console.log("fine");
    } catch (e) {
      console.log(e instanceof Error ? e.name : e);
    }
  }
})();
