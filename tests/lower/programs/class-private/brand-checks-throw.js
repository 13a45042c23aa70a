class A {
  #f = 1;
  #m() { return 1; }
  get #g() { return 1; }
  set #g(v) {}
  static #sf = 1;
  static #sm() { return 1; }
  static tries = [
    (o) => o.#f,
    (o) => { o.#f = 1; },
    (o) => o.#f++,
    (o) => o.#m(),
    (o) => o.#m,
    (o) => o.#g,
    (o) => { o.#g = 1; },
    (o) => o.#sf,
    (o) => o.#sm(),
  ];
}
for (const o of [new A(), {}, A, class extends A {}, null, 5, undefined]) {
  console.log(A.tries.map((f) => {
    try {
      f(o);
      return "ok";
    } catch (e) {
      return e.name;
    }
  }).join(" "));
}
