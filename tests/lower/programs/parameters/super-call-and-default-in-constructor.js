class A {
  constructor(...args) {
    this.args = args;
  }
}
class B extends A {
  constructor(a, b = super(a), c = this.args[0]) {
    this.c = c;
  }
}
const b = new B("x");
console.log(b.args, b.c);
class C extends A {
  constructor(a = () => super("late"), ...rest) {
    a();
    this.rest = rest;
  }
}
console.log(new C(undefined, 1, 2).args, new C(undefined, 1).rest);
