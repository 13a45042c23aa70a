class Outer {
  v = "outer";
  inner = new (class Inner {
    v = "inner";
    self = this;
    get = () => this.v;
  })();
  static Nested = class extends Outer { w = this.v + " in nested"; };
}
const o = new Outer();
console.log(o.inner.get(), o.inner.self === o.inner);
const N = class extends Outer { w = this.v + " extended"; };
console.log(new N().w, Outer.Nested.name);
