class A {
  get n() { return 10; }
  set n(v) { this.seen = [...(this.seen ?? []), v]; }
}
A.prototype.z = null;
A.prototype.t = 1;
const key = (k) => (console.log("key", k), k);
class B extends A {
  m() {
    const out = [(super.n += 5), super.n++, --super.n, (super[key("n")] *= 2)];
    super.z ??= "filled";
    super.t &&= "and";
    super.u ||= "or";
    return [out, this.seen, this.z, this.t, this.u];
  }
}
console.log(new B().m());
