class A {
  m(x) {
    return `A${x}${this.k}`;
  }
  static s() {
    return "static A";
  }
}
class B extends A {
  k = "k";
  m(x) {
    return [1].map((y) => (() => super.m(x + y))())[0];
  }
  static s() {
    return (() => () => super.s())()();
  }
}
console.log(new B().m("x"), B.s());
