class A {
  "constructor"(x) { this.x = x ?? "constructed"; }
  ["constructor"]() { return "computed constructor"; }
  static constructor() { return "static constructor"; }
  static name() { return "name method"; }
  static length = 42;
  get() { return "get"; }
  set() { return "set"; }
  static() { return "static"; }
  async() { return "async"; }
  await() { return "await"; }
  __proto__() { return "proto method"; }
  static static() { return "static static"; }
}
const a = new A();
console.log(a.x, A.constructor(), A.name(), A.length, a.get(), a.set(), a.static(), a.async(), a.await(), a.__proto__(), A.static());
console.log(Object.keys(a), a.constructor());
