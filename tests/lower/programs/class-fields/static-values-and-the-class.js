// Static fields run in order, once the class is there, and may see it by each of its names.
const log = [];
const t = (v) => (log.push(v), v);
class A {
  static a = t(1);
  static b = A.a + 1;
  static c = this.b + 1;
  static d = () => A.c + this.c;
  static e = new A().m();
  static ["fundefined"] = super.toString === Function.prototype.toString;
  static g = new.target;
  static { t("block"); var inner = 5; this.h = inner; }
  static inner = typeof inner;
  m() { return "m" + A.d(); }
}
console.log(A.a, A.b, A.c, A.d(), A.e, A.fundefined, A.g, A.h, A.inner, log.join());
const made = [];
for (let i = 0; i < 3; i++) {
  made.push(class { static i = i; static get = () => i; j = i; static { if (i) this.k = () => this.i; } });
}
console.log(made.map((M) => [M.i, M.get(), new M().j, M.k?.()].join()).join(" "));
try {
  class B extends (t("heritage"), undefined)?.none.x { static x = t("never"); static { t("never"); } }
} catch (e) {
  console.log(e.name, log.join());
}
const key = { toString: () => t("key") };
class C { [key] = 1; static [key] = 2; [key + "2"]() { return 3; } }
console.log(Object.keys(new C()), Object.keys(C), new C().key2(), log.slice(-4).join());
const later = () => L.tag;
class L { static tag = "tag"; static get = later; own = later(); }
console.log(L.get(), new L().own);
