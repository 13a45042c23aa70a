export class A {
  static x = 1;
  m() { return this === undefined; }
}
export default class extends A {
  n() { return super.m(); }
}
const { m } = new A();
console.log(m(), A.x, A.name);
