const original = Array.prototype[Symbol.iterator];
const out = [];
Array.prototype[Symbol.iterator] = function* () {
  for (let i = this.length - 1; i >= 0; i--) yield this[i];
};
for (const x of [1, 2, 3]) out[out.length] = x;
Array.prototype[Symbol.iterator] = original;
console.log(out);
const proto = Object.getPrototypeOf([][Symbol.iterator]());
const next = proto.next;
proto.next = function () {
  const r = next.call(this);
  return r.done ? r : { value: r.value * 10, done: false };
};
const seen = [];
for (const x of [1, 2]) seen[seen.length] = x;
proto.next = next;
console.log(seen);
