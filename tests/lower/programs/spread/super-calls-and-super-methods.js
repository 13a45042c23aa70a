class A {
  constructor(...args) {
    this.args = args;
  }
  m(...args) {
    return [this.args.length, ...args];
  }
}
class B extends A {
  constructor(...args) {
    super(...args, "last");
  }
  m(...args) {
    return super.m(0, ...args, ...args);
  }
  n() {
    return super["m"](...arguments);
  }
}
const b = new B(1, 2);
console.log(b.args, b.m("x"), b.n("y", "z"));
