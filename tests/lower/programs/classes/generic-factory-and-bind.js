class A {
  constructor(a, b) { this.sum = a + b; }
}
const Bound = A.bind(null, 1);
console.log(new Bound(2).sum, new Bound(3) instanceof A);
console.log(Reflect.construct(A, [1, 2]).sum);
class Sub extends A {}
console.log(Reflect.construct(A, [1, 2], Sub) instanceof Sub);
