const log = [];
const on = (o) => (log.push("on"), o);
class A {
  #n = 1;
  #f() { return this; }
  run() {
    on(this).#n += 1;
    on(this).#n++;
    on(this).#n ||= 5;
    on(this).#n ??= 5;
    const r = on(this).#f(log.push("arg")) === this;
    const s = on(this)?.#f?.() === this;
    return [this.#n, r, s, log.join()];
  }
}
console.log(new A().run());
