// A value is evaluated before the object is looked at; compound operators read first.
const log = [];
const t = (v) => (log.push(v), v);
class A {
  #f = 1;
  #m() { return "m"; }
  get #g() { return t("get"); }
  set #g(v) { t(`set ${v}`); }
  static #s = 0;
  static #sm() { return this === A; }
  static run(o) {
    const tries = {
      set: () => (t(o).#f = t("v")),
      add: () => (t(o).#f += t("v")),
      or: () => (t(o).#f ||= t("v")),
      step: () => t(o).#f++,
      pattern: () => ([t(o).#f] = { *[Symbol.iterator]() { try { t("next"); yield 2; t("more"); } finally { t("closed"); } } }),
      rest: () => ({ ...t(o).#f } = { p: 3 }),
      loop: () => { for (t(o).#f of [4, 5]) t("turn"); },
      call: () => t(o).#m(t("argument")),
      spread: () => t(o).#m(...[t("argument")]),
      getter: () => (t(o).#g = t("v")),
      both: () => (t(o).#g += t("v")),
      optional: () => o?.#f,
      tag: () => t(o).#m`x${t("part")}`,
      known: () => [A.#sm(), ++A.#s, A.#s],
      static: () => o.#sm(t("argument")),
    };
    for (const name in tries) {
      log.length = 0;
      let result;
      try {
        result = tries[name]();
        if (result === o) result = "object";
      } catch (e) {
        result = e.name;
      }
      console.log(name, JSON.stringify(result), log.map((v) => (v === o ? "o" : String(v))).join());
    }
  }
}
A.run(new A());
A.run({});
A.run(A);
A.run(null);
class B {
  #early = (() => { try { return this.#late; } catch (e) { return e.name; } })();
  #late = 1;
  get() { return [this.#early, this.#late]; }
}
console.log(new B().get());
function* g() {
  class C { #x = 1; *m() { this.#x = yield this.#x; this.#x += yield; [this.#x] = [this.#x, yield]; return this.#x; } }
  return yield* new C().m();
}
const it = g();
console.log([1, 2, 3, 4].map((v) => JSON.stringify(it.next(v))).join());
