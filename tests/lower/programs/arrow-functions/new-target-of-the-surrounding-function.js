function F() {
  const g = () => new.target;
  return { g };
}
console.log(new F().g() === F, F().g());
class A {
  constructor() {
    this.t = (() => () => new.target.name)()();
  }
}
class B extends A {}
console.log(new B().t);
