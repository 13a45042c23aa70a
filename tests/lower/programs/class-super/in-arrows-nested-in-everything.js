class A {
  m() { return "A.m"; }
  static m() { return "A.static"; }
}
class B extends A {
  m() {
    const f = () => [() => super.m()].map((g) => g())[0];
    return f();
  }
  withDefault(x = super.m(), y = () => super.m()) { return [x, y()]; }
  inLoop() {
    const fs = [];
    for (let i = 0; i < 2; i++) fs.push(() => super.m() + i);
    return fs.map((f) => f());
  }
  static { this.fromBlock = (() => super.m())(); }
  static f = () => super.m();
  f = () => super.m();
  g = super.m() + "!";
}
const b = new B();
console.log(b.m(), b.withDefault(), b.inLoop(), B.fromBlock, B.f(), b.f(), b.g);
