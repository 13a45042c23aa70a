const x = "module";
class A {
  a = x;
  b = typeof y;
  constructor(x, y) {
    var local = x;
    this.c = local + y;
  }
}
console.log({ ...new A("param", "second") });
class B extends A {
  d = x;
  constructor(x) {
    super(x, "!");
    {
      let x = "block";
      this.e = x;
    }
  }
}
console.log({ ...new B("p") });
