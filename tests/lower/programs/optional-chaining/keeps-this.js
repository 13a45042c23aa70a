const o = { k: "k", f() { return this?.k; }, inner: { k: "inner", g() { return this?.k; } } };
console.log(o.f?.(), o?.f(), o?.f?.(), (o?.f)(), (o.f)?.(), o.inner?.g?.(), o?.inner.g(), (o?.inner).g(), (0, o.f)?.call({ k: "c" }), o["f"]?.());
class A { m() { return this instanceof A; } }
class B extends A { m() { return [super.m?.(), super["m"]?.(), super.x?.()]; } }
console.log(new B().m());
function loose() { return this === globalThis; }
console.log(loose?.());
