class A {
  static a = 1;
  static b = this.a + 1;
  static c = A.b + 1;
  static d = () => this;
  static e = super.toString === Function.prototype.toString;
  static f;
}
console.log(A.a, A.b, A.c, A.d() === A, A.e, "f" in A, Object.keys(A));
class B extends A {
  static a = super.a + 10;
  static g = super.b;
}
console.log(B.a, B.g, Object.keys(B), B.c);
