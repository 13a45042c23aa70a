class A {
  set v(x) { this.log = `setter ${x}`; }
}
class B extends A {
  m() {
    super.v = 1;
    super.plain = 2;
    super["com" + "puted"] = 3;
    return [this.log, Object.keys(this).join(), A.prototype.plain, (super.plain = 9)];
  }
  static s() {
    super.stat = 1;
    return [Object.hasOwn(B, "stat"), Object.hasOwn(A, "stat")];
  }
}
console.log(new B().m(), B.s());
