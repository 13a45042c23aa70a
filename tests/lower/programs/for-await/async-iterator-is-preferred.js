const both = {
  *[Symbol.iterator]() {
    yield "sync";
  },
  async *[Symbol.asyncIterator]() {
    yield "async";
  },
};
const fallback = { [Symbol.asyncIterator]: null, *[Symbol.iterator]() { yield "fallback"; } };
(async () => {
  for await (const x of both) console.log(x);
  for await (const x of fallback) console.log(x);
  for (const bad of [null, 5, {}, { [Symbol.asyncIterator]: 1 }, { [Symbol.asyncIterator]: () => 1 }]) {
    try {
      for await (const x of bad);
    } catch (e) {
      console.log(e.name);
    }
  }
})();
