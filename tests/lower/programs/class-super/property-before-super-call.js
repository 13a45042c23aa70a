class A { m() { return "m"; } }
class B extends A {
  constructor() {
    const log = [];
    try {
      super.m();
    } catch (e) {
      log.push(e.name);
    }
    super();
    log.push(super.m());
    this.log = log;
  }
}
console.log(new B().log);
