const log = [];
class A {
  #m() {}
  get #ro() { return 1; }
  set #wo(v) { log.push(v); }
  tries() {
    return [
      () => { this.#m = log.push("m value"); },
      () => { this.#ro = log.push("ro value"); },
      () => this.#wo,
      () => { this.#wo = "set"; },
      () => { this.#wo += 1; },
      () => { this.#ro++; },
      () => { [this.#m] = [1]; },
      () => { this.#ro &&= 5; },
      () => { this.#ro ||= 5; },
    ].map((f) => {
      try {
        f();
        return "ok";
      } catch (e) {
        return e.name;
      }
    });
  }
}
console.log(new A().tries().join(" "), log);
