class A extends null {
  static s() { return "static"; }
  m() { return "m"; }
}
console.log(Object.getPrototypeOf(A.prototype), Object.getPrototypeOf(A) === Function.prototype, A.s());
console.log(Object.create(A.prototype).m());
try {
  new A();
} catch (e) {
  console.log(e.name);
}
class B extends null {
  constructor() {
    return Object.create(new.target.prototype);
  }
}
console.log(new B() instanceof B);
