const original = Array.prototype[Symbol.iterator];
Array.prototype[Symbol.iterator] = function* () {
  for (let i = 0; i < this.length; i++) yield this[i] + "!";
};
const f = (a, b) => a + b;
const list = ["a", "b"];
const spread = [...list];
const called = f(...list);
Array.prototype[Symbol.iterator] = original;
console.log(spread, called);
