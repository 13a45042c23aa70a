let reads = 0;
const iterable = {
  [Symbol.iterator]() {
    return {
      get next() {
        reads++;
        let n = 0;
        return () => ({ value: n++, done: n > 4 });
      },
    };
  },
};
const [a, b, ...c] = iterable;
console.log(a, b, c, reads);
