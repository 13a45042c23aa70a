class A {
  *items() {
    yield "A";
    yield this.k;
  }
}
class B extends A {
  k = 1;
  *items(...args) {
    yield* super.items();
    yield args.length;
    const f = () => [super.items().next().value, this.k, arguments[0]];
    yield f();
  }
  static *make() {
    yield new this().k;
  }
}
console.log(JSON.stringify([...new B().items("x", "y"), ...B.make()]));
