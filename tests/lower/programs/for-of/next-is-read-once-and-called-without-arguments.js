let reads = 0;
const source = {
  [Symbol.iterator]() {
    let n = 0;
    return {
      get next() {
        reads++;
        return function () {
          return { value: [arguments.length, this === it].join(), done: n++ >= 2 };
        };
      },
    };
  },
};
let it;
const wrapped = { [Symbol.iterator]: () => (it = source[Symbol.iterator]()) };
for (const x of wrapped) console.log(x);
console.log(reads);
