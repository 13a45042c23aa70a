function F() {
  return { called: new.target === undefined, self: new.target === F };
}
console.log(F(), new F(), Reflect.construct(F, []).self);
class A {
  constructor() { this.t = new.target; }
  m() { return new.target; }
  static s() { return new.target; }
  get g() { return new.target; }
}
class B extends A {}
console.log(new A().t === A, new B().t === B, new B().m(), B.s(), new B().g, Reflect.construct(A, [], B).t === B);
