const log = [];
class A {
  set x(v) { log.push("setter"); }
  get x() { return "getter"; }
}
class B extends A {
  x = "own";
  y;
}
const b = new B();
console.log(b.x, log, Object.getOwnPropertyDescriptor(b, "x"), "y" in b, b.y);
class C {
  static name = "own name";
  static length = 9;
}
console.log(C.name, C.length, Object.getOwnPropertyDescriptor(C, "name"));
