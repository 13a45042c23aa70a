class A {
  __proto__ = "own";
  constructor() { this.same = Object.getPrototypeOf(this) === A.prototype; }
}
const a = new A();
console.log(Object.keys(a), a.same, Object.getOwnPropertyDescriptor(a, "__proto__").value);
