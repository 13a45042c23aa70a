class A {
  constructor(o) {
    return o;
  }
}
class B extends A {
  #secret = "secret";
  field = 1;
  static read(o) {
    return o.#secret;
  }
}
const target = {};
console.log(new B(target) === target, target.field, B.read(target), target instanceof B);
