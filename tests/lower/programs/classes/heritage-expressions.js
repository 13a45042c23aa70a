const log = [];
const base = (n, C) => (log.push(n), C);
class A extends base("call", class { m() { return "m"; } }) {}
class B extends (log.push("comma"), A) {}
const mixin = (Base, k) => class extends Base { [k]() { return k + (super.m?.() ?? ""); } };
class C extends mixin(mixin(B, "one"), "two") {}
const c = new C();
console.log(c.m(), c.one(), c.two(), log);
class D extends (() => { log.push("never called"); return A; })() {}
console.log(new D().m(), log.length);
function Old(x) { this.x = x; }
Old.prototype.get = function () { return this.x; };
class E extends Old { get() { return super.get() + 1; } }
console.log(new E(4).get(), new E(1) instanceof Old);
