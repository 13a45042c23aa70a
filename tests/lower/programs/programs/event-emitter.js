class Emitter {
  #listeners = new Map();
  on(name, f) {
    (this.#listeners.get(name) ?? this.#listeners.set(name, new Set()).get(name)).add(f);
    return () => this.off(name, f);
  }
  once(name, f) {
    const off = this.on(name, (...args) => {
      off();
      return f.apply(this, args);
    });
  }
  off(name, f) { this.#listeners.get(name)?.delete(f); }
  emit(name, ...args) {
    for (const f of [...(this.#listeners.get(name) ?? [])]) f.call(this, ...args);
    return this.#listeners.get(name)?.size ?? 0;
  }
}
class Counter extends Emitter {
  count = 0;
  constructor() {
    super();
    this.on("add", (n = 1) => (this.count += n));
  }
}
const c = new Counter();
const off = c.on("add", function (n) { console.log("added", n, this === c); });
c.once("add", () => console.log("once"));
console.log(c.emit("add", 2), c.emit("add"), off(), c.emit("add", 5), c.count, c.emit("none"));
