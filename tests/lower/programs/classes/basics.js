class A {
  constructor(x) {
    this.x = x;
  }
  get double() { return this.x * 2; }
  set double(v) { this.x = v / 2; }
  add(y) { return this.x + y; }
  static make(...a) { return new this(...a); }
}
const a = A.make(4);
a.double = 20;
console.log(a.x, a.double, a.add(1), a instanceof A, a.constructor === A, typeof A, A.name, A.length);
