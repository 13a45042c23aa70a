let reads = 0;
const iterable = {
  [Symbol.iterator]() {
    let n = 0;
    return {
      get next() {
        reads++;
        return () => ({ value: n, done: n++ > 3 });
      },
    };
  },
};
function* g() {
  yield* iterable;
}
console.log([...g()], reads);
