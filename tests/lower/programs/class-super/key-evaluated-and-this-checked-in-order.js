const log = [];
const key = (k) => (log.push(k), k);
class A { m(...a) { return a; } }
class B extends A {
  run() {
    super[key("x")] = log.push("value");
    super[key("m")](log.push("argument"));
    return log.join(" ");
  }
}
console.log(new B().run());
