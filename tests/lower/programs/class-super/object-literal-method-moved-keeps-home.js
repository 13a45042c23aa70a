const base1 = { m() { return "base1"; } };
const base2 = { m() { return "base2"; } };
const a = { __proto__: base1, m() { return super.m() + this.tag; }, tag: "a" };
const b = { __proto__: base2, m: a.m, tag: "b" };
console.log(a.m(), b.m());
const nested = { __proto__: base1, inner: { __proto__: base2, m() { return super.m(); } }, m() { return super.m() + this.inner.m(); } };
console.log(nested.m());
