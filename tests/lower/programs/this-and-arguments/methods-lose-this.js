const o = {
  m() {
    return this === globalThis;
  },
};
const { m } = o;
console.log(m(), (0, o.m)(), (o.m)(), (() => o.m())());
class C {
  m() {
    return this;
  }
}
const { m: n } = new C();
console.log(n());
