class A {
  x = "field";
  get g() { return `getter of ${this.tag}`; }
  m(a) { return `m ${a} ${this.tag}`; }
  static s() { return `s ${this.name}`; }
}
A.prototype.p = "proto value";
class B extends A {
  tag = "b";
  m(a) {
    return [super.m(a), super["m"](a + 1), super.g, super.p, super.x, super.missing, super.m === A.prototype.m];
  }
  static s() { return super.s() + super["s"]() + typeof super.nothing; }
}
console.log(new B().m(1), B.s());
