const log = [];
class A {
  a = log.push("A.a");
  constructor() {
    log.push("A constructor");
    this.hook?.();
  }
}
class B extends A {
  b = log.push("B.b");
  constructor() {
    log.push("before super");
    super(log.push("super argument"));
    log.push("after super");
  }
  hook() {
    log.push(`hook b=${this.b}`);
  }
  c = log.push("B.c");
}
new B();
console.log(log.join(", "));
