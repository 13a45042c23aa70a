const log = [];
class A {
  get x() { return "get"; }
  m() {}
  set x(v) { log.push(v); }
  get y() { return 1; }
  y() { return "method wins"; }
  z() {}
  set z(v) { log.push("z"); }
}
const a = new A();
a.x = "set";
a.z = 1;
console.log(a.x, log, typeof a.y, a.z);
