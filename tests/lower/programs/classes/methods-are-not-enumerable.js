class A {
  m() {}
  get g() { return 1; }
  static s() {}
  static get t() { return 2; }
  ["computed"]() {}
}
console.log(Object.keys(A.prototype), Object.keys(A), Object.getOwnPropertyNames(A.prototype).join());
const describe = (o, k) => {
  const d = Object.getOwnPropertyDescriptor(o, k);
  return [d.enumerable, d.configurable, d.writable, typeof d.value, typeof d.get, typeof d.set].join();
};
console.log(describe(A.prototype, "m"), describe(A.prototype, "g"), describe(A, "s"), describe(A, "t"), describe(A.prototype, "constructor"));
const keys = [];
for (const k in new A()) keys.push(k);
console.log(keys);
