class A {}
class B extends A {
  constructor() {
    const s = super();
    console.log(s === this, s instanceof B);
  }
}
new B();
