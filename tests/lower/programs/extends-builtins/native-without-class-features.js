class E extends (class extends Error {}) {}
class A2 extends (class extends Array { constructor(...a) { super(...a); } }) {
  constructor() { super("x", "y"); }
}
console.log(new E("m").message, new A2().length, new A2() instanceof A2, new A2().join("-"));
