class Callable extends Function {
  constructor() {
    super("...a", "return a.length");
    this.extra = "extra";
  }
  twice(...a) { return this(...a) * 2; }
}
const f = new Callable();
console.log(f(1, 2, 3), f.twice(1), f instanceof Callable, f instanceof Function, typeof f, f.extra);
