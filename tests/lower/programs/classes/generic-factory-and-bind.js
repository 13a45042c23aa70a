class A {
  constructor(a, b) { this.sum = a + b; }
}
const Bound = A.bind(null, 1);
console.log(new Bound(2).sum, new Bound(3) instanceof A);
class B extends Bound {}
console.log(new B(10).sum);
console.log(Reflect.construct(A, [1, 2]).sum, Reflect.construct(A, [1, 2], Array) instanceof Array);
class Sub extends A {}
console.log(Reflect.construct(Sub, [1, 2], A) instanceof Sub, Reflect.construct(A, [1, 2], Sub) instanceof Sub);
