class A {
  constructor(...args) {
    this.log = ["A", ...args];
  }
  who() { return "A"; }
  static s() { return `static ${this.name}`; }
}
class B extends A {
  constructor(x) {
    super(x, "from B");
    this.log.push("B");
  }
  who() { return `B${super.who()}`; }
}
class C extends B {}
const c = new C(1);
console.log(c.log, c.who(), C.s(), c instanceof A, Object.getPrototypeOf(C) === B, Object.getPrototypeOf(C.prototype) === B.prototype);
A.prototype.late = () => "late";
A.lateStatic = 5;
console.log(c.late(), C.lateStatic, Object.hasOwn(C, "lateStatic"));
