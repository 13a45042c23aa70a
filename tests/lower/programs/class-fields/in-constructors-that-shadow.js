// What fields mention means the same as outside of the constructor.
const log = [];
const x = "outer x", y = "outer y", key = "k" + log.length;
const t = (v) => (log.push(v), v);
class A {
  a = x;
  b = () => y;
  [key] = t(x);
  constructor(x, { y = "inner y" } = {}) {
    var t = "inner t";
    this.c = [x, y, t];
  }
}
class B extends A {
  d = this.c.concat(x);
  constructor(x, twice) {
    const early = () => this.d;
    if (x) super(x);
    else super("else");
    this.e = early();
    if (twice) super(1);
  }
}
const a = new A("p");
console.log(a.a, a.b(), a[key], a.c, log);
console.log(new B("q").e, new B("").e);
try {
  new B("q", true);
  console.log("fine");
} catch (e) {
  console.log(e.name, log.length);
}
class C extends A {
  f = "f";
  constructor() {
    const o = { s: super() };
    this.g = o.s === this && o.s.f;
  }
}
console.log(new C().g);
class D extends A {
  h = new.target;
  i = () => new.target;
  constructor() {
    try {
      (() => super("finally"))();
    } finally {
      this.j = this.i() === undefined && "h" in this;
    }
  }
}
console.log(new D().j);
