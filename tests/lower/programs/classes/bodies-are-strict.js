class A {
  m() { return this; }
  static s() {
    try {
      undeclaredInClass = 1;
      return "fine";
    } catch (e) {
      return e.name;
    }
  }
  ["k" + (function () { return this === undefined; })()]() { return 1; }
  f = (function () { return this; })();
}
const { m } = new A();
console.log(m(), A.s(), Object.getOwnPropertyNames(A.prototype), new A().f);
class B extends (function () { return this === undefined ? Object : Array; })() {}
console.log(Object.getPrototypeOf(B) === Object);
