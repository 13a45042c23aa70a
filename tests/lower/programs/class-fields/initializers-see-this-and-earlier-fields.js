class A {
  a = 1;
  b = this.a + 1;
  c = () => this.b + 1;
  d = function () { return this; };
  e = this;
  f = new.target;
  ["g" + 1] = this.c();
  "quoted key" = 7;
  42 = "number";
}
const a = new A();
console.log(a.b, a.c(), a.d() === a, a.e === a, a.f, a.g1, a["quoted key"], a[42], Object.keys(a).join());
