class A {
  constructor() {
    this.n = arguments.length;
    this.args = [...arguments];
  }
}
class B extends A {}
class C extends B {
  f = 1;
}
console.log(new B(1, 2, 3).args, new C("x").n, B.length, C.length);
const original = Array.prototype[Symbol.iterator];
Array.prototype[Symbol.iterator] = function () {
  throw new Error("iterated");
};
let n;
try {
  n = new B(1, 2).n;
} catch (e) {
  n = e.message;
}
Array.prototype[Symbol.iterator] = original;
console.log(n);
