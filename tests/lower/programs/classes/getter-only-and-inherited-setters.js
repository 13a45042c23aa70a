"use strict";
class A { get v() { return 1; } set w(x) { this.got = x; } }
class B extends A { set v(x) { this.set = x; } }
const a = new A(), b = new B();
try {
  a.v = 2;
} catch (e) {
  console.log(e.name);
}
b.v = 5;
b.w = 6;
console.log(a.v, b.v, b.set, b.got, Object.keys(b));
