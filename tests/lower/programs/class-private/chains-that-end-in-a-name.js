// A chain that ends in a private name, and what is done with it.
class P { #p = { v: 1, f() { return this.v; } }; t(o) { return (o?.#p.f)(); } u(o) { return (o?.#p).f?.(); } #m() { return this === P.x; } w(o) { return (o?.#m)(); } }
P.x = new P();
console.log(P.x.t(P.x), P.x.u(P.x), P.x.w(P.x));
class Q { #p = 1; t(o) { return [String(o?.#p), [o?.#p], new String(o?.#p), (o?.#p).toFixed(1), `${o?.#p}`, -o?.#p, (o?.#p)["toFixed"](2), JSON.stringify(o?.#p)]; } }
console.log(JSON.stringify(new Q().t(new Q())));
class R {
  #p = 1;
  #o = { f() { return this.x; }, x: 3 };
  #m() { return this instanceof R; }
  t(o) { return [[1, 2].map((x) => x + (o?.#p ?? 5)).join(), (o?.#p ?? 7).toFixed(1), ((x) => x)(o?.#p), o && (o?.#o).f(), o && (o?.#o.f)(), o && (o?.#m)(), (0, o?.#p)]; }
}
console.log(JSON.stringify([new R().t(new R()), new R().t(null)]));
