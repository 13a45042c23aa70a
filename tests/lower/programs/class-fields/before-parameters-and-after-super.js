const log = [];
const t = (v) => (log.push(v), v);
class A {
  x = t("A field");
  #y = t("A private");
  constructor(a = t("A default"), { b = t("A pattern") } = {}) {
    t("A body");
  }
}
class B extends A {
  z = t("B field");
  constructor(c = t("B default")) {
    t("B body");
    super(t("B argument"));
    t("B end");
  }
}
new B();
console.log(log.join(", "));
class C {
  f = 1;
  constructor(f, g = () => this.f, { h = this.f } = {}) {
    Object.assign(this, { g: g(), h });
  }
}
console.log({ ...new C(5) });
