class A {}
class B extends A {
  constructor(o) {
    return o;
  }
}
const o = {};
console.log(new B(o) === o);
class C extends B {
  f = 1;
  constructor(o) {
    super(o);
    this.own = this === o;
  }
}
console.log(new C(o) === o, o);
