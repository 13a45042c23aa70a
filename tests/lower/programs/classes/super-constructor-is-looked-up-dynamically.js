class A { constructor() { this.from = "A"; } }
class B { constructor() { this.from = "B"; } }
class C extends A {}
class D extends A { constructor() { super(); } }
Object.setPrototypeOf(C, B);
Object.setPrototypeOf(D, B);
console.log(new C().from, new D().from, new D() instanceof A);
Object.setPrototypeOf(D, {});
try {
  new D();
} catch (e) {
  console.log(e.name);
}
