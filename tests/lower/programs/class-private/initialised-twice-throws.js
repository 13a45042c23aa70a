class A { constructor(o) { return o; } }
class B extends A { #f = 1; }
class C extends A { #m() {} }
for (const D of [B, C]) {
  const o = {};
  new D(o);
  try {
    new D(o);
    console.log("fine");
  } catch (e) {
    console.log(e.name);
  }
}
