class A {
  static s() { return `s of ${this.name}`; }
  static v = "A.v";
}
class B extends A {
  static {
    this.a = super.s();
    this.b = (() => super.v + this.name)();
    this.c = new.target;
    super.d = "set";
  }
}
console.log(B.a, B.b, B.c, Object.hasOwn(B, "d"), A.d);
