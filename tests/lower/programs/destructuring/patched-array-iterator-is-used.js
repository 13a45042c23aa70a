const original = Array.prototype[Symbol.iterator];
let count = 0;
Array.prototype[Symbol.iterator] = function () {
  count++;
  return original.call(this.map((x) => x * 2));
};
const [a, b] = [1, 2];
const list = [3, 4];
const [c, ...d] = list;
let e;
[e] = list;
Array.prototype[Symbol.iterator] = original;
console.log(a, b, c, d, e, count);
