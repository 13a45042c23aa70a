let reads = 0;
const source = {
  [Symbol.asyncIterator]() {
    let n = 0;
    return {
      get next() {
        reads++;
        return async function () {
          return { value: arguments.length, done: n++ >= 2 };
        };
      },
    };
  },
};
(async () => {
  const out = [];
  for await (const x of source) out.push(x);
  console.log(out, reads);
})();
