const log = [];
class A {
  constructor() {
    this.init?.();
  }
}
class B extends A {
  #f = 1;
  #m() { return "method"; }
  init() {
    try {
      log.push(this.#f);
    } catch (e) {
      log.push(e.name);
    }
    try {
      log.push(this.#m());
    } catch (e) {
      log.push(e.name);
    }
  }
}
new B().init();
console.log(log);
